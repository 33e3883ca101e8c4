/**
 * What a verdict covers, said a second time and plainly: the texts of all covered cells as they stand in a map. The
 * oracle of these tests; it shares nothing with the domain but the KPI set, and keeps texts, not hashes.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

const ABOUT = ['unit', 'year', 'quality', 'origin', 'source', 'notes'];
const FIGURES = ['value', 'numerator', 'denominator', 'further', 'override'];

export type Texts = ReadonlyMap<string, string>;

/** The name by which formulas call a figure, to its cell. */
function cellsByName(catalogue: Catalogue): Map<string, string> {
  const cells = new Map<string, string>();
  for (const { key, row } of catalogue.profile) cells.set(key, `${row}:value`);
  for (const { row, inputs, valueKind } of catalogue.dataPoints) {
    for (const { input, cell } of inputs)
      if (input.kind === 'number' && !cells.has(input.key)) cells.set(input.key, cell);
    if (valueKind === 'number') cells.set(`${row}.override`, `${row}:override`);
  }
  return cells;
}

const names = new WeakMap<Catalogue, Map<string, string>>();

/**
 * Cell to text of everything that a verdict on the row covers now; `behind` holds what stands behind rows, in words, and
 * counts as a column of its own.
 */
export function coveredTexts(
  catalogue: Catalogue,
  row: string,
  { sheet, behind }: { sheet: Texts; behind: Texts },
): Map<string, string> {
  const byName = names.get(catalogue) ?? cellsByName(catalogue);
  names.set(catalogue, byName);
  const covered = new Map<string, string>();
  const figures: string[] = FIGURES.map((column) => `${row}:${column}`);
  const point = catalogue.dataPoints.find((each) => each.row === row);
  for (const { cell } of point?.inputs ?? []) figures.push(cell);
  const seen = new Set<string>();
  while (figures.length > 0) {
    const cell = figures.shift() ?? '';
    if (seen.has(cell)) continue;
    seen.add(cell);
    const [home = ''] = cell.split(':');
    for (const each of [cell, ...ABOUT.map((column) => `${home}:${column}`)]) {
      const text = sheet.get(each);
      if (text !== undefined) covered.set(each, text);
    }
    const evidence = behind.get(home);
    if (evidence !== undefined) covered.set(`${home}:evidence`, evidence);
    const text = sheet.get(cell) ?? '';
    if (!text.startsWith('=')) continue;
    for (const [name] of text.matchAll(/[a-z_][a-z0-9_.]*/g)) {
      const used = byName.get(name);
      if (used !== undefined) figures.push(used);
    }
  }
  return covered;
}

/** The cells whose texts differ. */
export function differing(before: Texts, after: Texts): string[] {
  const cells = new Set([...before.keys(), ...after.keys()]);
  return [...cells].filter((cell) => before.get(cell) !== after.get(cell)).toSorted();
}
