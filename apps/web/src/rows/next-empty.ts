/** The next empty cell that somebody has to fill. Pure. */
import type { RowId } from '@tallystick/domain/cells/ids';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { rowErrors } from '@tallystick/domain/screening/readiness';
import type { RowLife } from '@tallystick/domain/nouns/row-life';
import { columnsOf } from '../lines/sheet-columns.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Place = { row: string; column: string };

export type Asking = {
  catalogue: Catalogue;
  read: (cell: string) => string | undefined;
  lifeOf: (row: string) => RowLife;
  /** Whether the row is the person's to fill. */
  isMine: (row: RowId) => boolean;
  mayEdit: (cell: string) => boolean;
};

/** Empty cells of a row without which it cannot be ready, in the order of the screen. */
function emptyIn({ catalogue, read, mayEdit }: Asking, row: string): Place[] {
  const sheet = catalogue.rows.get(row)?.kind === 'profile' ? 'profile' : 'kpi';
  const order = columnsOf(sheet).map(({ id }) => id);
  return rowErrors(catalogue, row, read)
    .map(({ cell }) => cell)
    .filter((cell) => read(cell) === undefined && mayEdit(cell))
    .flatMap((cell) => splitCellId(cell) ?? [])
    .toSorted((a, b) => order.indexOf(a.column) - order.indexOf(b.column));
}

/** Whether somebody has to fill the row and has not said what is to be said of it. */
function isOpen({ lifeOf, isMine }: Asking, row: RowId): boolean {
  const life = lifeOf(row);
  return (life === 'empty' || life === 'in-progress') && isMine(row);
}

/** The row to begin with, of these: the first of one's own that lacks something, else the first own, else the first. */
export function rowToBegin(
  asking: Asking,
  rows: readonly string[],
  own: ReadonlySet<string>,
): string | undefined {
  const mine = rows.filter((row) => own.has(row));
  const lacks = (row: string) => isOpen(asking, row as RowId) && emptyIn(asking, row).length > 0;
  return mine.find(lacks) ?? mine[0] ?? rows[0];
}

/**
 * The next one after `from`, in the order of both sheets, from the top again at the end (`wrapped`); undefined where none
 * is left. Rows that are ready or not available have none.
 */
export function nextEmpty(
  asking: Asking,
  from: Place | null,
): (Place & { wrapped: boolean }) | undefined {
  const { catalogue } = asking;
  const rows = [...catalogue.profile, ...catalogue.dataPoints].map(({ row }) => row as RowId);
  const at = from === null ? -1 : rows.indexOf(from.row as RowId);
  const here = rows[at];
  const inHere = here !== undefined && isOpen(asking, here) ? emptyIn(asking, here) : [];
  const order = columnsOf(here && catalogue.rows.get(here)?.kind === 'profile' ? 'profile' : 'kpi');
  const place = order.findIndex(({ id }) => id === from?.column);
  const isLater = ({ column }: Place) => order.findIndex(({ id }) => id === column) > place;
  const later = inHere.find(isLater);
  if (later) return { ...later, wrapped: false };
  for (let step = 1; step <= rows.length; step += 1) {
    const index = (at + step) % rows.length;
    const row = rows[index];
    // Round once: what is left of the row it began in.
    if (row === undefined || !isOpen(asking, row)) continue;
    const [first] = row === here ? inHere : emptyIn(asking, row);
    if (first) return { ...first, wrapped: index <= at };
  }
  return undefined;
}
