/** The pilot’s plan holds what it promises before a browser runs it: each fault is found in its version, nothing sound is flagged. */
import { computeAll } from '@tallystick/domain/formula/compute';
import type { LastAssessment } from '@tallystick/domain/screening/rule';
import { screenAll } from '@tallystick/domain/screening/screen-all';
import { describe, expect, test } from 'vitest';
import type { Cells } from '../screening/planted.ts';
import { catalogue, PEERS } from '../screening/stavanger.ts';
import { LAST_TITLE } from './earlier.ts';
import { BEFORE, FILLED, FIRST, SECOND, VERSION_1, VERSION_2, VERSION_3 } from './plan.ts';

const readerOf = (cells: Cells) => (cell: string) => cells[cell] || undefined;
const before = computeAll(catalogue, readerOf(BEFORE));
const last: LastAssessment = {
  title: LAST_TITLE,
  read: readerOf(BEFORE),
  result: (row) => before.get(row),
};
const said = (cells: Cells): string[] =>
  screenAll({
    catalogue,
    read: readerOf(cells),
    last,
    peers: PEERS,
    deadLinks: new Set(['https://roads.example/bicycle.html']),
  }).map(({ code, row }) => `${code} ${row}`);

describe('the plan of the pilot', () => {
  test('plants forty faults in two versions', () => {
    expect(FIRST.length + SECOND.length).toBe(40);
  });

  test.each([
    ['1', VERSION_1, FIRST],
    ['2', VERSION_2, SECOND],
  ] as const)('each of version %s is found by its rule, beside the others', (_, cells, planted) => {
    expect(said(cells)).toEqual(
      expect.arrayContaining(planted.map(({ code, row }) => `${code} ${row}`)),
    );
  });

  test('raises nothing where the sound variants stand', () => {
    expect(said(FILLED)).toEqual([]);
    expect(said(VERSION_3)).toEqual([]);
  });
});
