/**
 * One session of the measure `merge`: a workbook goes out as a file, people work on both, it comes back, and what is said
 * of every cell is held against a model that knows who did what and reads no text.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { type CellSpec, cellSpec, rowSpecs } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import { formulaTexts } from '@tallystick/domain/formula/cell-formula';
import { type IncomingClass, incomingOf } from '@tallystick/domain/incoming/incoming';
import { eachOnce } from '@tallystick/domain/incoming/mentions';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { incomingCells } from '@tallystick/exchange/compare/incoming-cells';
import { openBook } from '@tallystick/exchange/reading/open-book';
import { readBook } from '@tallystick/exchange/reading/read-file';
import { ENGLISH } from '@tallystick/exchange/own/words/en';
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { type Random, seededRandom } from '../ledger/seeded-random.ts';
import { sampleAsked } from '../office/sample-state.ts';
import { type EditRow, EditedTable, numberCell, textCell, withTables } from './edited-book.ts';

const catalogue = loadCatalogue();

export type MergeTally = {
  sessions: number;
  cells: number;
  /** Cells of each class that were met and were right. */
  right: Record<IncomingClass, number>;
  wrong: string[];
  /** Ours changed since and the file's would replace it without a word. */
  overwritten: string[];
  /** What somebody typed in the file and nothing speaks of. */
  lost: string[];
  unknownRows: number;
};

export function emptyTally(): MergeTally {
  const right = {
    theirs: 0,
    conflict: 0,
    ours: 0,
    equal: 0,
    unchanged: 0,
    unreadable: 0,
    'not-yours': 0,
    locked: 0,
  };
  return { sessions: 0, cells: 0, right, wrong: [], overwritten: [], lost: [], unknownRows: 0 };
}

/** So many workbooks are worked on before one is locked. */
const LOCKED_EVERY = 20;

/** What stands in a cell to the model: a value by its name, nothing, or what nobody can read. */
type Value = { is: 'value'; name: string } | { is: 'nothing' } | { is: 'unreadable' };
const NOTHING: Value = { is: 'nothing' };
const same = (a: Value, b: Value): boolean =>
  a.is === b.is && (a.is !== 'value' || b.is !== 'value' || a.name === b.name);

/** Columns that are worked on, with the heads that the file has for them. */
const WORKED = ['numerator', 'denominator', 'value', 'year', 'source', 'notes'] as const;

type Edit = { value: Value; row: string };

export function runSession(seed: number, tally: MergeTally): void {
  const random = seededRandom(seed);
  const asked = sampleAsked(seed);
  const then = new Map(asked.cells) as Map<CellId, string>;
  const opened = openBook(workbookFile(asked), 'workbook.xlsx');
  if (!opened.ok) throw new Error(`seed ${seed}: ${opened.refusal.code}`);
  const tables = EditedTable.of(opened.value);
  const edits = new Map<CellId, Edit>();
  for (const table of tables) fillIn(table, { then, random, edits });
  const gone = new Set<string>();
  const unsure = new Set<string>();
  for (const table of tables) rearrange(table, { random, gone, unsure });
  const isRenamed = random.below(3) === 0;
  const book = withTables(opened.value, tables, (name) => (isRenamed ? `${name} (2)` : name));
  const read = readBook(book, catalogue);
  if (!read.ok) {
    tally.wrong.push(`seed ${seed}: ${read.refusal.code}`);
    return;
  }
  const { now, names } = oursSince(then, edits, random);
  const permit = permitOf(seed, random);
  const seen = { then, now, names, edits, permit, hidden: new Set([...gone, ...unsure]), tally };
  const { cells, sheets } = incomingCells(read.value, then, catalogue);
  tally.sessions += 1;
  const told = sheets.reduce((sum, { unknown }) => sum + unknown.length, 0);
  tally.unknownRows += told;
  if (told < unsure.size) tally.lost.push(`seed ${seed}: ${unsure.size - told} rows are not told`);
  const meant = formulaTexts(catalogue, now);
  const listed = new Map<CellId, IncomingClass>();
  for (const place of eachOnce(catalogue, cells)) {
    const spec = cellSpec(catalogue, place.cell) as CellSpec;
    const stands = { now: now.get(place.cell) ?? null, nowMeant: meant.get(place.cell) };
    const found = incomingOf({
      spec,
      held: place.held,
      base: place.base,
      ...stands,
      permit: () => permit(place.cell),
    });
    listed.set(place.cell, found.class);
    judge({ ...seen, seed, place: place.address }, place.cell, found.class);
  }
  for (const [cell, { row }] of edits) {
    const isTold = listed.has(cell) || gone.has(row) || unsure.has(row);
    if (!isTold) tally.lost.push(`seed ${seed}: ${cell} is not told`);
  }
}

