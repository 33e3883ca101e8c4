import type { EventEntry } from '@tallystick/domain/entry';
import { emptyState, fold } from '@tallystick/domain/fold';
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

/** One of each kind of event that a screen follows, in an order in which each finds what it is about. */
const LIFE: object[] = [
  { type: 'workbook-opened', city: 'C', title: 'T', edition: 'e', due: null },
  { type: 'entity-added', entity: 'e_1', name: 'A' },
  { type: 'entity-added', entity: 'e_2', name: 'B' },
  { type: 'member-added', person: 'p_w', role: 'contributor', entity: 'e_1' },
  { type: 'rows-assigned', rows: ['r.a', 'r.b'], entity: 'e_1' },
  { type: 'rows-marked', rows: ['r.a'], prints: ['p'], as: 'ready', reason: '' },
  { type: 'verified', row: 'r.a', verdict: 'yes', result: '1', note: '', content: { x: '1' } },
  { type: 'locked', submission: 1, upTo: 7, snapshot: 'h', generation: 2, reported: 1, missing: 0 },
  { type: 'verification-released', submission: 1 },
  { type: 'verification-withdrawn', row: 'r.a' },
  { type: 'consented', submission: 1, to: 'results' },
  {
    type: 'cells-reopened',
    submission: 1,
    cells: ['r.a:x'],
    rows: ['r.b'],
    reason: 'x',
    until: 99,
  },
  { type: 'reopening-ended', reopening: 12 },
  { type: 'unlocked', submission: 1, reason: 'x' },
  {
    type: 'clarification-asked',
    clarification: 'q',
    row: 'r.a',
    kpi: 'k',
    text: '?',
    edition: 'e',
  },
  { type: 'ruled', clarification: 'q', text: 'r', scope: 'all' },
  { type: 'clarification-closed', clarification: 'q' },
  { type: 'entities-merged', entity: 'e_1', name: 'A', into: 'e_2', rows: ['r.a'], people: [] },
  { type: 'archived', reason: 'x' },
  { type: 'unarchived' },
  { type: 'member-removed', person: 'p_w' },
];

it('comes to what a whole copy comes to, event by event, and leaves each state before as it was', () => {
  let state = emptyState();
  const copied = emptyState();
  for (const [index, event] of LIFE.entries()) {
    const entry = entryOf(index + 1, event);
    const before = state;
    const asItWas = structuredClone(before);
    state = after(before, entry);
    fold(copied, entry);
    expect([event, state]).toEqual([event, copied]);
    expect([event, before]).toEqual([event, asItWas]);
  }
});
