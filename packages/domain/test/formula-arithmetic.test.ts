import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellValues } from '../src/formula/cell-formula.ts';
import { type CellSpec, cellSpec } from '../src/cells/cell-spec.ts';
import { readCell } from '../src/cells/cell-text.ts';

const catalogue = loadCatalogue();
const AREA = cellSpec(catalogue, 'city.city_area_km2:value') as CellSpec;

/** Exact fractions in whole numbers: the second opinion on the arithmetic. */
type Fraction = { top: bigint; bottom: bigint };
type Sum = { text: string; is: Fraction | undefined };

const whole = fc.record({
  digits: fc.bigInt({ min: 0n, max: 99_999_999n }),
  decimals: fc.nat({ max: 4 }),
});

function figure({ digits, decimals }: { digits: bigint; decimals: number }): Sum {
  const padded = digits.toString().padStart(decimals + 1, '0');
  const at = padded.length - decimals;
  const text = decimals === 0 ? padded : `${padded.slice(0, at)}.${padded.slice(at)}`;
  return { text, is: { top: digits, bottom: 10n ** BigInt(decimals) } };
}

function joined(op: string, a: Sum, b: Sum): Sum {
  const text = `(${a.text}${op}${b.text})`;
  if (!a.is || !b.is) return { text, is: undefined };
  const [x, y] = [a.is, b.is];
  switch (op) {
    case '+':
      return {
        text,
        is: { top: x.top * y.bottom + y.top * x.bottom, bottom: x.bottom * y.bottom },
      };
    case '-':
      return {
        text,
        is: { top: x.top * y.bottom - y.top * x.bottom, bottom: x.bottom * y.bottom },
      };
    case '*':
      return { text, is: { top: x.top * y.top, bottom: x.bottom * y.bottom } };
    default:
      return { text, is: y.top === 0n ? undefined : over(x, y) };
  }
}

function over(x: Fraction, y: Fraction): Fraction {
  const sign = y.top < 0n ? -1n : 1n;
  return { top: sign * x.top * y.bottom, bottom: sign * x.bottom * y.top };
}

const sums = fc.letrec<{ sum: Sum }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    whole.map(figure),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/'), tie('sum'), tie('sum'))
      .map(([op, a, b]) => joined(op, a, b)),
    tie('sum').map(({ text, is }) => ({
      text: `(-${text})`,
      is: is && { top: -is.top, bottom: is.bottom },
    })),
    tie('sum').map(({ text, is }) => ({
      text: `${text}%`,
      is: is && { top: is.top, bottom: is.bottom * 100n },
    })),
  ),
}));

/** Half away from zero at a number of decimals, without nought at the end. */
function rounded({ top, bottom }: Fraction, decimals: number): string {
  const a = top < 0n ? -top : top;
  const units = (2n * a * 10n ** BigInt(decimals) + bottom) / (2n * bottom);
  const digits = units.toString().padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return top < 0n && units !== 0n ? `-${short}` : short;
}

/** What a cell shows of a fraction: all digits where 30 hold them, else 15 from the first that is not nought. */
function asValue(is: Fraction): string {
  const a = is.top < 0n ? -is.top : is.top;
  const whole = (a / is.bottom).toString().length;
  const room = 30 - whole;
  const isExact = (a * 10n ** BigInt(room)) % is.bottom === 0n;
  if (isExact) return rounded(is, room);
  let decimals = 15 - whole;
  if (a < is.bottom) {
    decimals = 15;
    for (let x = a * 10n; x < is.bottom; x *= 10n) decimals++;
  }
  return rounded(is, Math.max(0, Math.min(decimals, room)));
}

describe('the arithmetic', () => {
  const open: CellSpec = { ...AREA };
  delete open.min;
  delete open.max;

  it('agrees with exact fractions for random formulas', () => {
    let values = 0;
    let undefinedOnes = 0;
    fc.assert(
      fc.property(sums.sum, ({ text, is }) => {
        const formula = `=${text}`;
        if (formula.length > 400 || !readCell(open, formula).ok) return;
        const value = cellValues(catalogue, () => undefined).formula(open, formula);
        if (is === undefined) {
          undefinedOnes++;
          expect([formula, value]).toMatchObject([formula, { kind: 'fault' }]);
          return;
        }
        if (value.kind === 'fault' && value.refusal.code === 'formula-too-large') return;
        values++;
        expect([formula, value.kind]).toEqual([formula, 'value']);
        if (value.kind === 'value') expect([formula, value.text]).toEqual([formula, asValue(is)]);
      }),
      { numRuns: 3_000 },
    );
    expect(values).toBeGreaterThan(1_500);
    expect(undefinedOnes).toBeGreaterThan(0);
  });
});
