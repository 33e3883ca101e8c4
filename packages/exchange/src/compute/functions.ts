/** The functions that formulas of a table of figures call. What a name is not in this list is not computed. */
import { NotTold, numberOf, type Value } from './value.ts';

export type Given = {
  count: number;
  /** The value of an argument; null where there is none. Only asked of those that count, as a spreadsheet does. */
  one(at: number): Value;
  /** The values of an argument that may be a range. */
  all(at: number): { value: Value; isCell: boolean }[];
  /** The value of one cell of a range, from 1 along its row or column; the others are not looked at. */
  nth(at: number, place: number): Value;
};

/** Numbers of all arguments: texts and empty cells do not count, written ones do. */
function numbers(given: Given): number[] {
  const found: number[] = [];
  for (let at = 0; at < given.count; at += 1) {
    for (const { value, isCell } of given.all(at)) {
      if (typeof value === 'number') found.push(value);
      else if (!isCell && value !== null) found.push(numberOf(value));
    }
  }
  return found;
}

function truths(given: Given): boolean[] {
  const found: boolean[] = [];
  for (let at = 0; at < given.count; at += 1)
    for (const { value } of given.all(at))
      if (typeof value === 'boolean' || typeof value === 'number') found.push(Boolean(value));
  return found;
}

const some = (list: readonly number[]): readonly number[] => {
  if (list.length === 0) throw new NotTold('no number');
  return list;
};
const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0);

/** Rounds half away from nought on the decimal digits, as spreadsheets do and doubles alone would not. */
function rounded(value: number, places: number, way: (each: number) => number): number {
  if (!Number.isInteger(places) || Math.abs(places) > 15) throw new NotTold('places');
  const moved = Number(`${Math.abs(value)}e${places}`);
  if (!Number.isFinite(moved)) throw new NotTold('places');
  return Math.sign(value) * Number(`${way(moved)}e${-places}`);
}

const holds = (value: Value): boolean => {
  if (typeof value === 'string') throw new NotTold('text as a condition');
  return Boolean(value);
};

/** Where a value stands in a row or column, from 1; as it stands, for there only are names looked for exactly. */
function placeIn(given: Given): number {
  if (given.count !== 3 || numberOf(given.one(2)) !== 0) throw new NotTold('sorted order');
  const wanted = given.one(0);
  if (wanted === null || (typeof wanted === 'string' && /[*?]|(?<!~)(?:~~)*~(?!~)/.test(wanted)))
    throw new NotTold('pattern');
  const meant = typeof wanted === 'string' ? wanted.replaceAll('~~', '~').toLowerCase() : wanted;
  const found = given
    .all(1)
    .findIndex(({ value }) => (typeof value === 'string' ? value.toLowerCase() : value) === meant);
  if (found < 0) throw new NotTold('not there');
  return found + 1;
}

const round =
  (way: (each: number) => number) =>
  (given: Given): Value =>
    rounded(numberOf(given.one(0)), numberOf(given.one(1)), way);

export const FUNCTIONS: ReadonlyMap<string, (given: Given) => Value> = new Map<
  string,
  (given: Given) => Value
>([
  [
    'IF',
    (given) => {
      if (holds(given.one(0))) return given.count > 1 ? given.one(1) : true;
      return given.count > 2 ? given.one(2) : false;
    },
  ],
  ['AND', (given) => truths(given).every(Boolean)],
  ['OR', (given) => truths(given).some(Boolean)],
  ['NOT', (given) => !holds(given.one(0))],
  ['SUM', (given) => sum(numbers(given))],
  ['PRODUCT', (given) => numbers(given).reduce((all, each) => all * each, 1)],
  ['AVERAGE', (given) => sum(some(numbers(given))) / numbers(given).length],
  ['MIN', (given) => Math.min(...some(numbers(given)))],
  ['MAX', (given) => Math.max(...some(numbers(given)))],
  ['COUNT', (given) => numbers(given).length],
  ['ABS', (given) => Math.abs(numberOf(given.one(0)))],
  ['INT', (given) => Math.floor(numberOf(given.one(0)))],
  ['ROUND', round(Math.round)],
  ['ROUNDUP', round(Math.ceil)],
  ['ROUNDDOWN', round(Math.floor)],
  ['ISBLANK', (given) => given.one(0) === null],
  ['ISNUMBER', (given) => typeof given.one(0) === 'number'],
  ['ISTEXT', (given) => typeof given.one(0) === 'string'],
  // What cannot be told here may be an error or merely not known: it passes on, and nothing is told.
  ['IFERROR', (given) => given.one(0)],
  ['MATCH', placeIn],
  [
    'INDEX',
    (given) => {
      if (given.count !== 2) throw new NotTold('rows and columns');
      return given.nth(0, numberOf(given.one(1)));
    },
  ],
  ['N', (given) => (typeof given.one(0) === 'string' ? 0 : numberOf(given.one(0)))],
]);
