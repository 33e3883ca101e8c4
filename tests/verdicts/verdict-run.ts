/**
 * Random sequences of edits and verdicts, each step held against plain texts: a verdict is shown as one that holds exactly
 * while everything that it covers reads as it did when it was given, and what reads otherwise is named. Asked are the
 * places where it is shown: the sheet's contents, the filters of the rows, and what the server tells programs.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs, rowSpecs } from '@tallystick/domain/cells/cell-spec';
import type { Command } from '@tallystick/domain/commands';
import { computeRow } from '@tallystick/domain/formula/compute';
import { decide } from '@tallystick/domain/decide';
import type { Event } from '@tallystick/domain/events';
import { emptyState, fold } from '@tallystick/domain/fold';
import { noteFormula, withDependents } from '@tallystick/domain/formula/formula-links';
import { named } from '@tallystick/domain/formula/formula-names';
import type {
  CellId,
  CommandId,
  EntityId,
  EvidenceId,
  PersonId,
  RowId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import { actorOf } from '@tallystick/domain/rights';
import { verdictsFor } from '@tallystick/domain/verdicts-for';
import type { Role } from '@tallystick/domain/roles';
import type { Verification, WorkbookState } from '@tallystick/domain/state';
import {
  changesSince,
  type Content,
  contentPrint,
  isStale,
} from '@tallystick/domain/nouns/verdict-content';
import { staleVerdicts } from '@tallystick/server/present/present-verdicts';
import type { CellStore } from '../../apps/web/src/lines/cell-store.ts';
import { Results } from '../../apps/web/src/live/cells/results.ts';
import { type Filtering, passing } from '../../apps/web/src/views/filters.ts';
import type { Random } from '../ledger/seeded-random.ts';
import { coveredTexts, differing } from './covered-texts.ts';
import { type Forgetting, FORGETS_NOTHING, sayWrong, type Tally } from './tally.ts';
import { textFor } from './typed-texts.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

const STEPS = 16;
const ENTITY = 'e_a' as EntityId;
const catalogue: Catalogue = loadCatalogue();
const EVERY_CELL = [...cellSpecs(catalogue).keys()];
/** One row of each kind is judged: any, one that uses figures of other rows, one whose unit the city sets. */
const KINDS = [
  catalogue.dataPoints,
  catalogue.dataPoints.filter(({ inputs }) => inputs.some(({ own }) => !own)),
  catalogue.dataPoints.filter(({ unitSettable }) => unitSettable),
];

/** Runs one sequence and adds to the tally. */
export function runSequence(
  random: Random,
  tally: Tally,
  forgets: Forgetting = FORGETS_NOTHING,
): void {
  const sequence = new Sequence(random, tally, forgets);
  tally.sequences += 1;
  for (let step = 0; step < STEPS; step++) sequence.step();
}

type Given = { texts: Map<string, string>; result: string; wasStale: boolean };

class Sequence {
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #forgets: Forgetting;
  readonly #cells = new Map<string, string>();
  readonly #formulas = new Map<string, string>();
  readonly #rows: RowId[];
  readonly #near: string[];
  readonly #results: Results;
  /** Row to what stood when its verdict was given. */
  readonly #given = new Map<string, Given>();
  /** Row to what stands behind it, link by link with its id. */
  readonly #behind = new Map<string, Map<string, EvidenceId>>();
  /** As a page has it: another map once it is other evidence. */
  #evidence: WorkbookState['evidence'] = new Map();
  #state: WorkbookState = emptyState();
  #number = 0;
  #undo: [cell: string, text: string | undefined] | undefined;
  /** What somebody saw of a row, not judged yet. */
  #seen: { row: RowId; print: string; texts: Map<string, string> } | undefined;
  /** The same of the verdicts that the city was shown last. */
  #shown = new Map<string, Given>();

