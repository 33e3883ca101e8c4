/** A value taken over from the last assessment: whose it is and of which year, so that it is never shown as a new one. */
import type { ScoredResult } from '../scores/point-score.ts';

/** An assessment of a city, as trends see it. */
export type Assessment = {
  /** Of its workbook. */
  id: string;
  year: number;
  results: Readonly<Record<string, ScoredResult>>;
  verified: ReadonlySet<string>;
  /** By row: values that were carried over, and from where. */
  carried: Readonly<Record<string, CarriedFrom>>;
};

/** The assessment that measured a value, however often it has been carried over since. */
export type CarriedFrom = { id: string; year: number };

export type CarriedOver = { text: string; decimal: string | null; from: CarriedFrom };

/** What a row can carry over from the last assessment; undefined where that has no result. */
export function carryOver(last: Assessment, row: string): CarriedOver | undefined {
  const result = Object.hasOwn(last.results, row) ? last.results[row] : undefined;
  if (result?.status !== 'reported') return undefined;
  return { text: result.text, decimal: result.decimal, from: originOf(last, row) };
}

/** Where the value of a row was measured. */
export function originOf({ id, year, carried }: Assessment, row: string): CarriedFrom {
  return (Object.hasOwn(carried, row) ? carried[row] : undefined) ?? { id, year };
}
