import type { EventEntry } from '@tallystick/domain/entry';
import { emptyState } from '@tallystick/domain/fold';
import { expect, it } from 'vitest';
import { after } from '../src/live/workbook/workbook-state.ts';

const entryOf = (number: number, event: object) =>
  ({
    kind: 'event',
    number,
    by: 'p_wen',
    at: number,
    command: `c_${number}`,
    event,
  }) as never as EventEntry;
const comment = (number: number) =>
  entryOf(number, {
    type: 'commented',
    comment: `c_${number}`,
    cell: 'patents.value:numerator',
    parent: null,
    text: 'Counted how?',
    audience: 'members',
  });

it('an event leaves the state before it as it was, and shares with it all that it does not touch', () => {
  const first = after(emptyState(), comment(1));
  const second = after(first, comment(2));
  expect([first.comments.size, second.comments.size]).toEqual([1, 2]);
  expect(second.comments.get('c_1' as never)).toBe(first.comments.get('c_1' as never));
  const { comments: _, ...others } = first;
  for (const [part, value] of Object.entries(others)) {
    expect([part, second[part as keyof typeof second] === value]).toEqual([part, true]);
  }
  const resolved = after(second, entryOf(3, { type: 'comment-resolved', comment: 'c_1' }));
  expect(first.comments.get('c_1' as never)?.resolved).toBe(false);
  expect(resolved.comments.get('c_1' as never)?.resolved).toBe(true);
  expect(resolved.comments.get('c_2' as never)).toBe(second.comments.get('c_2' as never));
});

it('what comes over the line is folded although screens hold the state before', () => {
  const held = after(emptyState(), comment(1));
  const next = after(
    held,
    entryOf(2, { type: 'rows-assigned', rows: ['patents.value'], entity: 'e_1' }),
  );
  expect([...held.assignments]).toEqual([]);
  expect([...next.assignments]).toEqual([['patents.value', 'e_1']]);
});
