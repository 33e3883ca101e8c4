/** Who is told of what: those whom it is for, once, and nobody who may not see it. */
import type { EntityId, QueryId, RowId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { idOf, openStage, ROADS, type Stage, WATER, WATER_ROW } from './stage.ts';

const CELL = `${WATER_ROW}.value:notes`;
const ROW = `${WATER_ROW}.value`;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => await stage.close());

const say = (more: Partial<Extract<Command, { type: 'comment' }>> = {}): Command => ({
  type: 'comment',
  cell: CELL as never,
  parent: null,
  text: 'Which year is this of?',
  audience: 'members',
  ...more,
});
const assign = (entity = WATER): Command => ({
  type: 'assign-rows',
  rows: [ROW as never],
  entity,
});

test('rows that are assigned are told to those who fill them, and to nobody else', async () => {
  await stage.act('cora', assign());
  expect(await stage.told('wen')).toMatchObject([
    { kind: 'assigned', by: 'cora', row: ROW, cell: null, places: 1 },
  ]);
  expect(await stage.kinds('wim')).toEqual(['assigned']);
  for (const name of ['rosa', 'cora', 'hana', 'aude', 'ivan', 'olga'])
    expect(await stage.kinds(name), name).toEqual([]);
});

test('a comment is told to those whose row it is on and to all in its thread, its author left out', async () => {
  await stage.act('cora', assign());
  await stage.readAll();
  await stage.act('aude', say());
  expect(await stage.told('wen')).toMatchObject([{ kind: 'comment', by: 'aude', cell: CELL }]);
  const open = await stage.registry.get(stage.workbook);
  const [parent = null] = open?.state.comments.keys() ?? [];
  await stage.act('rosa', say({ parent, text: 'Of last year.' }));
  expect(await stage.kinds('aude')).toEqual(['comment']);
  expect(await stage.kinds('rosa')).toEqual([]);
  expect(await stage.kinds('hana')).toEqual([]);
});

test('a mention is told as one, to members who may read the comment alone', async () => {
  const mentions = ['hana', 'wen', 'olga', 'nobody'].map(idOf);
  await stage.act('cora', say({ mentions }));
  expect(await stage.kinds('hana')).toEqual(['mention']);
  expect(await stage.kinds('wen')).toEqual(['mention']);
  expect(await stage.kinds('olga')).toEqual([]);
});

test('a mentioned entity is everybody who fills rows for it, in a comment and in a query', async () => {
  await stage.act('cora', assign());
  await stage.readAll();
  await stage.act('cora', say({ mentionedEntities: [ROADS, 'e_gone' as EntityId] }));
  expect(await stage.kinds('rosa')).toEqual(['mention']);
  const asked = { query: 'q_1' as QueryId, row: ROW as RowId, due: null, assignee: null };
  const mentioned = { mentions: ['wen', 'hana', 'olga'].map(idOf), mentionedEntities: [ROADS] };
  await stage.act('aude', { type: 'ask-query', ...asked, text: 'Why?', ...mentioned });
  expect(await stage.kinds('rosa')).toEqual(['mention', 'mention']);
  // Who is asked is told of the question, and not of it twice; an observer may not read it.
  expect(await stage.kinds('wen')).toEqual(['query', 'comment']);
  expect(await stage.kinds('hana')).toEqual(['mention']);
  expect(await stage.kinds('olga')).toEqual([]);
  const answer = { query: asked.query, text: 'So.', mentions: [idOf('cora')] };
  await stage.act('wen', { type: 'answer-query', ...answer });
  expect(await stage.kinds('cora')).toEqual(['mention']);
});

test('what the audit side says among itself reaches nobody of the city, mentioned or not', async () => {
  await stage.act('cora', assign());
  await stage.readAll();
  await stage.act('aude', say({ audience: 'audit', mentions: ['ivan', 'wen'].map(idOf) }));
  expect(await stage.kinds('ivan')).toEqual(['mention']);
  for (const name of ['wen', 'wim', 'cora', 'hana', 'olga'])
    expect(await stage.kinds(name), name).toEqual([]);
});

test('whoever loses the right meanwhile finds nothing of it, and whoever leaves nothing at all', async () => {
  await stage.act('aude', say({ audience: 'audit', mentions: [idOf('ivan')] }));
  await stage.act('cora', say({ mentions: [idOf('ivan'), idOf('wim')] }));
  expect(await stage.kinds('ivan')).toEqual(['mention', 'mention']);
  const change = { type: 'change-member', person: idOf('ivan'), entity: null } as const;
  await stage.act('aude', say({ audience: 'audit', mentions: [idOf('ivan')] }));
  await stage.act('hana', { ...change, role: 'coordinator' });
  expect(await stage.kinds('ivan')).toEqual(['mention']);
  // Nor are they told how much of it there was.
  expect(await stage.store.unreadOf(idOf('ivan'))).toMatchObject([{ unread: 1 }]);
  await stage.act('hana', { type: 'remove-member', person: idOf('wim') });
  await stage.post.caughtUp();
  expect(await stage.store.noticesOf({ person: idOf('wim'), limit: 9 })).toEqual([]);
});

test('nobody is told twice where the store fails in between, and nobody is left out', async () => {
  await stage.close();
  let failing = 0;
  stage = await openStage((store) => ({
    ...store,
    noteFollowed: async (followed) => {
      // Every other try: once before it is written, once after.
      failing += 1;
      if (failing % 3 === 1) throw new Error('away');
      const noted = await store.noteFollowed(followed);
      if (failing % 3 === 2) throw new Error('the answer was lost');
      return noted;
    },
  }));
  for (const entity of [WATER, ROADS, WATER]) await stage.act('cora', assign(entity));
  await expect.poll(async () => await stage.kinds('wen')).toEqual(['assigned', 'assigned']);
  expect(await stage.kinds('rosa')).toEqual(['assigned']);
  expect(failing).toBeGreaterThan(3);
});
