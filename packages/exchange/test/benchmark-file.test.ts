/** A benchmark set as a spreadsheet: out, changed by somebody, and in again. */
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { BenchmarkSet } from '@tallystick/score/benchmarks/benchmark-set';
import { STARTER_SET } from '@tallystick/score/benchmarks/starter';
import { figureIn } from '../src/benchmarks/line-cells.ts';
import { readSet, type SetReading } from '../src/benchmarks/read-set.ts';
import { writeSet } from '../src/benchmarks/write-set.ts';
import type { OutCell, OutRow, OutValue } from '../src/xlsx/write/out-book.ts';
import { writeXlsx } from '../src/xlsx/write/write-xlsx.ts';

const catalogue = loadCatalogue();
const NOW = Date.UTC(2026, 10, 30);
const written = (set: BenchmarkSet, locale: 'en' | 'ar' = 'en') =>
  writeSet(catalogue, set, { locale, now: NOW });
const read = (bytes: Uint8Array, name = 'set.xlsx') => readSet(catalogue, bytes, name);

const csv = (...lines: string[][]) =>
  read(new TextEncoder().encode(lines.map((line) => line.join(';')).join('\r\n')), 'set.csv');

const HEADS = [
  'Row',
  'Unit',
  'Better',
  'Method',
  'Target',
  'Worst value',
  'Standing',
  'Source',
  'Address',
  'Valid from',
  'Note',
];
const PATENTS = [
  'patents.value',
  'per 100 000 inhabitants',
  'higher',
  'share',
  '80',
  '',
  'adopted',
  'A law',
  '',
  '2026-01-01',
  '',
];
const put = (line: string[], changes: Record<string, string>) =>
  line.map((text, at) => changes[HEADS[at] ?? ''] ?? text);

const faultsOf = (reading: SetReading) =>
  reading.kind === 'faulty'
    ? reading.faults.map(({ code, line, column }) => [code, line, column])
    : reading;

describe('a benchmark set as a spreadsheet', () => {
  test.each(['en', 'ar'] as const)('comes back as it was, in %s', (locale) => {
    const reading = read(written(STARTER_SET, locale));
    expect(reading).toMatchObject({
      kind: 'read',
      about: {
        id: 'illustration',
        version: '1',
        edition: '2017',
        title: STARTER_SET.title,
        note: STARTER_SET.note,
      },
    });
    expect(reading.kind === 'read' && reading.entries).toEqual(STARTER_SET.entries);
  });

  test('keeps figures of more digits than a spreadsheet has', () => {
    const entry = STARTER_SET.entries['patents.value'] ?? STARTER_SET.entries['physicians.value'];
    const target = '90.123456789012345678901234';
    const set = {
      ...STARTER_SET,
      entries: { 'physicians.value': { ...entry, target } },
    } as BenchmarkSet;
    expect(read(written(set))).toMatchObject({ entries: { 'physicians.value': { target } } });
  });

  test('is written the same again', () => {
    expect(written(STARTER_SET)).toEqual(written(STARTER_SET));
  });

  test('is read from a text file too, with the decimal comma of its country', () => {
    const reading = csv(HEADS, put(PATENTS, { Target: '80,5' }));
    expect(reading).toMatchObject({
      kind: 'read',
      about: {},
      entries: {
        'patents.value': { target: '80.5', worst: null, source: { title: 'A law', url: null } },
      },
    });
  });

  test('leaves out data points whose line nobody filled in', () => {
    const blank = ['physicians.value', 'per 100 000 inhabitants', 'higher', '', '', '', 'adopted'];
    const reading = csv(HEADS, PATENTS, blank);
    expect(reading.kind === 'read' && Object.keys(reading.entries)).toEqual(['patents.value']);
  });

  test('is read with numbers of a hundred and of one, where the unit is a share', () => {
    const line = (row: string, unit: string, target: OutCell): OutRow['cells'] => {
      const texts = [
        row,
        unit,
        'higher',
        'share',
        '',
        '',
        'adopted',
        'A law',
        '',
        '2026-01-01',
        '',
      ];
      return texts.map((holds, at) => (at === 4 ? { ...target, column: 5 } : cell(at, holds)));
    };
    const cell = (at: number, holds: OutValue): OutCell => ({
      column: at + 1,
      style: 'plain',
      holds,
    });
    const book = (rows: OutRow['cells'][]) =>
      writeXlsx({
        sheets: [
          {
            name: 'Any',
            columns: HEADS.map(() => ({ width: 10 })),
            rows: [HEADS.map((head, at) => cell(at, head)), ...rows].map((cells, at) => ({
              row: at + 1,
              cells,
            })),
          },
        ],
        title: '',
        creator: '',
        now: NOW,
        properties: new Map(),
        people: [],
      });
    const sum = { formula: '0.1+0.2', value: 0.1 + 0.2 };
    const reading = read(
      book([
        line('school_enrollment.value', '%', cell(4, 97.5)),
        line('randd_expenditure.value', '% of GDP', cell(4, sum)),
      ]),
    );
    expect(reading).toMatchObject({
      entries: {
        'school_enrollment.value': { target: '97.5' },
        // What a formula came to, in the digits that a spreadsheet keeps.
        'randd_expenditure.value': { target: '0.3' },
      },
    });
  });
});

