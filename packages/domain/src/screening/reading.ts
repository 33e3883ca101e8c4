/** What a screening reads of a workbook: texts of cells, figures in them, and results, each computed once. */
import { cellValues } from '../formula/cell-formula.ts';
import { cellSpec } from '../cells/cell-spec.ts';
import { readCell } from '../cells/cell-text.ts';
import { computeRow, type ReadCell, type Result } from '../formula/compute.ts';
import { type Exact, exact } from '../formula/formula-value.ts';
import { type CellId, cellId, type RowId } from '../cells/ids.ts';
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';

/** Texts, and the results that are at hand or computed when asked. */
export type Screening = {
  catalogue: Catalogue;
  read: ReadCell;
  result: (row: RowId) => Result;
};

/** A screening that computes each result once. */
export function screeningOf(catalogue: Catalogue, read: ReadCell): Screening {
  const known = new Map<RowId, Result>();
  const result = (row: RowId): Result => {
    const at = known.get(row) ?? computeRow(catalogue, row, read);
    known.set(row, at);
    return at;
  };
  return { catalogue, read, result };
}

/** The cells of the row behind its result: the override, else what is typed in it, else the result itself. */
export function figuresOf({ read }: Pick<Screening, 'read'>, point: DataPoint): CellId[] {
  const override = cellId(point.row, 'override');
  if (read(override) !== undefined) return [override];
  const own = point.inputs.filter((use) => use.own && read(use.cell as CellId) !== undefined);
  if (own.length === 0) return [cellId(point.row, 'result')];
  return own.map((use) => use.cell as CellId);
}

export function resultOf(
  { result }: Pick<Screening, 'result'>,
  point: DataPoint | undefined,
): Exact | undefined {
  const decimal = point && result(point.row as RowId).decimal;
  return typeof decimal === 'string' ? exact(decimal) : undefined;
}

/** The figure in a cell, that of a formula too; undefined where there is none. */
export function figureAt(
  { catalogue, read }: Pick<Screening, 'catalogue' | 'read'>,
  cell: string,
): Exact | undefined {
  const spec = cellSpec(catalogue, cell);
  const text = spec && read(spec.cell);
  if (!spec || text === undefined) return undefined;
  const reading = cellValues(catalogue, read).read(spec, text);
  return reading.ok && reading.value.kind === 'number' ? exact(reading.value.decimal) : undefined;
}

/** The figure of one of a data point's inputs by its key. */
export function inputOf(s: Screening, point: DataPoint, key: string): Exact | undefined {
  const use = point.inputs.find((each) => each.input.key === key);
  return use && figureAt(s, use.cell);
}

/** Whether a row answers yes. */
export function isYes({ catalogue }: Screening, point: DataPoint, result: Result): boolean {
  const spec = cellSpec(catalogue, cellId(point.row, 'override'));
  const reading = spec && readCell(spec, result.text);
  return reading?.ok === true && reading.value.kind === 'yes-no' && reading.value.yes;
}
