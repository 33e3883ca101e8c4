/** What people and programs write into cells, and what each means: one value, nothing, or a reason. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { describe, expect, test } from 'vitest';
import type { BookCell, BookHeld } from '../src/book/book.ts';
import { isDateFormat, isoOfSerial, isPercentFormat } from '../src/book/number-format.ts';
import { meaningOf } from '../src/reading/cell-meaning.ts';
import { decimalOf, movedPoint } from '../src/reading/cell-texts.ts';

const catalogue = loadCatalogue();
/** A count and a size in rows of per cent; a count that is a result; yes or no; what every row has. */
const CELLS = {
  share: 'household_internet_access.value:numerator',
  area: 'protected_natural_areas.value:numerator',
  count: 'e_government.value:numerator',
  answer: 'urban_development_and_spatial_planning.compact:numerator',
  year: 'e_government.value:year',
  quality: 'e_government.value:quality',
  notes: 'e_government.value:notes',
} as const;

function said(
  of: keyof typeof CELLS,
  held: BookHeld,
  more: Partial<BookCell> = {},
  mark?: ',',
): string {
  const spec = cellSpec(catalogue, CELLS[of]);
  if (!spec) throw new Error(of);
  const percentRow = of === 'share' || of === 'area';
  const cell: BookCell = { held, format: 'General', ...more };
  const meaning = meaningOf(cell, mark ? { spec, percentRow, mark } : { spec, percentRow });
  if (meaning.kind === 'unreadable') return `! ${meaning.why}`;
  if (meaning.kind === 'empty') return `(${meaning.said ?? ''})`;
  return meaning.refused ? `${meaning.text} ? ${meaning.refused.code}` : meaning.text;
}

const text = (words: string): BookHeld => ({ kind: 'text', text: words });
const number = (value: number): BookHeld => ({ kind: 'number', value });

describe('Texts where a figure is asked', () => {
  test.each([
    ['48213', '48213'],
    ['  3456  ', '3456'],
    ['412\u00A0345', '412345'],
    ['1\u202F412\u202F345,5', '1412345.5'],
    ['12’345.50', '12345.50'],
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['2.345.678', '2345678'],
    ['١٬٢٣٤٫٥', '1234.5'],
    ["'4567", '4567'],
    ['(1 234)', '-1234 ? below-minimum'],
    ['1.5E-07', '0.00000015'],
    ['2,5E+03', '2500'],
    ['1.234', '! ambiguous-number'],
    ['12,345', '! ambiguous-number'],
    ['10-20', '! two-numbers'],
    ['10 to 20', '! two-numbers'],
    ['> 500', '! not-exact'],
    ['ca. 500', '! not-exact'],
    ['about 1 200', '! not-exact'],
    ['03.05.2022', '! date-in-figure'],
    ['see annex', '! not-a-number'],
    ['=1+1', '! not-a-number'],
    ['1?412?345', '! not-a-number'],
    ['n/a', '(n/a)'],
    ['NR', '(NR)'],
    ['-', '(-)'],
    [' ', '()'],
    ['9'.repeat(2_000), '! too-long'],
  ])('%s is %s', (written, means) => {
    expect(said('area', text(written))).toBe(means);
  });

  test('a count beside a share takes no per cent sign, and a unit of the same quantity is converted', () => {
    expect(said('share', text('76,4 %'))).toBe('! unit-differs');
    expect(said('count', text('76 %'))).toBe('! unit-differs');
    expect(said('area', text('12 ha'))).toBe('0.12');
    expect(said('area', text('12 kg'))).toBe('! unit-differs');
  });

  test('the mark that all figures of a file have decides between two readings, the other mark never', () => {
    expect(said('area', text('64,619'), {}, ',')).toBe('64.619');
    expect(said('area', text('64.619'), {}, ',')).toBe('! ambiguous-number');
  });

  test('a raised digit is no digit of the number', () => {
    const runs = [
      { text: '1234', raised: false },
      { text: '1', raised: true },
    ];
    expect(said('count', { kind: 'text', text: '12341', runs })).toBe('! raised-digits');
  });
});

