/** The functions that formulas of a table of figures call. What a name is not in this list is not computed. */
import { NotTold, numberOf, type Value } from './value.ts';

export type Given = {
  count: number;
  /** The value of an argument; null where there is none. Only asked of those that count, as a spreadsheet does. */
  one(at: number): Value;
  /** The values of an argument that may be a range. */
  all(at: number): { value: Value; isCell: boolean }[];
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
  ['N', (given) => (typeof given.one(0) === 'string' ? 0 : numberOf(given.one(0)))],
]);
