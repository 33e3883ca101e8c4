/** Whose value a change replaced, told from the history alone. */
import type { Moment } from '@tallystick/protocol/views-history';
import { expect, test } from 'vitest';
import { overKey, overWhom } from '../src/history/over-whom.ts';

const CELL = 'r.value:numerator';

function moment(number: number, person: string, part: Record<string, unknown> = {}): Moment {
  const { door = 'socket', ...change } = part;
  const by = { person, name: person };
  return {
    kind: 'edit',
    number,
    at: number,
    by,
    door,
    changes: [{ cell: CELL, before: `${number - 1}`, after: `${number}`, ...change }],
  } as Moment;
}

test('another’s value that was on the screen is named, one’s own and an unseen one is not', () => {
  const told = overWhom([
    moment(6, 'wen', { unseen: '5' }),
    moment(5, 'bruno'),
    moment(4, 'bruno'),
    moment(3, 'wen'),
    moment(2, 'bruno', { door: 'api' }),
    moment(1, 'wen'),
  ]);
  expect([...told].map(([key, { person }]) => `${key} ${person}`)).toEqual([
    `${overKey(moment(4, ''), CELL)} wen`,
    `${overKey(moment(3, ''), CELL)} bruno`,
  ]);
});

test('where the list leaves out what came between, nobody is named', () => {
  expect(overWhom([moment(9, 'wen'), moment(3, 'bruno')]).size).toBe(0);
});
