/** What closes a cell: the one answer that rights, gate and store give. */
import { expect, it } from 'vitest';
import type { CellId, RowId } from '../src/cells/ids.ts';
import { type Closing, closedBy, type Opening } from '../src/nouns/reopening.ts';

const CELL = 'patents.value:numerator' as CellId;
const OTHER = 'patents.value:source' as CellId;
const END = 1_000;
const opening = (
  named: { cells?: string[]; rows?: string[] },
  more: Partial<Opening> = {},
): Opening => ({
  cells: new Set((named.cells ?? []) as CellId[]),
  rows: new Set((named.rows ?? []) as RowId[]),
  until: END,
  ended: null,
  ...more,
});
const at = (closing: Partial<Closing> = {}): Closing => ({
  archived: null,
  locked: true,
  reopened: [],
  ...closing,
});

it('leaves every cell of an open workbook open, and none of an archived one', () => {
  expect(closedBy(at({ locked: false }), CELL, 0)).toBeUndefined();
  expect(closedBy(at({ locked: false }), undefined, undefined)).toBeUndefined();
  const reopened = [opening({ cells: [CELL] })];
  for (const archived of [true, { number: 3 }])
    expect(closedBy(at({ archived, locked: false, reopened }), CELL, 0)).toBe('archived');
  expect(closedBy(at({ archived: false }), CELL, 0)).toBe('locked');
});

it('opens of a locked workbook the cells and rows that a reopening names, before its end', () => {
  const byCell = at({ reopened: [opening({ cells: [CELL] })] });
  expect([closedBy(byCell, CELL, 0), closedBy(byCell, OTHER, 0)]).toEqual([undefined, 'locked']);
  const byRow = at({ reopened: [opening({ rows: ['patents.value'] })] });
  expect([closedBy(byRow, CELL, END - 1), closedBy(byRow, OTHER, END - 1)]).toEqual([
    undefined,
    undefined,
  ]);
  expect(closedBy(byRow, CELL, END)).toBe('locked');
  expect(closedBy(byRow, 'patents.values:source' as CellId, 0)).toBe('locked');
  const ended = opening({ cells: [CELL] }, { ended: { by: 'p' as never, at: 1 } });
  expect(closedBy(at({ reopened: [ended] }), CELL, 0)).toBe('locked');
  expect(closedBy(at({ reopened: [ended, opening({ cells: [CELL] })] }), CELL, 0)).toBeUndefined();
});

it('opens nothing to who names no cell or no moment', () => {
  const reopened = [opening({ rows: ['patents.value'] })];
  expect(closedBy(at({ reopened }), undefined, 0)).toBe('locked');
  expect(closedBy(at({ reopened }), CELL, undefined)).toBe('locked');
});
