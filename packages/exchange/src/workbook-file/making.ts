/** What all sheets of one file are made with, and what stands for a cell in it. */
import { splitCellId, type CellId, type RowId } from '@tallystick/domain/cells/ids';
import { type CellSpec, cellSpec } from '@tallystick/domain/cells/cell-spec';
import { readCell } from '@tallystick/domain/cells/cell-text';
import { namesOf } from '@tallystick/domain/cells/typed/choice-meant';
import { type CellValues, cellValues, referred } from '@tallystick/domain/formula/cell-formula';
import { computeAll } from '@tallystick/domain/formula/compute';
import { named } from '@tallystick/domain/formula/formula-names';
import { isFormula, readFormula } from '@tallystick/domain/formula/formula-text';
import { rowKey } from '../own/row-key.ts';
import type { FileWords } from '../own/words/file-words.ts';
import { fileWords } from '../own/words/words-of.ts';
import type { OutValue } from '../xlsx/write/out-book.ts';
import { excelFormula, excelLiteral } from './excel-formula.ts';
import type { FileAsked, FileResult } from './file-asked.ts';
import { type Layout, layoutOf } from './layout.ts';

export type Making = {
  asked: FileAsked;
  words: FileWords;
  layout: Layout;
  read: (cell: string) => string | undefined;
  values: CellValues;
  results: ReadonlyMap<RowId, FileResult>;
  /** The key of a row, made once: formulas name it many times. */
  keyOf: (row: string) => string;
};

export function makingOf(asked: FileAsked): Making {
  const { catalogue, cells } = asked;
  const words = fileWords(asked.language);
  const read = (cell: string) => cells.get(cell);
  const results = asked.results ?? computeAll(catalogue, read);
  const values = cellValues(catalogue, read);
  const keys = new Map<string, string>();
  const keyOf = (row: string): string => {
    const key = keys.get(row) ?? rowKey(catalogue.edition, row);
    keys.set(row, key);
    return key;
  };
  return { asked, words, layout: layoutOf(asked, words), read, values, results, keyOf };
}

/** Digits that a spreadsheet keeps of a figure: a longer one stays a text, or its end would be lost. */
const SPREADSHEET_DIGITS = 15;

/** A decimal as a figure of a spreadsheet; undefined where that would not be the same figure. */
function figureOf(decimal: string): number | undefined {
  const digits = decimal.replaceAll(/\D/g, '').replace(/^0+/, '');
  const telling = decimal.includes('.') ? digits : digits.replace(/0+$/, '');
  return telling.length > SPREADSHEET_DIGITS ? undefined : Number(decimal);
}

/** What a typed cell holds in the file; undefined for an empty one. */
export function typedValue(making: Making, spec: CellSpec): OutValue | undefined {
  const text = making.read(spec.cell);
  if (text === undefined) return undefined;
  if (isFormula(spec, text)) return formulaValue(making, spec, text);
  const reading = readCell(spec, text);
  if (!reading.ok) return text;
  const { value } = reading;
  switch (value.kind) {
    case 'number':
      return value.qualifier === '' ? (figureOf(value.decimal) ?? text) : text;
    case 'year':
      return value.year;
    case 'choice':
      return choiceName(making, value.choice);
    case 'yes-no':
    case 'unit':
    case 'text':
    case 'formula':
      return text;
  }
}

/** What a choice of the KPI set is called in the language of the file. */
export function choiceName({ asked }: Making, choice: string): string {
  const [english, arabic] = namesOf(choice);
  return (asked.language === 'ar' ? arabic : english) ?? choice;
}

/**
 * A formula that somebody typed, living where all that it names are figures or empty. One that has no value for another
 * reason stays the text that it is: in a spreadsheet it would be an error, or a circle.
 */
function formulaValue(making: Making, spec: CellSpec, text: string): OutValue {
  const { values, asked } = making;
  const value = values.formula(spec, text);
  const expression = readFormula(spec, text);
  if (value.kind === 'fault' || !expression.ok) return text;
  const needed = referred(asked.catalogue, spec, text);
  const isLiving = needed.every((each) => typeof scalarAt(making, each.spec.cell) !== 'string');
  if (value.kind === 'value' && (!isLiving || value.reading.qualifier !== '')) return value.text;
  const place = (cell: CellId) => placeFrom(making, cell, spec.row);
  const computed = excelFormula(expression.value, (name) => {
    const found = named(asked.catalogue, name);
    return found === undefined ? '""' : place(found.spec.cell);
  });
  const empty = needed.map((each) => `${place(each.spec.cell)}=""`);
  const sure = `IFERROR(${computed},"")`;
  const formula = empty.length === 0 ? sure : `IF(${anyOf(empty)},"",${sure})`;
  return { formula, value: value.kind === 'value' ? Number(value.reading.decimal) : '' };
}

/** True where one of some conditions is. */
export function anyOf(conditions: string[]): string {
  return conditions.length === 1 ? (conditions[0] ?? '') : `OR(${conditions.join(',')})`;
}

/** The figure or text that a cell shows in the file; undefined for an empty one, and for a formula that waits. */
export function scalarAt(making: Making, cell: string): number | string | undefined {
  const spec = cellSpec(making.asked.catalogue, cell);
  const text = making.read(cell);
  if (spec === undefined || text === undefined) return undefined;
  if (isFormula(spec, text)) {
    const value = making.values.formula(spec, text);
    if (value.kind === 'empty') return undefined;
    if (value.kind === 'fault') return text;
    return value.reading.qualifier === '' ? Number(value.reading.decimal) : value.text;
  }
  const held = typedValue(making, spec);
  return typeof held === 'object' ? held.value : held;
}

/**
 * How a formula in one row names a cell: beside it by its address, which moves with a row that is sorted; in another row
 * by that row's key; of a row that is not in the file by what stands there.
 */
export function placeFrom(making: Making, cell: string, from: string): string {
  const { layout } = making;
  const { row, column } = splitCellId(cell) ?? { row: '', column: '' };
  const place = layout.placeOf(row);
  const letter = place && layout.letterOf(place.table, column);
  if (place === undefined || letter === undefined)
    return excelLiteral(scalarAt(making, cell) ?? '');
  if (row === from) return `${letter}${place.row}`;
  const { table } = place;
  // In a text that is looked for, a tilde says how the next sign is meant; two of them are one.
  const key = excelLiteral(making.keyOf(row).replaceAll('~', '~~'));
  return `INDEX(${layout.rangeOf(table, column)},MATCH(${key},${layout.rangeOf(table, 'key')},0))`;
}
