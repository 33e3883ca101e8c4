/** A block of entry columns: where it lands, and when it is left as it was copied. */
import { describe, expect, test } from 'vitest';
import { type Ground, planIntoEntries } from '../src/spreadsheet/paste-entries.ts';
import { planPaste } from '../src/spreadsheet/paste-plan.ts';
import { screenOrder } from '../src/spreadsheet/screen-order.ts';

const ROWS = ['r1', 'r2', 'r3', 'r4'];
/** A label between two figures, the second shared with other rows at r2; then year and a text. */
const order = screenOrder(ROWS, ['name', 'top', 'label', 'bottom', 'year', 'result', 'source']);
const ENTRIES = new Set(['top', 'bottom', 'year', 'source']);
const YEAR = /^20\d\d$/;

function ground({ locked = '', others = '' } = {}): Ground {
  const isLocked = ({ row }: { row: string }) => row === locked;
  return {
    isLocked,
    isEntry: (column) => ENTRIES.has(column),
    isText: (column) => column === 'source',
    takes: (place) =>
      ENTRIES.has(place.column) &&
      !isLocked(place) &&
      place.row !== others &&
      `${place.row}${place.column}` !== 'r2bottom',
    reads: ({ place, cell }) =>
      place.column === 'source' ||
      (place.column === 'year' ? YEAR.test(cell.text) : /^\d+$/.test(cell.text)),
    isThere: () => false,
  };
}

function plan(rows: string[][], asked: Ground, at = { row: 'r1', column: 'top' }) {
  const clip = rows.map((row) => row.map((text) => ({ text })));
  const plain = planPaste(clip, [[[at]]], order);
  return planIntoEntries(clip, { plain, order, block: [[at]] }, asked);
}
const laid = (made: ReturnType<typeof plan>): string | undefined =>
  made?.laid.map(({ place, cell }) => `${place.row}${place.column}=${cell.text}`).join(' ');

const line = (n: number): string[] => [`${n}`, `${n}00`, '2024', `Register ${n}`];

describe('a block of entry columns', () => {
  test('steps over labels and results, and leaves its place at what is typed elsewhere', () => {
    const made = plan([line(1), line(2)], ground());
    expect(laid(made)).toBe(
      'r1top=1 r1bottom=100 r1year=2024 r1source=Register 1 ' +
        'r2top=2 r2bottom=200 r2year=2024 r2source=Register 2',
    );
    expect(made?.entries).toEqual({ columns: ['top', 'bottom', 'year', 'source'], rowsPassed: 0 });
    expect(made?.onto).toEqual([
      { from: { row: 'r1', column: 'top' }, to: { row: 'r2', column: 'source' } },
    ]);
  });

  test('steps over a locked row, and keeps the line of a row of others', () => {
    const over = plan([line(1), line(3)], ground({ locked: 'r2' }));
    expect(over?.laid.map(({ place }) => place.row)).toEqual([
      ...Array<string>(4).fill('r1'),
      ...Array<string>(4).fill('r3'),
    ]);
    expect(over?.entries?.rowsPassed).toBe(1);
    const kept = plan([line(1), line(2)], ground({ others: 'r2' }));
    expect(new Set(kept?.laid.map(({ place }) => place.row))).toEqual(new Set(['r1', 'r2']));
  });

  test('stays side by side where nothing is lost so, where labels came along, and where it cannot be read', () => {
    expect(plan([['1'], ['2']], ground())).toBeUndefined();
    expect(
      plan(
        [
          ['1', '', '100'],
          ['2', '', '200'],
        ],
        ground(),
      ),
    ).toBeUndefined();
    expect(plan([['1', 'Households', '100', '2024']], ground())).toBeUndefined();
    expect(plan([['1', 'many', '2024', 'x']], ground())).toBeUndefined();
  });

  test('begins where the person may type, or is told why not', () => {
    expect(plan([line(1), line(2)], ground({ others: 'r1' }))).toBeUndefined();
  });
});
