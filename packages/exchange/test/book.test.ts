/** Addresses of cells. */
import { expect, test } from 'vitest';
import { addressOf, placeOf } from '../src/book/book.ts';

test.each([
  ['A1', 1, 1],
  ['$E$12', 12, 5],
  ['XFD1048576', 1_048_576, 16_384],
  ['AA10', 10, 27],
])('%s is row %i, column %i', (address, row, column) => {
  expect(placeOf(address)).toEqual({ row, column });
  expect(addressOf(row, column)).toBe(address.replaceAll('$', ''));
});

test.each([
  '',
  'A',
  '1',
  'A0',
  'A01',
  'a1',
  'XFE1',
  'A1048577',
  'AAAA1',
  'A1:B2',
  '$$A1',
  'A$',
  'A1 ',
  'A1.5',
  'A-1',
])('%j is none', (address) => {
  expect(placeOf(address)).toBeUndefined();
});
