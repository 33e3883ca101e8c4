/** Access tokens: what a program may with one, and what never. */
import type { TokensView } from '@tallystick/protocol/tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { ProgramClient } from './program-client.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;
const comment = (id: string) => ({
  id,
  command: {
    type: 'comment',
    cell: 'water_supply_loss.value:source',
    parent: null,
    text: 'from a program',
    audience: 'members',
  },
});
let server: ServerProcess;
let henrik: ApiClient;
let yara: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  henrik = await ApiClient.enter(server.url, 'p_henrik');
  yara = await ApiClient.enter(server.url, 'p_yara');
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

test('a program with a token reads and changes what its person may, without cookie and origin', async () => {
  const program = await ProgramClient.of(henrik);
  expect(program.secret).toMatch(/^ts_[A-Za-z0-9_-]{43}$/);
  expect((await program.ask('GET', WORKBOOK)).status).toBe(200);
  const done = await program.ask('POST', `${WORKBOOK}/commands`, { body: comment('c_token_1') });
  expect(done.status).toBe(200);
  const { tokens } = (await (await henrik.get('/api/tokens')).json()) as TokensView;
  const shown = tokens.find((each) => each.id === program.token);
  expect(shown?.lastUsedAt).toBeGreaterThan(0);
  expect(JSON.stringify(tokens)).not.toContain(program.secret);
});

test('a token opens no more than its scope and its workbook', async () => {
  const reader = await ProgramClient.of(henrik, { scope: ['read'] });
  const wrote = await reader.ask('POST', `${WORKBOOK}/commands`, { body: comment('c_token_2') });
  expect([wrote.status, (await wrote.json()) as unknown]).toMatchObject([
    403,
    { code: 'token-scope' },
  ]);
  const bound = await ProgramClient.of(henrik, { workbook: DEMO_WORKBOOK });
  expect((await bound.ask('GET', WORKBOOK)).status).toBe(200);
  expect((await bound.ask('GET', '/api/workbooks/wb_other')).status).toBe(404);
  const live = await ProgramClient.of(henrik, { scope: ['live'] });
  expect((await live.ask('GET', WORKBOOK)).status).toBe(403);
});

test('a token makes no session, no token, no link and no person', async () => {
  const program = await ProgramClient.of(henrik);
  const asks: [string, string, unknown][] = [
    ['GET', '/api/tokens', undefined],
    ['POST', '/api/tokens', { name: 'x', scope: ['read'], workbook: null, expiresAt: 1 }],
    ['POST', '/api/session/demo', { person: 'p_henrik' }],
    ['POST', '/api/workbooks', { city: 'X', title: 'X', due: null }],
    ['POST', `${WORKBOOK}/people`, {}],
    ['DELETE', `/api/tokens/${program.token}`, undefined],
  ];
  for (const [method, path, body] of asks) {
    const answer = await program.ask(method, path, body === undefined ? {} : { body });
    expect([path, answer.status]).toEqual([path, method === 'GET' ? 401 : 403]);
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
  const who = (await (await program.ask('GET', '/api/session')).json()) as { me: unknown };
  expect(who.me).toBeNull();
});

test('a token gives no command whose effect would outlive it, or that takes two people', async () => {
  const program = await ProgramClient.of(henrik);
  const member = { person: 'p_olu', role: 'observer', entity: null };
  const commands = [
    { type: 'add-member', ...member },
    { type: 'change-member', ...member },
    { type: 'remove-member', person: 'p_olu' },
    { type: 'ask-deletion', reason: 'Over.' },
    { type: 'take-back-deletion', asked: 1 },
    { type: 'delete', asked: 1, city: 'Riverton' },
  ];
  for (const command of commands) {
    const body = { id: `c_${command.type}`, command };
    const answer = await program.ask('POST', `${WORKBOOK}/commands`, { body });
    expect([command.type, answer.status]).toEqual([command.type, 403]);
    expect(await answer.json()).toMatchObject({ code: 'token-scope' });
  }
});

test('beside a token a cookie counts for nothing', async () => {
  const both = { authorization: `Bearer ts_${'A'.repeat(43)}`, cookie: henrik.cookie };
  expect((await fetch(server.url + WORKBOOK, { headers: both })).status).toBe(401);
  const other = { authorization: 'Basic eDp5', cookie: henrik.cookie };
  const foreign = await fetch(`${server.url}${WORKBOOK}/commands`, {
    method: 'POST',
    headers: { ...other, 'content-type': 'application/json' },
    body: JSON.stringify(comment('c_token_3')),
  });
  expect(foreign.status).toBe(403);
});

test('a revoked token and one that has run out open nothing', async () => {
  const program = await ProgramClient.of(henrik);
  const revoked = await fetch(`${server.url}/api/tokens/${program.token}`, {
    method: 'DELETE',
    headers: { origin: server.url, cookie: henrik.cookie },
  });
  expect(revoked.status).toBe(204);
  const answer = await program.ask('GET', WORKBOOK);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    401,
    'Bearer realm="tallystick"',
  ]);
  const short = await ProgramClient.of(henrik, { expiresAt: Date.now() + 400 });
  expect((await short.ask('GET', WORKBOOK)).status).toBe(200);
  const over = async () => (await short.ask('GET', WORKBOOK)).status;
  await expect.poll(over, { timeout: 5_000 }).toBe(401);
});

test('nobody makes a token for longer than a year, for a foreign workbook, or without end', async () => {
  const asked = { name: 'x', scope: ['read'], workbook: null, expiresAt: Date.now() + 1_000_000 };
  const status = async (more: object) =>
    (await yara.post('/api/tokens', { ...asked, ...more })).status;
  expect(await status({ expiresAt: Date.now() + 400 * 86_400_000 })).toBe(400);
  expect(await status({ expiresAt: 1 })).toBe(400);
  expect(await status({ workbook: 'wb_nowhere' })).toBe(404);
  let last = 201;
  for (let i = 0; i < 25 && last === 201; i++) last = await status({});
  expect(last).toBe(422);
});
