/**
 * Which cells a workbook has and what each may hold. The allow-list of the room, the editor and the importers. The gate
 * asks it for every change: the answer is one look-up in a map made once per catalogue.
 */
import { MAX_LENGTH } from './cell-limits.ts';
import { COLUMN_GROUP, type ColumnGroup, type FilledColumn } from './columns.ts';
import { type CellId, cellId, type RowId, splitCellId } from './ids.ts';
import type { Catalogue, DataPoint, InputSpec, ProfileRow } from '@tallystick/catalogue/kpi-set';

export type CellKind = 'number' | 'yes-no' | 'choice' | 'text' | 'year' | 'unit';

/** A cell that a room may hold. Bounds are inclusive; lengths are UTF-16 code units of the stored text. */
export type CellSpec = {
  cell: CellId;
  row: RowId;
  column: FilledColumn;
  group: ColumnGroup;
  kind: CellKind;
  /** The KPI set's name of an input; of a cell that every row has, its column, whose words the catalogues have. */
  label: string;
  maxLength: number;
  integer?: boolean;
  min?: number;
  max?: number;
  choices?: readonly string[];
  /** Unit of a figure. `%`, `% of GDP`: a trailing per cent sign may be typed. */
  unit?: string;
};

const made = new WeakMap<Catalogue, ReadonlyMap<string, CellSpec>>();

/** The spec of a cell; undefined where no such cell can be typed into. O(1). */
export function cellSpec(catalogue: Catalogue, cell: string): CellSpec | undefined {
  return cellSpecs(catalogue).get(cell);
}

/** All cells that can be typed into, in the order of the sheets. */
export function cellSpecs(catalogue: Catalogue): ReadonlyMap<string, CellSpec> {
  const known = made.get(catalogue);
  if (known) return known;
  const specs = new Map<string, CellSpec>();
  for (const row of catalogue.rows.values()) {
    const cells = row.kind === 'profile' ? profileCells(row) : dataPointCells(row);
    for (const spec of [...cells, ...aboutCells(catalogue, row.row)]) specs.set(spec.cell, spec);
  }
  made.set(catalogue, specs);
  return specs;
}

const byRow = new WeakMap<Catalogue, ReadonlyMap<string, readonly CellSpec[]>>();

/** The cells of a row that can be typed into, in the order of the sheet. O(1); none for an unknown row. */
export function rowSpecs(catalogue: Catalogue, row: RowId | string): readonly CellSpec[] {
  let known = byRow.get(catalogue);
  if (!known) {
    known = Map.groupBy(cellSpecs(catalogue).values(), (each) => each.row);
    byRow.set(catalogue, known);
  }
  return known.get(row) ?? [];
}

type Rest = Omit<CellSpec, 'cell' | 'row' | 'column' | 'group'>;

function spec(row: string, column: FilledColumn, rest: Rest): CellSpec {
  return {
    cell: cellId(row, column),
    row: row as RowId,
    column,
    group: COLUMN_GROUP[column],
    ...rest,
  };
}

function figure(input: Omit<InputSpec, 'key' | 'kind'>): Rest {
  const rest: Rest = {
    kind: 'number',
    label: input.label,
    unit: input.unit,
    maxLength: MAX_LENGTH.figure,
  };
  if (input.integer) rest.integer = true;
  if (input.min !== undefined) rest.min = input.min;
  if (input.max !== undefined) rest.max = input.max;
  return rest;
}

const yesNo = (label: string): Rest => ({ kind: 'yes-no', label, maxLength: MAX_LENGTH.figure });

function profileCells(row: ProfileRow): CellSpec[] {
  return [spec(row.row, 'value', figure(row))];
}

function dataPointCells(point: DataPoint): CellSpec[] {
  const cells = point.inputs
    .filter((use) => use.own)
    .map(({ column, input }) =>
      spec(point.row, column, input.kind === 'yes-no' ? yesNo(input.label) : figure(input)),
    );
  if (point.unitSettable) {
    cells.push(
      spec(point.row, 'unit', { kind: 'unit', label: 'unit', maxLength: MAX_LENGTH.unit }),
    );
  }
  const result: Rest =
    point.valueKind === 'yes-no'
      ? yesNo('override')
      : {
          kind: 'number',
          label: 'override',
          unit: point.unit,
          maxLength: MAX_LENGTH.figure,
        };
  cells.push(spec(point.row, 'override', result));
  return cells;
}

function aboutCells(catalogue: Catalogue, row: string): CellSpec[] {
  const choice = (label: string, choices: readonly string[]): Rest => ({
    kind: 'choice',
    label,
    choices,
    maxLength: MAX_LENGTH.choice,
  });
  return [
    spec(row, 'year', { kind: 'year', label: 'year', maxLength: MAX_LENGTH.year }),
    spec(row, 'quality', choice('quality', catalogue.choices.quality)),
    spec(row, 'origin', choice('origin', catalogue.choices.origin)),
    spec(row, 'source', { kind: 'text', label: 'source', maxLength: MAX_LENGTH.source }),
    spec(row, 'notes', { kind: 'text', label: 'notes', maxLength: MAX_LENGTH.notes }),
  ];
}

/** Whether a cell is on the sheets: one that can be typed into, one shown from elsewhere, or a result (`row:result`). */
export function isSheetCell(catalogue: Catalogue, cell: string): boolean {
  if (cellSpec(catalogue, cell)) return true;
  const parts = splitCellId(cell);
  const row = parts && catalogue.rows.get(parts.row);
  if (!parts || row?.kind !== 'data-point') return false;
  if (parts.column === 'result') return true;
  return row.inputs.some((use) => use.column === parts.column);
}
