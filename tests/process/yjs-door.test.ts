/** The door of plain Yjs clients, with npm y-websocket's own provider: both protocols are one room behind one gate. */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeStateVector, type Doc, encodeStateVector } from 'yjs';
import { ApiClient, DEMO_WORKBOOK } from './api-client.ts';
import { bySession, type Credential, PlainClient, tokenOf } from './plain-client.ts';
import { RoomClient } from './room-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';
import { part } from '../e2e/part.ts';

const CELL = 'water_supply_loss.value:source';
const NOTES = 'water_supply_loss.value:notes';
/** A row of another entity. */
const OTHERS = 'open_data.number:notes';
let server: ServerProcess;
let wen: ApiClient;
let amara: ApiClient;
let henrik: ApiClient;
let yara: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  [wen, amara, henrik, yara] = (await Promise.all(
    ['p_wen', 'p_amara', 'p_henrik', 'p_yara'].map((person) => ApiClient.enter(server.url, person)),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient];
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

const plain = (by: Credential, room = DEMO_WORKBOOK) => PlainClient.join(server.url, room, by);

/** Do the documents hold the same edits? What one of them has not read yet makes them differ. */
function haveSeenEqually([first, ...others]: Doc[]): boolean {
  const vector = getState(first);
  return others.every((doc) => isDeepStrictEqual(getState(doc), vector));
}
const getState = (doc: Doc | undefined) =>
  doc === undefined ? new Map() : decodeStateVector(encodeStateVector(doc));

async function native(api: ApiClient): Promise<RoomClient> {
  return await RoomClient.join(api, (await api.view()).room ?? '');
}

type Drafts = { drafts: { id: string; cell: string; text: string | null; code: string }[] };
/** Without the values that only crossed with others': two who write all at once leave many. */
async function draftsOf(api: ApiClient, cell: string): Promise<Drafts['drafts']> {
  const answer = await api.get(`/api/workbooks/${DEMO_WORKBOOK}/refused-drafts?cell=${cell}`);
  expect(answer.status).toBe(200);
  const { drafts } = (await answer.json()) as Drafts;
  return drafts.filter(({ code }) => code !== 'overtaken');
}

test('edits of a plain client and of the web app reach each other, and are in the journal', async () => {
  const app = await native(wen);
  const program = await plain(await tokenOf(wen));
  expect(program.doc.getMap('cells').size).toBe(app.cells().size);
  program.set(CELL, 'from a program');
  await app.until(() => app.cells().get(CELL) === 'from a program', 'the value in the app');
  await app.save(NOTES, 'from the app');
  await program.until(() => program.get(NOTES) === 'from the app', 'the value in the program');
  program.clear(NOTES);
  await app.until(() => !app.cells().has(NOTES), 'the cell to be empty');
  const view = await (await wen.get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${CELL}`)).json();
  expect(view).toMatchObject({ text: 'from a program', by: { person: 'p_wen' } });
  program.close();
  app.close();
});

test('two plain clients and one of the app end with the same cells after writing all at once', async () => {
  const app = await native(amara);
  const one = await plain(await tokenOf(wen));
  const two = await plain(bySession(amara));
  const cells = [CELL, NOTES, 'city.population:notes', 'city.population:source'];
  for (let round = 0; round < 25; round++) {
    for (const [at, cell] of cells.entries()) {
      if (at < 2) one.set(cell, `one ${round}`);
      two.set(cell, `two ${round}`);
      app.set(cell, `app ${round}`);
    }
  }
  // What is written before all have read all is concurrent, and need not be what stands in the end.
  const docs = [one.doc, two.doc, app.doc];
  await app.until(() => app.saved && haveSeenEqually(docs), 'all to have read all');
  one.set(NOTES, 'last of one');
  await two.until(() => two.get(NOTES) === 'last of one', 'the last value');
  two.set(CELL, 'last of two');
  await one.until(() => one.get(CELL) === 'last of two', 'the last value');
  const all = (client: PlainClient) => Object.fromEntries(client.doc.getMap('cells').entries());
  await app.until(() => app.cells().get(CELL) === 'last of two', 'the last value');
  expect(all(one)).toEqual(Object.fromEntries(app.cells()));
  expect(all(two)).toEqual(Object.fromEntries(app.cells()));
  expect(one.closes).toEqual([]);
  expect(two.closes).toEqual([]);
  for (const client of [one, two, app]) client.close();
});

test('a refused plain client is closed with 4403 once, does not come back, and its value is kept', async () => {
  const app = await native(amara);
  const before = app.cells().get(OTHERS);
  const program = await plain(await tokenOf(wen));
  program.set(OTHERS, 'not mine to say');
  await program.until(() => program.ended !== null, 'the end');
  expect(program.closes).toEqual([4403]);
  expect(program.provider.shouldConnect).toBe(false);
  expect(app.cells().get(OTHERS)).toBe(before);
  const kept = { cell: OTHERS, text: 'not mine to say', code: 'not-your-row' };
  expect(await draftsOf(wen, OTHERS)).toMatchObject([kept]);
  expect(await draftsOf(amara, OTHERS)).toMatchObject([{ ...kept, by: { person: 'p_wen' } }]);
  expect(await draftsOf(henrik, OTHERS)).toMatchObject([kept]);
  expect(await draftsOf(yara, OTHERS)).toEqual([]);
  // The same value brought again is the same draft.
  const again = await plain(await tokenOf(wen));
  again.set(OTHERS, 'not mine to say');
  await again.until(() => again.ended === 4403, 'the end');
  expect(await draftsOf(amara, OTHERS)).toHaveLength(1);
  // Also a text that no cell can hold.
  const long = await plain(await tokenOf(wen));
  long.set(CELL, 'x'.repeat(2_001));
  await long.until(() => long.ended === 4403, 'the end');
  const [tooLong] = await draftsOf(wen, CELL);
  expect(tooLong).toMatchObject({ text: 'x'.repeat(2_001), code: 'too-long' });
  const settled = { how: 'discard' };
  const path = `/api/workbooks/${DEMO_WORKBOOK}/refused-drafts/${tooLong?.id}/settle`;
  expect((await wen.post(path, settled)).status).toBe(200);
  for (const client of [program, again, long, app]) client.close();
});

test('a token that may not enter, a stranger and a foreign page are told so and stay outside', async () => {
  const ended = async (by: Credential, room = DEMO_WORKBOOK) => {
    const client = new PlainClient(server.url, room, by);
    await client.until(() => client.ended !== null, 'the end');
    const { size } = client.doc.getMap('cells');
    client.close();
    return { code: client.ended, size };
  };
  expect(await ended({ token: `ts_${'x'.repeat(43)}` })).toEqual({ code: 4401, size: 0 });
  expect(await ended({ token: '' })).toEqual({ code: 4401, size: 0 });
  expect(await ended({ cookie: '', origin: server.url })).toEqual({ code: 4401, size: 0 });
  expect(await ended(await tokenOf(wen, { scope: ['read', 'write'] }))).toEqual({
    code: 4403,
    size: 0,
  });
  expect(await ended(await tokenOf(wen), 'wb_nothing')).toEqual({ code: 4404, size: 0 });
  const olu = await ApiClient.enter(server.url, 'p_olu');
  expect(await ended(await tokenOf(olu))).toEqual({ code: 4403, size: 0 });
  const foreign = new PlainClient(server.url, DEMO_WORKBOOK, {
    cookie: wen.cookie,
    origin: 'https://elsewhere.example',
  });
  await foreign.until(() => foreign.closes.length > 0, 'the refusal');
  expect(foreign.provider.synced).toBe(false);
  foreign.close();
});

test('a plain client is out at once when its token is revoked', async () => {
  const { id, token } = await tokenOf(wen);
  const program = await plain({ token });
  const revoked = await fetch(`${server.url}/api/tokens/${id}`, {
    method: 'DELETE',
    headers: { origin: server.url, cookie: wen.cookie },
  });
  expect(revoked.status).toBe(204);
  await program.until(() => program.ended !== null, 'the end');
  expect(program.ended).toBe(4401);
  expect(server.output()).not.toContain(token);
  program.close();
});

test('people see each other across both protocols, under the names the server knows', async () => {
  const app = await native(amara);
  const program = await plain(await tokenOf(wen));
  const one = await plain(bySession(yara));
  program.awareness.setLocalState({
    at: { cell: CELL, editing: true },
    who: { name: 'Amara', person: 'p_amara' },
  });
  const states = () =>
    [...(app.provider.awareness?.getStates().values() ?? [])].map((state) => state['who']);
  await app.until(() => states().some((who) => who?.cell === CELL), 'the place of the program');
  expect(states().find((who) => who?.cell === CELL)).toMatchObject({
    person: 'p_wen',
    name: 'Wen',
    editing: true,
  });
  app.provider.setAwarenessField('at', { cell: NOTES, editing: false });
  const seen = (client: PlainClient) =>
    [...client.awareness.getStates()].filter(([id]) => id !== client.doc.clientID);
  const shows = (client: PlainClient, person: string) =>
    seen(client).some(([, state]) => state['who']?.person === person);
  await program.until(() => shows(program, 'p_amara'), 'the app on the program');
  await one.until(() => shows(one, 'p_amara') && shows(one, 'p_wen'), 'both on the other');
  // Nobody speaks for another: the line that the server stamped stays.
  one.awareness.states.set(program.doc.clientID, { at: { cell: 'x', editing: true } });
  one.awareness.emit('update', [{ added: [], updated: [program.doc.clientID], removed: [] }, one]);
  one.awareness.setLocalState({ at: { cell: OTHERS, editing: false } });
  await app.until(() => states().some((who) => who?.cell === OTHERS), 'the other place');
  expect(states().filter((who) => who?.person === 'p_wen')).toMatchObject([{ cell: CELL }]);
  program.close();
  await app.until(() => states().every((who) => who?.person !== 'p_wen'), 'the program to be gone');
  one.close();
  app.close();
});

test('a plain client that was away brings what it typed, and lacks nothing', async () => {
  const token = await tokenOf(wen);
  const program = await plain(token);
  program.provider.disconnect();
  program.set(CELL, 'typed away');
  const app = await native(wen);
  await app.save(NOTES, 'meanwhile');
  program.provider.connect();
  await program.until(() => program.get(NOTES) === 'meanwhile', 'what it missed');
  await app.until(() => app.cells().get(CELL) === 'typed away', 'what it brought');
  expect(program.closes).toEqual([]);
  program.close();
  app.close();
});

test('an edit that rests on another page’s unsent one is asked for, then both are taken', async () => {
  const program = await plain(await tokenOf(wen));
  const app = await native(wen);
  // The first update is kept from the wire; the second, sent alone, cannot be placed.
  const { ws } = program.provider;
  if (ws === null) throw new Error('not connected');
  const send = ws.send.bind(ws);
  ws.send = () => {
    ws.send = send;
  };
  program.set(CELL, 'never sent by itself');
  program.set(NOTES, 'rests on it');
  await app.until(() => app.cells().get(NOTES) === 'rests on it', 'the second');
  expect(app.cells().get(CELL)).toBe('never sent by itself');
  expect(program.closes).toEqual([]);
  program.close();
  app.close();
});

test('plain clients and their drafts from one generation to the next', async () => {
  await part(
    'a lock closes plain clients so that they come back, with an empty document, into the next generation',
    async () => {
      const token = await tokenOf(wen);
      const keeper = await plain(token);
      const away = await plain(token);
      // One that reacts as docs/room.md says: a new document for the new generation.
      let current = await plain(token);
      const moved = new Promise<void>((came) => {
        current.provider.on('connection-close', (event) => {
          if (event?.code !== 4205) return;
          current.close();
          current = new PlainClient(server.url, DEMO_WORKBOOK, token);
          came();
        });
      });
      current.set(CELL, 'before the lock');
      await away.until(() => away.get(CELL) === 'before the lock', 'the value');
      away.provider.disconnect();
      away.set(NOTES, 'typed away, too late');
      expect((await henrik.command({ type: 'lock' })).status).toBe(200);
      await moved;
      await current.until(() => current.provider.synced, 'the first sync of the new document');
      expect(current.get(CELL)).toBe('before the lock');
      // The one that keeps its old document is told once, comes back, and is turned away for good: nothing is merged.
      await keeper.until(() => keeper.ended !== null, 'the end');
      expect(keeper.closes[0]).toBe(4205);
      expect(keeper.ended).toBe(4409);
      expect(keeper.closes).toHaveLength(2);
      // So is the one that was away, and what it typed is kept.
      away.provider.connect();
      await away.until(() => away.ended !== null, 'the end');
      expect(away.ended).toBe(4409);
      expect(await draftsOf(wen, NOTES)).toMatchObject([
        { text: 'typed away, too late', code: 'locked' },
      ]);
      // What is typed into a locked workbook is refused, and kept.
      current.set(CELL, 'too late');
      await current.until(() => current.ended === 4403, 'the refusal');
      expect(await draftsOf(wen, CELL)).toMatchObject([{ text: 'too late', code: 'locked' }]);
      expect((await wen.view()).generation).toBe(1);
      for (const client of [keeper, away, current]) client.close();
    },
  );

  await part('a kept draft is taken over as an ordinary edit, or discarded, once', async () => {
    const settle = (api: ApiClient, id: string, how: string) =>
      api.post(`/api/workbooks/${DEMO_WORKBOOK}/refused-drafts/${id}/settle`, { how });
    const [draft] = await draftsOf(wen, CELL);
    const [note] = await draftsOf(wen, NOTES);
    if (draft === undefined || note === undefined) throw new Error('no draft is left to settle');
    expect((await settle(wen, draft.id, 'take-over')).status).toBe(409);
    expect((await henrik.command({ type: 'unlock', reason: 'A late source' })).status).toBe(200);
    expect((await settle(yara, draft.id, 'discard')).status).toBe(404);
    expect((await settle(henrik, draft.id, 'take-over')).status).toBe(403);
    expect((await settle(wen, draft.id, 'no such thing')).status).toBe(400);
    expect((await settle(amara, draft.id, 'take-over')).status).toBe(200);
    const view = await (await wen.get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${CELL}`)).json();
    expect(view).toMatchObject({ text: 'too late', by: { person: 'p_amara' } });
    expect((await settle(wen, draft.id, 'discard')).status).toBe(409);
    expect((await settle(wen, note.id, 'discard')).status).toBe(200);
    expect(await draftsOf(amara, CELL)).toEqual([]);
    expect(await draftsOf(amara, NOTES)).toEqual([]);
  });

  await part(
    'documents of two generations are not merged even where their clocks agree',
    async () => {
      const token = await tokenOf(wen);
      const room = (await wen.view()).room ?? '';
      // A document with the base of this generation and nothing else.
      const program = await plain(token);
      const base = program.doc.store.clients.get(1)?.length ?? 0;
      expect(base).toBeGreaterThan(10);
      program.provider.disconnect();
      const before = String(program.get(CELL));
      const app = await native(wen);
      await app.save(CELL, `${before}, with page`);
      // The same keys, another text: the base of the next generation has as many entries as that of this one.
      expect((await henrik.command({ type: 'lock' })).status).toBe(200);
      expect((await henrik.command({ type: 'unlock', reason: 'On with it' })).status).toBe(200);
      expect((await wen.view()).room).not.toBe(room);
      program.provider.connect();
      await program.until(() => program.ended !== null, 'the end');
      expect(program.ended).toBe(4409);
      // An address that names the generation is asked for nothing and turned away as well.
      const named = new PlainClient(server.url, room, token);
      await named.until(() => named.ended !== null, 'the end');
      expect(named.ended).toBe(4409);
      const now = await PlainClient.join(server.url, (await wen.view()).room ?? '', token);
      expect(now.get(CELL)).toBe(`${before}, with page`);
      for (const client of [program, named, now]) client.close();
      app.close();
    },
  );
});
