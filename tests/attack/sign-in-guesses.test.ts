/** Bounds that hold for an address hold however it is spelled, and for guesses that are sent all at once. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { addressForLog } from '@tallystick/server/edge/address';
import { hashPassword } from '@tallystick/server/people/password';
import { type Running, startServer } from '@tallystick/server/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { type Answer, send } from './raw-request.ts';

/** What a person may guess within the window, and what is sent at once. */
const TRIES = 10;
const AT_ONCE = 30;
const PASSWORD = 'seven tall ships at sea';
let running: Running;
let dataDir: string;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  const config = { port: 0, host: '127.0.0.1', dataDir, publicUrl: null, empty: true };
  const files = { webDir: dataDir, verifyFile: dataDir };
  const started = await startServer({ ...config, ...files }, { logLevel: 'fatal' });
  if ('fault' in started) throw new Error(started.fault);
  running = started;
  const passwordHash = await hashPassword(PASSWORD);
  for (const name of ['ada', 'bea', 'cem']) {
    const row = { person: `p_${name}` as PersonId, email: `${name}@city.example`, name };
    await running.store.addPerson({
      ...row,
      passwordHash,
      admin: false,
      demo: false,
      createdAt: 0,
    });
  }
});
afterAll(async () => {
  await running.close();
  await removeDataDir(dataDir);
});

async function post(path: string, body: unknown, cookie = ''): Promise<Answer> {
  const origin = running.url;
  const headers = { 'content-type': 'application/json', origin, cookie };
  return await send(running.port, { method: 'POST', path, headers, body: JSON.stringify(body) });
}

const signIn = async (name: string, password: string, path = '/api/session') =>
  await post(path, { email: `${name}@city.example`, password });

/** How many answers had each status. */
function statuses(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

test('a request counts under any spelling of its address, and its answer is kept nowhere', async () => {
  const spellings = [
    '/api/session',
    '/%61pi/session',
    '/%61%70%69/session',
    '/api/sessio%6e',
    `http://127.0.0.1:${running.port}/api/session`,
    '/%61pi/session?x=%ff',
  ];
  let left = Number.POSITIVE_INFINITY;
  for (const path of spellings) {
    const { status, headers } = await signIn('ada', 'not the password', path);
    const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN);
    expect([path, status, remaining < left]).toEqual([path, 401, true]);
    expect([path, headers['cache-control']]).toEqual([path, 'no-store']);
    left = remaining;
  }
  const nowhere = await send(running.port, { method: 'GET', path: '/%61pi/x', headers: {} });
  expect([nowhere.status, nowhere.headers['cache-control']]).toEqual([404, 'no-store']);
});

test('guesses sent at once are as few as guesses sent one by one', async () => {
  const guesses = Array.from({ length: AT_ONCE }, () => signIn('bea', 'not the password'));
  expect(statuses(await Promise.all(guesses))).toEqual({ 401: TRIES, 429: AT_ONCE - TRIES });
  expect((await signIn('bea', PASSWORD)).status).toBe(429);
});

test('so are guesses of the present password, and what is right gives the tries back', async () => {
  for (let i = 0; i < 2; i++) {
    for (let wrong = 0; wrong < TRIES - 1; wrong++) await signIn('cem', 'not the password');
    expect((await signIn('cem', PASSWORD)).status).toBe(204);
  }
  const entered = await signIn('cem', PASSWORD);
  const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
  const change = async (present: string) =>
    await post('/api/me/password', { present, next: PASSWORD }, cookie);
  const guesses = Array.from({ length: AT_ONCE }, () => change('not the password'));
  expect(statuses(await Promise.all(guesses))).toEqual({ 422: TRIES, 429: AT_ONCE - TRIES });
});

test('the secret of a link stands in no log, however the address is spelled', () => {
  const shown: [url: string, as: string][] = [
    ['/api/links/s3cret', '/api/links/...'],
    ['/%61pi/%6cinks/s3cret?x=1', '/api/links/...?x=1'],
    ['http://a.example/api/invitations/s3cret', '/api/invitations/...'],
    ['/invit%65/s3cret', '/invite/...'],
    ['/calendar/s3cret.ics', '/calendar/...'],
    ['/%75nsubscribe/s3cret~sign', '/unsubscribe/...'],
    ['/api/workbooks/wb_1/cells?limit=5', '/api/workbooks/wb_1/cells?limit=5'],
  ];
  for (const [url, as] of shown) expect(addressForLog(url)).toBe(as);
});
