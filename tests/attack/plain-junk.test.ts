/** What no honest client says, at the door of plain Yjs clients: nothing of it is taken, nobody else notices, nothing breaks. */
import { nameBytes } from '@tallystick/server/room/frames';
import { PEOPLE } from '@tallystick/server/demo/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { randomFrom } from '../gate/random.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { PlainClient, tokenOf } from '../process/plain-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { defectsIn } from './inside.ts';
import { insideRoom, type Junk } from './socket-junk.ts';

/** Another seed each day, printed, so that a failure can be had again. */
const SEED = Number(process.env['PLAIN_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const ROOM = `${DEMO_WORKBOOK}~0`;
const PREFIX = nameBytes(ROOM);
/** How a client begins: not at all, with an empty document, or with one that it has to show. */
const GREETINGS: Record<string, Uint8Array[]> = {
  none: [],
  empty: [Uint8Array.of(0, 0, 1, 0)],
  'a document': [Uint8Array.of(0, 0, 3, 1, 77, 4)],
};
let server: ServerProcess;
let tokens: string[];

beforeAll(async () => {
  server = await startServerProcess();
  const readers = PEOPLE.filter(({ role }) => role !== 'observer');
  tokens = [];
  for (const { id } of readers) {
    tokens.push((await tokenOf(await ApiClient.enter(server.url, id))).token);
  }
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

/** Says everything on one socket and closes it; answers how the server took it. */
async function say(token: string, messages: (Uint8Array | string)[]): Promise<'in' | 'outside'> {
  const address = `${server.url.replace('http', 'ws')}/yjs/${DEMO_WORKBOOK}?token=${token}`;
  const socket = new WebSocket(address);
  socket.on('error', () => undefined);
  return await new Promise((done) => {
    let entered = false;
    socket.on('open', () => {
      entered = true;
      for (const message of messages) socket.send(message);
      socket.close();
    });
    socket.on('close', () => done(entered ? 'in' : 'outside'));
  });
}

test(`nothing that is said at the door of plain clients breaks anything, seed ${SEED}`, async () => {
  const random = randomFrom(SEED);
  const junk: Junk[] = insideRoom(ROOM, random).map(({ name, messages }) => ({
    name,
    messages: messages.map((each) => (typeof each === 'string' ? each : each.subarray(PREFIX))),
  }));
  const wen = await ApiClient.enter(server.url, 'p_wen');
  const honest = await PlainClient.join(server.url, DEMO_WORKBOOK, await tokenOf(wen));
  const before = Object.fromEntries(honest.doc.getMap('cells').entries());
  const { head } = await wen.view();
  const took = { in: 0, outside: 0 };
  let turn = 0;
  for (const greeting of Object.values(GREETINGS)) {
    for (const { messages } of junk) {
      // In turn, because who is turned away too often waits outside.
      const token = tokens[turn++ % tokens.length] as string;
      took[await say(token, [...greeting, ...messages])]++;
    }
  }
  console.log(`seed ${SEED}`, JSON.stringify({ junk: junk.length, ...took }));
  expect(took.in).toBeGreaterThan(500);
  expect(defectsIn(server.output())).toEqual([]);
  // What is honest among it, an update that sets one cell, is all that may have changed.
  const view = await wen.view();
  expect(view.head - head).toBeLessThan(30);
  honest.set('water_supply_loss.value:notes', `after ${SEED}`);
  const fresh = await PlainClient.join(server.url, DEMO_WORKBOOK, { token: tokens[0] as string });
  await fresh.until(
    () => fresh.get('water_supply_loss.value:notes') === `after ${SEED}`,
    'an honest edit after all that',
  );
  const after = Object.fromEntries(fresh.doc.getMap('cells').entries());
  const changed = Object.keys({ ...before, ...after }).filter(
    (cell) => before[cell] !== after[cell],
  );
  expect(changed.filter((cell) => !cell.startsWith('water_supply_loss.value:'))).toEqual([]);
  expect(Object.fromEntries(honest.doc.getMap('cells').entries())).toEqual(after);
  expect(honest.closes).toEqual([]);
  honest.close();
  fresh.close();
}, 120_000);
