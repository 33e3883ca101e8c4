/** What the server owes a client in answers, step by step: random sessions found each of these broken once. */
import type { Command } from '@tallystick/domain/commands';
import type { CellId, CommandId, WorkbookId } from '@tallystick/domain/cells/ids';
import { EDITS_WAITING_PAUSE } from '@tallystick/server/service/limits';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { createRoom, setCells } from '@tallystick/room/shape';
import { encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  askFrame,
  authFrame,
  editFrame,
  giveFrame,
  hear,
  type Heard,
  presenceFrame,
} from './client-frames.ts';
import { JournalMirror } from './journal-mirror.ts';
import { type Link, SimServer } from './sim-server.ts';
import { HEAD, HOT_CELLS, personRow, setUpWorkbook } from './workbook-setup.ts';

const WORKBOOK = 'wb_answers' as WorkbookId;
const ROOM = `${WORKBOOK}~0`;
const ANN = personRow('p_ann');
const [A, B] = HOT_CELLS as [CellId, CellId];
let server: SimServer;
let now = 0;

beforeEach(async () => {
  const store = openMemoryStore();
  const clock = () => ++now;
  await setUpWorkbook({ store, now: clock, workbook: WORKBOOK }, [
    { person: ANN, role: 'coordinator' },
  ]);
  const mirror = new JournalMirror();
  server = new SimServer({ store, mirror, now: clock, workbook: WORKBOOK });
});
afterEach(async () => {
  await server.stop();
});

/** Lets everything happen, commits too, and answers what the client was told meanwhile. */
async function heardBy(link: Link): Promise<Heard[]> {
  const heard: Heard[] = [];
  do {
    await server.commit();
    while (link.canReachServer) link.deliverToServer();
    await server.settle();
    for (const delivery of link.toClient.splice(0)) {
      if (delivery.kind === 'frame') heard.push(hear(delivery.data));
    }
  } while (server.commitsWaiting > 0 || link.canReachServer);
  return heard;
}

async function enter(room = ROOM): Promise<Link> {
  const link = server.connect(ANN);
  link.send(authFrame(room));
  link.send(askFrame(room, encodeStateVector(createRoom())));
  // The first to come waits until the workbook is open, which takes a few turns.
  let isIn = false;
  while (!isIn) isIn = kinds(await heardBy(link)).includes('state');
  return link;
}

/** A client's edits, one update each. */
function edits(changes: [CellId, string | null][]): {
  client: number;
  updates: Uint8Array[];
  whole: Uint8Array;
} {
  const doc = createRoom();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const change of changes) setCells(doc, [change], 'local');
  return { client: doc.clientID, updates, whole: encodeStateAsUpdate(doc) };
}

const kinds = (heard: Heard[]) => heard.map((each) => each.heard);
const saved = (heard: Heard[]) => heard.filter((each) => each.heard === 'saved').length;

test('an edit that builds on a lost one is not saved before the whole is here, then each frame is answered', async () => {
  const link = await enter();
  const { updates, whole } = edits([
    [A, 'p_ann wrote 1'],
    [B, 'p_ann wrote 2'],
    [A, 'p_ann wrote 3'],
  ]);
  link.send(editFrame(ROOM, updates[1] as Uint8Array));
  link.send(editFrame(ROOM, updates[2] as Uint8Array));
  const first = await heardBy(link);
  expect(kinds(first)).toEqual(['wants state']);
  link.send(giveFrame(ROOM, whole));
  expect(saved(await heardBy(link))).toBe(3);
  const cells = (await server.workbook()).room.cells();
  expect([cells.get(A), cells.get(B)]).toEqual(['p_ann wrote 3', 'p_ann wrote 2']);
});

test('what is saved after an edit was put aside is acknowledged only with it', async () => {
  const link = await enter();
  const { updates, whole } = edits([
    [A, 'p_ann wrote 1'],
    [B, 'p_ann wrote 2'],
  ]);
  link.send(editFrame(ROOM, updates[1] as Uint8Array));
  await heardBy(link);
  // The lost edit comes after all: it is written, but the client counts answers by the order of its frames.
  link.send(editFrame(ROOM, updates[0] as Uint8Array));
  expect(saved(await heardBy(link))).toBe(0);
  link.send(giveFrame(ROOM, whole));
  expect(saved(await heardBy(link))).toBe(3);
});

test('a refusal comes after the acknowledgements that are owed', async () => {
  const link = await enter();
  const { updates } = edits([
    [A, 'p_ann wrote 1'],
    ['no.such_row:source' as CellId, 'p_ann wrote 2'],
  ]);
  for (const update of updates) link.send(editFrame(ROOM, update));
  const heard = (await heardBy(link)).filter(
    (each) => each.heard === 'saved' || each.heard === 'message',
  );
  expect(kinds(heard)).toEqual(['saved', 'message']);
});

