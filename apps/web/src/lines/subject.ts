/**
 * What the panel speaks of: the row and the cell in focus, the cell that comments hang on, the cell that is typed into.
 */
import { cellSpec, isSheetCell } from '@tallystick/domain/cells/cell-spec';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { type CellId, cellId, splitCellId } from '@tallystick/domain/cells/ids';
import type { Catalogue, DataPoint, InputUse, ProfileRow } from '@tallystick/catalogue/kpi-set';

export type Focus = { row: string; column: string };

export type Subject = {
  row: ProfileRow | DataPoint;
  /** The column of the cell that is spoken of; where the focus is on a describing column, that of the result. */
  column: string;
  /** The column in focus itself, also where it only describes. */
  focused: string;
  /** The cell as it stands on the sheet; comments hang on it. */
  cell: CellId;
  /** The cell that is typed into for it: itself, or the home of an input shown here; undefined for a result. */
  home: CellId | undefined;
  /** The input that stands here, if one does. */
  use: InputUse | undefined;
};

/** The subject of a focus; undefined where the row is not of this catalogue. */
export function subjectOf(catalogue: Catalogue, focus: Focus | null): Subject | undefined {
  const row = focus ? catalogue.rows.get(focus.row) : undefined;
  if (!focus || !row) return undefined;
  const column = isSheetCell(catalogue, cellId(row.row, focus.column))
    ? focus.column
    : mainColumn(row);
  const cell = cellId(row.row, column);
  const use =
    row.kind === 'data-point' ? row.inputs.find((each) => each.column === column) : undefined;
  const typed = cellSpec(catalogue, cell) ? cell : (use?.cell as CellId | undefined);
  return { row, column, focused: focus.column, cell, home: typed, use };
}

/** The focus that shows a cell. */
export function focusOf(cell: string): Focus | undefined {
  return splitCellId(cell);
}

/** What stands in a column of a row beside the column's own name: the label of the input there. */
export function labelIn(row: ProfileRow | DataPoint, column: string): string | undefined {
  if (row.kind === 'profile') return undefined;
  return row.inputs.find((use) => use.column === column)?.input.label;
}
