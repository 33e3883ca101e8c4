/** What a list of workbooks counts of a row. The projection of the list and `fsck` ask here, so that they mean the same. */
import { cellSpec } from './cells/cell-spec.ts';
import { affectedRows, computeRow, type ReadCell } from './formula/compute.ts';
import { type Formulas, withDependents } from './formula/formula-links.ts';
import { type RowLife, rowLife } from './nouns/row-life.ts';
import type { RowMark } from './state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type RowCount = { reported: boolean; life: RowLife };

/** Whether a row has a result, and where it is in its life. A row of the City profile has no result. */
export function countRow(
  of: { catalogue: Catalogue; read: ReadCell; mark: Pick<RowMark, 'as' | 'print'> | undefined },
  row: string,
): RowCount {
  const { catalogue, read } = of;
  const hasResult = catalogue.rows.get(row)?.kind === 'data-point';
  const reported = hasResult && computeRow(catalogue, row, read).status === 'reported';
  return { reported, life: rowLife(of, row) };
}

/** Rows whose count can change with some cells. `formulas`: all that stand in the workbook after the change. */
export function rowsCountedWith(
  catalogue: Catalogue,
  cells: Iterable<string>,
  formulas: Formulas,
): Set<string> {
  const rows = new Set<string>();
  const changed = new Set(cells);
  for (const cell of changed) {
    const row = cellSpec(catalogue, cell)?.row;
    if (row !== undefined) rows.add(row);
  }
  for (const cell of withDependents(catalogue, changed, formulas))
    for (const row of affectedRows(catalogue, cell)) rows.add(row);
  return rows;
}
