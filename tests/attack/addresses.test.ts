/** What each address answers, to whoever asks in whatever way: pages, programs' questions, sockets' doors. */
import { chmod, cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDataFolder } from '@tallystick/server/service/data-folder';
import type { RouteContext } from '@tallystick/server/edge/context';
import { securityRoutes } from '@tallystick/server/http/routes/security-routes';
import { makeFirstLink } from '@tallystick/server/people/links';
import { type Running, startServer } from '@tallystick/server/server';
import { fastify } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, handshake, send, sendBytes } from './raw-request.ts';

const PUBLIC_FILES = new URL('../../apps/web/public', import.meta.url).pathname;
let folder: string;
let running: Running;

const configOf = (dataDir: string, port = 0) => ({
  port,
  host: '127.0.0.1',
  dataDir,
  publicUrl: null,
  securityContact: 'mailto:it@city.example',
  empty: true,
  webDir: join(folder, 'web'),
  verifyFile: folder,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallystick-addresses-'));
  await cp(PUBLIC_FILES, join(folder, 'web'), { recursive: true });
  await writeFile(join(folder, 'web/index.html'), '<!doctype html><p>the page');
  const started = await startServer(configOf(join(folder, 'data')), { logLevel: 'silent' });
  if ('fault' in started) throw new Error(started.fault);
  running = started;
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

const ask = async (path: string, method = 'GET', headers = {}): Promise<Answer> =>
  await send(running.port, { method, path, headers });
const read = (answer: Answer) => JSON.parse(answer.body) as { code: string; detail?: string };
const isPage = ({ headers }: Answer) => String(headers['content-type']).startsWith('text/html');

test('programs and askers for files never get the page, and pages of nobody are told as such', async () => {
  const never = ['/metrics', '/Metrics', '/metrics/', '/api', '/api/', '/api/nothing', '/API/x'];
  const files = [
    '/x.php',
    '/a/b.env',
    '/.env',
    '/favicon.png',
    '/x.tar.gz',
    '/x.php/y',
    '/x%2ephp',
  ];
  for (const path of [...never, ...files, '/.well-known/change-password', '/w/x.js?y=/']) {
    for (const headers of [{}, { accept: 'text/html' }]) {
      const answer = await ask(path, 'GET', headers);
      expect([path, answer.status, isPage(answer)]).toEqual([path, 404, false]);
      expect([path, read(answer).code]).toEqual([path, 'not-found']);
    }
  }
  for (const path of ['/', '/w/wb_1', '/w/wb_1/history?q=a.b', '/link/x', '/invite/x', '/admin']) {
    const answer = await ask(path);
    expect([path, answer.status, isPage(answer)]).toEqual([path, 200, true]);
  }
  // A person who mistypes sees the app; whatever probes an address is told that it is nobody's.
  for (const path of ['/status', '/wp-admin/', '/nowhere']) {
    const shown = await ask(path, 'GET', { accept: 'text/html,*/*' });
    expect([path, shown.status, isPage(shown)]).toEqual([path, 404, true]);
    const told = await ask(path);
    expect([path, told.status, isPage(told)]).toEqual([path, 404, false]);
  }
});

test('HEAD answers as GET does and uses nothing up', async () => {
  const link = (await makeFirstLink(running.store, Date.now())) ?? '';
  const api = link.replace('/link/', '/api/links/');
  for (const path of ['/', link, api, '/api/links/none', '/robots.txt', '/favicon.ico', '/x.php']) {
    const [head, get] = [await ask(path, 'HEAD'), await ask(path)];
    const told = ({ status, headers }: Answer) => [status, headers['content-type']];
    expect([path, told(head)]).toEqual([path, told(get)]);
    expect([path, head.body]).toEqual([path, '']);
  }
  expect((await ask(api)).status).toBe(200);
});

test('a door for sockets says so to whoever comes without an upgrade', async () => {
  for (const path of ['/collab', '/collab?x', '/yjs/wb_1']) {
    const answer = await ask(path);
    expect([path, answer.status, answer.headers['upgrade']]).toEqual([path, 426, 'websocket']);
    expect(read(answer).code).toBe('upgrade-needed');
  }
});

test('two Host headers are refused in words, at every door', async () => {
  const twice = 'Host: kpi.city.example\r\nhost: evil.example\r\n';
  for (const path of ['/', '/api/session', '/healthz', '/x.php']) {
    const said = await sendBytes(running.port, `GET ${path} HTTP/1.1\r\n${twice}\r\n`);
    expect([path, said.slice(0, 12)]).toEqual([path, 'HTTP/1.1 400']);
    expect(said).toContain('"detail":"Host"');
  }
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  const origin = `Origin: ${running.url}\r\n`;
  const asked = `GET /collab HTTP/1.1\r\n${twice}${origin}${upgrade}${key}\r\n`;
  expect(await sendBytes(running.port, asked)).toMatch(/^HTTP\/1\.1 400 /);
});

test('on this machine any port is taken that the browser itself has asked, and no other', async () => {
  const post = (host: string, origin: string) =>
    send(running.port, {
      method: 'POST',
      path: '/api/session',
      headers: { host, origin, 'content-type': 'application/json' },
      body: '{}',
    });
  for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'localhost']) {
    expect([host, (await post(host, `http://${host}`)).status]).toEqual([host, 400]);
    // Without a session: the origin is taken.
    const shaken = await handshake(running.port, { host, origin: `http://${host}` });
    expect([host, shaken.status]).toEqual([host, 401]);
  }
  const own = `127.0.0.1:${running.port}`;
  const foreign: [host: string, origin: string][] = [
    [own, 'http://localhost:8080'],
    ['localhost:8080', 'http://localhost:8081'],
    ['localhost:8080', 'https://localhost:8080'],
    ['evil.example', 'http://evil.example'],
    ['localhost.evil.example:8080', 'http://localhost.evil.example:8080'],
  ];
  for (const [host, origin] of foreign) {
    const answer = await post(host, origin);
    expect([origin, answer.status, read(answer).code]).toEqual([origin, 403, 'other-address']);
    // Both addresses stand in the refusal.
    expect(read(answer).detail).toBe(`${origin} ≠ ${running.url}`);
    expect((await handshake(running.port, { host, origin })).status).toBe(403);
  }
});

