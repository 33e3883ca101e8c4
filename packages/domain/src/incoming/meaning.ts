/**
 * Whether two texts of a cell mean the same, so that what a spreadsheet program wrote in its own way is no change:
 * `12.50` and `12.5`, `Yes` and `yes`, a line that ends otherwise.
 */
import type { CellSpec } from '../cells/cell-spec.ts';
import { type CellValue, readCell } from '../cells/cell-text.ts';

/**
 * Spreadsheet programs keep a figure in 53 bits and some write no more than 15 digits of it: two figures nearer than
 * that, as a part of themselves, are one.
 */
const NEARNESS = 6e-15;
/**
 * The same of what a formula comes to. We compute it exactly and programs in 53 bits at each step: where two figures of
 * nearly one size are taken from each other, the last digits of what is left are the program's own.
 */
const NEARNESS_OF_COMPUTED = 1e-12;

/** Null is an empty cell. */
export function meansTheSame(spec: CellSpec, one: string | null, other: string | null): boolean {
  return areSame(spec, [one, other], NEARNESS);
}

/** The same of two texts of which one at least is what a formula came to. */
export function comesToTheSame(spec: CellSpec, one: string | null, other: string | null): boolean {
  return areSame(spec, [one, other], NEARNESS_OF_COMPUTED);
}

type Pair = readonly [string | null, string | null];

function areSame(spec: CellSpec, [one, other]: Pair, nearness: number): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  if (plainOf(one) === plainOf(other)) return true;
  const [first, second] = [readCell(spec, one), readCell(spec, other)];
  return first.ok && second.ok && isSame(first.value, second.value, nearness);
}

function isSame(one: CellValue, other: CellValue, nearness: number): boolean {
  switch (one.kind) {
    case 'number':
      return (
        other.kind === 'number' &&
        one.qualifier === other.qualifier &&
        isNear(one.decimal, other.decimal, nearness)
      );
    case 'yes-no':
      return other.kind === 'yes-no' && one.yes === other.yes;
    case 'year':
      return other.kind === 'year' && one.year === other.year;
    case 'choice':
    case 'unit':
    case 'text':
    case 'formula':
      // Their texts have been compared.
      return false;
  }
}

function isNear(one: string, other: string, nearness: number): boolean {
  if (withoutZeros(one) === withoutZeros(other)) return true;
  const [first, second] = [Number(one), Number(other)];
  return Math.abs(first - second) <= nearness * Math.max(Math.abs(first), Math.abs(second));
}

const withoutZeros = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

const plainOf = (text: string): string => text.replaceAll('\r\n', '\n').trim().normalize('NFC');
