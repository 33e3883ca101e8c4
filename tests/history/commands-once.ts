/**
 * Commands asked again and again under one id, with answers cut off and servers that go down in between. "exactly once"
 * is held against the journal alone: one event an id, one answer an id.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Command } from '@tallystick/domain/commands';
import { computeRow } from '@tallystick/domain/formula/compute';
import type {
  CellId,
  CommandId,
  EntityId,
  PersonId,
  RowId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { Outcome } from '@tallystick/domain/refusals';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import { writeCells } from '@tallystick/server/workbook/cell-writer';
import { readEntries } from '@tallystick/server/workbook/load';
import type { Store } from '@tallystick/store/port';
import { JournalMirror } from '../convergence/journal-mirror.ts';
import { SimServer } from '../convergence/sim-server.ts';
import {
  EDITION,
  ENTITY,
  FIGURE_CELLS,
  HEAD,
  HOT_CELLS,
  HOT_ROWS,
  personRow,
  setUpWorkbook,
} from '../convergence/workbook-setup.ts';
import { type Random, randomFrom } from '../gate/random.ts';
import { paceFrom } from './pace.ts';

const WORKERS = 16;
/** Commands between two restarts. */
const RESTART_EVERY = 250;
const TIMES_MAX = 5;
const AUDITOR = 'p_auditor' as PersonId;
const WRITER = 'p_writer' as PersonId;

type Wish = { id: CommandId; person: PersonId; command: Command };

export type OnceReport = {
  commands: number;
  asked: number;
  cut: number;
  unanswered: number;
  restarts: number;
  crashes: number;
  byType: Record<string, number>;
  faults: string[];
};

export class CommandsOnce {
  readonly report: OnceReport = {
    commands: 0,
    asked: 0,
    cut: 0,
    unanswered: 0,
    restarts: 0,
    crashes: 0,
    byType: {},
    faults: [],
  };
  readonly #answers = new Map<CommandId, Set<string>>();
  readonly #store: Store;
  readonly #workbook: WorkbookId;
  readonly #random: Random;
  readonly #pace: () => Promise<void>;
  #server: SimServer;
  #result = '';
  #reported: RowId | null = null;
  #restarting: Promise<void> = Promise.resolve();

  constructor(made: { seed: number; store: Store; workbook: WorkbookId }) {
    this.#random = randomFrom(made.seed);
    this.#pace = paceFrom(this.#random);
    this.#store = made.store;
    this.#workbook = made.workbook;
    this.#server = this.#newServer();
  }

  async run(count: number): Promise<OnceReport> {
    await this.#setUp();
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < count) {
        const number = next++;
        if (number % RESTART_EVERY === RESTART_EVERY - 1) this.#restarting = this.#restart();
        await this.#restarting;
        await this.#askOften(this.#wish(number));
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    await this.#server.stop();
    this.report.commands = count;
    await this.#hold();
    return this.report;
  }

  #newServer(): SimServer {
    const pace = this.#pace;
    const mirror = new JournalMirror();
    const [store, workbook] = [this.#store, this.#workbook];
    return new SimServer({ store, workbook, mirror, now: Date.now, pace });
  }

