/**
 * Twenty people type while the head locks, reopens some cells, locks again and unlocks, in real time and with random
 * waits between all steps.
 */
import type { Command } from '@tallystick/domain/commands';
import type { Entry } from '@tallystick/domain/entry';
import { type CommandId, splitCellId, type WorkbookId } from '@tallystick/domain/cells/ids';
import { standing } from '@tallystick/domain/nouns/reopening';
import { readEntries } from '@tallystick/server/workbook/load';
import type { Store } from '@tallystick/store/port';
import { setTimeout as pause } from 'node:timers/promises';
import { Editor } from '../convergence/editor.ts';
import type { View } from '../convergence/surroundings.ts';
import { JournalMirror } from '../convergence/journal-mirror.ts';
import { type Link, serverErrors, SimServer } from '../convergence/sim-server.ts';
import { emptyTally, type Tally } from '../convergence/tally.ts';
import type { Typed } from '../convergence/unacknowledged.ts';
import { HEAD, personRow, setUpWorkbook, TEXT_CELLS } from '../convergence/workbook-setup.ts';
import { type Random, randomFrom } from '../gate/random.ts';
import { check, type Verdict } from './checker.ts';
import { paceFrom } from './pace.ts';
import { type Operation, Recorder } from './recorder.ts';

const PEOPLE = 20;
const CELLS = TEXT_CELLS.slice(0, 60);
/** Milliseconds at most between two values of one person, and between two steps of the head. */
const TYPING_MS = 60;
const HEAD_MS = 12;
/** Milliseconds at most that a reopening lasts, and that the head lets it. */
const OPEN_MS = 60;
/** How long a race may take to come to rest. */
const REST_MS = 60_000;

export type RaceReport = Verdict & {
  operations: number;
  refused: Record<string, number>;
  /** Refused by the server, not by what the author's own screen knew. */
  refusedByServer: number;
  unanswered: number;
  reopenings: number;
  tally: Tally;
};

/** A busy machine may carry a command out after the end that it speaks of. */
function isTooLate(op: HeadsAct, code: string): boolean {
  if (op === 'end') return code === 'unknown-reopening';
  return op === 'reopen' && code === 'end-out-of-range';
}

type HeadsAct = Exclude<Operation['op'], 'edit'>;

export class LockRace {
  readonly recorder = new Recorder();
  readonly mirror = new JournalMirror();
  readonly tally = emptyTally();
  readonly faults: string[] = [];
  readonly editors: Editor[] = [];
  readonly #store: Store;
  readonly #workbook: WorkbookId;
  readonly #random: Random;
  readonly #pace: () => Promise<void>;
  readonly #open = new Map<Typed, Operation>();
  readonly #server: SimServer;
  reopenings = 0;
  #done = false;
  #over = false;
  #counter = 0;