describe('a number with a format of percent', () => {
  const cell = { held: { kind: 'number', value: 0.285 }, format: '0.0%' } as const;

  test('is of a hundred where the unit is a share', () => {
    expect(figureIn(cell, '%')).toEqual({ ok: true, value: '28.5' });
  });

  test('is none where the unit is another', () => {
    expect(figureIn(cell, 'minutes')).toMatchObject({ ok: false, fault: 'not-a-figure' });
  });

  test('is none where only a program could compute it', () => {
    const waiting = { held: { kind: 'not-computed' }, format: 'General', formula: 'A1*2' } as const;
    expect(figureIn(waiting, '%')).toEqual({ ok: false, fault: 'not-computed', detail: '=A1*2' });
  });
});

describe('a file that gives no set', () => {
  test('is one that is no spreadsheet', () => {
    expect(read(new TextEncoder().encode('%PDF-1.7'))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'file-unknown-kind' },
    });
  });

  test('is one without the table, or without one of its columns', () => {
    expect(faultsOf(csv(['a', 'b'], ['1', '2']))).toEqual([['no-table', null, null]]);
    const without = HEADS.map((head) => (head === 'Source' ? 'Origin' : head));
    expect(faultsOf(csv(without, PATENTS))).toEqual([['column-missing', 1, 'source']]);
    expect(faultsOf(csv([...HEADS, 'target'], [...PATENTS, '7']))).toEqual([
      ['column-twice', 1, 'target'],
    ]);
  });

  test.each<[string, Record<string, string>, unknown[]]>([
    ['a row that is none', { Row: 'no_such.value' }, ['unknown-row', 2, 'row']],
    ['no row', { Row: '' }, ['row-missing', 2, 'row']],
    ['a figure in words', { Target: 'eighty' }, ['not-a-figure', 2, 'target']],
    ['a figure that can be two', { Target: '1,250' }, ['ambiguous-figure', 2, 'target']],
    ['a target of more than so much', { Target: '> 80' }, ['not-a-figure', 2, 'target']],
    ['31 digits', { Target: '1'.repeat(31) }, ['too-many-digits', 2, 'target']],
    ['no figure', { Target: '' }, ['figure-missing', 2, 'target']],
    ['a worst value that is not used', { 'Worst value': '5' }, ['figure-not-used', 2, 'worst']],
    ['another unit', { Unit: '%' }, ['other-unit', 2, 'unit']],
    ['a method that nobody knows', { Method: 'guess' }, ['other-method', 2, 'method']],
    ['the other direction', { Better: 'lower' }, ['other-direction', 2, 'direction']],
    ['nobody who stands behind it', { Standing: '' }, ['unknown-standing', 2, 'standing']],
    ['no source', { Source: ' ' }, ['text-missing', 2, 'source']],
    ['no day', { 'Valid from': 'soon' }, ['not-a-day', 2, 'validFrom']],
  ])('is one with %s', (_, changes, fault) => {
    expect(faultsOf(csv(HEADS, put(PATENTS, changes)))).toContainEqual(fault);
  });

  test('is one with a row twice, with the line of the second', () => {
    expect(faultsOf(csv(HEADS, PATENTS, PATENTS))).toEqual([['row-twice', 3, 'row']]);
  });

  test('is one of another edition', () => {
    const set = { ...STARTER_SET, edition: '2030' };
    expect(faultsOf(read(written(set)))).toEqual([['other-edition', null, null]]);
  });

  test('is one in which nothing is filled in', () => {
    expect(faultsOf(read(written({ ...STARTER_SET, entries: {} })))).toEqual([
      ['no-entries', null, null],
    ]);
  });

  test('is one with too many lines; of many faults a hundred are told and the rest is counted', () => {
    const line = (at: number) => put(PATENTS, { Row: `row${at}.value` });
    const many = (count: number) =>
      csv(HEADS, ...Array.from({ length: count }, (_, at) => line(at)));
    expect(faultsOf(many(501))).toEqual([['too-many-lines', null, null]]);
    const reading = many(250);
    expect(reading).toMatchObject({ kind: 'faulty', more: 150 });
    expect(reading.kind === 'faulty' && reading.faults).toHaveLength(100);
  });
});
