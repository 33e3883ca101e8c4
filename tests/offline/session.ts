/**
 * One random session: two people in one workbook, over a network that is cut, with locks, assignments and reloads. It
 * alone decides what happens; the server and its restarts belong to the run.
 */
import type { Command } from '@tallystick/domain/commands';
import type { RowId } from '@tallystick/domain/cells/ids';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { ENTITY, HOT_CELLS, HOT_ROWS } from '../convergence/workbook-setup.ts';
import { type Random, randomFrom } from '../gate/random.ts';
import { ApiClient } from '../process/api-client.ts';
import { type JournalValues, saidKey, typedKey } from './journal-values.ts';
import type { Place } from './set-up.ts';
import { Tab } from './tab.ts';
import type { Tally } from './tally.ts';

/** Few cells, so that people meet. */
const CELLS = HOT_CELLS.slice(0, 6);
const ROWS = HOT_ROWS.filter((row) => CELLS.some((cell) => cell.startsWith(`${row}:`)));
export const STEPS = 100;
const TURNS_MAX = 6;
const REST_MS = 45_000;
const PATIENCE_MS = 600;
const POLL_MS = 4;
/** One browser in so many has no database for us. */
const BLOCKED = 8;

export type Ground = { url: string; tally: Tally; onStep: () => void };

export class Session {
  readonly place: Place;
  readonly tabs: Tab[];
  readonly #ground: Ground;
  readonly #random: Random;
  readonly #head: ApiClient;
  readonly #faults: string[] = [];
  #typed = 0;
  #isLocked = false;
  readonly #unassigned = new Set<RowId>();

