/** Figures of different rows that count parts of one whole, and households that are no inhabitants. */
import { type CellId, cellId, type RowId, splitCellId } from '../cells/ids.ts';
import { shownFigure } from './apart.ts';
import { type Family, type Found, INITIAL_SCREENING, PROJECT, type Screened } from './rule.ts';
import { figureAt } from './reading.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Code = 'part-above-whole' | 'household-size';

/** Inputs, each at most as large as the other. */
const PARTS: readonly [part: string, whole: string][] = [
  ['households_total', 'population'],
  ['labour_force', 'population'],
  ['labour_force_youth', 'labour_force'],
  ['voters_eligible', 'population'],
  ['adults_total', 'population'],
  ['students_total', 'population'],
  ['school_age_total', 'population'],
  ['children_0_3', 'population'],
  ['live_births', 'population'],
  ['electricity_kwh', 'energy_total_kwh'],
];

/** Inhabitants of a household on average: the United Nations count 2 to 9 by country, cities a little less. */
const HOUSEHOLD = { least: 1.3, most: 10 };

export const profileParts: Family<Code> = {
  rules: {
    'part-above-whole': { severity: 'investigate', source: INITIAL_SCREENING },
    'household-size': { severity: 'investigate', source: PROJECT },
  },
  find: (s) => [...PARTS.flatMap(([part, whole]) => compare(s, { part, whole })), ...size(s)],
};

function compare(s: Screened, { part, whole }: { part: string; whole: string }): Found<Code>[] {
  const cell = homeOf(s.catalogue, part);
  const above = homeOf(s.catalogue, whole);
  const value = cell && figureAt(s, cell);
  const limit = above && figureAt(s, above);
  if (!cell || !above || !value || !limit?.lessThan(value)) return [];
  const numbers = { value: value.toFixed(), whole: limit.toFixed() };
  return [{ code: 'part-above-whole', row: rowOf(cell), cells: [cell, above], numbers }];
}

function size(s: Screened): Found<Code>[] {
  const cells = [cellId('city.households_total', 'value'), cellId('city.population', 'value')];
  const [households, population] = cells.map((cell) => figureAt(s, cell));
  if (!households || !population || households.isZero()) return [];
  const people = population.dividedBy(households);
  // More households than inhabitants is asked about above.
  if (people.lessThan(1)) return [];
  if (people.greaterThanOrEqualTo(HOUSEHOLD.least) && people.lessThanOrEqualTo(HOUSEHOLD.most))
    return [];
  const numbers = {
    households: households.toFixed(),
    population: population.toFixed(),
    size: shownFigure(people),
  };
  return [{ code: 'household-size', row: rowOf(cells[0]), cells, numbers }];
}

const rowOf = (cell: CellId | undefined): RowId => splitCellId(cell ?? '')?.row as RowId;

const homes = new WeakMap<Catalogue, ReadonlyMap<string, CellId>>();

/** Where an input is typed, by its key. */
function homeOf(catalogue: Catalogue, key: string): CellId | undefined {
  let known = homes.get(catalogue);
  if (!known) {
    const uses = catalogue.dataPoints.flatMap(({ inputs }) => inputs);
    known = new Map([
      ...uses.map(({ input, cell }) => [input.key, cell as CellId] as const),
      ...catalogue.profile.map((row) => [row.key, cellId(row.row, 'value')] as const),
    ]);
    homes.set(catalogue, known);
  }
  return known.get(key);
}
