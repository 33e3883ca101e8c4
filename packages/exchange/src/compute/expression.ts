/**
 * Takes a spreadsheet's formula apart, as far as people write them into a table of figures. What it does not know it says
 * it does not know: such a cell stays without a value. Source: ECMA-376 part 1, 18.17.2.
 */
import { placeOf } from '../book/book.ts';

export type Reference = { sheet: string | undefined; row: number; column: number };

export type Expression =
  | { kind: 'value'; value: number | string | boolean }
  | { kind: 'cell'; at: Reference }
  | { kind: 'range'; from: Reference; to: Reference }
  | { kind: 'call'; name: string; given: Expression[] }
  | { kind: 'unary'; sign: '-' | '+' | '%'; of: Expression }
  | { kind: 'binary'; sign: string; left: Expression; right: Expression };

/** Characters of a formula that is looked at, and brackets in brackets. */
const CHARACTERS = 2_000;
const DEPTH = 30;

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:E[+-]?\d+)?|\.\d+(?:E[+-]?\d+)?)|"((?:[^"]|"")*)"|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Z]{1,3}\$?\d{1,7})(?![\p{L}\p{N}_(.])|([\p{L}_][\p{L}\p{N}_.]*)|(<>|<=|>=|[-+*/^&=<>%(),;:]))/uy;

type Token =
  | { kind: 'number'; value: number }
  | { kind: 'text'; text: string }
  | { kind: 'reference'; at: Reference }
  | { kind: 'word'; word: string }
  | { kind: 'sign'; sign: string };

/** Undefined where the formula holds what is not known here. */
export function expressionOf(formula: string): Expression | undefined {
  if (formula.length > CHARACTERS) return undefined;
  const tokens = tokensOf(formula);
  if (!tokens) return undefined;
  const parser = new Parser(tokens);
  return parser.whole();
}

function tokensOf(formula: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = formula.trim().replace(/^=/, '');
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    const [, number, quoted, sheet, address, word, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (quoted !== undefined)
      tokens.push({ kind: 'text', text: quoted.replaceAll('""', '"') });
    else if (address !== undefined) {
      const place = placeOf(address);
      if (!place) return undefined;
      tokens.push({ kind: 'reference', at: { sheet: sheet && sheetName(sheet), ...place } });
    } else if (word !== undefined) tokens.push({ kind: 'word', word: word.toUpperCase() });
    else if (sign !== undefined) tokens.push({ kind: 'sign', sign });
  }
  return tokens;
}

function sheetName(written: string): string {
  const name = written.slice(0, -1);
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/** From the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['=', '<>', '<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression | undefined {
    const found = this.#level(0);
    return this.#at === this.#tokens.length ? found : undefined;
  }

  #takes(...signs: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || !signs.includes(token.sign)) return undefined;
    this.#at += 1;
    return token.sign;
  }

  #level(level: number): Expression | undefined {
    const signs = LEVELS[level];
    if (!signs) return this.#unary();
    let left = this.#level(level + 1);
    while (left) {
      const sign = this.#takes(...signs);
      if (sign === undefined) return left;
      const right = this.#level(level + 1);
      left = right && { kind: 'binary', sign, left, right };
    }
    return undefined;
  }

  #unary(): Expression | undefined {
    this.#depth += 1;
    if (this.#depth > DEPTH) return undefined;
    const sign = this.#takes('-', '+');
    let found = sign === undefined ? this.#primary() : this.#unary();
    if (found && (sign === '-' || sign === '+')) found = { kind: 'unary', sign, of: found };
    while (found && this.#takes('%')) found = { kind: 'unary', sign: '%', of: found };
    this.#depth -= 1;
    return found;
  }

  #primary(): Expression | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    switch (token?.kind) {
      case 'number':
        return { kind: 'value', value: token.value };
      case 'text':
        return { kind: 'value', value: token.text };
      case 'reference':
        return this.#reference(token.at);
      case 'word':
        return this.#word(token.word);
      case 'sign': {
        if (token.sign !== '(') return undefined;
        const inside = this.#level(0);
        return this.#takes(')') ? inside : undefined;
      }
      case undefined:
        return undefined;
    }
  }

  #reference(from: Reference): Expression | undefined {
    if (!this.#takes(':')) return { kind: 'cell', at: from };
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token?.kind === 'reference' && token.at.sheet === undefined
      ? { kind: 'range', from, to: token.at }
      : undefined;
  }

  #word(name: string): Expression | undefined {
    if (!this.#takes('(')) {
      if (name === 'TRUE' || name === 'FALSE') return { kind: 'value', value: name === 'TRUE' };
      return undefined;
    }
    const given: Expression[] = [];
    if (this.#takes(')')) return { kind: 'call', name, given };
    for (;;) {
      const each = this.#level(0);
      if (!each) return undefined;
      given.push(each);
      if (this.#takes(')')) return { kind: 'call', name, given };
      if (!this.#takes(',', ';')) return undefined;
    }
  }
}
