/**
 * The values of formulas whose results are not in the file, as far as they are plain: figures of the file, the four
 * operations, conditions, sums. Computed by code of this folder alone, within bounds; anything else stays without a
 * value and is told so. A result is what a spreadsheet would show, in the same doubles.
 */
import type { Book, BookHeld, BookSheet } from '../book/book.ts';
import { type Expression, expressionOf, type Reference } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { NotTold, numberOf, type Value } from './value.ts';

/** Steps of all formulas of a file, cells that lead to each other, and cells of one range. */
const STEPS = 500_000;
const CHAIN = 100;
const RANGE_CELLS = 20_000;
/** Characters that a cell of a spreadsheet holds. */
const TEXT = 32_767;

export type Place = { sheet: BookSheet; row: number; column: number };

export class Computation {
  readonly #sheets: ReadonlyMap<string, BookSheet>;
  readonly #rows = new Map<BookSheet, Map<number, BookSheet['rows'][number]>>();
  readonly #known = new Map<string, Value | NotTold>();
  readonly #under = new Set<string>();
  #steps = 0;

  constructor(book: Book) {
    this.#sheets = new Map(book.sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
  }

  /** What the formula of a cell comes to; `not-computed` where that cannot be told. */
  heldAt(place: Place): BookHeld {
    return told(() => this.#valueAt(place));
  }

  /** The same, of a formula whose result stands in the file and may never have been computed. */
  heldBy(formula: string, sheet: BookSheet): BookHeld {
    const expression = expressionOf(formula);
    return expression ? told(() => this.#evaluate(expression, sheet)) : { kind: 'not-computed' };
  }

  #valueAt(place: Place): Value {
    const name = `${place.sheet.name}!${place.row}:${place.column}`;
    const known = this.#known.get(name);
    if (known instanceof NotTold) throw known;
    if (known !== undefined) return known;
    if (this.#under.has(name) || this.#under.size > CHAIN) throw new NotTold('circle or chain');
    this.#under.add(name);
    try {
      const value = this.#fresh(place);
      this.#known.set(name, value);
      return value;
    } catch (error) {
      if (error instanceof NotTold) this.#known.set(name, error);
      throw error;
    } finally {
      this.#under.delete(name);
    }
  }

  #fresh(place: Place): Value {
    const cell = this.#rowsOf(place.sheet).get(place.row)?.cells.get(place.column);
    switch (cell?.held.kind) {
      case undefined:
      case 'nothing':
        return null;
      case 'number':
      case 'boolean':
        return cell.held.value;
      case 'text':
        return cell.held.text;
      case 'date':
        return cell.held.serial;
      case 'error':
        throw new NotTold('error value');
      case 'not-computed': {
        const expression = expressionOf(cell.formula ?? '');
        if (!expression) throw new NotTold('formula');
        return this.#evaluate(expression, place.sheet);
      }
    }
  }

  #rowsOf(sheet: BookSheet): Map<number, BookSheet['rows'][number]> {
    const known = this.#rows.get(sheet);
    if (known) return known;
    const rows = new Map(sheet.rows.map((row) => [row.row, row]));
    this.#rows.set(sheet, rows);
    return rows;
  }

  #evaluate(expression: Expression, sheet: BookSheet): Value {
    this.#steps += 1;
    if (this.#steps > STEPS) throw new NotTold('too many steps');
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'cell':
        return this.#valueAt(this.#placeOf(expression.at, sheet));
      case 'range':
        throw new NotTold('range');
      case 'unary': {
        const value = numberOf(this.#evaluate(expression.of, sheet));
        if (expression.sign === '%') return value / 100;
        return expression.sign === '-' ? -value : value;
      }
      case 'binary':
        return binary(
          expression.sign,
          this.#evaluate(expression.left, sheet),
          this.#evaluate(expression.right, sheet),
        );
      case 'call':
        return this.#call(expression, sheet);
    }
  }

