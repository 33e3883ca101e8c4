import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { rowSpecs } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import { rowErrors } from '@tallystick/domain/screening/readiness';
import { rowLife } from '@tallystick/domain/nouns/row-life';
import { describe, expect, it } from 'vitest';
import { type Asking, nextEmpty, type Place, rowToBegin } from '../src/rows/next-empty.ts';

const catalogue = loadCatalogue();
const METERS = 'smart_water_meters.value';
const POPULATION = 'city.population';

function asking(mine: readonly string[], cells = new Map<string, string>()): Asking {
  const read = (cell: CellId | string): string | undefined => cells.get(cell);
  return {
    catalogue,
    read,
    lifeOf: (row) => rowLife({ catalogue, read, mark: undefined }, row),
    isMine: (row) => mine.includes(row),
    mayEdit: () => true,
  };
}

/** Goes on from a place, filling each cell that is found, until it wraps or nothing is left. */
function walk(of: Asking, cells: Map<string, string>, from: Place | null): string[] {
  const seen: string[] = [];
  let place: Place | null = from;
  for (;;) {
    const next = nextEmpty(of, place);
    if (!next) return seen;
    const cell = `${next.row}:${next.column}`;
    expect(cells.has(cell)).toBe(false);
    cells.set(cell, next.column === 'year' ? '2024' : '3');
    seen.push(cell);
    place = next;
  }
}

describe('the next empty cell', () => {
  it('goes through both sheets in their order, profile first, and from left to right', () => {
    const cells = new Map<string, string>();
    const of = asking([METERS, POPULATION], cells);
    expect(walk(of, cells, null)).toEqual([
      `${POPULATION}:value`,
      `${POPULATION}:year`,
      `${POPULATION}:source`,
      `${METERS}:numerator`,
      `${METERS}:denominator`,
      `${METERS}:year`,
      `${METERS}:source`,
    ]);
    expect(nextEmpty(of, null)).toBeUndefined();
  });

  it('wraps to the top, and says so', () => {
    const of = asking([METERS, POPULATION]);
    expect(nextEmpty(of, { row: METERS, column: 'source' })).toEqual({
      row: POPULATION,
      column: 'value',
      wrapped: true,
    });
    expect(nextEmpty(asking([METERS]), { row: METERS, column: 'source' })).toEqual({
      row: METERS,
      column: 'numerator',
      wrapped: true,
    });
    expect(nextEmpty(asking([METERS]), { row: METERS, column: 'year' })?.column).toBe('source');
  });

  it('leaves out rows of others, rows that are dealt with, and cells that are not open', () => {
    expect(nextEmpty(asking([]), null)).toBeUndefined();
    const dealt = { ...asking([METERS]), lifeOf: () => 'not-available' as const };
    expect(nextEmpty(dealt, null)).toBeUndefined();
    const shut = { ...asking([METERS]), mayEdit: (cell: string) => cell.endsWith(':year') };
    expect(nextEmpty(shut, null)?.column).toBe('year');
  });

  it('leads a person through the whole workbook, until every row could be ready', () => {
    const cells = new Map<string, string>();
    const all = [...catalogue.rows.keys()];
    const of = asking(all, cells);
    expect(walk(of, cells, null).length).toBeGreaterThan(300);
    const open = all.filter((row) =>
      rowErrors(catalogue, row, of.read).some(({ cell }) => !cells.has(cell)),
    );
    expect(open).toEqual([]);
    expect(all.every((row) => rowSpecs(catalogue, row).length > 0)).toBe(true);
  });
});

describe('the row to begin with', () => {
  const rows = catalogue.dataPoints.map(({ row }) => row);
  const [first = '', second = '', third = ''] = rows;

  const own = new Set<string>([second, third]);

  it('is the first of my own that lacks something', () => {
    const cells = new Map<string, string>();
    const of = asking([second, third], cells);
    expect(rowToBegin(of, rows, own)).toBe(second);
    while (rowToBegin(of, rows, own) === second) {
      const next = nextEmpty(of, { row: first, column: 'notes' });
      if (!next) throw new Error('It lacks something, and nothing is empty');
      cells.set(`${next.row}:${next.column}`, next.column === 'year' ? '2024' : '3');
    }
    expect(rowToBegin(of, rows, own)).toBe(third);
  });

  it('is the first of my own where none may be filled, and the first of all where none is my own', () => {
    expect(rowToBegin(asking([]), rows, own)).toBe(second);
    expect(rowToBegin(asking([first]), rows, new Set())).toBe(first);
    expect(rowToBegin(asking([]), [], own)).toBeUndefined();
  });
});
