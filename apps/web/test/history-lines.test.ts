/** What a file brought is one line of the history, with its cells beneath. */
import type { Moment } from '@tallystick/protocol/views-history';
import { expect, test } from 'vitest';
import { changesOf, historyLines } from '../src/history/history-lines.ts';

const head = { at: 1, by: { person: 'p_wen', name: 'Wen' } };
const file = { number: 9, hash: 'ab', name: 'water.xlsx' };
const edit = (number: number, cell: string, from?: typeof file): Moment => ({
  ...head,
  number,
  door: from ? 'import' : 'socket',
  kind: 'edit',
  changes: [{ cell, before: null, after: '1' }] as never,
  ...(from ? { file: from } : {}),
});
const imported: Moment = {
  ...head,
  number: 9,
  door: 'command',
  kind: 'event',
  event: { type: 'file-imported', file: 'ab', name: 'water.xlsx', count: 2, first: 7 } as never,
};

test('edits of a file stand beneath its line, in the order in which they were written', () => {
  const lines = historyLines([
    edit(10, 'd'),
    imported,
    edit(8, 'c', file),
    edit(7, 'b', file),
    edit(6, 'a'),
  ]);
  expect(lines.map(({ moment }) => moment.number)).toEqual([10, 9, 6]);
  expect(lines.map(({ edits }) => changesOf(edits).map(({ change }) => change.cell))).toEqual([
    ['d'],
    ['b', 'c'],
    ['a'],
  ]);
});

test('where the line of the file is not in the list, its edit is a line that keeps the file', () => {
  const [line, ...others] = historyLines([edit(8, 'c', file)]);
  expect(others).toEqual([]);
  expect(line?.moment).toMatchObject({ number: 8, file });
  expect(line?.edits).toHaveLength(1);
});
