/** Formulas of the KPI set and of people's cells in the words of spreadsheets. */
import type { Expression, FunctionName, Operator } from '@tallystick/domain/formula/formula';

const FUNCTIONS: Record<FunctionName, string> = {
  sum: 'SUM',
  avg: 'AVERAGE',
  min: 'MIN',
  max: 'MAX',
  round: 'ROUND',
};

const RANK: Record<Operator, number> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 3 };
const ATOM = 4;

/** `refer` gives what stands for a name: a cell, a look-up, a figure. */
export function excelFormula(expression: Expression, refer: (name: string) => string): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'name':
      return refer(expression.name);
    // A sign binds tighter than a power in spreadsheets, and not in ours.
    case 'minus':
      return `(-${within(expression.of, ATOM, refer)})`;
    case 'percent':
      return `${within(expression.of, ATOM, refer)}%`;
    case 'call': {
      const args = expression.args.map((arg) => excelFormula(arg, refer));
      if (expression.name === 'round' && args.length === 1) args.push('0');
      return `${FUNCTIONS[expression.name]}(${args.join(',')})`;
    }
    case 'binary': {
      const rank = RANK[expression.op];
      const left = within(expression.left, expression.op === '^' ? ATOM : rank, refer);
      return `${left}${expression.op}${within(expression.right, rank + 1, refer)}`;
    }
  }
}

function within(expression: Expression, atLeast: number, refer: (name: string) => string): string {
  const text = excelFormula(expression, refer);
  const rank = expression.kind === 'binary' ? RANK[expression.op] : ATOM;
  return rank < atLeast ? `(${text})` : text;
}

/** Characters of one text in a formula. Source: Excel's specifications and limits. */
const TEXT_MAX = 255;

/** A text in a formula; a long one in parts. */
export function excelText(text: string): string {
  if (text.length <= TEXT_MAX) return quoted(text);
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += TEXT_MAX) parts.push(text.slice(at, at + TEXT_MAX));
  return `(${parts.map(quoted).join('&')})`;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A figure or a text in a formula. */
export function excelLiteral(value: number | string): string {
  return typeof value === 'number' ? String(value) : excelText(value);
}