  constructor(random: Random, tally: Tally, forgets: Forgetting) {
    this.#random = random;
    this.#tally = tally;
    this.#forgets = forgets;
    const read = (cell: string) => this.#cells.get(cell);
    this.#results = new Results(catalogue, read, () => this.#evidence);
    const rows = KINDS.map((kind) => this.#one(kind));
    this.#rows = [...new Set(rows.map(({ row }) => row as RowId))];
    const homes = rows.flatMap(({ row, inputs }) => [
      row,
      ...inputs.map(({ cell }) => cell.split(':')[0] ?? ''),
    ]);
    this.#near = homes.flatMap((home) => rowSpecs(catalogue, home).map(({ cell }) => cell));
    this.#command('admin', {
      type: 'open-workbook',
      city: 'Riverton',
      title: '2026',
      edition: '2017',
      due: null,
    });
    const members: [Role, EntityId | null][] = [
      ['coordinator', null],
      ['auditor', null],
      ['head', null],
    ];
    for (const [role, entity] of members)
      this.#command('admin', { type: 'add-member', person: `p_${role}` as PersonId, role, entity });
    this.#command('auditor', { type: 'declare-interest', conflict: '' });
    this.#command('coordinator', { type: 'add-entity', entity: ENTITY, name: 'Water' });
    for (const cell of this.#near) if (this.#random.below(4) > 0) this.#type(cell);
  }

  step(): void {
    const kind = this.#random.below(14);
    if (kind > 11) this.#putOrTakeAway();
    else if (kind < 4) this.#type(this.#cell());
    else if (kind < 6) this.#takeBack();
    else if (kind < 9) this.#judge();
    else if (kind < 11) this.#look();
    else this.#noise();
    this.#checkAll();
  }

  #checkAll(): void {
    for (const row of this.#rows) this.#check(row);
    this.#checkTold();
    this.#checkShown();
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#random.below(of.length)] as T;
  }

  #cell(): string {
    const kind = this.#random.below(6);
    if (kind > 1) return this.#one(this.#near);
    const formulas = [...this.#formulas.values()];
    // What a formula leads to, or something that is nowhere near.
    const led = kind === 0 ? undefined : named(catalogue, this.#one(formulas)?.slice(1) ?? '');
    const [home = ''] = this.#one(EVERY_CELL).split(':');
    return this.#one(rowSpecs(catalogue, led?.spec.row ?? home)).cell;
  }

  #type(cell: string): void {
    this.#set(cell, this.#random.below(5) === 0 ? undefined : textFor(this.#random, cell));
  }

  #set(cell: string, text: string | undefined): void {
    this.#undo = [cell, this.#cells.get(cell)];
    if (text === undefined) this.#cells.delete(cell);
    else this.#cells.set(cell, text);
    noteFormula(this.#formulas, cell, text);
    this.#results.forget(withDependents(catalogue, new Set([cell]), this.#formulas));
    this.#tally.edits += 1;
  }

  #takeBack(): void {
    if (this.#undo) this.#set(...this.#undo);
  }

  #covered(row: string): Map<string, string> {
    const behind = new Map<string, string>();
    for (const [home, links] of this.#behind)
      if (links.size > 0) behind.set(home, [...links.keys()].toSorted().join(' '));
    return coveredTexts(catalogue, row, { sheet: this.#cells, behind });
  }

  #resultText(row: string): string {
    return computeRow(catalogue, row, (cell) => this.#cells.get(cell)).text;
  }

  #content(row: string): Content {
    const content = this.#results.contents.get(row);
    const parts = Object.entries(content.parts).filter(([part]) => !this.#forgets(part, row));
    return { ...content, parts: Object.fromEntries(parts) };
  }

  #look(): void {
    const row = this.#one(this.#rows);
    const print = contentPrint(this.#results.contents.get(row));
    this.#seen = { row, print, texts: this.#covered(row) };
  }

  /** Judges what was looked at before, or what stands now. */
  #judge(): void {
    const seen = this.#random.below(2) === 0 ? this.#seen : undefined;
    const row = seen?.row ?? this.#one(this.#rows);
    const result = this.#resultText(row);
    const print = seen?.print ?? contentPrint(this.#results.contents.get(row));
    const verdict = this.#one(['yes', 'no'] as const);
    const command = { type: 'verify', row, verdict, result, note: '', seen: print } as const;
    const answer = this.#command('auditor', command);
    if (answer === 'not-reported') return;
    const texts = this.#covered(row);
    const isMoved = seen !== undefined && differing(seen.texts, texts).length > 0;
    if (isMoved !== (answer === 'content-moved'))
      this.#say(`${row}: judged over ${isMoved ? 'another' : 'the same'} content: ${answer}`);
    if (typeof answer === 'string') {
      this.#tally.refused += 1;
      return;
    }
    this.#tally.verdicts += 1;
    this.#given.set(row, { texts, result, wasStale: false });
  }

  /** One of two links, behind a row that is judged or one whose figures it uses. */
  #putOrTakeAway(): void {
    const [row = ''] = this.#one(this.#near).split(':');
    const link = this.#one(['https://a.example/', 'https://b.example/']);
    const links = this.#behind.get(row) ?? new Map<string, EvidenceId>();
    this.#behind.set(row, links);
    const there = links.get(link);
    const evidence = there ?? (`ev_${this.#number}` as EvidenceId);
    const put = { type: 'attach-evidence', evidence, row: row as RowId, link, note: '' } as const;
    const done = this.#command(
      'coordinator',
      there ? { type: 'detach-evidence', evidence, reason: '' } : put,
    );
    if (typeof done === 'string') this.#say(`${row}: ${link} was refused: ${done}`);
    if (there) links.delete(link);
    else links.set(link, evidence);
    this.#evidence = new Map(this.#state.evidence);
  }

