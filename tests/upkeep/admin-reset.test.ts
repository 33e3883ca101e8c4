/** A lone administrator who lost the password, helped by who owns the data folder; whether or not the server runs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { type Installation, openInstallation } from '../people/installation.ts';
import { command } from './command.ts';

const ADDRESS = 'ada@install.example';
let here: Installation;
beforeAll(async () => {
  here = await openInstallation();
});
afterAll(async () => {
  await removeDataDir(here.server.dataDir);
});

async function linkFor(
  email: string,
): Promise<{ code: number | null; said: string; path: string }> {
  const { dataDir, port } = here.server;
  const ended = await command('admin', ['reset', email], { DATA_DIR: dataDir, PORT: String(port) });
  return { ...ended, path: /http:\/\/127\.0\.0\.1:\d+(\/link\/\S+)/.exec(ended.said)?.[1] ?? '' };
}

const setPassword = async (url: string, path: string, password: string) =>
  (await new ApiClient(url, '').post(`/api${path.replace('/link/', '/links/')}`, { password }))
    .status;
const signIn = async (url: string, password: string) =>
  (await new ApiClient(url, '').post('/api/session', { email: ADDRESS, password })).status;

test('the command prints a link that sets a new password once, beside a running server and without one', async () => {
  const { server } = here;
  const first = await linkFor(' ADA@install.example ');
  const second = await linkFor(ADDRESS);
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(await setPassword(server.url, first.path, 'the first was ended by the second')).toBe(410);
  expect(await setPassword(server.url, second.path, 'nine slow barges in fog')).toBe(204);
  expect(await setPassword(server.url, second.path, 'once more with the same')).toBe(410);
  expect(await signIn(server.url, 'nine slow barges in fog')).toBe(204);
  expect((await here.admin.get('/api/admin/people')).status).toBe(401);
  await server.stop();

  const third = await linkFor(ADDRESS);
  const again = await startServerProcess({ dataDir: server.dataDir });
  expect(await setPassword(again.url, third.path, 'two herons upstream')).toBe(204);
  expect(await signIn(again.url, 'two herons upstream')).toBe(204);
  // The log tells of people by id, and never the way in.
  await expect.poll(again.output).toMatch(/ info signed in person=p_\w+/);
  const output = again.output();
  await again.stop();
  expect(output).not.toContain(ADDRESS);
  expect(output).not.toContain(third.path.slice('/link/'.length));
});

test('nobody of that address, no database, and another word are told in a sentence', async () => {
  expect(await linkFor('eve@install.example')).toMatchObject({
    code: 1,
    said: expect.stringContaining('Nobody here has the address or the id eve@install.example'),
  });
  const none = await command('admin', ['reset', ADDRESS], { DATA_DIR: '/nowhere/at/all' });
  expect([none.code, none.said]).toEqual([1, expect.stringContaining('There is no database')]);
  const odd = await command('admin', ['remove', ADDRESS], { DATA_DIR: here.server.dataDir });
  expect([odd.code, odd.said]).toEqual([
    2,
    expect.stringContaining('npm run admin -- reset EMAIL'),
  ]);
});
