/** Two sheets as one: the later one, with what stood in each cell of the earlier. Pure. */
import { isOtherResult } from '@tallystick/domain/compare';
import { computeRow, type Result } from '@tallystick/domain/formula/compute';
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { ComparedChange } from '@tallystick/protocol/views-history';
import type { SheetSource } from '../lines/sheet-source.ts';
import { numberLocale } from '../texts/locale.ts';
import { own } from '../versions/snapshot-check.ts';
import { type Cells, entityThen, type Then } from './moment-sheet.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Compared = { source: SheetSource; rows: ReadonlySet<string> };

function resultsOf(catalogue: Catalogue, cells: Cells): (row: string) => Result {
  const known = new Map<string, Result>();
  return (row) => {
    const result = known.get(row) ?? computeRow(catalogue, row, (cell) => own(cells, cell));
    known.set(row, result);
    return result;
  };
}

/** The rows in which a cell, a cell shown from elsewhere or the result is different. */
function rowsThatChanged(
  catalogue: Catalogue,
  cells: ReadonlySet<string>,
  wasResult: (row: string) => Result | undefined,
): Set<string> {
  const rows = new Set<string>();
  for (const cell of cells) {
    const row = splitCellId(cell)?.row;
    if (row !== undefined) rows.add(row);
  }
  for (const point of catalogue.dataPoints) {
    if (point.inputs.some((use) => cells.has(use.cell)) || wasResult(point.row))
      rows.add(point.row);
  }
  return rows;
}

export function compareSource(
  catalogue: Catalogue,
  { from, to }: { from: Cells; to: Then },
): Compared {
  const cells = { from, to: to.cells };
  const before = resultsOf(catalogue, cells.from);
  const now = resultsOf(catalogue, cells.to);
  const wasResult = (row: string): Result | undefined => {
    const was = before(row);
    return isOtherResult(was, now(row)) ? was : undefined;
  };
  const all = new Set([...Object.keys(cells.from), ...Object.keys(cells.to)]);
  const changed = new Set([...all].filter((cell) => own(cells.from, cell) !== own(cells.to, cell)));
  return {
    rows: rowsThatChanged(catalogue, changed, wasResult),
    source: {
      catalogue,
      locale: numberLocale(),
      get: (cell) => own(cells.to, cell),
      result: now,
      entityOf: entityThen(to),
      was: (cell) => (changed.has(cell) ? { text: own(cells.from, cell) } : undefined),
      wasResult,
    },
  };
}

export type RowChanges = { row: string; changes: ComparedChange[] };
export type EntityChanges = { entity: string | null; rows: RowChanges[] };

/** Changes by entity, then by row, each in the order in which the server gives them; what nobody reports comes last. */
export function byEntity(changes: readonly ComparedChange[]): EntityChanges[] {
  const entities = new Map<string | null, Map<string, ComparedChange[]>>();
  for (const change of changes) {
    const rows = entities.get(change.entity) ?? new Map<string, ComparedChange[]>();
    rows.set(change.row, [...(rows.get(change.row) ?? []), change]);
    entities.set(change.entity, rows);
  }
  return [...entities]
    .toSorted(([a], [b]) => Number(a === null) - Number(b === null))
    .map(([entity, rows]) => ({
      entity,
      rows: [...rows].map(([row, of]) => ({ row, changes: of })),
    }));
}
