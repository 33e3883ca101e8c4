/**
 * Exact arithmetic for formulas. Results, values of cells and rounding rest on it alone: there is no other arithmetic.
 */
import { Decimal } from 'decimal.js';
import { EXPONENT_MAX, MAGNITUDE_DIGITS, ROUND_DECIMALS_MAX } from '../cells/cell-limits.ts';
import type { Expression, FunctionName, Operator } from './formula.ts';

/**
 * Arithmetic is done with far more digits than the 34 that are kept: with inputs of at most 30 digits no rounding of a
 * catalogue formula can then fall on the wrong side.
 */
const Wide = Decimal.clone({
  precision: 120,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Exact = InstanceType<typeof Wide>;

export function exact(decimal: string): Exact {
  return new Wide(decimal);
}

/** Why an expression has no value. */
export type NoValue = 'division-by-zero' | 'power' | 'too-large' | 'round';

/** The value of an expression; undefined where it divides by zero. `valueOf` gives a canonical decimal. */
export function evaluate(
  expression: Expression,
  valueOf: (name: string) => string,
): Exact | undefined {
  const value = calculate(expression, valueOf);
  return typeof value === 'string' ? undefined : value;
}

/** The value of an expression, or why it has none. `valueOf` gives a canonical decimal. */
export function calculate(
  expression: Expression,
  valueOf: (name: string) => string,
): Exact | NoValue {
  switch (expression.kind) {
    case 'number':
      return exact(expression.text);
    case 'name':
      return exact(valueOf(expression.name));
    case 'minus': {
      const of = calculate(expression.of, valueOf);
      return typeof of === 'string' ? of : of.negated();
    }
    case 'percent': {
      const of = calculate(expression.of, valueOf);
      return typeof of === 'string' ? of : of.dividedBy(100);
    }
    case 'call': {
      const args: Exact[] = [];
      for (const arg of expression.args) {
        const value = calculate(arg, valueOf);
        if (typeof value === 'string') return value;
        args.push(value);
      }
      return within(call(expression.name, args));
    }
    case 'binary': {
      const left = calculate(expression.left, valueOf);
      if (typeof left === 'string') return left;
      const right = calculate(expression.right, valueOf);
      if (typeof right === 'string') return right;
      return within(operate(expression.op, left, right));
    }
  }
}

/** Digits that are sure after a division: `1 / 3 * 3` is 1 again. */
export const KEPT_DIGITS = 100;

const LARGEST = new Wide(10).pow(2 * MAGNITUDE_DIGITS);

/** Products of two of the longest figures still pass: only what is beyond any use ends here. */
function within(value: Exact | NoValue): Exact | NoValue {
  return typeof value !== 'string' && value.abs().greaterThan(LARGEST) ? 'too-large' : value;
}

function operate(op: Operator, left: Exact, right: Exact): Exact | NoValue {
  switch (op) {
    case '+':
      return settled(left.plus(right), left);
    case '-':
      return settled(left.minus(right), left);
    case '*':
      return left.times(right);
    case '/':
      return right.isZero() ? 'division-by-zero' : left.dividedBy(right);
    case '^':
      return power(left, right);
  }
}

const REST = new Wide(10).pow(-KEPT_DIGITS);

/** What two figures leave beyond the digits that are sure is no figure: `1 / 3 * 3 - 1` is nought. */
function settled(value: Exact, of: Exact): Exact {
  return value.abs().lessThan(of.abs().times(REST)) ? new Wide(0) : value;
}

/** Whole exponents only: a root is not exact. */
function power(base: Exact, exponent: Exact): Exact | NoValue {
  if (!exponent.isInteger() || exponent.abs().greaterThan(EXPONENT_MAX)) return 'power';
  if (!base.isZero()) return base.pow(exponent);
  if (exponent.isZero()) return 'power';
  return exponent.isNegative() ? 'division-by-zero' : base;
}

function call(name: FunctionName, args: Exact[]): Exact | NoValue {
  const [first, second] = args as [Exact, Exact | undefined];
  switch (name) {
    case 'sum':
      return total(args);
    case 'avg':
      return total(args).dividedBy(args.length);
    case 'min':
      return Wide.min(...args);
    case 'max':
      return Wide.max(...args);
    case 'round': {
      const decimals = second ?? exact('0');
      const isKeepable = decimals.isInteger() && !decimals.isNegative();
      if (!isKeepable || decimals.greaterThan(ROUND_DECIMALS_MAX)) return 'round';
      // What a division left beyond the hundredth digit must not decide a half.
      return first.toSignificantDigits(KEPT_DIGITS).toDecimalPlaces(decimals.toNumber());
    }
  }
}

function total(args: Exact[]): Exact {
  return args.reduce((sum, each) => sum.plus(each));
}
