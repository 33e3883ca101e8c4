/** A data folder whose key and database do not belong together, and the way on that is documented. */
import { parseCheckpoint } from '@tallystick/ledger/checkpoint';
import { parseNote } from '@tallystick/ledger/signed-note';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { DATABASE_FILE } from '@tallystick/server/server';
import Database from 'better-sqlite3';
import { unzipSync } from 'fflate';
import { copyFile, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from './api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from './server-process.ts';

let dataDir: string;
let older: string;
let server: ServerProcess | undefined;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
  older = await temporaryDataDir();
});
afterAll(async () => {
  await server?.kill();
  await removeDataDir(dataDir);
  await removeDataDir(older);
});

const keyText = async () => await readFile(join(dataDir, 'signing.pub'), 'utf8');
const bundleOf = async (running: ServerProcess) => {
  const henrik = await ApiClient.enter(running.url, 'p_henrik');
  const answer = await henrik.get('/api/workbooks/wb_riverton/submissions/1/bundle');
  return new Map(Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))));
};

test('a server starts again only with the key and the database of one log, or under a new origin', async () => {
  server = await startServerProcess({ dataDir });
  const running = new Database(join(dataDir, DATABASE_FILE), { readonly: true });
  await running.backup(join(older, DATABASE_FILE));
  const henrik = await ApiClient.enter(server.url, 'p_henrik');
  expect((await henrik.command({ type: 'lock' })).status).toBe(200);
  // A version stands in a signed head at once, before anybody asks for its bundle.
  const { entries } = running.prepare('SELECT count(*) AS entries FROM entry').get() as {
    entries: number;
  };
  running.close();
  const note = parseNote(await readFile(join(dataDir, 'signing.checkpoint'), 'utf8'));
  expect(parseCheckpoint(note?.text ?? '')?.size).toBe(entries);
  const bundle = await bundleOf(server);
  await server.stop();

  const published = await keyText();
  const key = join(dataDir, 'signing.key');
  await rename(key, `${key}.lost`);
  await expect(startServerProcess({ dataDir })).rejects.toThrow(
    /ended with 2[\s\S]*signing.key is missing .* Restore it from your backup/,
  );
  await rename(`${key}.lost`, key);
  // A log left behind would be written into the restored file.
  for (const log of ['-wal', '-shm'])
    await rm(join(dataDir, `${DATABASE_FILE}${log}`), { force: true });
  await copyFile(join(older, DATABASE_FILE), join(dataDir, DATABASE_FILE));
  await expect(startServerProcess({ dataDir })).rejects.toThrow(
    /ended with 2[\s\S]*is an older copy: it ends at \d+ entries, and a checkpoint of \d+ was announced/,
  );
  expect(await keyText()).toBe(published);

  await expect(startServerProcess({ dataDir, args: ['--new-origin'] })).rejects.toThrow(
    /ended with 0[\s\S]*A new origin begins/,
  );
  const begun = await keyText();
  await rm(join(dataDir, 'signing.pub'));
  server = await startServerProcess({ dataDir });
  expect(await keyText()).toBe(begun);
  expect(begun).not.toBe(published);
  const again = await ApiClient.enter(server.url, 'p_henrik');
  expect((await again.command({ type: 'lock' })).status).toBe(200);
  const [former = ''] = await readdir(join(dataDir, 'former-origins'));
  const left = await readFile(join(dataDir, 'former-origins', former, 'signing.pub'), 'utf8');
  expect(left).toBe(published);
  expect(verifyBundle(bundle, { vkey: published.trim() }).ok).toBe(true);
  const vkey = begun.trim();
  expect(verifyBundle(await bundleOf(server), { vkey }).firstFault).toBeUndefined();
  expect(verifyBundle(bundle, { vkey }).ok).toBe(false);
});
