/** The plain forms in which a set keeps figures and days, so that two equal sets are equal in every character. */
import { exact } from '@tallystick/domain/formula/formula-value';
import { BENCHMARK_DIGITS } from './limits.ts';

const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** `12.50` as `12.5`; undefined for what is no plain decimal, or has more digits than a figure may have. */
export function canonicalFigure(text: string): string | undefined {
  // Long before it is a figure of any use it would only cost time.
  if (text.length > 2 * BENCHMARK_DIGITS + 2 || !PLAIN.test(text)) return undefined;
  const figure = exact(text);
  if (figure.precision(true) > BENCHMARK_DIGITS || figure.decimalPlaces() > BENCHMARK_DIGITS)
    return undefined;
  return figure.isZero() ? '0' : figure.toFixed();
}

/** Whether a text is a day of the calendar, `2021-09-22`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const of = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return of.getUTCMonth() === Number(month) - 1 && of.getUTCDate() === Number(day);
}