  constructor(place: Place, ground: Ground) {
    this.place = place;
    this.#ground = ground;
    this.#random = randomFrom(place.seed);
    this.#head = new ApiClient(ground.url, place.head.cookie);
    this.tabs = place.people.map((who) => this.#tabOf(who));
  }

  /** Everything that is asked of the session but the journal; then its tabs are closed. */
  async run(): Promise<void> {
    await this.#until(() => this.tabs.every((tab) => tab.isAtRest), 'the tabs to open');
    for (let step = 0; step < STEPS; step++) {
      await this.#step();
      this.#ground.onStep();
      for (let turns = this.#random.below(TURNS_MAX); turns > 0; turns--) await turn();
    }
    await this.#comeToRest();
  }

  /** What is not as it must be, against the journal of the stopped server. */
  faults(journal: JournalValues): string[] {
    const { tally } = this.#ground;
    tally.seeds++;
    tally.edits += journal.edits;
    tally.conflicts += journal.conflicts;
    const faults = [...this.#faults];
    for (const tab of this.tabs) {
      const screen = JSON.stringify(tab.screen());
      if (screen !== JSON.stringify(journal.cells)) faults.push(`${tab.person}: screen ${screen}`);
      faults.push(...this.#metOffline(tab, journal));
      const drafts = tab.handle?.cells.drafts() ?? [];
      for (const { refusal } of drafts)
        tally.drafts[refusal.code] = (tally.drafts[refusal.code] ?? 0) + 1;
      const shown = new Set(drafts.map(({ cell, stored }) => JSON.stringify([cell, stored])));
      for (const typed of tab.log) {
        if (journal.typed.has(typedKey(typed))) continue;
        if (shown.has(JSON.stringify([typed.cell, typed.text]))) continue;
        if (typed.isReplaced) tally.replaced++;
        else faults.push(`${typed.person}: ${typed.cell}=${typed.text} is nowhere`);
      }
      faults.push(...this.#unsaid(tab, journal));
    }
    return faults;
  }

  /** Nothing typed without a network replaced, or lost against, what was saved before the network came back. */
  #metOffline({ log, network }: Tab, journal: JournalValues): string[] {
    return log.flatMap((typed) => {
      if (typed.offlineAfter === undefined) return [];
      const stoodSince = journal.met.get(typedKey(typed));
      const cameBack = network.cameBack[typed.offlineAfter] ?? Number.POSITIVE_INFINITY;
      if (stoodSince === undefined || stoodSince >= cameBack) return [];
      return [
        `${typed.person}: ${typed.cell}=${typed.text} met what it had not seen, and was taken`,
      ];
    });
  }

  /** Every text given as a comment is in the journal once, or stands before its author with the reason. */
  #unsaid(tab: Tab, journal: JournalValues): string[] {
    const { tally } = this.#ground;
    const queued = tab.handle?.queued ?? [];
    const shown = new Set<string>();
    const faults: string[] = [];
    for (const { command, refusal } of queued) {
      if (refusal === undefined) faults.push(`${tab.person}: a ${command.type} waits for ever`);
      else tally.refusedCommands[refusal.code] = (tally.refusedCommands[refusal.code] ?? 0) + 1;
      if (command.type === 'comment') shown.add(command.text);
    }
    for (const said of tab.said) {
      const times = journal.said.get(saidKey(said)) ?? 0;
      if (said.waited) tally.saidOffline++;
      if (times > 1) faults.push(`${said.person} said ${said.text} ${times} times`);
      if (times === 0 && !shown.has(said.text))
        faults.push(`${said.person} said ${said.text}, and it is nowhere`);
    }
    return faults;
  }

  #tabOf(who: { person: string; cookie: string }): Tab {
    const isBlocked = this.#random.below(BLOCKED) === 0;
    return new Tab({ url: this.#ground.url, workbook: this.place.workbook, isBlocked, ...who });
  }

  async #step(): Promise<void> {
    const tab = this.#random.pick(this.tabs);
    const dice = this.#random.below(100);
    tab.lookAgain();
    if (dice < 26) this.#type(tab);
    else if (dice < 30) this.#say(tab);
    else if (dice < 34) this.#resolve(tab);
    else if (dice < 37) tab.type(this.#random.pick(CELLS), '');
    else if (dice < 44) this.#cut(tab);
    else if (dice < 48) this.#goOffline(tab);
    else if (dice < 52) await this.#reload(tab);
    else if (dice < (this.#isLocked ? 62 : 55)) await this.#toggleLock();
    else if (dice < 65) await this.#reassign();
    else if (dice < 69) this.#ground.tally.retries += tab.retry() ? 1 : 0;
    else if (dice < 75) await this.#meet(tab);
    else if (dice < 80) await this.#miss(tab);
    else await this.#quieten(tab);
  }

  /** Both write one cell while one of them is offline. */
  async #meet(tab: Tab): Promise<void> {
    const cell = this.#random.pick(CELLS);
    this.#goOffline(tab);
    for (const each of this.tabs) this.#type(each, cell);
    for (const each of this.tabs) await this.#quieten(each);
  }

  /** Much is typed offline, and of one row the right is lost meanwhile: some is refused, the rest is not. */
  async #miss(tab: Tab): Promise<void> {
    this.#goOffline(tab);
    for (const cell of CELLS) if (this.#random.chance(0.6)) this.#type(tab, cell);
    await this.#toggleAssignment(this.#random.pick(ROWS));
    await this.#quieten(tab);
  }

  /** Gives back what was taken, rather than taking more. */
  async #reassign(): Promise<void> {
    const [taken = this.#random.pick(ROWS)] = this.#unassigned;
    await this.#toggleAssignment(taken);
  }

  #type(tab: Tab, cell: string = this.#random.pick(CELLS)): void {
    const { tally } = this.#ground;
    const text = `${tab.person} wrote ${++this.#typed}`;
    const connection = tab.handle?.connection;
    if (!tab.type(cell, text)) return;
    tally.typed++;
    if (tab.network.isOffline) tally.typedOffline++;
    if (connection === 'connecting') tally.typedEarly++;
  }

  #cut(tab: Tab): void {
    if (tab.network.cut()) this.#ground.tally.cuts++;
  }

  #goOffline(tab: Tab): void {
    tab.network.isOffline = true;
    this.#ground.tally.offline++;
    tab.network.cut();
  }

  #say(tab: Tab): void {
    const text = `${tab.person} said ${++this.#typed}`;
    if (tab.say(this.#random.pick(CELLS), text)) this.#ground.tally.said++;
  }

  #resolve(tab: Tab): void {
    if (tab.resolve(this.#random.chance(0.7))) this.#ground.tally.resolved++;
  }

  /** A reload, at times without a network; its author goes on typing as soon as there is a page. */
  async #reload(tab: Tab): Promise<void> {
    const { tally } = this.#ground;
    tally.reloads++;
    if ((tab.handle?.cells.unsaved ?? 0) > 0) tally.reloadsUnsaved++;
    const isOffline = this.#random.chance(0.4);
    tab.network.isOffline = isOffline;
    tab.reload();
    await this.#patiently(() => tab.handle !== undefined);
    if (isOffline && tab.handle?.seenAt !== null) tally.openedOffline++;
    if (this.#random.chance(0.5)) this.#type(tab);
    if (this.#random.chance(0.3)) this.#say(tab);
    if (isOffline && this.#random.chance(0.5)) await this.#quieten(tab);
  }

  async #toggleLock(): Promise<void> {
    const { tally } = this.#ground;
    const isLocked = !this.#isLocked;
    const command: Command = isLocked ? { type: 'lock' } : { type: 'unlock', reason: 'To go on' };
    if (!(await this.#command(command))) return;
    this.#isLocked = isLocked;
    if (isLocked) tally.locks++;
    else tally.unlocks++;
  }

  /** Takes a row from the entity of both, or gives it back. */
  async #toggleAssignment(row: RowId): Promise<void> {
    const entity = this.#unassigned.has(row) ? ENTITY : null;
    if (!(await this.#command({ type: 'assign-rows', rows: [row], entity }))) return;
    if (entity === null) this.#unassigned.add(row);
    else this.#unassigned.delete(row);
    this.#ground.tally.reassignments++;
  }

  /** The head's command; true where it was carried out or had been. A server that is down is no answer. */
  async #command(command: Command): Promise<boolean> {
    try {
      const answer = await this.#head.command(command, { workbook: this.place.workbook });
      const text = await answer.text();
      return answer.ok || /already-locked|not-locked/.test(text);
    } catch {
      return false;
    }
  }

  /** A tab comes back, and its author waits a while for the word saved. */
  async #quieten(tab: Tab): Promise<void> {
    tab.network.isOffline = false;
    await this.#patiently(() => tab.isAtRest);
  }

  async #patiently(isSo: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!isSo() && performance.now() < deadline) await pause(POLL_MS);
  }

  async #comeToRest(): Promise<void> {
    for (const tab of this.tabs) tab.network.isOffline = false;
    await this.#until(async () => !this.#isLocked || (await this.#unlock()), 'the unlock');
    await this.#until(() => this.tabs.every((tab) => tab.isDone), 'the tabs to rest');
    const fresh = this.#tabOf(this.place.head);
    const screens = () => new Set([fresh, ...this.tabs].map((tab) => JSON.stringify(tab.screen())));
    const isEqual = () => fresh.isAtRest && screens().size === 1;
    await this.#until(isEqual, 'equal screens', [fresh, ...this.tabs]);
    fresh.close();
  }

  async #unlock(): Promise<boolean> {
    if (this.#isLocked) await this.#toggleLock();
    return !this.#isLocked;
  }

  async #until(
    isSo: () => boolean | Promise<boolean>,
    what: string,
    tabs: Tab[] = this.tabs,
  ): Promise<void> {
    const deadline = performance.now() + REST_MS;
    while (!(await isSo())) {
      for (const tab of tabs) tab.lookAgain();
      if (performance.now() > deadline) {
        const stuck = tabs.map((tab) => {
          const { connection, cells } = tab.handle ?? {};
          const { length } = tab.handle?.queued ?? [];
          return `${tab.person}: ${connection}, ${cells?.unsaved} unsaved, ${length} queued`;
        });
        this.#faults.push(`waited in vain for ${what}; ${stuck.join('; ')}`);
        return;
      }
      await pause(POLL_MS);
    }
  }
}
