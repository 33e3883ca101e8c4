/**
 * Where the verified results of other cities lie, to hold one city's result beside them. Of a single city nothing is
 * told: at least five are summed up, by quartiles of two digits. Which cities are alike is this project's choice.
 */
import { PEERS_LEAST, rounded } from './outlier.ts';

/** A city as it is counted here: its inhabitants where they are known, and its verified results by row. */
export type PeerCity = { population: number | null; results: ReadonlyMap<string, string> };

/** `low` and `high` are the quartiles; a quarter of the cities lies below, and one above. */
export type PeerSpan = {
  row: string;
  cities: number;
  /** Whether all of them are cities of about this size. */
  isAlike: boolean;
  low: string;
  middle: string;
  high: string;
};

/** Cities are alike where neither has more than so many times the inhabitants of the other. */
const ALIKE_TIMES = 3;

/** By row, for rows of which five cities have a verified number; of cities alike where there are five of them. */
export function peerSpans(
  cities: readonly PeerCity[],
  { population, isShare }: { population: number | null; isShare: (row: string) => boolean },
): PeerSpan[] {
  const alike = cities.filter((city) => isAlike(city.population, population));
  const rows = new Set(cities.flatMap(({ results }) => [...results.keys()]));
  return [...rows].flatMap((row) => {
    const near = valuesOf(alike, row);
    const values = near.length >= PEERS_LEAST ? near : valuesOf(cities, row);
    if (values.length < PEERS_LEAST) return [];
    const at = (part: number): string => rounded(quantile(values, part), isShare(row));
    const span = { row, cities: values.length, isAlike: values === near };
    return [{ ...span, low: at(0.25), middle: at(0.5), high: at(0.75) }];
  });
}

function isAlike(theirs: number | null, own: number | null): boolean {
  if (theirs === null || own === null || theirs <= 0 || own <= 0) return false;
  return Math.max(theirs, own) <= ALIKE_TIMES * Math.min(theirs, own);
}

/** From the lowest. */
function valuesOf(cities: readonly PeerCity[], row: string): number[] {
  return cities
    .flatMap(({ results }) => results.get(row) ?? [])
    .map(Number)
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
}

/** Between the two values nearest to the place, by their distance from it. */
function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}
