/** Receivers do not wait for each other, and one that cannot be reached at one address is tried at its next. */
import { WEBHOOK_SENDS_PER_TARGET_MAX } from '@tallystick/server/service/limits';
import { send } from '@tallystick/server/webhooks/send';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDataDir } from '../process/server-process.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** A fifth of what the slow receiver may take, and some looks of the server. */
const SOON_MS = 2_000;
const UNREACHED = { address: '::1', family: 6 } as const;

let here: Installation;
let quick: Receiver;
/** Takes requests and never answers them. */
let slow: Server;
let slowOrigin: string;
let waiting = 0;
let mostWaiting = 0;

beforeAll(async () => {
  here = await startInstallation();
  quick = await startReceiver();
  slow = createServer((request, response) => {
    request.resume();
    waiting++;
    mostWaiting = Math.max(mostWaiting, waiting);
    response.on('close', () => waiting--);
  });
  slow.listen(0, '127.0.0.1');
  await once(slow, 'listening');
  slowOrigin = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
});
afterAll(async () => {
  slow.closeAllConnections();
  slow.close();
  await quick.close();
  await here.server.stop();
  await removeDataDir(here.server.dataDir);
});

async function addHook(workbook: string, url: string): Promise<void> {
  const answer = await here.admin.post(`/api/workbooks/${workbook}/webhooks`, { url });
  expect(answer.status).toBe(201);
}

async function addEntity(workbook: string, id: string): Promise<void> {
  const command = { type: 'add-entity', entity: id as never, name: `Entity ${id}` } as const;
  expect((await here.admin.command(command, { workbook })).status).toBe(200);
}

test('a receiver that does not answer holds up nobody else, and of its own only a few', async () => {
  for (const origin of [quick.origin, slowOrigin])
    expect((await here.admin.post('/api/admin/webhook-targets', { origin })).status).toBe(204);
  const opening = { city: 'Otherham', title: 'Pilot', due: null, coordinate: true };
  const opened = await here.admin.post('/api/workbooks', opening);
  const { workbook: other } = (await opened.json()) as { workbook: string };
  for (const workbook of [here.workbook, other])
    for (let i = 0; i < 3; i++) await addHook(workbook, `${slowOrigin}/${i}`);
  await addHook(here.workbook, `${quick.origin}/in`);
  await addEntity(other, 'e_first');
  await addEntity(here.workbook, 'e_first');
  await expect
    .poll(() => waiting, { interval: 10, timeout: 15_000 })
    .toBe(WEBHOOK_SENDS_PER_TARGET_MAX);
  for (const id of ['e_one', 'e_two']) {
    await addEntity(here.workbook, id);
    const asked = performance.now();
    const isThere = () => quick.received.some(({ body }) => body.includes(id));
    await expect.poll(isThere, { interval: 10, timeout: 15_000 }).toBe(true);
    expect(performance.now() - asked).toBeLessThan(SOON_MS);
  }
  expect(mostWaiting).toBe(WEBHOOK_SENDS_PER_TARGET_MAX);
});

test('where the first address is not reached, the next one is tried within the same delivery', async () => {
  const before = quick.received.length;
  const delivery = {
    url: new URL(`http://hooks.example:${quick.port}/in`),
    secret: 's',
    id: 'one',
    body: '{}',
    at: 0,
  };
  const next = { address: '127.0.0.1', family: 4 } as const;
  expect(await send({ ...delivery, pinned: [UNREACHED, next] })).toBeUndefined();
  expect(quick.received.length).toBe(before + 1);
  expect(await send({ ...delivery, pinned: [UNREACHED] })).toMatch(/^E[A-Z]+$/);
  expect(quick.received.length).toBe(before + 1);
});
