/** What a file that was handed in offers: chosen by itself only what is certain, and dealt with once it is typed by hand. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId } from '@tallystick/domain/cells/ids';
import type { FileHeld } from '@tallystick/domain/incoming/incoming';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { expect, test } from 'vitest';
import type { CellListener } from '../src/lines/cell-store.ts';
import { countsOf, IncomingFile } from '../src/live/cells/incoming-file.ts';

const METERS = 'smart_water_meters.value:numerator' as CellId;
const TOTAL = 'smart_water_meters.value:denominator' as CellId;

/** A file of two cells, over a sheet in which somebody types. */
function opened(held: FileHeld) {
  const cells = new Map<string, string>();
  let tell: CellListener = () => {};
  const sheet = (name: string, instead: number[]) => ({
    name,
    hidden: false,
    rows: 1,
    unknown: [],
    instead,
  });
  const view: IncomingFileView = {
    file: { hash: 'ab', name: 'water.xlsx', size: 1 },
    head: 1,
    format: 'xlsx',
    program: '',
    leftOut: [],
    origin: null,
    sheets: [sheet('Altdorf', [1]), sheet('Neudorf', [0])],
    absent: [],
    cells: [
      { cell: METERS, sheet: 0, address: 'D2', held },
      { cell: TOTAL, sheet: 0, address: 'E2', held: { kind: 'text', text: '90' } },
    ],
    notes: [
      { sheet: 'Altdorf', address: 'D2', cell: METERS, text: 'Ours' },
      { sheet: 'Neudorf', address: 'D2', cell: METERS, text: 'Theirs' },
    ],
    moreNotes: 0,
    proposed: [],
  };
  const store = {
    get: (cell: string) => cells.get(cell),
    subscribe: (listener: CellListener) => {
      tell = listener;
      return () => undefined;
    },
  };
  const catalogue = loadCatalogue();
  const file = new IncomingFile(view, { catalogue, cells: store, permit: () => undefined });
  const type = (cell: string, text: string | null): void => {
    if (text === null) cells.delete(cell);
    else cells.set(cell, text);
    tell(new Set([cell]), new Set());
  };
  return { file, type };
}

test('a share where something is counted is offered, and not chosen by itself', () => {
  const { file } = opened({ kind: 'text', text: '76', shown: '76 %', isShare: true });
  expect(file.at(METERS)?.found.class).toBe('theirs');
  expect(Object.keys(file.taken().cells)).toEqual([TOTAL]);
  file.choose([METERS], true);
  expect(file.taken().cells[METERS]).toBe('76');
});

test('what cannot be read is dealt with once it is typed, and no longer when that is undone', () => {
  const { file, type } = opened({ kind: 'unreadable', why: 'not-exact', raw: 'about 50' });
  const counts = () => {
    const { unreadable, done } = countsOf(file.lines());
    return [unreadable, done];
  };
  expect(counts()).toEqual([1, 0]);
  type(METERS, '50');
  expect(counts()).toEqual([0, 1]);
  type(METERS, null);
  expect(counts()).toEqual([1, 0]);
});

test('comments are those of the sheet that counts', () => {
  const { file } = opened({ kind: 'empty' });
  expect(file.notes().map(({ text }) => text)).toEqual(['Ours']);
  file.useSheet(1);
  expect(file.notes().map(({ text }) => text)).toEqual(['Theirs']);
});
