/**
 * One workbook whose server is restored to an earlier time under its people: three pages of the web app and three
 * programs, who write over each other and beside each other, leave, come back and go on. It decides what happens; the
 * server and what is put back belong to the run.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { HOT_CELLS } from '../convergence/workbook-setup.ts';
import { type Random, randomFrom } from '../gate/random.ts';
import { ApiClient } from '../process/api-client.ts';
import type { RestorePlace } from './restore-places.ts';
import { RestoreProgram } from './restore-program.ts';
import { Tab, type Typed } from './tab.ts';

/** Everybody writes here. */
const SHARED = HOT_CELLS.slice(0, 4);
/** One for each who may write. */
const APART = HOT_CELLS.slice(4, 8);
const STEPS = 14;
const TURN_MS = 3;
const REST_MS = 45_000;
const POLL_MS = 4;

type Writer = { person: string; type(cell: string, text: string): boolean };

export class RestoreSession {
  readonly place: RestorePlace;
  readonly tabs: Tab[];
  readonly programs: RestoreProgram[];
  readonly faults: string[] = [];
  /** Counts that show that something happened. */
  readonly did = { offline: 0, late: 0, joined: 0, reloaded: 0 };
  readonly #random: Random;
  readonly #writers: Writer[];
  readonly #url: string;
  #typed = 0;

  constructor(place: RestorePlace, url: string) {
    this.place = place;
    this.#url = url;
    this.#random = randomFrom(place.seed);
    this.tabs = place.pages.map((who) => this.#tabOf(who));
    this.programs = place.programs.map(({ person, cookie }) => {
      const isNamed = this.#random.chance(0.5);
      const api = new ApiClient(url, cookie);
      return new RestoreProgram({ person, api, workbook: place.workbook, isNamed });
    });
    // The auditor is the last of each kind.
    this.#writers = [...this.tabs.slice(0, 2), ...this.programs.slice(0, 2)];
  }

  get everybody(): (Tab | RestoreProgram)[] {
    return [...this.tabs, ...this.programs];
  }

  /** What was typed, and not by its author over their own. */
  typed(): Typed[] {
    const all = this.everybody.flatMap((each) => each.log);
    return all.filter(({ person, cell, text, isReplaced }) => {
      const last = all.findLast((each) => each.person === person && each.cell === cell);
      return !isReplaced && last?.text === text;
    });
  }

  /** Before the backup: all of it is in it. */
  async begin(): Promise<void> {
    await this.comeToRest();
    // In some nobody has written yet: the backup knows nobody's client id.
    const steps = this.#random.chance(0.7) ? STEPS : 0;
    for (let step = 0; step < steps; step++) {
      this.#write(this.#random.pick(this.#writers));
      await pause(TURN_MS);
    }
    await this.comeToRest();
  }

  /** After the backup: what the restored server will not know. Some leave, some come anew, some do not get to the end. */
  async goOn(): Promise<void> {
    const random = this.#random;
    // In many all come anew, so that the backup knows no id under which anything is written from now on.
    const isAnew = random.chance(0.6);
    for (const writer of this.#writers) {
      if (isAnew || random.chance(0.3)) this.#beginAnew(writer);
    }
    await this.comeToRest();
    for (let step = 0; step < STEPS; step++) {
      const writer = random.pick(this.#writers);
      const dice = random.below(100);
      if (dice < 8) this.#goOffline(writer);
      else if (dice < 14) this.#beginAnew(writer);
      else this.#write(writer);
      await pause(TURN_MS);
      for (const each of this.everybody) each.lookAgain();
    }
    // Those who were there before have each written something that only the lost part of the journal holds.
    for (const [at, writer] of this.#writers.entries()) this.#write(writer, APART[at]);
    if (random.chance(0.8)) await this.#settle();
  }

  /** While no server is there. */
  typeAlone(): void {
    for (const program of this.programs) program.remember();
    for (const writer of this.#writers) if (this.#random.chance(0.5)) this.#write(writer);
  }

  /** Everybody comes back, one after the other, and goes on. */
  async comeBack(): Promise<void> {
    const random = this.#random;
    const order = [...this.everybody].map((each) => ({ each, at: random.unit() }));
    for (const { each } of order.toSorted((a, b) => a.at - b.at)) {
      if (each instanceof Tab) each.network.isOffline = false;
      else each.connect();
      if (random.chance(0.3)) await pause(random.below(40));
    }
    await this.comeToRest();
    for (const [at, writer] of this.#writers.entries()) {
      if (!this.#write(writer, APART[at])) this.faults.push(`${writer.person} cannot write`);
    }
    await this.comeToRest();
  }

  /** All are in, nothing waits, and all see the same. */
  async comeToRest(): Promise<void> {
    const screens = () =>
      new Set(this.everybody.map((each) => JSON.stringify(each.screen()))).size === 1;
    await this.#until(
      () =>
        this.tabs.every((tab) => tab.isAtRest) &&
        this.programs.every(({ isIn }) => isIn) &&
        screens(),
      'all to be in and to see the same',
    );
  }

  close(): void {
    for (const each of this.everybody) each.close();
  }

  #tabOf(who: { person: string; cookie: string }): Tab {
    return new Tab({ url: this.#url, workbook: this.place.workbook, isBlocked: false, ...who });
  }

  #write(writer: Writer, cell?: string): boolean {
    const at = this.#writers.indexOf(writer);
    const where = this.#random.chance(0.7) ? this.#random.pick(SHARED) : (APART[at] as string);
    const isTyped = writer.type(cell ?? where, `${writer.person} wrote ${++this.#typed}`);
    if (isTyped) this.did.late++;
    return isTyped;
  }

  /** Another document, and so another client id. */
  #beginAnew(writer: Writer): void {
    if (writer instanceof RestoreProgram) {
      writer.begin();
      this.did.joined++;
    } else if (writer instanceof Tab) {
      writer.reload();
      this.did.reloaded++;
    }
  }

  #goOffline(writer: Writer): void {
    this.did.offline++;
    if (writer instanceof Tab) {
      writer.network.isOffline = true;
      writer.network.cut();
    } else if (writer instanceof RestoreProgram) writer.disconnect();
  }

  /** Those who are connected have all that they wrote in the journal. */
  async #settle(): Promise<void> {
    await this.#until(
      () => this.tabs.every((tab) => tab.network.isOffline || tab.isAtRest),
      'those with a line to be saved',
    );
  }

  async #until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + REST_MS;
    while (!isSo()) {
      for (const each of this.everybody) each.lookAgain();
      if (performance.now() > deadline) {
        const stuck = this.everybody.map((each) => {
          const { person } = each;
          if (each instanceof RestoreProgram) return `${person}: ${each.isIn} (${each.ends})`;
          return `${person}: ${each.handle?.connection}, ${each.handle?.cells.unsaved} unsaved`;
        });
        this.faults.push(`waited in vain for ${what}; ${stuck.join('; ')}`);
        return;
      }
      await pause(POLL_MS);
    }
  }
}
