/**
 * A tiny language: numbers, names, + - * / ^, parentheses, unary minus, per cent, five functions. The catalogue's
 * formulas and those typed into a number cell are read by this parser and by nothing else. Reading a formula is one
 * thing, computing it another (`formula-value.ts`).
 */
import { FORMULA_PARTS_MAX, FORMULA_DEPTH_MAX } from '../cells/cell-limits.ts';

export type Operator = '+' | '-' | '*' | '/' | '^';
export type FunctionName = 'sum' | 'avg' | 'min' | 'max' | 'round';
export type Expression =
  | { kind: 'number'; text: string }
  | { kind: 'name'; name: string }
  | { kind: 'minus'; of: Expression }
  | { kind: 'percent'; of: Expression }
  | { kind: 'call'; name: FunctionName; args: Expression[] }
  | { kind: 'binary'; op: Operator; left: Expression; right: Expression };

/** How many values a function takes. */
const ARITY: Record<FunctionName, { least: number; most: number }> = {
  sum: { least: 1, most: FORMULA_PARTS_MAX },
  avg: { least: 1, most: FORMULA_PARTS_MAX },
  min: { least: 1, most: FORMULA_PARTS_MAX },
  max: { least: 1, most: FORMULA_PARTS_MAX },
  round: { least: 1, most: 2 },
};
export const FUNCTION_NAMES = Object.keys(ARITY) as FunctionName[];

const parsed = new Map<string, Expression>();

/** Parses a formula of the catalogue. Throws on anything else: a formula is data of ours, so an error is a defect. */
export function parseFormula(formula: string): Expression {
  const known = parsed.get(formula);
  if (known) return known;
  const read = readExpression(formula);
  const at = read.ok ? [...namesIn(read.expression)].find((name) => name.includes('.')) : read.at;
  if (!read.ok || at !== undefined) throw new Error(`Cannot read formula "${formula}" at "${at}"`);
  parsed.set(formula, read.expression);
  return read.expression;
}

/** `at` is the part that does not fit, '' at the end; `too-long` counts parts or nesting. */
export type ExpressionRead =
  | { ok: true; expression: Expression }
  | { ok: false; why: 'syntax' | 'too-long' | 'ambiguous-power'; at: string };

/** Thrown inside this file only; `readExpression` turns it into its answer. */
class Unreadable extends Error {
  readonly why: Extract<ExpressionRead, { ok: false }>['why'];
  readonly at: string;
  constructor(why: Unreadable['why'], at: string) {
    super(why);
    this.why = why;
    this.at = at;
  }
}

/** Reads a formula of anybody; names and functions in any case, blanks anywhere. Linear in its length. */
export function readExpression(formula: string): ExpressionRead {
  const tokens = tokensOf(formula);
  if (tokens.length > FORMULA_PARTS_MAX) return { ok: false, why: 'too-long', at: '' };
  const reader: Reader = { tokens, at: 0, depth: 0 };
  try {
    const expression = sum(reader);
    if (reader.at !== tokens.length) throw syntax(reader);
    return { ok: true, expression };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, why: error.why, at: error.at };
  }
}

type Reader = { tokens: string[]; at: number; depth: number };

const TOKEN = /\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*|\S/gu;

/** The parts of a formula; what is no part of the language stands alone, as one character. */
export function tokensOf(formula: string): string[] {
  return formula.match(TOKEN) ?? [];
}

