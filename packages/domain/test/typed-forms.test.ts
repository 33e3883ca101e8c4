/** What spreadsheets write is taken as it is meant: minus signs behind and around figures, dates where years are asked. */
import { expect, test } from 'vitest';
import { takeTyped } from '../src/cell-text.ts';
import type { CellSpec } from '../src/cell-spec.ts';

const spec = (kind: 'number' | 'year' | 'text', unit?: string): CellSpec =>
  ({
    cell: 'a:value',
    row: 'a',
    column: 'value',
    group: 'figures',
    kind,
    label: 'A',
    maxLength: 80,
    unit,
  }) as never;
const point = { decimal: '.' } as const;
const taken = (typed: string, of = spec('number'), locale: { decimal: '.' | ',' } = point) => {
  const outcome = takeTyped(of, typed, locale);
  return outcome.ok ? outcome.value : outcome.refusal.code;
};

test.each([
  ['(5)', '-5'],
  ['(1,234)', '-1234'],
  ['5-', '-5'],
  ['\u20135', '-5'],
  ['\u22125', '\u22125'],
  ['(12.5)', '-12.5'],
])('%s is a figure below zero', (typed, stored) => {
  expect(taken(typed)).toBe(stored);
});

test('brackets around a percentage are a minus too', () => {
  expect(taken('(5.5)%', spec('number', '%'))).toBe('-5.5%');
  expect(taken('(5.5%)', spec('number', '%'))).toBe('-5.5%');
});

test.each(['()', '(-5)', '5--', '-', '(5) (6)', '-5-'])('%s is no figure', (typed) => {
  expect(taken(typed)).toBe('not-a-number');
});

test.each([
  ['2025-03-15', '2025'],
  ['2025-03-15 00:00:00', '2025'],
  ['15.03.2025', '2025'],
  ['3/15/2025', '2025'],
  ['15 March 2025', '2025'],
  ['31. Dezember 2024', '2024'],
  ['15-Mar-2025', '2025'],
  ['٢٠٢٥-٠٣-١٥', '2025'],
  ['2025', '2025'],
])('%s is the year %s', (typed, year) => {
  expect(taken(typed, spec('year'))).toBe(year);
});

test.each(['15.03.25', '45000', 'about 2025', '1/2/3', '2025-03', '1.1.1066'])(
  '%s is no year',
  (typed) => {
    expect(taken(typed, spec('year'))).toBe('not-a-year');
  },
);

test('a date in a text cell stays as it was written', () => {
  expect(taken('2025-03-15', spec('text'))).toBe('2025-03-15');
  expect(taken('(5)', spec('text'))).toBe('(5)');
});