  #call({ name, given }: Expression & { kind: 'call' }, sheet: BookSheet): Value {
    const run = FUNCTIONS.get(name);
    if (!run) throw new NotTold(name);
    return run({
      count: given.length,
      one: (at) => {
        const expression = given[at];
        return expression ? this.#evaluate(expression, sheet) : null;
      },
      all: (at) => {
        const expression = given[at];
        if (!expression) return [];
        return expression.kind === 'range'
          ? this.#range(expression, sheet)
          : [{ value: this.#evaluate(expression, sheet), isCell: expression.kind === 'cell' }];
      },
      nth: (at, place) => {
        const expression = given[at];
        if (expression?.kind !== 'range') throw new NotTold('no range');
        return this.#nth(expression, place, sheet);
      },
    });
  }

  #nth({ from, to }: Expression & { kind: 'range' }, place: number, sheet: BookSheet): Value {
    const rows = Math.abs(to.row - from.row) + 1;
    const columns = Math.abs(to.column - from.column) + 1;
    const isInside = Number.isInteger(place) && place >= 1 && place <= rows * columns;
    if (!isInside || (rows > 1 && columns > 1)) throw new NotTold('outside of the range');
    const start = this.#placeOf(from, sheet);
    const [top, left] = [Math.min(from.row, to.row), Math.min(from.column, to.column)];
    const [row, column] = rows > 1 ? [top + place - 1, left] : [top, left + place - 1];
    return this.#valueAt({ sheet: start.sheet, row, column });
  }

  #range({ from, to }: Expression & { kind: 'range' }, sheet: BookSheet) {
    const start = this.#placeOf(from, sheet);
    const rows = Math.abs(to.row - from.row) + 1;
    const columns = Math.abs(to.column - from.column) + 1;
    this.#steps += rows * columns;
    if (rows * columns > RANGE_CELLS) throw new NotTold('range');
    const [top, left] = [Math.min(from.row, to.row), Math.min(from.column, to.column)];
    const found: { value: Value; isCell: boolean }[] = [];
    for (let row = top; row < top + rows; row += 1) {
      for (let column = left; column < left + columns; column += 1)
        found.push({ value: this.#valueAt({ sheet: start.sheet, row, column }), isCell: true });
    }
    return found;
  }

  #placeOf({ sheet: name, row, column }: Reference, sheet: BookSheet): Place {
    const found = name === undefined ? sheet : this.#sheets.get(name.toLowerCase());
    if (!found) throw new NotTold('sheet');
    return { sheet: found, row, column };
  }
}

function told(read: () => Value): BookHeld {
  try {
    const value = read();
    if (value === null) return { kind: 'nothing' };
    if (typeof value === 'number') return { kind: 'number', value };
    return typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'boolean', value };
  } catch (error) {
    if (error instanceof NotTold) return { kind: 'not-computed' };
    throw error;
  }
}

function binary(sign: string, left: Value, right: Value): Value {
  switch (sign) {
    case '&':
      return joined(textOfValue(left), textOfValue(right));
    case '=':
      return compared(left, right) === 0;
    case '<>':
      return compared(left, right) !== 0;
    case '<':
      return compared(left, right) < 0;
    case '>':
      return compared(left, right) > 0;
    case '<=':
      return compared(left, right) <= 0;
    case '>=':
      return compared(left, right) >= 0;
    default:
      return finite(arithmetic(sign, numberOf(left), numberOf(right)));
  }
}

function joined(left: string, right: string): string {
  if (left.length + right.length > TEXT) throw new NotTold('text too long');
  return left + right;
}

function arithmetic(sign: string, left: number, right: number): number {
  if (sign === '+') return left + right;
  if (sign === '-') return left - right;
  if (sign === '*') return left * right;
  return sign === '/' ? left / right : left ** right;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new NotTold('no finite number');
  return value;
}

function textOfValue(value: Value): string {
  if (value === null) return '';
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

/** An empty cell equals nought, nothing and no. Numbers stand before texts, texts before truth. */
function compared(left: Value, right: Value): number {
  const [a, b] = [likeOf(left, right), likeOf(right, left)];
  const order = rankOf(a) - rankOf(b);
  if (order !== 0) return order;
  const [x, y] = typeof a === 'string' ? [a.toLowerCase(), String(b).toLowerCase()] : [a, b];
  if (x === y) return 0;
  return (x ?? 0) < (y ?? 0) ? -1 : 1;
}

function likeOf(value: Value, other: Value): Value {
  if (value !== null) return value;
  if (typeof other === 'string') return '';
  return typeof other === 'boolean' ? false : 0;
}

function rankOf(value: Value): number {
  if (typeof value === 'number') return 0;
  return typeof value === 'string' ? 1 : 2;
}