test('every answer says what the page may not use, and what robots and finders of weaknesses look for is there', async () => {
  for (const path of ['/', '/api/session', '/x.php', '/healthz']) {
    const { headers } = await ask(path);
    expect(headers['permissions-policy']).toContain('camera=()');
  }
  expect((await ask('/robots.txt')).body).toContain('Disallow: /');
  expect((await ask('/favicon.ico')).status).toBe(200);
  const told = (await ask('/.well-known/security.txt')).body;
  expect(told).toContain('Contact: mailto:it@city.example\n');
  const expires = Date.parse(/Expires: (\S+)/.exec(told)?.[1] ?? '');
  expect(expires).toBeGreaterThan(Date.now());
  expect(expires).toBeLessThan(Date.now() + 366 * 24 * 3_600_000);
  const silent = fastify();
  securityRoutes(silent, { now: Date.now } as RouteContext, null);
  expect((await silent.inject('/.well-known/security.txt')).statusCode).toBe(404);
});

test('a port that is taken is told with the address and what to do', async () => {
  const dataDir = join(folder, 'second');
  const second = await startServer(configOf(dataDir, running.port), { logLevel: 'silent' });
  expect(second).toEqual({
    fault: `Another program listens at 127.0.0.1:${running.port}. Stop it, or set another port, for example PORT=${running.port + 1}.`,
  });
  // It has let go of its data folder.
  const third = await startServer(configOf(dataDir), { logLevel: 'silent' });
  if ('fault' in third) throw new Error(third.fault);
  await third.close();
});

test('a data folder that others can read is closed where it is ours, else refused', async () => {
  const modeOf = async (dir: string) => (await stat(dir)).mode & 0o777;
  const cases: [
    name: string,
    mode: number,
    files: string[],
    outcome: 'closed' | 'was' | 'fault',
  ][] = [
    ['own', 0o700, ['db'], 'was'],
    ['readable', 0o755, ['db', 'signing.key'], 'closed'],
    ['group', 0o750, ['db'], 'closed'],
    ['empty', 0o777, [], 'closed'],
    ['foreign', 0o755, ['letters'], 'fault'],
    ['disk', 0o755, ['lost+found'], 'closed'],
    ['memory', 0o1777, ['db', 'db-wal', 'signing.key'], 'closed'],
    ['for-all', 0o1777, ['db', 'letters'], 'fault'],
  ];
  for (const [name, mode, files, outcome] of cases) {
    const dir = join(folder, 'modes', name);
    await mkdir(dir, { recursive: true });
    for (const file of files) await writeFile(join(dir, file), '');
    await chmod(dir, mode);
    const done = await closeDataFolder(dir, 'db');
    const told = 'fault' in done ? 'fault' : done.closed ? 'closed' : 'was';
    expect([name, told]).toEqual([name, outcome]);
    expect([name, await modeOf(dir)]).toEqual([name, outcome === 'fault' ? mode & 0o777 : 0o700]);
    if ('fault' in done) expect(done.fault).toContain(dir);
  }
});