  /** What is no content of any row. */
  #noise(): void {
    const what = this.#random.below(8);
    if (what === 0) return this.#lock();
    if (what === 1) return this.#withdraw();
    const row = this.#one(this.#rows);
    const said = { parent: null, text: 'Why?', audience: 'members' } as const;
    const cell = `${row}:year` as CellId;
    const assigned = this.#random.below(2) === 0 ? ENTITY : null;
    this.#command(
      'coordinator',
      this.#one<Command>([
        { type: 'comment', cell, ...said },
        { type: 'assign-rows', rows: [row], entity: assigned },
        { type: 'mark-rows', rows: [row], as: 'ready' },
        { type: 'mark-rows', rows: [row], as: 'not-available', reason: 'Nobody counts it.' },
      ]),
    );
  }

  /** A version is locked, a row of it reopened, the reopening ended, and the lock taken back: no content changes by it. */
  #lock(): void {
    const rows = [this.#one(this.#rows)];
    this.#tally.locks += 1;
    for (const command of [
      { type: 'lock' },
      { type: 'reopen-cells', cells: [], rows, reason: 'A year.', until: 9_999 },
      { type: 'end-reopening', reopening: this.#number + 2 },
      { type: 'unlock', reason: 'More to come.' },
    ] satisfies Command[]) {
      const done = this.#command('head', command);
      if (typeof done === 'string') this.#say(`${command.type} was refused: ${done}`);
      if (command.type === 'reopen-cells') this.#release();
      this.#checkAll();
    }
  }

  #release(): void {
    if (typeof this.#command('auditor', { type: 'release-verification' }) === 'string') return;
    this.#tally.releases += 1;
    this.#shown = new Map([...this.#given].map(([row, given]) => [row, { ...given }]));
  }

  #withdraw(): void {
    const row = this.#one(this.#rows);
    const done = this.#command('auditor', { type: 'withdraw-verification', row });
    if ((typeof done === 'string') === this.#given.has(row))
      this.#say(`${row}: taken back: ${JSON.stringify(done)}`);
    this.#given.delete(row);
  }

  #verdict(row: RowId): Verification | undefined {
    const verdict = this.#state.verifications.get(row);
    if (verdict?.content === undefined) return undefined;
    const parts = Object.entries(verdict.content).filter(([part]) => !this.#forgets(part, row));
    return { ...verdict, content: Object.fromEntries(parts) };
  }

  #check(row: RowId): void {
    const given = this.#given.get(row);
    const verdict = this.#verdict(row);
    if (given === undefined || verdict === undefined) return;
    const changed = changesSince(verdict, this.#content(row)).map(({ part }) => part);
    const expected = differing(given.texts, this.#covered(row));
    const isStale = expected.length > 0;
    if (changed.length > 0 !== isStale)
      this.#say(`${row} is ${isStale ? 'stale' : 'valid'}; told: ${changed.join(' ')}`);
    const result = `${row}:result`;
    const named = changed.filter((part) => part !== result).toSorted();
    if (named.join(' ') !== expected.join(' '))
      this.#say(`${row}: changed ${expected.join(' ')}; named ${named.join(' ')}`);
    const isOther = given.result !== this.#resultText(row);
    if (changed.includes(result) !== isOther) this.#say(`${row}: the result is not named rightly`);
    this.#tally[isStale ? 'stale' : 'held'] += 1;
    if (given.wasStale && !isStale) this.#tally.again += 1;
    given.wasStale = isStale;
  }

  /** The city is told of the verdicts that it was shown, whatever the auditor has said since. */
  #checkShown(): void {
    if (this.#forgets !== FORGETS_NOTHING) return;
    const shown = verdictsFor(actorOf(this.#state, 'p_coordinator' as PersonId), this.#state);
    if ([...shown.keys()].toSorted().join(' ') !== [...this.#shown.keys()].toSorted().join(' '))
      this.#say(`the city is shown ${[...shown.keys()].join(' ')}`);
    for (const [row, { texts }] of this.#shown) {
      const verdict = shown.get(row as RowId);
      if (verdict === undefined) continue;
      const told = isStale(verdict, this.#content(row));
      if (told !== differing(texts, this.#covered(row)).length > 0)
        this.#say(`${row} is shown to the city as ${told ? 'stale' : 'valid'}`);
    }
  }

  /** Server and filters, asked about all verdicts at once, must say of each what the oracle says. */
  #checkTold(): void {
    const verdicts = this.#rows.flatMap((row) => this.#verdict(row) ?? []);
    const expected = [...this.#given]
      .filter(([row, { texts }]) => differing(texts, this.#covered(row)).length > 0)
      .map(([row]) => row)
      .toSorted();
    const told = staleVerdicts(verdicts, (row) => this.#content(row)).map(({ row }) => row);
    if (told.toSorted().join(' ') !== expected.join(' '))
      this.#say(`stale are ${expected.join(' ')}; the server tells ${told.join(' ')}`);
    if (this.#forgets !== FORGETS_NOTHING) return;
    const rows = [
      ...(passing(this.#filtering(), 'kpi', [{ kind: 'stale', value: null }]) ?? []),
    ].toSorted();
    if (rows.join(' ') !== expected.join(' '))
      this.#say(`stale are ${expected.join(' ')}; the filter shows ${rows.join(' ')}`);
    const unverified = passing(this.#filtering(), 'kpi', [{ kind: 'unverified', value: null }]);
    for (const row of this.#rows) {
      const isReported = this.#results.get(row).status === 'reported';
      const isOpen = isReported && (!this.#given.has(row) || expected.includes(row));
      if (unverified?.has(row) !== isOpen) this.#say(`${row} is in the wrong half of "unverified"`);
    }
  }

  #filtering(): Filtering {
    const actor = actorOf(this.#state, 'p_auditor' as PersonId);
    const cells = { get: (cell: string) => this.#cells.get(cell), drafts: () => [] };
    return {
      catalogue,
      state: this.#state,
      cells: cells as unknown as CellStore,
      results: this.#results,
      entity: null,
      actor,
      now: () => 0,
      changed: new Map(),
    };
  }

  /** The event, or the code of its refusal. */
  #command(role: Role | 'admin', command: Command): Event | string {
    const id = `c_${this.#number + 1}` as CommandId;
    const by = `p_${role}` as PersonId;
    const outcome = decide(this.#state, command, {
      workbook: 'wb_1' as WorkbookId,
      person: by,
      admin: role === 'admin',
      now: 1,
      command: id,
      catalogue,
      cells: this.#cells as Map<CellId, string>,
      expected: this.#number,
      hash: () => 'ab',
    });
    if (!outcome.ok) return outcome.refusal.code;
    const number = ++this.#number;
    const head = { v: 1, workbook: 'wb_1' as WorkbookId, number, at: number, by } as const;
    // As the journal gives it back, not the very object that was decided.
    const event = JSON.parse(JSON.stringify(outcome.value)) as Event;
    this.#state = fold(this.#state, { ...head, door: 'api', kind: 'event', command: id, event });
    return event;
  }

  #say(wrong: string): void {
    sayWrong(this.#tally, `seed ${this.#random.seed}: ${wrong}`);
  }
}
