/** Fractions of whole numbers of any length: the arithmetic of the second implementation of the scores. */

/** `below` is above 0; neither is reduced. */
export type Fraction = { above: bigint; below: bigint };

/** `-12.50` as −1250/100. */
export function fractionOf(decimal: string): Fraction {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { above: BigInt(whole + fraction) * 1n, below: 10n ** BigInt(fraction.length) };
}

export const whole = (number: number): Fraction => ({ above: BigInt(number), below: 1n });

export const minus = (a: Fraction, b: Fraction): Fraction => ({
  above: a.above * b.below - b.above * a.below,
  below: a.below * b.below,
});

export const times = (a: Fraction, b: Fraction): Fraction => ({
  above: a.above * b.above,
  below: a.below * b.below,
});

/** `b` is not 0. */
export function over(a: Fraction, b: Fraction): Fraction {
  const sign = b.above < 0n ? -1n : 1n;
  return { above: a.above * b.below * sign, below: a.below * b.above * sign };
}

export const isBelow = (a: Fraction, b: Fraction): boolean => a.above * b.below < b.above * a.below;

export const without = (a: Fraction): Fraction => ({
  above: a.above < 0n ? -a.above : a.above,
  below: a.below,
});

/** Whole hundredths of what is not negative: to the nearest, halves upward; or cut. */
export const hundredths = ({ above, below }: Fraction, isCut: boolean): bigint =>
  isCut ? (above * 100n) / below : (above * 200n + below) / (below * 2n);

/** `9500` as `95.00`. */
export function inHundredths(number: bigint): string {
  const digits = String(number).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
