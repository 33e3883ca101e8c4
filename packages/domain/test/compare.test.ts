import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, it } from 'vitest';
import { cellSpecs } from '../src/cells/cell-spec.ts';
import { compareCells, compareSheets } from '../src/compare.ts';
import { computeAll } from '../src/formula/compute.ts';
import type { CellId } from '../src/cells/ids.ts';

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
      { kind: 'typed', cell: b, row: rowOf(b), before: 'old', after: 'new' },
      { kind: 'typed', cell: c, row: rowOf(c), before: 'gone', after: null },
      { kind: 'typed', cell: d, row: rowOf(d), before: null, after: 'first' },
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

  it('tells of every result that follows, in its row and after what was typed there', () => {
    const population = 'city.population:value' as CellId;
    const points = catalogue.dataPoints.filter(({ valueKind }) => valueKind === 'number');
    const filled = Object.fromEntries(
      points.flatMap((point) => point.inputs.map((use) => [use.cell, '10'] as const)),
    );
    const [one] = points.filter(({ inputs }) => inputs.some((use) => use.own));
    const own = one?.inputs.find((use) => use.own)?.cell as CellId;
    const from = cells(filled);
    const to = cells({ ...filled, [population]: '20', [own]: '30' });
    const found = compareSheets(catalogue, from, to);
    const results = found.filter(({ kind }) => kind === 'result');
    const [before, after] = [from, to].map((each) => computeAll(catalogue, (c) => each.get(c)));
    const differing = [...(after ?? [])].filter(
      ([row, { text }]) => before?.get(row)?.text !== text,
    );
    expect(differing.length).toBeGreaterThan(10);
    expect(results).toEqual(
      differing.map(([row, { text }]) => ({
        kind: 'result',
        cell: `${row}:result`,
        row,
        before: before?.get(row)?.text,
        after: text,
      })),
    );
    expect(found.filter(({ row }) => row === one?.row).map(({ cell }) => cell)).toEqual([
      own,
      `${one?.row}:result`,
    ]);
    const rows = [...catalogue.rows.keys()];
    const places = found.map(({ row }) => rows.indexOf(row));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(found.filter(({ kind }) => kind === 'typed')).toEqual(compareCells(catalogue, from, to));
  });

  it('a result that was not there, or is no more, was or is not reported', () => {
    const [point] = catalogue.dataPoints;
    const override = `${point?.row}:override` as CellId;
    const result = (from: string[], to: string[]) => {
      const sheet = (texts: string[]) =>
        cells(Object.fromEntries(texts.map((text) => [override, text])));
      const found = compareSheets(catalogue, sheet(from), sheet(to));
      return found
        .filter(({ kind }) => kind === 'result')
        .map(({ before, after }) => [before, after]);
    };
    expect(result([], ['12'])).toEqual([['NR', '12']]);
    expect(result(['12'], [])).toEqual([['12', 'NR']]);
    expect(result(['12'], ['12'])).toEqual([]);
    expect(compareSheets(catalogue, cells({ 'x.y:value': '1' }), cells({}))).toHaveLength(1);
  });
});
