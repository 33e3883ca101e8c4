/** An invented city for tests and measures: standings that are the same in each run, and scores counted from them. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Band, Language, Score, Standing, Wheel } from '../src/model.ts';
import { type WheelContent, wheelOfSet } from '../src/wheel/wheel-of-set.ts';

export const catalogue = loadCatalogue();

/** A small generator (Park and Miller): the same row of numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function standings(seed: number): Map<string, Standing> {
  const next = numbers(seed);
  return new Map(
    catalogue.dataPoints.map(({ row }): [string, Standing] => {
      const points = Math.min(4, 1 + Math.floor(next() * 4.4)) as Band;
      const chance = next();
      if (chance < 0.12) return [row, { kind: 'not-reported' }];
      if (chance < 0.15) return [row, { kind: 'no-benchmark' }];
      if (chance < 0.18) return [row, { kind: 'not-verified', points: null }];
      if (chance < 0.2) return [row, { kind: 'not-verified', points }];
      return [row, { kind: 'scored', points }];
    }),
  );
}

function bandOf(value: number): Band {
  if (value >= 95) return 4;
  if (value >= 66) return 3;
  return value >= 33 ? 2 : 1;
}

/** The score of data points by the rule that every report prints: points of four times those that count. */
export function scoreFrom(given: Standing[]): Score | null {
  const points = given.flatMap((one) => (one.kind === 'scored' ? [one.points] : []));
  if (points.length === 0) return null;
  const value = (100 * points.reduce<number>((sum, one) => sum + one, 0)) / (4 * points.length);
  return {
    value,
    text: String(Math.floor(value)),
    band: bandOf(value),
    counted: points.length,
    of: given.length,
  };
}

export function inventedContent(language: Language, seed = 7): WheelContent {
  const known = standings(seed);
  const standingOf = (row: string): Standing => known.get(row) ?? { kind: 'not-reported' };
  const within = (id: string) =>
    catalogue.dataPoints.filter(({ kpi }) =>
      [kpi.dimensionId, `${kpi.dimensionId}/${kpi.category}`, kpi.subdimensionId].includes(id),
    );
  return {
    city: language === 'ar' ? 'ريفرتون' : 'Riverton',
    note: language === 'ar' ? 'مدينة متخيلة' : 'invented city',
    language,
    standingOf,
    scoreOf: (id) => scoreFrom(within(id).map(({ row }) => standingOf(row))),
  };
}

export function inventedWheel(language: Language, seed = 7): Wheel {
  return wheelOfSet(catalogue, inventedContent(language, seed));
}
