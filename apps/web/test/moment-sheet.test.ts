/** The sheet at a moment: moving tells of what is different, and results follow. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { computeRow } from '@tallystick/domain/formula/compute';
import type { MomentsView } from '@tallystick/protocol/views-history';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Cells, MomentSheet } from '../src/history/moment-sheet.ts';
import { timeOf } from '../src/history/moment-times.ts';

const catalogue = loadCatalogue('2017');
const then = (cells: Cells) => ({ cells, entities: [], assignments: {} });
const inputs = catalogue.dataPoints.slice(0, 6).flatMap((point) => point.inputs);
const cellsOf = (values: number[]): Cells =>
  Object.fromEntries(
    values.flatMap((value, at) => {
      const cell = inputs[at]?.cell;
      return value === 0 || cell === undefined ? [] : [[cell, String(value)]];
    }),
  );

beforeAll(() => {
  Object.defineProperty(globalThis, 'navigator', { value: { language: 'en' }, configurable: true });
});

test('whatever moments follow each other, the sheet tells of exactly the cells that differ and computes the results anew', () => {
  let told = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 8 }), {
        minLength: 2,
        maxLength: 6,
      }),
      (moments) => {
        const sheet = new MomentSheet(catalogue);
        let heard = new Set<string>();
        sheet.source.subscribe?.((cells) => {
          heard = new Set(cells);
        });
        let before: Cells = {};
        for (const values of moments) {
          const cells = cellsOf(values);
          heard = new Set();
          const changed = sheet.show(then(cells));
          const all = new Set([...Object.keys(before), ...Object.keys(cells)]);
          expect(changed).toEqual(new Set([...all].filter((each) => before[each] !== cells[each])));
          expect(heard).toEqual(changed);
          told += changed.size;
          for (const { row } of catalogue.dataPoints.slice(0, 6))
            expect(sheet.source.result(row)).toEqual(
              computeRow(catalogue, row, (cell) => cells[cell]),
            );
          before = cells;
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(told).toBeGreaterThan(20);
});

test('a row names the entity that it had at the moment, and is painted again where it had another', () => {
  const [one = '', two = ''] = catalogue.dataPoints.map(({ row }) => row);
  const [water, energy] = [
    { id: 'e_1', name: 'Water' },
    { id: 'e_2', name: 'Energy' },
  ];
  const sheet = new MomentSheet(catalogue);
  const heard: string[][] = [];
  sheet.source.subscribe?.((cells) => heard.push([...cells]));
  const entities = [water, energy];
  sheet.show({ cells: {}, entities: [water], assignments: { [one]: 'e_1', [two]: 'e_1' } });
  expect(sheet.source.entityOf?.(one)).toBe('Water');
  sheet.show({ cells: {}, entities, assignments: { [one]: 'e_2', [two]: 'e_1' } });
  expect([one, two].map((row) => sheet.source.entityOf?.(row))).toEqual(['Energy', 'Water']);
  sheet.show({ cells: {}, entities: [], assignments: {} });
  expect(sheet.source.entityOf?.(one)).toBeUndefined();
  const named = (...rows: string[]) => rows.map((row) => `${row}:entity`);
  expect(heard).toEqual([named(one, two), named(one), named(one, two)]);
});

test('the time of an entry is that of its mark or point, else of the one before it', () => {
  const moments: MomentsView = {
    head: 100,
    first: 1_000,
    last: 9_000,
    points: [
      { number: 1, at: 1_000 },
      { number: 50, at: 5_000 },
      { number: 100, at: 9_000 },
    ],
    marks: [{ number: 60, at: 6_000, kind: 'lock', submission: 1 }],
  };
  expect(timeOf(moments, 0)).toBeNull();
  expect(timeOf(moments, 50)).toEqual({ at: 5_000, exact: true });
  expect(timeOf(moments, 59)).toEqual({ at: 5_000, exact: false });
  expect(timeOf(moments, 61)).toEqual({ at: 6_000, exact: false });
  expect(timeOf(moments, 100)).toEqual({ at: 9_000, exact: true });
});
