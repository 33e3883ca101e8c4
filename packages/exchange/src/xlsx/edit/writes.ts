/** What is to be written into a foreign workbook, and what the editor says of it afterwards. */

export type CellWrite = {
  /** The name of the tab; letters' case does not count, as in Excel. */
  sheet: string;
  /** `E12`. */
  address: string;
  value: WrittenValue;
  /** The cell's formula, where it has one, stays, and this becomes its value until a program computes it anew. */
  keepsFormula?: boolean;
  /**
   * Cells of the same sheet from which the value comes: a formula that names not all of them, or one of which was refused,
   * would come to another value and does not stay.
   */
  restsOn?: readonly string[];
};

export type WrittenValue =
  /** `isPercent`: 76 of 76 %; in a cell whose format shows percent it is written as 0.76. */
  | { kind: 'number'; value: number; isPercent?: boolean }
  | { kind: 'text'; text: string }
  /** 2017; in a cell whose format shows dates it is the first of January of that year. */
  | { kind: 'year'; year: number }
  | { kind: 'empty' };

/** Why one cell was not written. */
export type CellRefusal =
  | 'unknown-sheet'
  | 'unknown-address'
  /** Two values for one cell: the first was written. */
  | 'twice'
  /** The sheet's rows or cells stand in no order that can be told, or within parts for other versions of a program. */
  | 'unclear-sheet'
  /** Part of a formula that fills several cells at once. */
  | 'array-formula'
  /** Part of a table of what-if values. */
  | 'data-table'
  /** Within merged cells, and not their first. */
  | 'merged'
  /** Its text is the name of a column of a table. */
  | 'table-header'
  | 'table-totals'
  | 'too-long'
  | 'not-a-number';

export type RefusedWrite = {
  sheet: string;
  address: string;
  why: CellRefusal;
  /** The range or table that stands in the way: `B2:D2`. */
  detail?: string;
};

export type CellPlace = { sheet: string; address: string };

export type EditReport = {
  /** Cells that hold the value given. */
  written: number;
  /** Cells whose formula stayed and whose value was renewed. */
  renewed: number;
  /** Cells that were to be emptied and were empty, or whose formula was to stay: nothing was done. */
  untouched: number;
  refused: RefusedWrite[];
  /** Formulas that a value took the place of. */
  formulasReplaced: CellPlace[];
  /** Figures in cells whose format shows them as a day. */
  shownAsDate: CellPlace[];
  /** Results of formulas that were taken out, so that no program shows old ones; by sheet. */
  resultsRemoved: { sheet: string; cells: number }[];
  /** Members of the archive that are not what they were, and why. All others are the same byte for byte. */
  changedParts: { part: string; why: PartChange }[];
  /** Whether a digital signature of the whole file was there: it does not hold any more. */
  signatureBroken: boolean;
};

/** What was done to a member. `removed`: the list of formulas, which every program makes anew; `names-parts`: what named it. */
export type PartChange =
  | 'values'
  | 'old-results-removed'
  | 'computed-on-opening'
  | 'removed'
  | 'names-parts';

export type EditOptions = {
  /**
   * What becomes of results that other programs computed from what stood here before. `remove`: they are taken out of every
   * sheet that depends on a written one, and the next program computes them. `keep`: these sheets stay byte for byte, and
   * LibreOffice shows old results until it is told to compute.
   */
  oldResults: 'remove' | 'keep';
};

/** Characters of a text in a cell. Source: Excel's limits. Refusal of the cell: `too-long`. */
export const CELL_TEXT_MAX = 32_767;