  async #setUp(): Promise<void> {
    await setUpWorkbook({ store: this.#store, workbook: this.#workbook, now: Date.now }, [
      { person: personRow(AUDITOR), role: 'auditor' },
      { person: personRow(WRITER), role: 'coordinator' },
    ]);
    const declared = await (await this.#server.workbook()).command({
      person: AUDITOR,
      admin: false,
      id: 'declared' as CommandId,
      command: { type: 'declare-interest', conflict: '' },
      door: 'api',
    });
    if (!declared.ok) throw new Error(`not declared: ${declared.refusal.code}`);
    const catalogue = loadCatalogue(EDITION);
    for (const cell of FIGURE_CELLS) {
      const row = cell.slice(0, cell.lastIndexOf(':')) as RowId;
      if (catalogue.rows.get(row)?.kind !== 'data-point' || !cell.endsWith(':override')) continue;
      const result = computeRow(catalogue, row, (each) => (each === cell ? '5' : undefined));
      if (result.status !== 'reported') continue;
      const written = await writeCells(
        await this.#server.workbook(),
        { person: WRITER, door: 'api' },
        [[cell, '5']],
      );
      if (!written.ok) throw new Error(`a figure was refused: ${written.refusal.code}`);
      this.#reported = row;
      this.#result = result.text;
      return;
    }
    throw new Error('no row could be reported');
  }

  #wish(number: number): Wish {
    const random = this.#random;
    const id = `c_${this.#workbook}_${number}` as CommandId;
    const draw = random.unit();
    const cell = random.pick(HOT_CELLS) as CellId;
    if (draw < 0.5) {
      const command = { type: 'comment', cell, parent: null, text: `note ${number}` } as const;
      return { id, person: HEAD, command: { ...command, audience: 'members' } };
    }
    if (draw < 0.75) {
      const rows = [random.pick(HOT_ROWS)];
      const entity = random.chance(0.5) ? ENTITY : null;
      return { id, person: HEAD, command: { type: 'assign-rows', rows, entity } };
    }
    if (draw < 0.77) {
      // The second of these would be refused, were it not known to be the same.
      const entity = `e_${number}` as EntityId;
      return {
        id,
        person: HEAD,
        command: { type: 'add-entity', entity, name: `Entity ${number}` },
      };
    }
    const verdict = random.chance(0.5) ? ('yes' as const) : ('no' as const);
    const row = this.#reported as RowId;
    const command = { type: 'verify', row, verdict, result: this.#result, note: '' } as const;
    return { id, person: AUDITOR, command };
  }

  /** Asks one to five times, mostly without waiting for the answers, then until there is one. */
  async #askOften(wish: Wish): Promise<void> {
    const { type } = wish.command;
    this.report.byType[type] = (this.report.byType[type] ?? 0) + 1;
    const times = 1 + this.#random.below(TIMES_MAX);
    const open: Promise<boolean>[] = [];
    for (let i = 1; i < times; i++) {
      const asked = this.#ask(wish);
      if (this.#random.chance(0.5)) await asked;
      else {
        this.report.cut++;
        open.push(asked);
        await this.#pace();
      }
    }
    while (!(await this.#ask(wish))) await this.#restarting;
    await Promise.all(open);
  }

  /** False where there is no answer, because the server went down. */
  async #ask({ id, person, command }: Wish): Promise<boolean> {
    this.report.asked++;
    const server = this.#server;
    const workbook = await server.workbook();
    const asked = { person, admin: false, id, command, door: 'api' } as const;
    const outcome = await Promise.race([workbook.command(asked), server.gone]);
    if (outcome === undefined || (!outcome.ok && outcome.refusal.code === 'unavailable')) {
      this.report.unanswered++;
      return false;
    }
    this.#note(id, outcome);
    return true;
  }

  #note(id: CommandId, outcome: Outcome<CommandAnswer>): void {
    const answers = this.#answers.get(id) ?? new Set();
    answers.add(JSON.stringify(outcome));
    this.#answers.set(id, answers);
  }

  async #restart(): Promise<void> {
    const old = this.#server;
    if (this.#random.chance(0.5)) {
      await old.stop();
      this.report.restarts++;
    } else {
      await old.crash(this.#random.chance(0.5));
      this.report.crashes++;
    }
    this.#server = this.#newServer();
  }

  /** One event an id, and every answer to an id the same and true. */
  async #hold(): Promise<void> {
    const { faults } = this.report;
    const numbers = new Map<string, number[]>();
    const range = { after: 0, upTo: Number.MAX_SAFE_INTEGER, kind: 'event' as const };
    for await (const { entry } of readEntries(this.#store, this.#workbook, range)) {
      if (entry.kind !== 'event') continue;
      numbers.set(entry.command, [...(numbers.get(entry.command) ?? []), entry.number]);
    }
    for (let number = 0; number < this.report.commands; number++) {
      const id = `c_${this.#workbook}_${number}` as CommandId;
      const found = numbers.get(id) ?? [];
      const answers = [...(this.#answers.get(id) ?? [])];
      if (found.length !== 1) faults.push(`${id} was carried out ${found.length} times`);
      if (answers.length !== 1) faults.push(`${id} was answered ${answers.join(' and ')}`);
      const answer = JSON.parse(answers[0] ?? 'null') as Outcome<CommandAnswer> | null;
      if (answer?.ok !== true || answer.value.number !== found[0]) {
        faults.push(`${id} was answered ${answers[0]}, but is entry ${found[0]}`);
      }
    }
  }
}
