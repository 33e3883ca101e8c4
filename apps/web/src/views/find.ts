/** Finds words in everything that the rows know, and steps from match to match. Pure. */
import type { SheetName } from '../lines/sheet-columns.ts';
import type { LineRow } from '../lines/sheet-rows.ts';
import type { Entry, FindIndex } from './find-index.ts';
import { folded, packed, stretches, ungrouped } from '../texts/folded-text.ts';

/** A cell in which, or behind which, the words stand. */
export type Match = {
  sheet: SheetName;
  row: string;
  column: string;
  /** What was found there; the first is said where the cell itself does not show it. */
  found: readonly Entry[];
};

export type Looked = {
  /** Words as a person typed them. */
  words: string;
  /** The sheet before the person; its matches come first. */
  sheet: SheetName;
  /** Rows as they stand on the screen, from above; those left out come after. */
  shown: readonly string[];
  /** Columns on the screen. What stands in another one is shown at the name of the row. */
  columns: ReadonlySet<string>;
};

type Test = (entry: Entry) => boolean;

/** The test of one search; undefined where there is nothing to find. */
function testOf(words: string): Test | undefined {
  const needle = folded(words).trim();
  if (needle === '') return undefined;
  const code = packed(words);
  const figure = ungrouped(needle);
  return (entry) =>
    entry.folded.includes(needle) ||
    (figure !== undefined && entry.folded.includes(figure)) ||
    (entry.packed !== undefined && code !== '' && entry.packed.includes(code));
}

const nameColumn = (sheet: SheetName): string => (sheet === 'kpi' ? 'kpi' : 'label');

function matchesIn(
  index: FindIndex,
  line: LineRow,
  { test, sheet, looked }: { test: Test; sheet: SheetName; looked: Looked },
): Match[] {
  const cells = new Map<string, Entry[]>();
  for (const entry of index.entries(line)) {
    if (!test(entry)) continue;
    // The other sheet's columns are not on the screen to be asked; its own are usually there.
    const isThere = sheet === looked.sheet ? looked.columns.has(entry.column) : true;
    const column = isThere ? entry.column : nameColumn(sheet);
    cells.set(column, [...(cells.get(column) ?? []), entry]);
  }
  return [...cells].map(([column, found]) => ({ sheet, row: line.id, column, found }));
}

/** All matches: on the screen from above, then what is filtered out, then the other sheet. */
export function findAll(index: FindIndex, looked: Looked): Match[] {
  const test = testOf(looked.words);
  if (!test) return [];
  const other: SheetName = looked.sheet === 'kpi' ? 'profile' : 'kpi';
  const here = index.lines[looked.sheet];
  const byId = new Map(here.map((line) => [line.id, line]));
  const shown = looked.shown.flatMap((id) => byId.get(id) ?? []);
  const seen = new Set(looked.shown);
  const order: readonly (readonly [SheetName, readonly LineRow[]])[] = [
    [looked.sheet, shown],
    [looked.sheet, here.filter(({ id }) => !seen.has(id))],
    [other, index.lines[other]],
  ];
  return order.flatMap(([sheet, lines]) =>
    lines.flatMap((line) => matchesIn(index, line, { test, sheet, looked })),
  );
}

type Place = { row: string; column: string } | null | undefined;

export function placeOf(matches: readonly Match[], at: Place): number {
  if (!at) return -1;
  return matches.findIndex(({ row, column }) => row === at.row && column === at.column);
}

/**
 * The match to go to from a cell: the next in that direction, once round. From a cell that is no match the search goes
 * on with the first match after it; `order` tells which cells come after.
 */
export function step(
  matches: readonly Match[],
  from: Place,
  how: { by: 1 | -1; order: (row: string, column: string) => number },
): number {
  if (matches.length === 0) return -1;
  const now = placeOf(matches, from);
  if (now !== -1) return (now + how.by + matches.length) % matches.length;
  if (!from) return how.by === 1 ? 0 : matches.length - 1;
  const here = how.order(from.row, from.column);
  const after = matches.findIndex(({ row, column }) => how.order(row, column) > here);
  if (how.by === 1) return after === -1 ? 0 : after;
  return ((after === -1 ? matches.length : after) - 1 + matches.length) % matches.length;
}

/** The letters to mark in a shown text. */
export function marksIn(text: string, words: string): readonly (readonly [number, number])[] {
  const needle = folded(words).trim();
  const marks = stretches(text, needle);
  const figure = ungrouped(needle);
  return marks.length > 0 || figure === undefined ? marks : stretches(text, figure);
}
