import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, it } from 'vitest';
import {
  openComments,
  openClarifications,
  rowDifferences,
  untouchedRows,
} from '../src/before-lock.ts';
import type { CellId, CommentId, PersonId, ClarificationId, RowId } from '../src/cells/ids.ts';
import type { Comment, Clarification, Reopening } from '../src/state.ts';

const catalogue = loadCatalogue();
const INTERNET = 'household_internet_access.value';
const METERS = 'smart_water_meters.value';
const PATENTS = 'patents.value';
const cells = (texts: Record<string, string>) =>
  new Map(Object.entries(texts) as [CellId, string][]);

describe('what a lock would make another than the version before', () => {
  it('is told by row: added, changed, cleared, or only the result follows', () => {
    const filled = { [`${METERS}:numerator`]: '10', [`${METERS}:denominator`]: '20' };
    const from = cells({
      ...filled,
      'city.population:value': '1000',
      [`${INTERNET}:notes`]: 'asked',
      [`${PATENTS}:numerator`]: '7',
    });
    const to = cells({
      [`${METERS}:numerator`]: '11',
      [`${METERS}:denominator`]: '20',
      'city.population:value': '2000',
      'gini_coefficient.value:numerator': '0.3',
      [`${PATENTS}:numerator`]: '7',
    });
    const found = rowDifferences(catalogue, from, to);
    expect(Object.fromEntries(found.map(({ row, kind }) => [row, kind]))).toEqual({
      'city.population': 'changed',
      [INTERNET]: 'cleared',
      [METERS]: 'changed',
      [PATENTS]: 'follows',
      'gini_coefficient.value': 'added',
    });
    const meters = found.find(({ row }) => row === METERS)?.cells;
    expect(meters?.map(({ cell, kind }) => `${kind} ${cell}`)).toEqual([
      `typed ${METERS}:numerator`,
      `result ${METERS}:result`,
    ]);
    expect(rowDifferences(catalogue, from, from)).toEqual([]);
  });

  it('names the reopened rows that nobody touched, also where the reopening is over', () => {
    const reopening = (names: { cells?: string[]; rows?: string[] }, ended = false): Reopening => ({
      number: 5,
      submission: 1,
      cells: new Set((names.cells ?? []) as CellId[]),
      rows: new Set((names.rows ?? []) as RowId[]),
      reason: 'why',
      until: 10,
      by: 'p_head' as PersonId,
      at: 1,
      ended: ended ? { by: 'p_head' as PersonId, at: 2 } : null,
    });
    const reopened = [
      reopening({ cells: [`${METERS}:numerator`], rows: [PATENTS] }),
      reopening({ cells: [`${INTERNET}:year`, `${INTERNET}:source`] }, true),
    ];
    const locked = cells({ [`${METERS}:numerator`]: '10', [`${INTERNET}:year`]: '2024' });
    const of = (texts: Record<string, string>) =>
      untouchedRows(catalogue, { reopened }, { locked, now: cells(texts) });
    const as = { [`${METERS}:numerator`]: '10', [`${INTERNET}:year`]: '2024' };
    expect(of(as)).toEqual([INTERNET, METERS, PATENTS]);
    // A neighbour that was not reopened does not count, and one of several reopened cells is enough.
    expect(of({ ...as, [`${METERS}:year`]: '2024', [`${INTERNET}:source`]: 'Survey' })).toEqual([
      METERS,
      PATENTS,
    ]);
    expect(untouchedRows(catalogue, { reopened: [] }, { locked, now: locked })).toEqual([]);
  });

  it('names the comments that nobody has resolved, in the order of the sheet', () => {
    const comment = (number: number, row: string, rest: Partial<Comment> = {}): Comment => ({
      id: `c_${number}` as CommentId,
      cell: `${row}:notes` as CellId,
      parent: null,
      text: 'Why?',
      audience: 'members',
      by: 'p_audit' as PersonId,
      at: number,
      number,
      resolved: false,
      ...rest,
    });
    const all = [
      comment(1, METERS),
      comment(2, INTERNET),
      comment(3, INTERNET, { resolved: true }),
      comment(4, INTERNET, { parent: 'c_2' as CommentId }),
      comment(5, 'city.population'),
      comment(6, INTERNET),
    ];
    const comments = new Map(all.toReversed().map((each) => [each.id, each]));
    const found = openComments(catalogue, { comments }).map(({ number }) => number);
    expect(found).toEqual([5, 2, 6, 1]);
  });

  it('knows the questions that ITU has not answered, in the order of the sheets', () => {
    const asked = (
      number: number,
      row: string,
      status: Clarification['status'],
    ): [ClarificationId, Clarification] => {
      const id = `q_${number}` as ClarificationId;
      const by = 'p_wen' as PersonId;
      return [
        id,
        { id, number, row: row as RowId, kpi: row, text: '?', by, at: 1, status, ruling: null },
      ];
    };
    const clarifications = new Map([
      asked(3, PATENTS, 'open'),
      asked(4, METERS, 'answered'),
      asked(6, METERS, 'open'),
      asked(5, METERS, 'open'),
      asked(7, INTERNET, 'closed'),
    ]);
    const found = openClarifications(catalogue, { clarifications }).map(({ number }) => number);
    expect(found).toEqual([5, 6, 3]);
  });
});
