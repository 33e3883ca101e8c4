/** The rows of the sheet: all data points in ITU's order under their groups, whatever is folded or filtered. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../src/lines/sheet-columns.ts';
import { allGroups, groupsAbove, rowsOf } from '../src/lines/sheet-rows.ts';

const catalogue = loadCatalogue();
const everything = { visible: undefined, folded: new Set<string>() };
const lines = (rows: ReturnType<typeof rowsOf>): string[] =>
  rows.filter((row) => row.kind !== 'group').map((row) => row.id);

describe('the rows of a sheet', () => {
  it('the KPI sheet shows all 112 data points in the order of the set', () => {
    expect(lines(rowsOf(catalogue, 'kpi', everything))).toEqual(
      catalogue.dataPoints.map((point) => point.row),
    );
    expect(catalogue.dataPoints).toHaveLength(112);
  });

  it('each row id is there once, group rows included', () => {
    const ids = rowsOf(catalogue, 'kpi', everything).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('the dimensions together count every data point', () => {
    const rows = rowsOf(catalogue, 'kpi', everything);
    const counted = rows.flatMap((row) =>
      row.kind === 'group' && row.depth === 0 ? row.rows : [],
    );
    expect(counted).toHaveLength(112);
  });

  it('folding all categories leaves no data point, and a folded group still counts its rows', () => {
    const folded = new Set(allGroups(catalogue, 2));
    const rows = rowsOf(catalogue, 'kpi', { visible: undefined, folded });
    expect(
      lines(rows).filter((id) => groupsAbove(catalogue, id).some((g) => folded.has(g))),
    ).toEqual([]);
    const category = rows.find((row) => row.kind === 'group' && row.depth === 2);
    expect(category?.kind === 'group' && category.rows.length).toBeGreaterThan(0);
  });

  it('a filter shows its rows and only the groups above them', () => {
    const [point] = catalogue.dataPoints;
    const row = point?.row ?? '';
    const rows = rowsOf(catalogue, 'kpi', { visible: new Set([row]), folded: new Set() });
    expect(lines(rows)).toEqual([row]);
    const above = groupsAbove(catalogue, row);
    expect(
      rows.filter((each) => each.kind === 'group').every((each) => above.includes(each.id)),
    ).toBe(true);
  });

  it('the profile shows its lines in order', () => {
    expect(lines(rowsOf(catalogue, 'profile', everything))).toEqual(
      catalogue.profile.map((line) => line.row),
    );
  });

  it('the columns of the KPI sheet bear the letters A to W once each, in order', () => {
    const letters = columnsOf('kpi')
      .map((column) => column.letter)
      .filter((letter) => letter !== '');
    expect(letters.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVW');
  });
});