describe('Numbers, days and other kinds', () => {
  test('what a sheet shows as per cent is per cent in a row of per cent, and itself elsewhere', () => {
    expect(said('area', number(0.76), { format: '0%' })).toBe('76');
    expect(said('area', number(0.07), { format: '0.0 %' })).toBe('7');
    expect(said('count', number(0.76), { format: '0%' })).toBe('0.76 ? not-an-integer');
    expect(said('area', number(12_345_678), { format: '0.0,,"%"' })).toBe('12345678');
  });

  test('a share where something is counted is told to be one, and not in a cell of per cent', () => {
    const isShare = (cell: string): unknown => {
      const spec = cellSpec(catalogue, cell);
      if (!spec) throw new Error(cell);
      const meaning = meaningOf({ held: number(0.76), format: '0%' }, { spec, percentRow: true });
      return meaning.kind === 'text' && meaning.isShare;
    };
    expect(isShare(CELLS.share)).toBe(true);
    expect(isShare('household_internet_access.value:override')).toBeUndefined();
  });

  test('a figure is told with all its digits and without an exponent', () => {
    expect(said('area', number(1.5e-7))).toBe('0.00000015');
    expect(said('area', number(0.1 + 0.2))).toBe('0.30000000000000004');
    expect(said('count', number(-12))).toBe('-12 ? below-minimum');
    expect(said('count', number(0))).toBe('0');
  });

  test('a day is a year where a year is asked, and nothing where a figure is', () => {
    const day: BookHeld = { kind: 'date', iso: '2021-12-31', serial: 44_561 };
    expect(said('year', day)).toBe('2021');
    expect(said('count', day)).toBe('! date-in-figure');
    expect(said('notes', day)).toBe('2021-12-31');
    expect(said('year', text('31.12.2020'))).toBe('2020');
    expect(said('year', text('2021/22'))).toBe('! not-a-year');
    expect(said('year', number(44_561))).toBe('! not-a-year');
  });

  test('errors and formulas without a result say so', () => {
    expect(said('count', { kind: 'error', code: '#DIV/0!' })).toBe('! error-value');
    expect(said('count', { kind: 'not-computed' }, { formula: 'A1' })).toBe('! not-computed');
  });

  test('answers and choices are understood in the words that people use', () => {
    expect(said('answer', { kind: 'boolean', value: true })).toBe('yes');
    expect(said('answer', text('WAHR'))).toBe('yes');
    expect(said('answer', text('no '))).toBe('no');
    expect(said('answer', text('perhaps'))).toBe('! not-yes-or-no');
    expect(said('quality', text('PERSONAL estimation '))).toBe('Personal estimation');
    expect(said('quality', text('good'))).toBe('! not-a-choice');
  });

  test('prose keeps its lines and inner blanks, and loses what no cell keeps', () => {
    expect(said('notes', text(' a\r\nb\r\n  c\u0007 '))).toBe('a\nb\n  c');
    expect(said('notes', text('n/a'))).toBe('n/a');
    expect(said('notes', text('=HYPERLINK("x")'))).toBe('=HYPERLINK("x")');
    expect(said('notes', text('x'.repeat(3_000)))).toBe(`${'x'.repeat(3_000)} ? too-long`);
  });
});

describe('Number formats and decimals', () => {
  test.each([
    ['yyyy', true],
    ['dd/mm/yyyy', true],
    ['[$-409]d-mmm-yy;@', true],
    ['[h]:mm', true],
    ['General', false],
    ['0.0,,', false],
    ['#,##0;[Red](#,##0)', false],
    ['0.00E+00', false],
    ['0 "days"', false],
    ['\\d0', false],
    ['@', false],
  ])('%s of dates: %s', (format, isDate) => {
    expect(isDateFormat(format)).toBe(isDate);
  });

  test('a per cent sign counts unless it is a text', () => {
    expect(['0%', '0.0 %;-0.0 %', '0"%"', '0\\%'].map(isPercentFormat)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('days are counted from 1900, with the day that never was, or from 1904', () => {
    expect(isoOfSerial(44_561, false)).toBe('2021-12-31');
    expect(isoOfSerial(44_561 - 1_462, true)).toBe('2021-12-31');
    expect(isoOfSerial(1, false)).toBe('1900-01-01');
    expect(isoOfSerial(44_561.5, false)).toBe('2021-12-31T12:00:00');
    expect(isoOfSerial(3e6, false)).toBeUndefined();
  });

  test('a decimal is the same double, and its point moves without rounding', () => {
    for (const value of [1e21, 1.5e-7, 5e-324, -123.456, 1e-6, 123_456_789_012_345_680_000])
      expect(Number(decimalOf(value))).toBe(value);
    expect(movedPoint('0.07', 2)).toBe('7');
    expect(movedPoint('-1.5', 2)).toBe('-150');
    expect(movedPoint('1.5', -3)).toBe('0.0015');
  });
});
