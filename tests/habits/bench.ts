/**
 * The bench of docs/spreadsheet-habits.md: nine neighbouring rows, their columns by letter, and what stands in them
 * before each habit.
 */

/** A cell by the ids that the grid gives its row and column. */
export type Cell = { row: string; column: string };

/** Rows 1 to 9. Group rows stand between 5 and 6 and between 6 and 7. */
export const BENCH_ROWS = [
  'basic_water_supply.value',
  'potable_water_supply.value',
  'water_supply_loss.value',
  'wastewater_collection.value',
  'household_sanitation.value',
  'solid_waste_collection.value',
  'electricity_system_outage_frequency.value',
  'electricity_system_outage_time.value',
  'access_to_electricity.value',
] as const;

/** The first and the last row of the sheet. */
export const FIRST_ROW = 'household_internet_access.value';
export const LAST_ROW = 'local_food_production.value';
/** The column that ends the sheet; the template has no letter for it. */
export const LAST_COLUMN = 'entity';

const COLUMNS: Record<string, string> = {
  D: 'code',
  E: 'kpi',
  F: 'level',
  I: 'numeratorLabel',
  J: 'numerator',
  K: 'denominatorLabel',
  L: 'denominator',
  M: 'unit',
  N: 'year',
  O: 'result',
  P: 'override',
  Q: 'reported',
  R: 'benchmark',
  S: 'verified',
  T: 'quality',
  U: 'origin',
  V: 'source',
  W: 'notes',
};

/** The id of a column by its letter. */
export function columnOf(letter: string): string {
  const column = COLUMNS[letter];
  if (column === undefined) throw new Error(`the bench has no column ${letter}`);
  return column;
}

/** `P1` by ids. */
export function cellOf(name: string): Cell {
  const [, letter = '', row = ''] = /^([A-Z])(\d)$/.exec(name) ?? [];
  const id = BENCH_ROWS[Number(row) - 1];
  if (id === undefined) throw new Error(`the bench has no row ${row} (${name})`);
  return { row: id, column: columnOf(letter) };
}

/** Ids as `P1`; cells outside of the bench as `row:column`. */
export function nameOf({ row, column }: Cell): string {
  const at = BENCH_ROWS.findIndex((id) => id === row);
  const letter = Object.keys(COLUMNS).find((each) => COLUMNS[each] === column);
  return at === -1 || letter === undefined ? `${row}:${column}` : `${letter}${at + 1}`;
}

/** `P1 V1:W2` as the names of its cells, sorted. Blocks run over the letters that a sheet shows. */
export function cellsOf(blocks: string): string[] {
  const letters = Object.keys(COLUMNS);
  const names = blocks.split(' ').flatMap((block) => {
    const [from = '', to = from] = block.split(':');
    const columns = letters.slice(
      letters.indexOf(from.charAt(0)),
      letters.indexOf(to.charAt(0)) + 1,
    );
    const names: string[] = [];
    for (let row = Number(from.slice(1)); row <= Number(to.slice(1)); row += 1)
      names.push(...columns.map((letter) => letter + row));
    return names;
  });
  return [...new Set(names)].toSorted();
}

/** Columns that are empty on the bench before each habit, and those that habits change besides. */
const EMPTY = ['P', 'V', 'W'];
const KEPT = { N: '2025' };

/** Every cell that habits may leave changed, with the text it begins with. */
export function benchTexts(given: Readonly<Record<string, string>>): Map<string, string> {
  const texts = new Map<string, string>();
  for (let row = 1; row <= BENCH_ROWS.length; row += 1) {
    for (const letter of EMPTY) texts.set(letter + row, '');
    for (const [letter, text] of Object.entries(KEPT)) texts.set(letter + row, text);
  }
  for (const [name, text] of Object.entries(given)) texts.set(name, text);
  return texts;
}