  constructor(made: { seed: number; store: Store; workbook: WorkbookId }) {
    this.#random = randomFrom(made.seed);
    this.#pace = paceFrom(this.#random);
    this.#store = made.store;
    this.#workbook = made.workbook;
    this.#server = new SimServer({
      ...made,
      mirror: this.mirror,
      now: Date.now,
      pace: this.#pace,
    });
  }

  async run(locks: number, say?: (line: string) => void): Promise<RaceReport> {
    serverErrors.length = 0;
    await this.#setUp();
    const people = this.editors.map((editor) => this.#live(editor));
    const typing = this.editors.map((editor) => this.#typeOn(editor));
    await this.#lockAndUnlock(locks, say);
    this.#done = true;
    await Promise.all(typing);
    // Until all are at rest nobody goes: what is still on its way to one may close their connection.
    await this.#rest();
    this.#over = true;
    await Promise.all(people);
    const report = await this.#report();
    await this.#server.stop();
    return report;
  }

  async #setUp(): Promise<void> {
    const people = Array.from({ length: PEOPLE }, (_, i) => ({
      person: personRow(`p_${i}`),
      role: 'coordinator' as const,
    }));
    await setUpWorkbook({ store: this.#store, workbook: this.#workbook, now: Date.now }, people);
    const view = await this.#view();
    for (const { person } of people) {
      const editor: Editor = new Editor(
        { name: person.person, person, view },
        {
          random: this.#random,
          mirror: this.mirror,
          tally: this.tally,
          fault: (text) => this.faults.push(text),
          connect: (who) => {
            const link = this.#server.connect(who);
            this.#pump(link, editor);
            return link;
          },
          onSaved: (typed) => this.#answered(typed, 'ok'),
          onRefused: (typed, code) => this.#answered(typed, 'refused', code),
        },
      );
      this.editors.push(editor);
    }
  }

  #answered(typed: Typed, outcome: 'ok' | 'refused', code?: string): void {
    const operation = this.#open.get(typed);
    if (operation === undefined) return;
    this.#open.delete(typed);
    // A draft of a value whose acknowledgement was lost says nothing of whether it was written.
    if (outcome === 'refused' && typed.isUnsure) return;
    this.recorder.answer(operation, outcome, code);
  }

  async #view(): Promise<View> {
    const { room, state } = await this.#server.workbook();
    const open = standing(state, Date.now()).flatMap(({ cells, rows }) => [...cells, ...rows]);
    return { room: room.name, locked: state.locked, mine: 'all', open };
  }

  /** Delivers what is queued on a connection, each direction in order and at its own pace. */
  #pump(link: Link, editor: Editor): void {
    const busy = { up: false, down: false };
    const up = async (): Promise<void> => {
      busy.up = true;
      while (link.canReachServer) {
        await this.#pace();
        if (link.canReachServer) link.deliverToServer();
      }
      busy.up = false;
      if (!link.serverOpen && !link.clientOpen) this.#server.links.delete(link);
    };
    const down = async (): Promise<void> => {
      busy.down = true;
      while (link.toClient.length > 0) {
        await this.#pace();
        const delivery = link.toClient.shift();
        if (delivery !== undefined && editor.link === link) editor.hear(delivery);
      }
      busy.down = false;
    };
    link.onQueued = () => {
      if (!busy.up) void up();
      if (!busy.down) void down();
    };
  }

  /** Keeps a person connected; now and then the connection breaks. */
  async #live(editor: Editor): Promise<void> {
    while (!this.#over) {
      if (editor.link === null) {
        if (editor.wantsView) editor.look(await this.#view());
        editor.connect();
        this.tally.reconnects++;
      } else if (!this.#done && this.#random.chance(0.002)) {
        editor.link.cut();
        editor.disconnected();
        this.tally.cuts++;
      }
      await pause(1);
    }
  }

  async #typeOn(editor: Editor): Promise<void> {
    while (!this.#done) {
      await pause(this.#random.below(TYPING_MS));
      if (this.#done) return;
      const cell = this.#random.pick(CELLS);
      const value = `${editor.person.person} wrote ${++this.#counter}`;
      const operation = this.recorder.invoke({
        process: editor.person.person,
        op: 'edit',
        cell,
        value,
      });
      // Half of them send although their screen says locked: the server has to refuse.
      this.#type(editor, operation, this.#random.chance(0.5));
    }
  }

  #type(editor: Editor, operation: Operation, isBlind: boolean): void {
    const drafts = editor.drafts.length;
    const change = [operation.cell, operation.value] as [never, string];
    const [typed] = editor.type([change], isBlind) as [Typed];
    if (editor.drafts.length > drafts) this.recorder.answer(operation, 'refused', 'locked-here');
    else if (typed.fate === 'waiting') this.#open.set(typed, operation);
  }

  async #lockAndUnlock(locks: number, say?: (line: string) => void): Promise<void> {
    const began = performance.now();
    let said = 0;
    while (this.tally.locks < locks) {
      await pause(this.#random.below(HEAD_MS));
      await this.#command('lock', { type: 'lock' });
      while (this.#random.chance(0.4)) {
        const isOpen = await this.#reopen();
        // Half of them are locked again without an unlock between.
        if (!isOpen || this.tally.locks >= locks || this.#random.chance(0.5)) break;
        await this.#command('lock', { type: 'lock' });
      }
      await pause(this.#random.below(HEAD_MS));
      await this.#command('unlock', { type: 'unlock', reason: 'A source is missing' });
      if (this.tally.locks < said + 250) continue;
      said = this.tally.locks;
      say?.(`${said} locks, ${Math.round((performance.now() - began) / 1000)} s`);
    }
  }

  /** Some cells and a row are open for a while: until their end, until the head ends it, or until what comes next. */
  async #reopen(): Promise<boolean> {
    await pause(this.#random.below(HEAD_MS));
    const cells = [...new Set(Array.from({ length: 12 }, () => this.#random.pick(CELLS)))];
    const row = splitCellId(this.#random.pick(CELLS))?.row;
    const number = await this.#command('reopen', {
      type: 'reopen-cells',
      cells,
      rows: row === undefined ? [] : [row],
      reason: 'The audit asks',
      until: Date.now() + 20 + this.#random.below(OPEN_MS),
    });
    if (number === undefined) return false;
    this.reopenings++;
    await pause(this.#random.below(OPEN_MS));
    if (this.#random.chance(0.4)) {
      await this.#command('end', { type: 'end-reopening', reopening: number });
    }
    return true;
  }

  /** The number of its entry; undefined where it was refused. */
  async #command(op: HeadsAct, command: Command): Promise<number | undefined> {
    const operation = this.recorder.invoke({ process: HEAD, op, cell: null, value: '' });
    await this.#pace();
    const workbook = await this.#server.workbook();
    const id = `c_${this.#workbook}_${++this.#counter}` as CommandId;
    const outcome = await workbook.command({
      person: HEAD,
      admin: false,
      id,
      command,
      door: 'api',
    });
    if (outcome.ok) operation.value = String(outcome.value.number);
    else if (!isTooLate(op, outcome.refusal.code)) {
      this.faults.push(`${op} was refused: ${outcome.refusal.code}`);
    }
    this.recorder.answer(operation, outcome.ok ? 'ok' : 'refused');
    if (op === 'lock') this.tally.locks++;
    return outcome.ok ? outcome.value.number : undefined;
  }

  async #rest(): Promise<void> {
    const deadline = performance.now() + REST_MS;
    while (this.editors.some((editor) => !editor.isAtRest)) {
      if (performance.now() > deadline) {
        this.faults.push(`not at rest in time: ${this.#restless().join('; ')}`);
        return;
      }
      await pause(2);
    }
  }

  #restless(): string[] {
    return this.editors
      .filter((editor) => !editor.isAtRest)
      .map(({ name, room, synced, pending, unanswered, link }) => {
        const state = synced ? 'in step' : 'not in step';
        const waits = `${pending.framesOpen} frames and ${unanswered} values unanswered`;
        return `${name} in ${room}, ${state}, ${waits}, ${link === null ? 'no link' : 'linked'}`;
      });
  }

  async #report(): Promise<RaceReport> {
    const { operations } = this.recorder;
    const entries: Entry[] = [];
    const range = { after: 0, upTo: Number.MAX_SAFE_INTEGER };
    for await (const { entry } of readEntries(this.#store, this.#workbook, range)) {
      entries.push(entry);
    }
    const snapshots = new Map<number, string>();
    for (let n = 1; ; n++) {
      const text = await this.#store.snapshot(this.#workbook, n);
      if (text === undefined) break;
      snapshots.set(n, text);
    }
    const verdict = check({ operations, entries, snapshots });
    const refused: Record<string, number> = {};
    for (const { code } of operations) {
      if (code !== undefined) refused[code] = (refused[code] ?? 0) + 1;
    }
    if (process.env.HISTORY_FILE !== undefined) this.recorder.save(process.env.HISTORY_FILE);
    return {
      ...verdict,
      faults: [...this.faults, ...verdict.faults, ...serverErrors],
      operations: operations.length,
      refused,
      refusedByServer: Object.values(this.tally.refusals).reduce((all, count) => all + count, 0),
      unanswered: operations.filter(({ outcome }) => outcome === 'info').length,
      reopenings: this.reopenings,
      tally: this.tally,
    };
  }
}
