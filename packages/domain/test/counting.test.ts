/** Whether rows are still counted as `COUNTING` says: a database keeps what was counted until that number is another. */
import { createHash } from 'node:crypto';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { expect, it } from 'vitest';
import { cellSpecs } from '../src/cells/cell-spec.ts';
import { COUNTING } from '../src/counting.ts';
import { countRow, rowsCountedWith } from '../src/row-count.ts';
import { rowPrint } from '../src/nouns/row-life.ts';

/** By `COUNTING`, what some thousand rows come to. Where the last no longer holds: raise the number, add a line here. */
const COUNTED: Record<number, string> = {
  1: '5bde4bc419c38e60f3a5bd6d8537420b33f0bb22cdde13019acf6bc2dc123849',
};

const catalogue = loadCatalogue();
const TEXTS = [
  '40',
  '1,5',
  '12 %',
  'about 7',
  'yes',
  'no',
  '2024',
  'EUR',
  '0',
  '=population / 2',
  'x',
];

/** Cells in which each has a text by its place, or none. */
function cellsOf(round: number): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [i, cell] of [...cellSpecs(catalogue).keys()].entries()) {
    const text = TEXTS[(i * 7 + round * 3) % (TEXTS.length + 3)];
    if (text !== undefined) cells.set(cell, text);
  }
  return cells;
}

it('counts as the number says by which a database remembers it', () => {
  const counted: string[] = [];
  for (let round = 0; round < 14; round++) {
    const cells = cellsOf(round);
    const read = (cell: string) => cells.get(cell);
    for (const row of catalogue.rows.keys()) {
      const mark = { as: 'not-available', print: '' } as const;
      const { reported, life } = countRow({ catalogue, read, mark }, row);
      counted.push(`${row} ${reported} ${life} ${rowPrint(catalogue, row, read)}`);
    }
  }
  expect(counted.filter((each) => each.includes('true')).length).toBeGreaterThan(100);
  expect(createHash('sha256').update(counted.join('\n')).digest('hex')).toBe(COUNTED[COUNTING]);
});

it('counts anew every row that a cell can change', () => {
  const cells = new Map<string, string>();
  for (const [i, { cell, kind, column }] of [...cellSpecs(catalogue).values()].entries()) {
    if (kind === 'yes-no' && column !== 'override') cells.set(cell, 'yes');
    if (kind !== 'number') continue;
    if (column !== 'override') cells.set(cell, '40');
    // Some of them chains: through two results to a figure of the City profile.
    else if (i % 5 === 0)
      cells.set(cell, i % 2 === 0 ? '=population / 2' : '=patents.value.override');
  }
  cells.set('patents.value:override', '=population');
  const formulas = new Map([...cells].filter(([, text]) => text.startsWith('=')));
  const countsWith = (now: ReadonlyMap<string, string>) =>
    [...catalogue.rows.keys()].map((row) => {
      const count = countRow({ catalogue, read: (cell) => now.get(cell), mark: undefined }, row);
      return [row, JSON.stringify(count)] as const;
    });
  const before = new Map(countsWith(cells));
  let changed = 0;
  for (const [cell] of cells) {
    const now = new Map(cells);
    now.delete(cell);
    const left = new Map([...formulas].filter(([each]) => each !== cell));
    const counted = rowsCountedWith(catalogue, [cell], left);
    const moved = countsWith(now).filter(([row, count]) => count !== before.get(row));
    expect(moved.filter(([row]) => !counted.has(row))).toEqual([]);
    changed = Math.max(changed, moved.length);
  }
  expect(changed).toBeGreaterThan(20);
});
