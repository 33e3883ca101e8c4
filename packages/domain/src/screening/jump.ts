/**
 * Jumps against the city's last assessment. How large a jump is asked about is this project's choice: the Manual asks for
 * consistency and names no number.
 */
import { type RowId } from '../cells/ids.ts';
import { type Exact, exact } from '../formula/formula-value.ts';
import { shownFigure } from './apart.ts';
import {
  type Family,
  type Found,
  type LastAssessment,
  PROJECT,
  type Screened,
  type Severity,
} from './rule.ts';
import { figuresOf, inputOf, isYes } from './reading.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

type Code = 'jump' | 'yes-became-no' | 'no-longer-reported';

/** Percentage points between two shares. */
const POINTS = { ask: 15, investigate: 40 };
/** How many times the one is of the other. */
const TIMES = { ask: 1.5, investigate: 3 };
/** Of fewer pieces than this any year may have twice as many. */
const FEW = 20;

export const jump: Family<Code> = {
  rules: {
    jump: { severity: 'ask', source: PROJECT },
    'yes-became-no': { severity: 'ask', source: PROJECT },
    'no-longer-reported': { severity: 'ask', source: PROJECT },
  },
  find: (s) => {
    const { last } = s.input;
    return last ? s.catalogue.dataPoints.flatMap((point) => compare(s, point, last)) : [];
  },
};

function compare(s: Screened, point: DataPoint, last: LastAssessment): Found<Code>[] {
  const row = point.row as RowId;
  const now = s.result(row);
  const before = last.result(row);
  if (before?.status !== 'reported') return [];
  const about = { row, cells: figuresOf(s, point) };
  const numbers = { before: before.decimal ?? before.text, last: last.title };
  if (now.status === 'not-reported') return [{ ...about, code: 'no-longer-reported', numbers }];
  if (now.status !== 'reported') return [];
  if (point.valueKind === 'yes-no') {
    const said = { ...now, text: before.text };
    const isGone = isYes(s, point, said) && !isYes(s, point, now);
    return isGone ? [{ ...about, code: 'yes-became-no', numbers }] : [];
  }
  if (now.decimal === null || before.decimal === null) return [];
  const pair = { now: exact(now.decimal), before: exact(before.decimal) };
  const severity = gravity(s, point, pair);
  if (severity === undefined) return [];
  const shown = {
    value: shownFigure(pair.now),
    before: shownFigure(pair.before),
    last: last.title,
  };
  return [{ ...about, code: 'jump', severity, numbers: shown }];
}

type Pair = { now: Exact; before: Exact };

function gravity(s: Screened, point: DataPoint, { now, before }: Pair): Severity | undefined {
  const isShare = point.unit === '%';
  const apart = now.minus(before).abs();
  if (isShare && apart.greaterThanOrEqualTo(POINTS.investigate)) return 'investigate';
  if (isShare && apart.greaterThanOrEqualTo(POINTS.ask)) return 'ask';
  const times = timesOf(now, before);
  // A share of 0.2 % may become 0.5 %; one of 2 % does not become 8 %.
  if (isShare) return times >= TIMES.investigate && apart.greaterThan(2) ? 'ask' : undefined;
  if (isFew(s, point)) return undefined;
  if (times >= TIMES.investigate) return 'investigate';
  return times >= TIMES.ask ? 'ask' : undefined;
}

/** The larger over the smaller; nought and something are far apart. */
function timesOf(one: Exact, other: Exact): number {
  if (one.equals(other)) return 1;
  if (one.isZero() || other.isZero() || one.isNegative() !== other.isNegative())
    return Number.POSITIVE_INFINITY;
  const ratio = one.dividedBy(other).toNumber();
  return Math.max(ratio, 1 / ratio);
}

function isFew(s: Screened, point: DataPoint): boolean {
  const count = point.inputs.find(
    (use) => use.own && use.column === 'numerator' && use.input.integer,
  );
  const counted = count && inputOf(s, point, count.input.key);
  return counted?.lessThan(FEW) ?? false;
}
