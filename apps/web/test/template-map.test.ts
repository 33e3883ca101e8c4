/** A template's map corrected by hand: sheets, heads, columns and rows, and what of it is left. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { TemplateMap } from '@tallystick/domain/outgoing/template-map';
import { expect, test } from 'vitest';
import {
  columnMapped,
  columnsLeft,
  likelyHead,
  likelyRows,
  likelyTaken,
  nextPending,
  pendingRows,
  rowMapped,
  sheetLeftOut,
  tableOfRow,
  tableRead,
} from '../src/templates/map-edits.ts';

const point = (name: string) => name as RowId;
const MAP: TemplateMap = {
  edition: '2017',
  tables: [
    { sheet: 'A', head: 2, columns: [], rows: [{ row: 3, point: point('one') }] },
    {
      sheet: 'B',
      head: 7,
      columns: [
        { column: 2, field: 'numerator' },
        { column: 4, field: 'year' },
      ],
      rows: [
        { row: 8, point: point('two') },
        { row: 9, point: point('three') },
      ],
    },
    { sheet: 'B', head: 20, columns: [], rows: [] },
  ],
};
const waits = (row: number, like: string | null, sheet = 'B') => ({
  sheet,
  row,
  told: '?',
  like: like === null ? null : point(like),
});
const rowsAt = (map: TemplateMap, at: number) =>
  map.tables[at]?.rows.map((each) => `${each.row} ${each.point}`);

test('a data point that a row is given leaves the row that had it, in another sheet too', () => {
  const moved = rowMapped(MAP, { at: 1, row: 8, point: point('one') });
  expect(rowsAt(moved, 0)).toEqual([]);
  expect(rowsAt(moved, 1)).toEqual(['8 one', '9 three']);
  const none = rowMapped(MAP, { at: 1, row: 9, point: null });
  expect([rowsAt(none, 0), rowsAt(none, 1)]).toEqual([['3 one'], ['8 two']]);
});

test('a field that a column is given leaves the column that had it', () => {
  const { tables } = columnMapped(MAP, { at: 1, column: 3, field: 'numerator' });
  expect(tables[1]?.columns).toEqual([
    { column: 3, field: 'numerator' },
    { column: 4, field: 'year' },
  ]);
  expect(columnMapped(MAP, { at: 1, column: 4, field: null }).tables[1]?.columns).toEqual([
    { column: 2, field: 'numerator' },
  ]);
});

test('under other heads the columns are new, rows below that have a data point keep it, no row comes twice', () => {
  const read = {
    sheet: 'B',
    head: 8,
    columns: [{ column: 5, field: 'value' as const }],
    rows: ['three', 'one', 'four', 'five'].map((each, i) => ({ row: 9 + i, point: point(each) })),
  };
  const { tables } = tableRead(MAP, read, 1);
  expect(tables[1]).toEqual({
    ...read,
    rows: [
      { row: 9, point: 'three' },
      { row: 11, point: 'four' },
      { row: 12, point: 'five' },
    ],
  });
  expect(tables.length).toBe(3);
  expect(rowsAt(tableRead(MAP, { ...read, sheet: 'C' }, undefined), 3)).toEqual([
    '11 four',
    '12 five',
  ]);
});

test('a sheet that does not count has no table, and its rows wait for nothing', () => {
  const left = sheetLeftOut(MAP, 'B');
  expect(left.tables.map(({ sheet }) => sheet)).toEqual(['A']);
  expect(pendingRows(MAP, [waits(10, null), waits(8, 'two'), waits(7, null)])).toEqual([
    waits(10, null),
  ]);
  expect(pendingRows(left, [waits(10, null)])).toEqual([]);
});

test('a row belongs to the table whose heads stand next above it', () => {
  const of = (sheet: string, row: number) => tableOfRow(MAP, { sheet, row });
  expect([of('B', 7), of('B', 8), of('B', 20), of('B', 21), of('A', 30), of('C', 9)]).toEqual([
    -1, 1, 1, 2, 0, -1,
  ]);
});

test('of rows that wait those are taken at once whose name speaks for a data point that no row has', () => {
  const pending = [waits(10, 'four'), waits(11, 'two'), waits(12, 'four'), waits(21, 'five')];
  const likely = likelyRows(MAP, pending);
  expect(likely.map(({ row }) => row)).toEqual([10, 21]);
  const taken = likelyTaken(MAP, likely);
  expect([rowsAt(taken, 1), rowsAt(taken, 2)]).toEqual([
    ['8 two', '9 three', '10 four'],
    ['21 five'],
  ]);
});

test('the next row that waits is the one below the last that was shown, then another sheet’s, then the first', () => {
  const pending = [waits(10, null), waits(12, null), waits(4, null, 'A')];
  const after = (row: number, sheet?: string) => nextPending(pending, waits(row, null, sheet));
  expect(nextPending(pending, undefined)).toEqual(pending[0]);
  expect([after(10), after(12), after(4, 'A'), after(11)].map((each) => each?.row)).toEqual([
    12, 4, 10, 12,
  ]);
  expect(nextPending([pending[0] ?? waits(0, null)], pending[0])?.row).toBe(10);
});

test('heads are looked for where most columns hold something; those that nothing is written under are counted', () => {
  const line = (row: number, columns: number[]) => ({
    row,
    cells: columns.map((column) => ({ column, text: 'x', hasFormula: false })),
  });
  const rows = [line(1, [1]), line(7, [1, 2, 3, 4]), line(8, [1, 2, 3]), line(60, [1, 2, 3, 4, 5])];
  const sheet = { name: 'B', hidden: false, isCut: false, rows };
  expect(likelyHead(sheet)).toBe(7);
  const [, table] = MAP.tables;
  expect(table && columnsLeft(sheet, table)).toEqual([1, 3]);
  expect(likelyHead({ ...sheet, rows: [] })).toBe(1);
});