type Filling = { then: Map<CellId, string>; random: Random; edits: Map<CellId, Edit> };

/** People type into the file. Every value is another one than what stands there, or the same in other clothes. */
function fillIn(table: EditedTable, { then, random, edits }: Filling): void {
  for (const row of table.keyed) {
    const key = table.keyOf(row) ?? '';
    for (const column of WORKED) {
      const at = table.column(ENGLISH.columns[column]);
      const spec = rowSpecs(catalogue, key).find((each) => each.column === column);
      if (at === undefined || spec === undefined || random.below(8) !== 0) continue;
      // What a formula comes to is the matter of others here.
      if (then.get(spec.cell)?.startsWith('=') && spec.kind === 'number') continue;
      const value = typeInto({ row, at }, { spec, base: then.get(spec.cell), random });
      if (value !== undefined) edits.set(spec.cell, { value, row: key });
    }
  }
}

type At = { row: EditRow; at: number };
type Typing = { spec: CellSpec; base: string | undefined; random: Random };

function typeInto({ row, at }: At, { spec, base, random }: Typing): Value | undefined {
  const what = random.below(10);
  if (what === 0) {
    row.cells.delete(at);
    return NOTHING;
  }
  if (spec.kind === 'number') {
    if (what === 1) {
      row.cells.set(at, textCell('see annex 3'));
      return { is: 'unreadable' };
    }
    if (what === 2 && base !== undefined && /^\d{1,12}$/.test(base)) {
      row.cells.set(at, textCell(`${base}.0`));
      return nameOf(spec, base);
    }
    const { min = 0, max = 1e6 } = spec;
    const value = Math.floor(min) + 1 + random.below(Math.min(90, Math.max(1, max - min - 1)));
    row.cells.set(at, numberCell(value));
    return nameOf(spec, String(value));
  }
  if (spec.kind === 'year') {
    const year = 2010 + random.below(10);
    row.cells.set(at, random.below(2) === 0 ? numberCell(year) : textCell(String(year)));
    return nameOf(spec, String(year));
  }
  if (spec.kind !== 'text') return undefined;
  const text = `Said in the file, ${random.below(1_000_000)}`;
  row.cells.set(at, textCell(`${text}${random.below(4) === 0 ? '  ' : ''}`));
  return nameOf(spec, text);
}

/** A value by its name: figures by what they are, words without blanks around them. */
function nameOf({ kind }: CellSpec, text: string | undefined): Value {
  if (text === undefined) return NOTHING;
  const isPlain = kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(text);
  return { is: 'value', name: isPlain ? String(Number(text)) : text.trim().normalize('NFC') };
}

type Rearranging = { random: Random; gone: Set<string>; unsure: Set<string> };

/** The table is sorted, rows go and come, a column is put in, keys are mixed up, a row is copied. */
function rearrange(table: EditedTable, { random, gone, unsure }: Rearranging): void {
  const some = (): EditRow | undefined => table.keyed[random.below(table.keyed.length)];
  const mark = (row: EditRow | undefined): void => void (row && unsure.add(table.keyOf(row) ?? ''));
  if (random.below(2) === 0) table.shuffle(random);
  for (let i = random.below(6); i > 0; i -= 1) {
    const row = some();
    if (!row || table.keyed.length < 4) break;
    gone.add(table.keyOf(row) ?? '');
    table.delete(row);
  }
  for (let i = random.below(5); i > 0; i -= 1) {
    const before = some();
    const at = table.column(ENGLISH.columns.notes) ?? 1;
    if (before) table.insertBefore(before, new Map([[at, textCell('see the annex')]]));
  }
  if (random.below(3) === 0 && table.keyed.length > 4) {
    const [one, other] = [some(), some()];
    if (one && other && table.keyOf(one) !== table.keyOf(other)) {
      mark(one);
      mark(other);
      table.swapKeys(one, other);
    }
  }
  const copied = random.below(3) === 0 ? some() : undefined;
  if (copied && holds(copied) && !unsure.has(table.keyOf(copied) ?? '')) {
    mark(copied);
    table.insertBefore(copied, new Map(copied.cells));
  }
  if (random.below(2) === 0) table.insertColumn(2 + random.below(12), random);
}