/** Carries a command of the head out. */
async function command(id: string, asked: Command): Promise<void> {
  const workbook = await server.workbook();
  const answer = workbook.command({
    person: HEAD,
    admin: false,
    id: id as CommandId,
    command: asked,
    door: 'api',
  });
  for (let turn = 0; turn < 4; turn++) {
    await server.settle();
    await server.commit();
  }
  expect((await answer).ok).toBe(true);
}

test('what was under way behind a refused edit is not taken, though it would be allowed by then', async () => {
  await command('c_lock', { type: 'lock' });
  const room = `${WORKBOOK}~1`;
  const link = await enter(room);
  const { updates, whole } = edits([
    [A, 'p_ann wrote 1'],
    [B, 'p_ann wrote 2'],
  ]);
  link.send(editFrame(room, updates[0] as Uint8Array));
  const [refused] = await heardBy(link);
  expect(refused).toMatchObject({ message: { type: 'refused', values: [[A, 'p_ann wrote 1']] } });
  const until = now + 60 * 60_000;
  await command('c_open', { type: 'reopen-cells', cells: [A, B], rows: [], reason: 'Why', until });
  link.send(editFrame(room, updates[1] as Uint8Array));
  link.send(giveFrame(room, whole));
  const later = (await heardBy(link)).filter(
    (each) => each.heard === 'message' && each.message.type === 'refused',
  );
  expect(later).toHaveLength(2);
  const stands = async () => {
    const cells = (await server.workbook()).room.cells();
    return [cells.get(A), cells.get(B)];
  };
  expect(await stands()).toEqual([undefined, undefined]);
  // Who begins anew is heard.
  const again = await enter(room);
  const fresh = edits([[A, 'p_ann wrote 3']]);
  again.send(presenceFrame(room, fresh.client));
  again.send(giveFrame(room, fresh.whole));
  expect(saved(await heardBy(again))).toBe(1);
  expect(await stands()).toEqual(['p_ann wrote 3', undefined]);
});

test('what waits behind a refused edit goes with it', async () => {
  const link = await enter();
  const one = edits([['no.such_row:source' as CellId, 'p_ann wrote 1']]);
  const other = edits([[B, 'p_ann wrote 2']]);
  // At once, so that all wait for the same round, and so many that the socket is not read meanwhile.
  link.send(editFrame(ROOM, one.whole));
  for (let sent = 0; sent < EDITS_WAITING_PAUSE; sent++) link.send(editFrame(ROOM, other.whole));
  const heard = await heardBy(link);
  expect(saved(heard)).toBe(0);
  expect(kinds(heard)).toContain('message');
  expect((await server.workbook()).room.cells().get(B)).toBeUndefined();
  // It is read again: else nobody would see it close.
  link.leave();
  expect(link.canReachServer).toBe(true);
});

/** A client that was away types `text` over what it last saw, and comes back with it as it was typed. */
async function comeBackWith(text: string, doc: ReturnType<typeof createRoom>): Promise<Link> {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'local') updates.push(update);
  });
  setCells(doc, [[A, text]], 'local');
  const link = server.connect(ANN);
  link.send(authFrame(ROOM));
  link.send(askFrame(ROOM, encodeStateVector(doc)));
  for (const update of updates) link.send(editFrame(ROOM, update));
  return link;
}

test.each([
  ['higher', 2, 2 ** 31],
  ['lower', 2 ** 31, 2],
])(
  'what comes back with a %s client id does not replace what was saved meanwhile',
  async (_which, saver, typer) => {
    const here = await enter();
    const first = createRoom();
    first.clientID = saver;
    setCells(first, [[A, 'p_ann saved']], 'local');
    here.send(presenceFrame(ROOM, saver));
    here.send(giveFrame(ROOM, encodeStateAsUpdate(first)));
    expect(saved(await heardBy(here))).toBe(1);
    const away = createRoom();
    away.clientID = typer;
    const link = await comeBackWith('p_ann typed', away);
    expect(await heardBy(link)).toContainEqual(
      expect.objectContaining({
        message: expect.objectContaining({
          type: 'refused',
          refusal: expect.objectContaining({ code: 'overtaken' }),
          cells: [A],
          values: [[A, 'p_ann typed']],
        }),
      }),
    );
    expect((await server.workbook()).room.cells().get(A)).toBe('p_ann saved');
  },
);

test('a lock that is asked twice before it is done answers both alike', async () => {
  const workbook = await server.workbook();
  const id = 'c_lock' as CommandId;
  const asked = { person: HEAD, admin: false, id, command: { type: 'lock' }, door: 'api' } as const;
  const answers = [workbook.command(asked), workbook.command(asked)];
  for (let turn = 0; turn < 4; turn++) {
    await server.settle();
    await server.commit();
  }
  const [first, second] = await Promise.all(answers);
  expect(first?.ok).toBe(true);
  expect(second).toEqual(first);
  const other = { ...asked, person: ANN.person };
  expect(await workbook.command(other)).toMatchObject({ ok: false });
});
