/** An expression as a person reads it, its figures as nodes that can be pressed. */
import type { Expression } from '@tallystick/domain/formula/formula';
import { Fragment, type ReactNode } from 'react';

const SIGN = { '+': '+', '-': '\u2212', '*': '×', '/': '÷', '^': '^' } as const;
const RANK = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 } as const;

type Write = { name: (key: string) => ReactNode; number: (text: string) => ReactNode };
/** What stands close to a figure: a line never ends between it and its bracket. */
type Close = { before: string; after: string };
const NOTHING: Close = { before: '', after: '' };

function leaf(shown: ReactNode, { before, after }: Close): ReactNode {
  if (before === '' && after === '') return shown;
  return (
    <span className="panel-leaf">
      {before}
      {shown}
      {after}
    </span>
  );
}

/** An expression as nodes; `how` gives each figure and each name. */
export function writeExpression(expression: Expression, how: Write, close = NOTHING): ReactNode {
  switch (expression.kind) {
    case 'number':
      return leaf(how.number(expression.text), close);
    case 'name':
      return leaf(how.name(expression.name), close);
    case 'minus':
      return bracketed({
        of: expression.of,
        atLeast: isPower(expression.of) ? 5 : 3,
        how,
        close: { ...close, before: close.before + SIGN['-'] },
      });
    case 'percent':
      return bracketed({
        of: expression.of,
        atLeast: 5,
        how,
        close: { ...close, after: `\u202F%${close.after}` },
      });
    case 'call':
      return (
        <>
          {leaf(`${expression.name}(`, { before: close.before, after: '' })}
          {expression.args.map((arg, place) => (
            // A formula's parts never change place: a changed formula is another one.
            <Fragment key={place}>
              {place > 0 && '; '}
              {writeExpression(arg, how)}
            </Fragment>
          ))}
          {`)${close.after}`}
        </>
      );
    case 'binary': {
      const rank = RANK[expression.op];
      const { left, right } = expression;
      const least = isPower(expression) ? 5 : rank;
      return (
        <>
          {bracketed({ of: left, atLeast: least, how, close: { ...close, after: '' } })}
          <span className="panel-sign"> {SIGN[expression.op]} </span>
          {bracketed({ of: right, atLeast: rank + 1, how, close: { ...close, before: '' } })}
        </>
      );
    }
  }
}

function isPower(expression: Expression): boolean {
  return expression.kind === 'binary' && expression.op === '^';
}

type Bracketed = { of: Expression; atLeast: number; how: Write; close: Close };

function bracketed({ of, atLeast, how, close }: Bracketed): ReactNode {
  if (rankOf(of) >= atLeast) return writeExpression(of, how, close);
  return writeExpression(of, how, { before: `${close.before}(`, after: `)${close.after}` });
}

/** A sign needs no bracket but in a power. */
function rankOf(of: Expression): number {
  if (of.kind === 'binary') return RANK[of.op];
  return of.kind === 'minus' ? 3 : 6;
}