const holds = ({ cells }: EditRow): boolean => cells.size > 0;

/** What has become of the workbook since: some of the same cells, in other ways, in the same, and others. */
function oursSince(then: Map<CellId, string>, edits: Map<CellId, Edit>, random: Random) {
  const now = new Map(then);
  const names = new Map<CellId, Value>();
  const set = (cell: CellId, text: string | undefined): void => {
    const spec = cellSpec(catalogue, cell);
    if (spec === undefined) return;
    if (text === undefined) now.delete(cell);
    else now.set(cell, text);
    names.set(cell, nameOf(spec, text));
  };
  for (const row of catalogue.rows.keys()) {
    for (const spec of rowSpecs(catalogue, row)) {
      const isWorked = (WORKED as readonly string[]).includes(spec.column);
      const edit = edits.get(spec.cell);
      if (!isWorked || random.below(edit ? 3 : 12) !== 0) continue;
      if (then.get(spec.cell)?.startsWith('=') && spec.kind === 'number') continue;
      const how = random.below(4);
      if (how === 0) set(spec.cell, undefined);
      else if (how === 1 && edit?.value.is === 'value') set(spec.cell, edit.value.name);
      else if (spec.kind === 'text') set(spec.cell, `Said here, ${random.below(1_000_000)}`);
      else if (spec.kind === 'year') set(spec.cell, String(2030 + random.below(9)));
      else if (spec.kind === 'number') set(spec.cell, String((spec.min ?? 0) + random.below(3)));
    }
  }
  return { now, names };
}

function permitOf(seed: number, random: Random): (cell: string) => Refusal | undefined {
  if (seed % LOCKED_EVERY === 0) return () => refuse('locked');
  const foreign = new Set([...catalogue.rows.keys()].filter(() => random.below(10) === 0));
  return (cell) =>
    foreign.has(cell.slice(0, cell.lastIndexOf(':')))
      ? refuse('not-your-row', `${seed}`)
      : undefined;
}

type Judging = {
  seed: number;
  place: string;
  then: Map<CellId, string>;
  names: Map<CellId, Value>;
  edits: Map<CellId, Edit>;
  permit: (cell: string) => Refusal | undefined;
  /** Rows that the file has no more, or that nobody can tell. */
  hidden: ReadonlySet<string>;
  tally: MergeTally;
};

function judge(judging: Judging, cell: CellId, found: IncomingClass): void {
  const { seed, place, then, names, edits, hidden, tally } = judging;
  const spec = cellSpec(catalogue, cell) as CellSpec;
  const base = nameOf(spec, then.get(cell));
  const ours = names.get(cell) ?? base;
  const edit = edits.get(cell);
  // Another row may show a cell whose own row is not there: it shows what was exported.
  const theirs = edit && !hidden.has(edit.row) ? edit.value : base;
  const wanted = classOf({ base, ours, theirs }, judging.permit(cell));
  tally.cells += 1;
  if (wanted === found) tally.right[found] += 1;
  else {
    const values = [base, ours, theirs].map((value) =>
      value.is === 'value' ? value.name : value.is,
    );
    tally.wrong.push(
      `seed ${seed}: ${cell} at ${place} is ${found}, not ${wanted} (${values.join(' | ')})`,
    );
  }
  if (found === 'theirs' && !same(ours, base))
    tally.overwritten.push(`seed ${seed}: ${cell} at ${place}`);
}

/** The table of classes, as it was agreed on. */
function classOf(
  { base, ours, theirs }: { base: Value; ours: Value; theirs: Value },
  refusal: Refusal | undefined,
): IncomingClass {
  if (theirs.is === 'unreadable') return 'unreadable';
  const theyChanged = !same(theirs, base);
  const weChanged = !same(ours, base);
  if (!theyChanged) return weChanged ? 'ours' : 'unchanged';
  if (same(theirs, ours)) return 'equal';
  if (refusal) return refusal.code === 'locked' ? 'locked' : 'not-yours';
  return weChanged ? 'conflict' : 'theirs';
}
