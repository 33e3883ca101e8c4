/** A key is held by one request, as long as that is under way and no longer. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { type HttpAnswer, Idempotency } from '@tallystick/server/edge/idempotency';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { fastify, type LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';

const PERSON = 'p_one' as PersonId;
const HOUR_MS = 60 * 60_000;

/** A route that is carried out as the test says, under a clock that it turns. */
function routeOf(carryOut: () => Promise<HttpAnswer>) {
  const clock = { now: 1_000 };
  const store = openMemoryStore();
  const idempotency = new Idempotency(store, () => clock.now);
  const app = fastify();
  app.patch('/x', async (request, reply) =>
    idempotency.once({ request, reply, person: PERSON }, carryOut),
  );
  const ask = async (key: string): Promise<LightMyRequestResponse> =>
    await app.inject({ method: 'PATCH', url: '/x', headers: { 'idempotency-key': key } });
  return { clock, store, ask };
}

test('a key whose request threw is free', async () => {
  let isBroken = true;
  const { ask } = routeOf(async () => {
    if (isBroken) throw new Error('broken on purpose');
    return { status: 200, body: {} };
  });
  expect((await ask('k')).statusCode).toBe(500);
  isBroken = false;
  expect((await ask('k')).statusCode).toBe(200);
});

test('a key whose request never ends is free once nobody can wait for it any more', async () => {
  const ends: ((answer: HttpAnswer) => void)[] = [];
  const { ask, clock } = routeOf(async () => await new Promise((end) => ends.push(end)));
  const first = ask('k');
  while (ends.length < 1) await new Promise((later) => setTimeout(later, 1));
  expect([(await ask('k')).statusCode, (await ask('k')).json()]).toMatchObject([
    409,
    { code: 'key-under-way' },
  ]);
  clock.now += HOUR_MS;
  const second = ask('k');
  while (ends.length < 2) await new Promise((later) => setTimeout(later, 1));
  // The first ends after all: the key is the second's nevertheless.
  ends[0]?.({ status: 503, body: {} });
  expect((await first).statusCode).toBe(503);
  expect((await ask('k')).statusCode).toBe(409);
  ends[1]?.({ status: 200, body: {} });
  expect((await second).statusCode).toBe(200);
  expect((await ask('k')).headers['idempotency-replayed']).toBe('true');
});

test('what changed nothing is kept nowhere, and is carried out anew', async () => {
  const answers: HttpAnswer[] = [
    { status: 422, body: { code: 'unknown-cell' } },
    { status: 409, body: { code: 'locked' } },
    { status: 200, body: { saved: [] }, changed: false },
    { status: 503, body: { code: 'unavailable' } },
    { status: 200, body: { saved: ['x'] } },
  ];
  const { ask, store } = routeOf(async () => answers.shift() ?? { status: 500, body: {} });
  for (const status of [422, 409, 200, 503]) {
    const answer = await ask('k');
    expect([answer.statusCode, answer.headers['idempotency-replayed']]).toEqual([
      status,
      undefined,
    ]);
    expect(await store.rememberedAnswer(PERSON, 'k', 0)).toBeUndefined();
  }
  expect((await ask('k')).json()).toEqual({ saved: ['x'] });
  const again = await ask('k');
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect([again.statusCode, again.json()]).toEqual([200, { saved: ['x'] }]);
});
