/**
 * What a person should know before they lock: what differs from the version before, which comments, queries and questions
 * to ITU are still open, which cells were reopened and not changed. Pure.
 */
import { rowSpecs } from './cells/cell-spec.ts';
import { type CellDifference, compareSheets } from './compare.ts';
import { type CellId, type RowId, splitCellId } from './cells/ids.ts';
import type { Query } from './nouns/query.ts';
import { namesCell } from './nouns/reopening.ts';
import type { Comment, Clarification, WorkbookState } from './state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Cells = ReadonlyMap<CellId, string>;

/**
 * `added`: nothing was typed in the row before; `cleared`: nothing is now; `follows`: its result is another because of
 * figures that are typed elsewhere.
 */
export const ROW_DIFFERENCES = ['added', 'changed', 'cleared', 'follows'] as const;
export type RowDifference = {
  row: RowId;
  kind: (typeof ROW_DIFFERENCES)[number];
  cells: CellDifference[];
};

/** The rows that differ between two moments, in the order of the sheets, each with the cells that do. */
export function rowDifferences(catalogue: Catalogue, from: Cells, to: Cells): RowDifference[] {
  const rows = Map.groupBy(compareSheets(catalogue, from, to), ({ row }) => row);
  return [...rows].map(([row, cells]) => {
    const isTyped = (texts: Cells): boolean =>
      rowSpecs(catalogue, row).some(({ cell }) => Boolean(texts.get(cell)));
    const typed = cells.some(({ kind }) => kind === 'typed');
    const kind = !typed
      ? 'follows'
      : !isTyped(from)
        ? 'added'
        : isTyped(to)
          ? 'changed'
          : 'cleared';
    return { row, kind, cells };
  });
}

/** Where a row stands in the order of the sheets; one that is not there stands last. */
function placesOf(catalogue: Catalogue): (row: string) => number {
  const places = new Map([...catalogue.rows.keys()].map((row, place) => [row as string, place]));
  return (row) => places.get(row) ?? places.size;
}

/** The first comments of threads that nobody has resolved, in the order of the sheets, of one row the oldest first. */
export function openComments(
  catalogue: Catalogue,
  { comments }: Pick<WorkbookState, 'comments'>,
): Comment[] {
  const placeOf = placesOf(catalogue);
  const place = ({ cell }: Comment): number => placeOf(splitCellId(cell)?.row ?? '');
  return [...comments.values()]
    .filter(({ parent, resolved }) => parent === null && !resolved)
    .sort((a, b) => place(a) - place(b) || a.number - b.number);
}

/** The questions that ITU has not answered, in the order of the sheets, of one row the oldest first. */
export function openClarifications(
  catalogue: Catalogue,
  { clarifications }: Pick<WorkbookState, 'clarifications'>,
): Clarification[] {
  const placeOf = placesOf(catalogue);
  return [...clarifications.values()]
    .filter(({ status }) => status === 'open')
    .sort((a, b) => placeOf(a.row) - placeOf(b.row) || a.number - b.number);
}

/** What the audit side asks and has not closed, in the order of the sheets, of one row the oldest first. */
export function openQueries(
  catalogue: Catalogue,
  { queries }: Pick<WorkbookState, 'queries'>,
): Query[] {
  const placeOf = placesOf(catalogue);
  return [...queries.values()]
    .filter(({ status }) => status !== 'closed')
    .sort((a, b) => placeOf(a.row) - placeOf(b.row) || a.number - b.number);
}

/**
 * The rows that were reopened since the last lock and of which every reopened cell reads as it was locked, in the order of
 * the sheets. It does not matter whether the reopening still stands.
 */
export function untouchedRows(
  catalogue: Catalogue,
  { reopened }: Pick<WorkbookState, 'reopened'>,
  { locked, now }: { locked: Cells; now: Cells },
): RowId[] {
  return ([...catalogue.rows.keys()] as RowId[]).filter((row) => {
    const open = rowSpecs(catalogue, row)
      .map(({ cell }) => cell)
      .filter((cell) => reopened.some((each) => namesCell(each, cell)));
    const reads = (cells: Cells, cell: CellId): string => cells.get(cell) ?? '';
    return open.length > 0 && open.every((cell) => reads(locked, cell) === reads(now, cell));
  });
}
