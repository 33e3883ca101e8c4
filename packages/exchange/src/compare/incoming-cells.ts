/**
 * From a file that was read to what it brings, cell by cell, each with what it was when the file was exported. What that
 * means beside the workbook as it is now is said by `incomingOf` of the domain, there and on the page alike.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { type CellId, type RowId, splitCellId } from '@tallystick/domain/cells/ids';
import { formulaTexts } from '@tallystick/domain/formula/cell-formula';
import type { Base, FileHeld, IncomingCell } from '@tallystick/domain/incoming/incoming';
import type { FileCell, FileReading, UnknownRow } from '../reading/file-reading.ts';

export type IncomingSheet = { name: string; hidden: boolean; rows: number; unknown: UnknownRow[] };

/**
 * `then`: the cells of this workbook at the number of its journal that the file names; undefined where the file is of
 * another workbook or of no program of ours. What the file itself says of that time is believed only where it makes a
 * cell count as untouched: whoever changes it in the file can hide their own value, and never overwrites ours by it.
 */
export function incomingCells(
  { own, sheets }: FileReading,
  then: ReadonlyMap<CellId, string> | undefined,
  catalogue: Catalogue,
): { sheets: IncomingSheet[]; cells: IncomingCell[] } {
  const formulas = formulaTexts(catalogue, then ?? new Map());
  const baseOf = (cell: CellId): Base | undefined => {
    if (then === undefined || own === null) return undefined;
    const meant = formulas.get(cell);
    const exported = own.exported.get(cell) || null;
    return { text: then.get(cell) ?? null, ...(meant ? { meant } : {}), exported };
  };
  const cells = sheets.flatMap(({ rows }, sheet) =>
    rows.flatMap((row) => row.cells.map((cell) => incomingCell(cell, sheet, baseOf(cell.cell)))),
  );
  const told = sheets.map(({ name, hidden, rows, unknown }) => ({
    name,
    hidden,
    rows: rows.length,
    unknown,
  }));
  return { sheets: told, cells };
}

/** Rows with values that were exported into this file of ours and are on none of its sheets any more. */
export function absentRows({ own, sheets }: FileReading): RowId[] {
  const here = new Set(sheets.flatMap(({ rows }) => rows.map(({ point }) => point)));
  const gone = new Set<RowId>();
  for (const [cell, text] of own?.exported ?? []) {
    const row = splitCellId(cell)?.row;
    if (row !== undefined && text !== '' && !here.has(row)) gone.add(row);
  }
  return [...gone];
}

function incomingCell(found: FileCell, sheet: number, base: Base | undefined): IncomingCell {
  const { cell, address } = found;
  return {
    cell,
    sheet,
    address,
    held: heldOf(found),
    ...(base === undefined ? {} : { base }),
  };
}

function heldOf(found: FileCell): FileHeld {
  switch (found.kind) {
    case 'text': {
      const { text, shown, isShare } = found;
      return {
        kind: 'text',
        text,
        ...(shown === undefined ? {} : { shown }),
        ...(isShare ? { isShare } : {}),
      };
    }
    case 'empty':
      return { kind: 'empty', ...(found.said === undefined ? {} : { shown: found.said }) };
    case 'unreadable':
      return { kind: 'unreadable', why: found.why, raw: found.raw };
  }
}
