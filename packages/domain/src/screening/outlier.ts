/**
 * A result far from what verified cities report. Nothing of a single city is told: the span is computed from all of them
 * and rounded, and there must be five at least. How far is far is this project's choice.
 */
import type { RowId } from '../cells/ids.ts';
import { exact } from '../formula/formula-value.ts';
import { shownFigure } from './apart.ts';
import { type Family, type Found, PROJECT, type Screened } from './rule.ts';
import { figuresOf } from './reading.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

/** Fewer cities say nothing, and could be told apart. */
export const PEERS_LEAST = 5;
/** Median absolute deviations, scaled to be standard deviations of a normal distribution. */
const FAR = { ask: 3.5, investigate: 7 };
const SCALED = 1.4826;
/** Cities that all report nearly the same leave room for this much, as a part of it. */
const SPREAD_LEAST = 0.1;

export const outlier: Family<'outlier'> = {
  rules: { outlier: { severity: 'ask', source: PROJECT } },
  find: (s) => s.catalogue.dataPoints.flatMap((point) => far(s, point)),
};

function far(s: Screened, point: DataPoint): Found<'outlier'>[] {
  const values = (s.input.peers?.get(point.row) ?? []).map(Number).filter(Number.isFinite);
  const { decimal } = s.result(point.row as RowId);
  if (values.length < PEERS_LEAST || decimal === null || point.valueKind === 'yes-no') return [];
  const value = Number(decimal);
  const span = spanOf(values, point.unit === '%');
  const away = Math.abs(span.at(value) - span.middle) / span.spread;
  if (away <= FAR.ask) return [];
  const bound = (side: number): string =>
    rounded(span.back(span.middle + side * FAR.ask * span.spread), point.unit === '%');
  return [
    {
      code: 'outlier',
      row: point.row as RowId,
      cells: figuresOf(s, point),
      severity: away > FAR.investigate ? 'investigate' : 'ask',
      numbers: {
        value: shownFigure(exact(decimal)),
        from: bound(-1),
        to: bound(1),
        cities: String(values.length),
      },
    },
  ];
}

type Span = {
  middle: number;
  spread: number;
  /** A value on the scale that is compared on, and back. */
  at: (value: number) => number;
  back: (at: number) => number;
};

/** Counts and rates of cities spread by factors, shares by points: the one is compared by logarithms, the other as it is. */
function spanOf(values: readonly number[], isShare: boolean): Span {
  const isByFactors = !isShare && values.every((value) => value > 0);
  const at = (value: number): number => (isByFactors ? Math.log(Math.max(value, 1e-9)) : value);
  const back = (place: number): number => (isByFactors ? Math.exp(place) : place);
  const middle = median(values.map(at));
  const spread = SCALED * median(values.map((value) => Math.abs(at(value) - middle)));
  const least = isByFactors ? SPREAD_LEAST : Math.max(Math.abs(middle) * SPREAD_LEAST, 1e-9);
  return { middle, spread: Math.max(spread, least), at, back };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}

/** Two digits, in plain notation: enough to compare by, too few to find a city by. */
export function rounded(value: number, isShare: boolean): string {
  const within = isShare ? Math.min(Math.max(value, 0), 100) : Math.max(value, 0);
  return exact(within.toPrecision(2)).toFixed();
}
