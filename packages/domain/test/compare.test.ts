import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, it } from 'vitest';
import { cellSpecs } from '../src/cell-spec.ts';
import { compareCells } from '../src/compare.ts';
import type { CellId } from '../src/ids.ts';

const catalogue = loadCatalogue();
const all = [...cellSpecs(catalogue).keys()] as CellId[];
const cells = (texts: Record<string, string>) =>
  new Map(Object.entries(texts) as [CellId, string][]);

describe('comparing two moments', () => {
  it('finds what was set, changed and emptied, and nothing else', () => {
    const [a, b, c, d] = all as [CellId, CellId, CellId, CellId];
    const from = cells({ [a]: 'same', [b]: 'old', [c]: 'gone' });
    const to = cells({ [a]: 'same', [b]: 'new', [d]: 'first' });
    const rowOf = (cell: CellId) => cell.slice(0, cell.lastIndexOf(':'));
    expect(compareCells(catalogue, from, to)).toEqual([
      { cell: b, row: rowOf(b), before: 'old', after: 'new' },
      { cell: c, row: rowOf(c), before: 'gone', after: null },
      { cell: d, row: rowOf(d), before: null, after: 'first' },
    ]);
    expect(compareCells(catalogue, to, to)).toEqual([]);
  });

  it('lists cells in the order of the sheets, and those of no sheet last', () => {
    const shuffled = all.toSorted((a, b) => (a < b ? 1 : -1));
    const to = new Map([
      ['x.y:value' as CellId, '1'] as const,
      ['b.c:value' as CellId, '1'] as const,
    ]);
    for (const cell of shuffled) to.set(cell, '1');
    const found = compareCells(catalogue, new Map(), to).map(({ cell }) => cell);
    expect(found).toEqual([...all, 'b.c:value', 'x.y:value']);
  });

  it('undoes itself when asked the other way round', () => {
    const from = cells({ [all[0] ?? '']: '1', [all[5] ?? '']: '2' });
    const to = cells({ [all[5] ?? '']: '3' });
    const back = compareCells(catalogue, to, from).map(({ before, after, ...rest }) => ({
      ...rest,
      before: after,
      after: before,
    }));
    expect(back).toEqual(compareCells(catalogue, from, to));
    expect(back).toHaveLength(2);
  });
});
