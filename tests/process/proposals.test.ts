/** Proposals: a refused value handed in by its author is seen by the city's leads and nobody else, and settled once. */
import type {
  RefusedDraftsView,
  RefusedDraftView,
} from '@tallystick/protocol/views-refused-drafts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from './api-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';
import { part } from '../e2e/part.ts';

const CELL = 'open_data.number:source';
const PATH = `/api/workbooks/${DEMO_WORKBOOK}/refused-drafts`;

let server: ServerProcess;
const people: Record<string, ApiClient> = {};

beforeAll(async () => {
  server = await startServerProcess();
  for (const name of ['wen', 'bruno', 'amara', 'henrik', 'yara', 'mei', 'olu'])
    people[name] = await ApiClient.enter(server.url, `p_${name}`);
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

const of = (name: string): ApiClient => people[name] as ApiClient;
const handIn = (name: string, more: object = {}) =>
  of(name).post(PATH, { cell: CELL, text: 'By the works', code: 'not-your-row', ...more });

async function seenBy(name: string): Promise<RefusedDraftsView> {
  const answer = await of(name).get(`${PATH}?cell=${encodeURIComponent(CELL)}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as RefusedDraftsView;
}

test('a proposal from the handing in to the taking over', async () => {
  await part(
    'a refused value is handed in with a note, and seen by its author and the leads alone',
    async () => {
      const answer = await handIn('wen', { note: 'Counted at the works', detail: 'Statistics' });
      expect(answer.status).toBe(200);
      const proposal = (await answer.json()) as RefusedDraftView;
      expect(proposal).toMatchObject({ text: 'By the works', note: 'Counted at the works' });
      expect(proposal.handedInAt).not.toBeNull();
      for (const name of ['wen', 'amara', 'henrik'])
        expect((await seenBy(name)).drafts.map(({ id }) => id)).toEqual([proposal.id]);
      for (const name of ['bruno', 'yara', 'mei']) expect((await seenBy(name)).drafts).toEqual([]);
      // The same once more is the same proposal.
      expect(((await (await handIn('wen')).json()) as RefusedDraftView).id).toBe(proposal.id);
      expect((await seenBy('amara')).drafts).toHaveLength(1);
    },
  );

  await part(
    'a proposal is taken over with one act, stands under who took it over, and its author is told',
    async () => {
      const [proposal] = (await seenBy('amara')).drafts;
      expect(proposal?.mayTake).toBe(true);
      const settle = `${PATH}/${proposal?.id}/settle`;
      expect((await of('bruno').post(settle, { how: 'take-over' })).status).toBe(404);
      expect((await of('amara').post(settle, { how: 'take-over' })).status).toBe(200);
      expect((await of('amara').post(settle, { how: 'take-over' })).status).toBe(409);
      const cell = await of('wen').get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${CELL}`);
      expect(await cell.json()).toMatchObject({ text: 'By the works', by: { person: 'p_amara' } });
      const { drafts, settled } = await seenBy('wen');
      expect(drafts).toEqual([]);
      const about = settled.filter(({ id }) => id === proposal?.id);
      expect(about).toMatchObject([{ how: 'take-over', by: { person: 'p_amara' } }]);
      const others = (await seenBy('henrik')).settled.map(({ id }) => id);
      expect(others).not.toContain(proposal?.id);
    },
  );
});

test('the audit side proposes nothing, and nobody what the cell could not hold', async () => {
  for (const name of ['yara', 'mei']) expect((await handIn(name)).status).toBe(403);
  expect((await handIn('olu')).status).toBe(403);
  expect((await handIn('wen', { cell: 'x:y' })).status).toBe(422);
  expect((await handIn('wen', { code: 'no such code' })).status).toBe(400);
  const number = { cell: 'open_data.number:numerator', text: 'many' };
  expect((await handIn('wen', number)).status).toBe(422);
});

test('the head, who types into no cell, takes a proposal over while the cell is open', async () => {
  const made = (await (await handIn('wen', { text: 'By the head' })).json()) as RefusedDraftView;
  const settle = `${PATH}/${made.id}/settle`;
  const cells = `/api/workbooks/${DEMO_WORKBOOK}/cells`;
  const body = JSON.stringify({ cells: { [CELL]: 'Typed' } });
  const headers = { 'content-type': 'application/json', origin: server.url };
  const typed = await fetch(server.url + cells, {
    method: 'PATCH',
    headers: { ...headers, cookie: of('henrik').cookie },
    body,
  });
  expect(typed.status).toBe(403);
  expect((await of('henrik').command({ type: 'lock' })).status).toBe(200);
  expect((await seenBy('henrik')).drafts[0]?.mayTake).toBe(false);
  expect((await of('henrik').post(settle, { how: 'take-over' })).status).toBe(409);
  expect((await of('henrik').command({ type: 'unlock', reason: 'A proposal' })).status).toBe(200);
  expect((await seenBy('henrik')).drafts[0]?.mayTake).toBe(true);
  expect((await of('henrik').post(settle, { how: 'take-over' })).status).toBe(200);
  const cell = await of('wen').get(`${cells}/${CELL}`);
  expect(await cell.json()).toMatchObject({ text: 'By the head', by: { person: 'p_henrik' } });
});

test('nobody takes over a proposal of their own into a cell that is not theirs to fill', async () => {
  const made = (await (await handIn('henrik', { text: 'My own' })).json()) as RefusedDraftView;
  expect(made.mayTake).toBe(false);
  const own = await of('henrik').post(`${PATH}/${made.id}/settle`, { how: 'take-over' });
  expect(own.status).toBe(403);
  const cell = await of('wen').get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${CELL}`);
  expect(await cell.json()).not.toMatchObject({ text: 'My own' });
  expect((await of('amara').post(`${PATH}/${made.id}/settle`, { how: 'take-over' })).status).toBe(
    200,
  );
});

test('of two who settle a proposal at once one is told that it is settled already', async () => {
  const made = (await (await handIn('wen', { text: 'Both at once' })).json()) as RefusedDraftView;
  const settle = `${PATH}/${made.id}/settle`;
  const both = await Promise.all([
    of('amara').post(settle, { how: 'take-over' }),
    of('henrik').post(settle, { how: 'discard', word: 'No' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const [amara] = both;
  const cell = await of('wen').get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${CELL}`);
  const { text } = (await cell.json()) as { text: string };
  expect(text === 'Both at once').toBe(amara?.status === 200);
});

test('a proposal that is declined comes back to its author with a word', async () => {
  const made = (await (await handIn('wen', { text: 'Another source' })).json()) as RefusedDraftView;
  const settle = `${PATH}/${made.id}/settle`;
  const declined = { how: 'discard', word: 'We keep the register as the source' };
  expect((await of('henrik').post(settle, declined)).status).toBe(200);
  const { settled } = await seenBy('wen');
  expect(settled[0]).toMatchObject({ how: 'discard', word: declined.word, text: 'Another source' });
});
