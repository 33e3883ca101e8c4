/** Webhooks: signed, in order, sent until they are taken, to nobody but whom an administrator allowed. */
import {
  webhookDeliverySchema,
  type WebhookMade,
  type WebhooksView,
} from '@tallystick/protocol/webhooks';
import { isPublicAddress, pin, targetOrigin, webhookUrl } from '@tallystick/server/webhooks/target';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invite, joinAsNew } from '../people/installation.ts';
import { removeDataDir } from '../process/server-process.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { part } from '../e2e/part.ts';

let here: Installation;
let receiver: Receiver;
let failuresLeft = 0;

beforeAll(async () => {
  here = await startInstallation();
  receiver = await startReceiver(() => {
    failuresLeft -= 1;
    return { status: failuresLeft >= 0 ? 500 : 204 };
  });
});
afterAll(async () => {
  await receiver.close();
  await here.server.stop();
  await removeDataDir(here.server.dataDir);
});

const hooks = () => `/api/workbooks/${here.workbook}/webhooks`;
const allow = (origin: string) => here.admin.post('/api/admin/webhook-targets', { origin });
const forbid = (origin: string) =>
  fetch(`${here.server.url}/api/admin/webhook-targets/${encodeURIComponent(origin)}`, {
    method: 'DELETE',
    headers: { origin: here.server.url, cookie: here.admin.cookie },
  });
async function addEntity(id: string): Promise<void> {
  const command = { type: 'add-entity', entity: id as never, name: `Entity ${id}` } as const;
  const answer = await here.admin.command(command, { workbook: here.workbook });
  expect(answer.status).toBe(200);
}
function numbers(): number[] {
  return receiver.received.flatMap(({ body }) =>
    webhookDeliverySchema.parse(JSON.parse(body)).entries.map(({ number }) => number),
  );
}

test('a target and its webhooks, from the first to the last', async () => {
  await part('a journal is sent on, signed, and again until it is taken', async () => {
    const early = await here.admin.post(hooks(), { url: `${receiver.origin}/in` });
    expect([early.status, await early.json()]).toMatchObject([422, { code: 'target-not-allowed' }]);
    expect((await allow(receiver.origin)).status).toBe(204);
    const answer = await here.admin.post(hooks(), { url: `${receiver.origin}/in` });
    expect(answer.status).toBe(201);
    const { secret, webhook } = (await answer.json()) as WebhookMade;
    failuresLeft = 1;
    await addEntity('e_one');
    await expect
      .poll(() => receiver.received.length, { timeout: 15_000 })
      .toBeGreaterThanOrEqual(2);
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['tallystick-delivery']).toBe(first?.headers['tallystick-delivery']);
    for (const { headers, body } of receiver.received) {
      const time = String(headers['tallystick-timestamp']);
      const hmac = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
      expect(headers['tallystick-signature']).toBe(`v1=${hmac}`);
    }
    await addEntity('e_two');
    await addEntity('e_three');
    const upTo = webhook.sentUpTo + 3;
    await expect.poll(() => Math.max(...numbers()), { timeout: 15_000 }).toBe(upTo);
    const delivered = [...new Set(numbers())];
    expect(delivered).toEqual(delivered.toSorted((a, b) => a - b));
    const settled = async () => {
      const view = (await (await here.admin.get(hooks())).json()) as WebhooksView;
      return view.webhooks[0];
    };
    await expect.poll(settled).toMatchObject({ sentUpTo: upTo, failures: 0, lastError: null });
    expect(JSON.stringify(await settled())).not.toContain(secret);
  });

  await part('nothing is sent on for somebody who was shut out', async () => {
    const token = await invite(here.admin, here.workbook, { role: 'head' });
    const { api: head } = await joinAsNew(here.server.url, token, 'Out');
    const answer = await head.post(hooks(), { url: `${receiver.origin}/out` });
    expect(answer.status).toBe(201);
    const { webhook } = (await answer.json()) as WebhookMade;
    const theirs = () => receiver.received.filter(({ body }) => body.includes(webhook.id)).length;
    await addEntity('e_seen_by_head');
    await expect.poll(theirs, { timeout: 15_000 }).toBe(1);
    const { person } = (await head.view(here.workbook)).me;
    expect((await here.admin.post(`/api/admin/people/${person}/shut-out`, {})).status).toBe(200);
    await addEntity('e_after');
    const standing = async () =>
      ((await (await here.admin.get(hooks())).json()) as WebhooksView).webhooks.find(
        ({ id }) => id === webhook.id,
      )?.lastError;
    await expect.poll(standing, { timeout: 15_000 }).toBe('whoever added it was shut out');
    expect(theirs()).toBe(1);
  });

  await part('a webhook goes with its target, and nothing is sent any more', async () => {
    const removed = await forbid(receiver.origin);
    expect(removed.status).toBe(204);
    expect(await (await here.admin.get(hooks())).json()).toEqual({ webhooks: [], targets: [] });
  });
});

test('a redirect is not followed', async () => {
  const inside = await startReceiver();
  const leading = await startReceiver(() => ({ status: 302, location: `${inside.origin}/x` }));
  await allow(leading.origin);
  expect((await here.admin.post(hooks(), { url: `${leading.origin}/in` })).status).toBe(201);
  await addEntity('e_four');
  await expect.poll(() => leading.received.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  expect(inside.connections()).toBe(0);
  const removed = await forbid(leading.origin);
  expect(removed.status).toBe(204);
  await inside.close();
  await leading.close();
});

test('a name that leads off the public internet is refused, even beside one that does not', async () => {
  const url = new URL('https://hooks.example/in');
  const leadsTo = async (...addresses: string[]) =>
    await pin(url, async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  expect(await leadsTo('2606:4700::1111', '1.1.1.1')).toEqual([
    { address: '2606:4700::1111', family: 6 },
    { address: '1.1.1.1', family: 4 },
  ]);
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '::ffff:1.1.1.1',
    '64:ff9b::a00:1',
  ])
    expect(await leadsTo('1.1.1.1', address)).toBeUndefined();
  expect(await leadsTo()).toBeUndefined();
  expect(isPublicAddress('2606:4700::1111')).toBe(true);
});

test('an origin is allowed as it is written, or not at all', () => {
  const allowed = [
    'https://hooks.example',
    'https://hooks.example:8443',
    'http://127.0.0.1:9',
    'http://[::1]:9',
  ];
  for (const origin of allowed) expect(targetOrigin(origin)).toEqual({ ok: true, value: origin });
  const refused = [
    'http://hooks.example',
    'https://hooks.example/',
    'https://Hooks.example',
    'ftp://a.example',
    'https://a@hooks.example',
    'http://2130706433',
    'https://hooks.example#x',
    '*',
    '',
  ];
  for (const origin of refused) expect(targetOrigin(origin).ok).toBe(false);
  const set = new Set(['https://hooks.example']);
  for (const url of [
    'https://hooks.example.evil.example/',
    'https://hooks.example@evil.example/',
    'https://hooks.example:444/',
    'http://hooks.example/',
    'https://hooks.example/#x',
    'https://hooks.example\\@evil.example/',
  ])
    expect(webhookUrl(url, set).ok).toBe(false);
  expect(webhookUrl('https://hooks.example/in?a=1', set).ok).toBe(true);
});
