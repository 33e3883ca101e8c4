/** What the status line says of a selection: count, sum, average, least and greatest, to the last digit. Pure. */
import { Decimal } from 'decimal.js';

export type Figures = {
  /** Places that are not empty, words too. */
  count: number;
  /** Undefined where there is no figure among them. All are plain decimals. */
  figures: { sum: string; average: string; least: string; greatest: string } | undefined;
};

/** Sums of the longest figures stay exact. */
const Exact = Decimal.clone({ precision: 400 });
/** Digits of an average beyond those of its figures. */
const AVERAGE_DIGITS = 2;

/** `texts` are what is shown, `figures` those of them that hold one. */
export function figuresOf(
  places: readonly { shown: string; figure: string | undefined }[],
): Figures {
  const count = places.filter(({ shown }) => shown !== '').length;
  const all = places.flatMap(({ figure }) => (figure === undefined ? [] : [new Exact(figure)]));
  const [first] = all;
  if (!first) return { count, figures: undefined };
  const sum = all.reduce((total, each) => total.plus(each), new Exact(0));
  const digits = Math.max(...all.map((each) => each.decimalPlaces()));
  return {
    count,
    figures: {
      sum: sum.toFixed(),
      average: sum
        .div(all.length)
        .toDecimalPlaces(digits + AVERAGE_DIGITS)
        .toFixed(),
      least: all.reduce((least, each) => (each.lt(least) ? each : least), first).toFixed(),
      greatest: all.reduce((most, each) => (each.gt(most) ? each : most), first).toFixed(),
    },
  };
}
