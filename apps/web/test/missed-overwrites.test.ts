/** Who was not there when two set one cell unseen reads it out of the history. */
import type { HistoryChange, Moment } from '@tallystick/protocol/views-history';
import { expect, test } from 'vitest';
import { missedOverwrites } from '../src/live/cells/missed-overwrites.ts';

let number = 100;
/** Newest first, as the history is. */
const edit = (person: string, change: Partial<HistoryChange>): Moment => ({
  kind: 'edit',
  number: (number -= 1),
  at: 0,
  door: 'socket',
  by: { person, name: person },
  changes: [{ cell: 'a:notes', before: null, after: null, ...change }],
});

test('a value that was overwritten unseen is told to both', () => {
  const moments = [
    edit('p_bruno', { before: 'W', after: 'B', unseen: 'W' }),
    edit('p_wen', { after: 'W' }),
  ];
  const what = { lost: 'W', lostBy: 'p_wen', won: 'B', wonBy: 'p_bruno' };
  expect(missedOverwrites(moments, 'p_wen').get('a:notes')).toEqual(what);
  expect(missedOverwrites(moments, 'p_bruno').get('a:notes')).toEqual(what);
  expect(missedOverwrites(moments, 'p_amara').size).toBe(0);
});

test('an edit that lost is told against the one that stands', () => {
  const moments = [
    edit('p_bruno', { before: 'W', after: 'W', attempted: 'B' }),
    edit('p_wen', { after: 'W' }),
  ];
  const what = { lost: 'B', lostBy: 'p_bruno', won: 'W', wonBy: 'p_wen' };
  expect(missedOverwrites(moments, 'p_wen').get('a:notes')).toEqual(what);
});

test('a cell that somebody has changed since is over', () => {
  const moments = [
    edit('p_wen', { before: 'B', after: 'new' }),
    edit('p_bruno', { before: 'W', after: 'B', unseen: 'W' }),
    edit('p_wen', { after: 'W' }),
  ];
  expect(missedOverwrites(moments, 'p_wen').size).toBe(0);
});

test('who lost before the page of history began is not known, and nobody is named', () => {
  const moments = [edit('p_bruno', { before: 'W', after: 'B', unseen: 'W' })];
  expect(missedOverwrites(moments, 'p_bruno').get('a:notes')?.lostBy).toBe('');
});
