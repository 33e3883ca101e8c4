/**
 * A tiny language for the catalogue's formulas: numbers, input keys, + - * /, parentheses, unary minus. Nothing of a
 * user is ever evaluated. Own file because parsing and exact arithmetic are needed apart from workbooks.
 */
import { Decimal } from 'decimal.js';

export type Operator = '+' | '-' | '*' | '/';
export type Expression =
  | { kind: 'number'; text: string }
  | { kind: 'name'; name: string }
  | { kind: 'minus'; of: Expression }
  | { kind: 'binary'; op: Operator; left: Expression; right: Expression };

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

const parsed = new Map<string, Expression>();

/** Parses a formula of the catalogue. Throws on anything else: a formula is data of ours, so an error is a defect. */
export function parseFormula(formula: string): Expression {
  const known = parsed.get(formula);
  if (known) return known;
  const reader = { tokens: tokensOf(formula), at: 0, formula };
  const expression = sum(reader);
  if (reader.at !== reader.tokens.length) throw syntax(reader);
  parsed.set(formula, expression);
  return expression;
}

type Reader = { tokens: string[]; at: number; formula: string };

function tokensOf(formula: string): string[] {
  const tokens = formula.match(/\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_]*|[-+*/()]|\S/g) ?? [];
  return tokens;
}

function syntax(reader: Reader): Error {
  return new Error(`Cannot read formula "${reader.formula}" at token ${reader.at + 1}`);
}

function sum(reader: Reader): Expression {
  let left = product(reader);
  for (;;) {
    const op = reader.tokens[reader.at];
    if (op !== '+' && op !== '-') return left;
    reader.at += 1;
    left = { kind: 'binary', op, left, right: product(reader) };
  }
}

function product(reader: Reader): Expression {
  let left = factor(reader);
  for (;;) {
    const op = reader.tokens[reader.at];
    if (op !== '*' && op !== '/') return left;
    reader.at += 1;
    left = { kind: 'binary', op, left, right: factor(reader) };
  }
}

function factor(reader: Reader): Expression {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  if (token === '-') return { kind: 'minus', of: factor(reader) };
  if (token === '(') {
    const inner = sum(reader);
    if (reader.tokens[reader.at] !== ')') throw syntax(reader);
    reader.at += 1;
    return inner;
  }
  if (token !== undefined && /^\d/.test(token)) return { kind: 'number', text: token };
  if (token !== undefined && /^[A-Za-z_]/.test(token)) return { kind: 'name', name: token };
  reader.at -= 1;
  throw syntax(reader);
}

/** The value of an expression; undefined where it divides by zero. `valueOf` gives a canonical decimal. */
export function evaluate(
  expression: Expression,
  valueOf: (name: string) => string,
): Exact | undefined {
  switch (expression.kind) {
    case 'number':
      return exact(expression.text);
    case 'name':
      return exact(valueOf(expression.name));
    case 'minus':
      return evaluate(expression.of, valueOf)?.negated();
    case 'binary': {
      const left = evaluate(expression.left, valueOf);
      const right = evaluate(expression.right, valueOf);
      if (left === undefined || right === undefined) return undefined;
      return operate(expression.op, left, right);
    }
  }
}

function operate(op: Operator, left: Exact, right: Exact): Exact | undefined {
  switch (op) {
    case '+':
      return left.plus(right);
    case '-':
      return left.minus(right);
    case '*':
      return left.times(right);
    case '/':
      return right.isZero() ? undefined : left.dividedBy(right);
  }
}

const SIGN: Record<Operator, string> = { '+': '+', '-': '\u2212', '*': '×', '/': '÷' };
const RANK: Record<Operator, number> = { '+': 1, '-': 1, '*': 2, '/': 2 };

/** A formula in words a person reads; `show` writes each input key, for example as its figure: `100 × 84 210 ÷ 110 300`. */
export function writeFormula(
  expression: Expression,
  write: { name: (name: string) => string; number: (text: string) => string },
): string {
  switch (expression.kind) {
    case 'number':
      return write.number(expression.text);
    case 'name':
      return write.name(expression.name);
    case 'minus':
      return `\u2212${bracketed(expression.of, 3, write)}`;
    case 'binary': {
      const rank = RANK[expression.op];
      const left = bracketed(expression.left, rank, write);
      const right = bracketed(expression.right, rank + 1, write);
      return `${left} ${SIGN[expression.op]} ${right}`;
    }
  }
}

function bracketed(
  expression: Expression,
  atLeast: number,
  write: Parameters<typeof writeFormula>[1],
): string {
  const text = writeFormula(expression, write);
  return expression.kind === 'binary' && RANK[expression.op] < atLeast ? `(${text})` : text;
}
