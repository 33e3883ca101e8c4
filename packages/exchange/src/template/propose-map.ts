/** Proposes which cells of a template hold what of a workbook, by the heads of its columns and the codes of its rows. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import {
  TEMPLATE_FIELDS,
  type TemplateColumn,
  type TemplateField,
  type TemplateMap,
  type TemplateRow,
} from '@tallystick/domain/outgoing/template-map';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Book, BookRow, BookSheet } from '../book/book.ts';
import { textOf } from '../reading/cell-texts.ts';
import { findTables, type Table, tableUnder } from '../reading/find-tables.ts';
import { headWords } from '../reading/header-words.ts';
import { likelyRow, type Said, tellRow } from '../reading/tell-row.ts';

export type MapProposal = {
  map: TemplateMap;
  /** Rows that look like ones of the KPI set and cannot be told for certain; `like` is what their name speaks for. */
  unknown: { sheet: string; row: number; told: string; like: RowId | null }[];
};

/** Where a person says that the heads of a sheet stand. */
export type HeadPlace = { sheet: string; head: number };

/**
 * What could not be told is left out of the map and listed; a template without any known row gives a map without tables.
 * With `at` the table under these heads alone, be it without columns and rows.
 */
export function proposeMap(book: Book, catalogue: Catalogue, at?: HeadPlace): MapProposal {
  const proposal: MapProposal = { map: { edition: catalogue.edition, tables: [] }, unknown: [] };
  const seen = new Set<string>();
  for (const sheet of book.sheets) {
    if (at !== undefined && sheet.name !== at.sheet) continue;
    const found = at ? [tableUnder(sheet, catalogue, at.head)] : findTables(sheet, catalogue);
    for (const table of found) {
      const before = proposal.unknown.length;
      const rows = rowsOf(sheet, table, { catalogue, proposal, seen });
      const columns = columnsOf(sheet, table);
      // One whose codes are all misspelt is a table nonetheless.
      if (at !== undefined || rows.length > 0 || proposal.unknown.length > before)
        proposal.map.tables.push({ sheet: sheet.name, head: table.head, columns, rows });
    }
  }
  return proposal;
}

/** The heads of a table that the reader of filled files does not look for: they say what the product computes. */
const COMPUTED_HEADS: ReadonlySet<string> = new Set(['reported', 'مبلغ عنه']);

function columnsOf(sheet: BookSheet, table: Table): TemplateColumn[] {
  const columns: TemplateColumn[] = [];
  for (const [field, column] of table.columns) {
    if (isTemplateField(field)) columns.push({ column, field });
  }
  const heads = sheet.rows.find(({ row }) => row === table.head);
  for (const [column, cell] of heads?.cells ?? []) {
    if (!COMPUTED_HEADS.has(headWords(textOf(cell)))) continue;
    columns.push({ column, field: 'reported' });
    break;
  }
  return columns.toSorted((a, b) => a.column - b.column);
}

const isTemplateField = (field: string): field is TemplateField =>
  TEMPLATE_FIELDS.some((known) => known === field);

type Telling = { catalogue: Catalogue; proposal: MapProposal; seen: Set<string> };

function rowsOf(
  sheet: BookSheet,
  table: Table,
  { catalogue, proposal, seen }: Telling,
): TemplateRow[] {
  const rows: TemplateRow[] = [];
  for (const row of table.rows) {
    const said = saidBy(row, table);
    const told = tellRow(catalogue, said, false);
    const place = { sheet: sheet.name, row: row.row };
    const like = told.is === 'row' ? told.point : (likelyRow(catalogue, said) ?? null);
    if (told.is === 'row' && !seen.has(told.point)) {
      seen.add(told.point);
      rows.push({ row: row.row, point: told.point });
    }
    // A template of several cities names each row several times: who maps it chooses.
    else if (told.is === 'row') proposal.unknown.push({ ...place, told: told.point, like });
    else if (told.is === 'unknown') proposal.unknown.push({ ...place, told: told.told, like });
    // A word where codes stand, which is none, beside the name of a data point.
    else if (like !== null) proposal.unknown.push({ ...place, told: said.code || said.name, like });
  }
  return rows;
}

function saidBy(row: BookRow, table: Table): Said {
  const text = (field: 'code' | 'name' | 'numerator-label' | 'unit') => {
    const column = table.columns.get(field);
    return column === undefined ? '' : textOf(row.cells.get(column));
  };
  return {
    key: '',
    code: text('code'),
    name: text('name'),
    numerator: text('numerator-label'),
    unit: text('unit'),
  };
}

/** Bounds of a preview: a person looks at heads and some rows, not at the whole. */
const PREVIEW_SHEETS = 30;
const PREVIEW_ROWS = 200;
const PREVIEW_COLUMNS = 60;
const PREVIEW_CHARACTERS = 120;
/** Cells of all sheets together: some MB of text at most. */
const PREVIEW_CELLS = 40_000;

/** A sheet as a person sees it: rows that hold something, texts by column from 1. */
export type PreviewSheet = {
  name: string;
  hidden: boolean;
  /** More rows than are shown hold something. */
  isCut: boolean;
  rows: { row: number; cells: { column: number; text: string; hasFormula: boolean }[] }[];
};

export function previewOf(book: Book): PreviewSheet[] {
  let left = PREVIEW_CELLS;
  return book.sheets.slice(0, PREVIEW_SHEETS).map(({ name, hidden, rows }) => {
    const shown = rows.slice(0, PREVIEW_ROWS).flatMap((row) => {
      const cells = previewCells(row);
      left -= cells.length;
      return left < 0 ? [] : [{ row: row.row, cells }];
    });
    return { name, hidden, rows: shown, isCut: shown.length < rows.length };
  });
}

const previewCells = ({ cells }: BookRow): PreviewSheet['rows'][number]['cells'] =>
  [...cells]
    .filter(([column]) => column <= PREVIEW_COLUMNS)
    .map(([column, cell]) => ({
      column,
      text: textOf(cell).slice(0, PREVIEW_CHARACTERS),
      hasFormula: cell.formula !== undefined,
    }))
    .filter(({ text, hasFormula }) => text !== '' || hasFormula)
    .toSorted((a, b) => a.column - b.column);
