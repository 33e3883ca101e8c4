/** Slips of the hand: a part larger than its whole, the final value typed as numerator, figures of another size. */
import { formatDecimal } from '../cells/cell-text.ts';
import type { Result } from '../formula/compute.ts';
import { type Exact, exact } from '../formula/formula-value.ts';
import { inputOf, type Screening } from './reading.ts';
import { type Warning, warn } from './warning.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

const SHARE = /^100 \* (\w+) \/ (\w+)$/;
/** A per cent figure typed as numerator over a denominator of this size gives next to nothing: the usual slip. */
const SLIP = { numeratorAtMost: 150, denominatorFrom: 10_000 };

export function screenShare(s: Screening, point: DataPoint, result: Result): Warning[] {
  const match = SHARE.exec(point.formula);
  if (!match) return [];
  if (result.source === 'override') {
    const isAbove = exact(result.decimal ?? '0').greaterThan(100);
    return isAbove ? [warn(s, point, { code: 'share-above-100', detail: result.text })] : [];
  }
  const numerator = inputOf(s, point, match[1] ?? '');
  const denominator = inputOf(s, point, match[2] ?? '');
  if (!numerator || !denominator) return [];
  const figures = result.trace ?? '';
  if (numerator.greaterThan(denominator))
    return [warn(s, point, { code: 'share-above-100', detail: figures })];
  const slip =
    numerator.greaterThan(0) &&
    numerator.lessThanOrEqualTo(SLIP.numeratorAtMost) &&
    denominator.greaterThanOrEqualTo(SLIP.denominatorFrom);
  return slip ? [warn(s, point, { code: 'final-value-as-numerator', detail: figures })] : [];
}

/** Figures of a result as a question shows them: enough digits to see how far off it is. */
const DIGITS = 3;

/** Whether a figure lies where results of cities lie. */
export function fitsMagnitude(
  figure: Exact,
  magnitude: NonNullable<DataPoint['magnitude']>,
): boolean {
  if (figure.isZero()) return magnitude.zero;
  const isBelow = magnitude.low !== null && figure.lessThan(magnitude.low);
  const isAbove = magnitude.high !== null && figure.greaterThan(magnitude.high);
  return !isBelow && !isAbove;
}

/**
 * A result far outside of what cities report: most likely another unit, a thousand too many, or the final value typed
 * as the numerator, which is told where the numerator alone would be a fit result.
 */
export function screenMagnitude(s: Screening, point: DataPoint, result: Result): Warning[] {
  const { magnitude } = point;
  if (magnitude === null || typeof result.decimal !== 'string') return [];
  const value = exact(result.decimal);
  const fits = (figure: Exact): boolean => fitsMagnitude(figure, magnitude);
  if (fits(value)) return [];
  const shown = (figure: Exact | number) =>
    formatDecimal(exact(String(figure)).toSignificantDigits(DIGITS).toFixed());
  const span = [magnitude.low ?? 0, magnitude.high].flatMap((each) => each ?? []).map(shown);
  const detail = `${shown(value)}; ${span.join(' – ')}${span.length < 2 ? ' –' : ''} ${point.unit}`;
  const over = point.inputs.find((use) => use.column === 'numerator');
  const numerator =
    result.source === 'override' || !over ? undefined : inputOf(s, point, over.input.key);
  const isFinal = point.inputs.length > 1 && numerator !== undefined && !numerator.isZero();
  const code = isFinal && fits(numerator) ? 'final-value-as-numerator' : 'magnitude';
  return [warn(s, point, { code, detail })];
}