function syntax(reader: Reader): Unreadable {
  return new Unreadable('syntax', reader.tokens[reader.at] ?? '');
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

/** A sign before a power, and a power of a power, mean different numbers in different programs: parentheses say which. */
function factor(reader: Reader): Expression {
  if (reader.tokens[reader.at] === '-') return { kind: 'minus', of: deeper(reader, signed) };
  const left = percent(reader);
  if (reader.tokens[reader.at] !== '^') return left;
  reader.at += 1;
  const isNegative = reader.tokens[reader.at] === '-';
  if (isNegative) reader.at += 1;
  const exponent = percent(reader);
  if (reader.tokens[reader.at] === '^') throw new Unreadable('ambiguous-power', '^');
  const right: Expression = isNegative ? { kind: 'minus', of: exponent } : exponent;
  return { kind: 'binary', op: '^', left, right };
}

function signed(reader: Reader): Expression {
  if (reader.tokens[reader.at] === '-') return factor(reader);
  const of = percent(reader);
  if (reader.tokens[reader.at] === '^') throw new Unreadable('ambiguous-power', '^');
  return of;
}

function percent(reader: Reader): Expression {
  const of = atom(reader);
  if (reader.tokens[reader.at] !== '%') return of;
  reader.at += 1;
  return { kind: 'percent', of };
}

function atom(reader: Reader): Expression {
  const token = reader.tokens[reader.at];
  if (token === '(') return deeper(reader, bracket);
  if (token !== undefined && /^\d/.test(token)) {
    reader.at += 1;
    return { kind: 'number', text: token };
  }
  if (token === undefined || !/^[A-Za-z_]/.test(token)) throw syntax(reader);
  reader.at += 1;
  const name = token.toLowerCase();
  if (reader.tokens[reader.at] !== '(') return { kind: 'name', name: token };
  if (!isFunction(name)) throw new Unreadable('syntax', `${token}(`);
  const args = deeper(reader, list);
  const { least, most } = ARITY[name];
  if (args.length < least || args.length > most) throw new Unreadable('syntax', `${token}(`);
  return { kind: 'call', name, args };
}

function isFunction(name: string): name is FunctionName {
  return (FUNCTION_NAMES as readonly string[]).includes(name);
}

function deeper<T>(reader: Reader, read: (reader: Reader) => T): T {
  reader.depth += 1;
  if (reader.depth > FORMULA_DEPTH_MAX) throw new Unreadable('too-long', '');
  reader.at += 1;
  const found = read(reader);
  reader.depth -= 1;
  return found;
}

function bracket(reader: Reader): Expression {
  const inner = sum(reader);
  if (reader.tokens[reader.at] !== ')') throw syntax(reader);
  reader.at += 1;
  return inner;
}

/** Values between parentheses, apart by `;`: a comma is somebody's decimal mark. */
function list(reader: Reader): Expression[] {
  const args = [sum(reader)];
  while (reader.tokens[reader.at] === ';') {
    reader.at += 1;
    args.push(sum(reader));
  }
  if (reader.tokens[reader.at] !== ')') throw syntax(reader);
  reader.at += 1;
  return args;
}

/** The names in a formula, each once, in reading order. */
export function namesIn(expression: Expression, found = new Set<string>()): Set<string> {
  switch (expression.kind) {
    case 'number':
      break;
    case 'name':
      found.add(expression.name);
      break;
    case 'minus':
    case 'percent':
      namesIn(expression.of, found);
      break;
    case 'call':
      for (const arg of expression.args) namesIn(arg, found);
      break;
    case 'binary':
      namesIn(expression.left, found);
      namesIn(expression.right, found);
  }
  return found;
}

const SIGN: Record<Operator, string> = { '+': '+', '-': '\u2212', '*': '×', '/': '÷', '^': '^' };
const RANK: Record<Operator, number> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };

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
      return `\u2212${bracketed(expression.of, isPower(expression.of) ? 5 : 3, write)}`;
    case 'percent':
      return `${bracketed(expression.of, 5, write)} %`;
    case 'call':
      return `${expression.name}(${expression.args.map((arg) => writeFormula(arg, write)).join('; ')})`;
    case 'binary': {
      const rank = RANK[expression.op];
      const left = bracketed(expression.left, isPower(expression) ? 5 : rank, write);
      const right = bracketed(expression.right, rank + 1, write);
      return `${left} ${SIGN[expression.op]} ${right}`;
    }
  }
}

function isPower(expression: Expression): boolean {
  return expression.kind === 'binary' && expression.op === '^';
}

function bracketed(
  expression: Expression,
  atLeast: number,
  write: Parameters<typeof writeFormula>[1],
): string {
  const text = writeFormula(expression, write);
  return rankOf(expression) < atLeast ? `(${text})` : text;
}

/** A sign stands without parentheses but in a power; so the catalogue's formulas have always been written. */
function rankOf(expression: Expression): number {
  switch (expression.kind) {
    case 'binary':
      return RANK[expression.op];
    case 'minus':
      return 3;
    case 'percent':
      return 5;
    case 'number':
    case 'name':
    case 'call':
      return 6;
  }
}
