/** What a cell with a formula shows and says. */
import { cellValues, type FormulaValue } from '@tallystick/domain/formula/cell-formula';
import type { CellSpec } from '@tallystick/domain/cells/cell-spec';
import { type CellValue, formatCell, formatDecimal } from '@tallystick/domain/cells/cell-text';
import { shownValue } from '@tallystick/domain/formula/compute';
import { writeFormula } from '@tallystick/domain/formula/formula';
import { nameOf, named } from '@tallystick/domain/formula/formula-names';
import { isFormula, readFormula } from '@tallystick/domain/formula/formula-text';
import type { Outcome } from '@tallystick/domain/refusals';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Where the texts of the cells are found. */
export type Texts = {
  catalogue: Catalogue;
  locale?: string | undefined;
  get(cell: string): string | undefined;
};

/** What stands in a cell whose formula waits for a figure, or cannot be computed. */
const WAITING = '\u2026';
const BROKEN = '?';

/** The value of a formula's cell; undefined where the text is no formula. */
export function formulaValue(
  { catalogue, get }: Texts,
  spec: CellSpec,
  stored: string,
): FormulaValue | undefined {
  return isFormula(spec, stored) ? cellValues(catalogue, get).formula(spec, stored) : undefined;
}

/** What a stored text means, a formula's value for a formula. */
export function readValue(
  { catalogue, get }: Texts,
  spec: CellSpec,
  stored: string,
): Outcome<CellValue> {
  return cellValues(catalogue, get).read(spec, stored);
}

/** How a stored text is shown: a formula as its value. */
export function shownText(texts: Texts, spec: CellSpec, stored: string): string {
  const value = formulaValue(texts, spec, stored);
  switch (value?.kind) {
    case undefined:
      return formatCell(stored, spec, texts.locale);
    case 'value':
      return formatCell(shownValue(value.reading), spec, texts.locale);
    case 'empty':
      return WAITING;
    case 'fault':
      return BROKEN;
  }
}

/** `= population × 0.12`, in the person's decimal mark. The text itself where it cannot be read. */
export function formulaWords(spec: CellSpec, stored: string, locale?: string): string {
  const read = readFormula(spec, stored);
  if (!read.ok) return stored;
  const number = (text: string): string => formatDecimal(text, locale);
  return `= ${writeFormula(read.value, { name: (name) => name, number })}`;
}

/** `84 210 × 0.12 = 10 105.2`; undefined where the formula has no value or names nothing. */
export function formulaFigures(texts: Texts, spec: CellSpec, stored: string): string | undefined {
  const value = formulaValue(texts, spec, stored);
  const read = readFormula(spec, stored);
  if (value?.kind !== 'value' || !read.ok) return undefined;
  const { catalogue, get, locale } = texts;
  const figures = writeFormula(read.value, {
    number: (text) => formatDecimal(text, locale),
    name: (name) => {
      const figure = named(catalogue, name);
      const text = figure && get(figure.spec.cell);
      return figure === undefined || text === undefined
        ? name
        : shownText(texts, figure.spec, text);
    },
  });
  return `${figures} = ${formatDecimal(value.reading.decimal, locale)}`;
}

/** The name by which formulas call a cell; undefined where they cannot. */
export function formulaName(catalogue: Catalogue, cell: string): string | undefined {
  const found = nameOf(catalogue, cell);
  return found?.spec.kind === 'number' ? found.name : undefined;
}
