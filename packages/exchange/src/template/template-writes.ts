/** What a workbook's values become in a template: for each mapped cell the value that is written into it. */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { isPercent, readCell } from '@tallystick/domain/cells/cell-text';
import { type CellId, cellId, type RowId } from '@tallystick/domain/cells/ids';
import type { Result } from '@tallystick/domain/formula/compute';
import type { TemplateField, TemplateMap } from '@tallystick/domain/outgoing/template-map';
import { addressOf } from '../book/book.ts';
import type { CellWrite, WrittenValue } from '../xlsx/edit/writes.ts';

export type TemplateSource = {
  catalogue: Catalogue;
  /** Only what the receiver may read. */
  texts: ReadonlyMap<CellId, string>;
  /** The values of formulas, null where they come to nothing. */
  values: ReadonlyMap<string, string | null>;
  results: ReadonlyMap<RowId, Pick<Result, 'status' | 'source' | 'text' | 'decimal' | 'unit'>>;
};

export type TemplateWrites = {
  writes: CellWrite[];
  /** Cells whose figure has more digits than a spreadsheet keeps: it is written with some seventeen. */
  shortened: { sheet: string; address: string; cell: CellId }[];
  /** Cells whose text is no figure, such as `about 500`: it is written as text. */
  asText: { sheet: string; address: string; cell: CellId }[];
};

/** Every mapped cell once, empty ones too, so that a template's examples do not pass for a city's figures. */
export function templateWrites(map: TemplateMap, source: TemplateSource): TemplateWrites {
  const made: TemplateWrites = { writes: [], shortened: [], asText: [] };
  for (const { sheet, columns, rows } of map.tables) {
    const columnOf = new Map(columns.map(({ field, column }) => [field, column]));
    for (const { row, point } of rows) {
      for (const { column, field } of columns) {
        const place = { sheet, address: addressOf(row, column) };
        const value = fieldValue(source, { point, field, row, columnOf });
        if (value === undefined) continue;
        const { written, keepsFormula, restsOn } = value;
        made.writes.push({ ...place, value: written, keepsFormula, ...(restsOn && { restsOn }) });
        const told = { ...place, cell: cellId(point, field) };
        if (value.note) made[value.note].push(told);
      }
    }
  }
  return made;
}

type FieldAsked = {
  point: RowId;
  field: TemplateField;
  row: number;
  /** Of all fields that the table takes. */
  columnOf: ReadonlyMap<TemplateField, number>;
};

type FieldValue = {
  written: WrittenValue;
  keepsFormula: boolean;
  /** The cells that the template's formula has to name. */
  restsOn?: string[];
  note?: 'shortened' | 'asText';
};

/** Undefined where the template's cell stays as it is: it has no such cell, or a unit that nobody set. */
function fieldValue(source: TemplateSource, asked: FieldAsked): FieldValue | undefined {
  const { point, field } = asked;
  const row = source.catalogue.rows.get(point);
  if (row === undefined) return undefined;
  if (field === 'result' || field === 'reported')
    return row.kind === 'data-point' ? computedValue(source, row, asked) : undefined;
  const cell = homeOf(row.kind === 'data-point' ? row : undefined, point, field);
  const spec = cellSpec(source.catalogue, cell);
  if (spec === undefined) return undefined;
  const text = source.texts.get(cell);
  if (text === undefined) {
    // A formula there may bring a figure from elsewhere in the template; one in the place of a result would be a result.
    const empty: FieldValue = { written: { kind: 'empty' }, keepsFormula: field !== 'override' };
    return field === 'unit' ? undefined : empty;
  }
  const reading = readCell(spec, text);
  const plain: FieldValue = { written: { kind: 'text', text }, keepsFormula: false };
  if (!reading.ok) return plain;
  const { value } = reading;
  switch (value.kind) {
    case 'number':
      return value.qualifier === ''
        ? figure(value.decimal, isPercent(spec))
        : { ...plain, note: 'asText' };
    case 'formula': {
      const meant = source.values.get(cell);
      return meant == null ? { ...plain, note: 'asText' } : figureOrText(meant, isPercent(spec));
    }
    case 'yes-no':
      return { ...plain, written: { kind: 'text', text: value.yes ? 'YES' : 'NO' } };
    case 'year':
      return { ...plain, written: { kind: 'year', year: value.year } };
    default:
      return plain;
  }
}

/** Where a figure is typed that this row only shows. */
function homeOf(point: DataPoint | undefined, row: RowId, field: TemplateField): CellId {
  const use = point?.inputs.find(({ column }) => column === field);
  return (use?.cell ?? cellId(row, field)) as CellId;
}

/**
 * Columns O and Q: the template computes them, so its formulas stay. Not where a result comes from a figure for which the
 * template has no column, or was typed and has none: its formula would come to something else.
 */
function computedValue(
  { results }: TemplateSource,
  point: DataPoint,
  { field, row, columnOf }: FieldAsked,
): FieldValue {
  const result = results.get(point.row as RowId);
  const isReported = result?.status === 'reported';
  if (field === 'reported')
    return { written: { kind: 'text', text: isReported ? 'YES' : 'NO' }, keepsFormula: true };
  if (!isReported) return { written: { kind: 'text', text: 'NR' }, keepsFormula: true };
  const isTyped = result.source === 'override';
  const columns = isTyped
    ? [columnOf.get('override')]
    : point.inputs.map(({ column }) => columnOf.get(column));
  const restsOn = columns.flatMap((column) => (column === undefined ? [] : addressOf(row, column)));
  const keepsFormula = restsOn.length === columns.length;
  if (result.decimal !== null) {
    const { written } = figure(result.decimal, isPercent(point));
    return { written, keepsFormula, restsOn };
  }
  const text = point.valueKind === 'yes-no' ? result.text.toUpperCase() : result.text;
  return { written: { kind: 'text', text }, keepsFormula, restsOn };
}

function figureOrText(text: string, percent: boolean): FieldValue {
  return Number.isFinite(Number(text))
    ? figure(text, percent)
    : { written: { kind: 'text', text: text.toUpperCase() }, keepsFormula: false };
}

function figure(decimal: string, isPercent: boolean): FieldValue {
  const value = Number(decimal);
  const written: WrittenValue = { kind: 'number', value, isPercent };
  const isWhole = digitsOf(String(value)) === digitsOf(decimal);
  return { written, keepsFormula: false, ...(isWhole ? {} : { note: 'shortened' as const }) };
}

/** The digits that count, without noughts before and after them. */
function digitsOf(decimal: string): string {
  const [figures = ''] = decimal.split('e');
  return figures.replaceAll(/[-.]/g, '').replaceAll(/^0+|0+$/g, '');
}
