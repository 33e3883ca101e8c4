/** How far two figures that should agree are apart, and what that asks for. Source: Verification Manual (2022), page 29. */
import type { Exact } from '../formula/formula-value.ts';
import type { Severity } from './rule.ts';

/** Per cent of the reference: above the first it is asked about, from the second on investigated. */
export const APART = { askAbove: 5, investigateFrom: 10 };

/** By how many per cent a figure differs from a reference; undefined where the reference is nought. */
export function percentApart(figure: Exact, reference: Exact): Exact | undefined {
  if (reference.isZero()) return undefined;
  return figure.minus(reference).abs().dividedBy(reference.abs()).times(100);
}

/** What two figures ask for; undefined where they agree. */
export function severityApart(percent: Exact | undefined): Severity | undefined {
  if (!percent?.greaterThan(APART.askAbove)) return undefined;
  return percent.lessThan(APART.investigateFrom) ? 'ask' : 'investigate';
}

/** A share for a sentence: one digit after the mark. */
export const shownPercent = (percent: Exact): string => percent.toDecimalPlaces(1).toFixed();

/** A figure for a sentence: four digits are enough to compare by. */
export const shownFigure = (figure: Exact): string =>
  figure.abs().lessThan(10_000) ? figure.toSignificantDigits(4).toFixed() : figure.toFixed(0);
