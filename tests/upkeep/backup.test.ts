/** Backups while a server writes, and the way back: what was saved is there, and nothing is written over. */
import type { CellId } from '@tallystick/domain/cells/ids';
import { fsck } from '@tallystick/store/fsck';
import { DATABASE_FILE, startServer } from '@tallystick/server/server';
import { makeBackup } from '@tallystick/server/upkeep/backup';
import Database from 'better-sqlite3';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { command } from './command.ts';

const CELL = 'water_supply_loss.value:source' as CellId;
const HOUR_MS = 60 * 60_000;
let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = await temporaryDataDir();
  server = await startServerProcess();
});
afterAll(async () => {
  await server.kill();
  await removeDataDir(server.dataDir);
  await removeDataDir(folder);
});

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
const backupsIn = async (dir: string) =>
  (await readdir(dir)).filter((name) => name.startsWith('tallystick-')).toSorted();
const env = (dataDir: string) => ({ DATA_DIR: dataDir });
const comment = async (api: ApiClient, text: string) =>
  await api.command({ type: 'comment', cell: CELL, parent: null, text, audience: 'members' });
const textsIn = (database: string): string => {
  const rows = new Database(database, { readonly: true });
  const texts = rows.prepare("SELECT text FROM entry WHERE kind = 'event'").pluck().all();
  rows.close();
  return texts.join('\n');
};

/** A backup made before anything else, of the running demo. */
async function aBackup(into: string): Promise<string> {
  const { code, said } = await command('backup', [into], env(server.dataDir));
  expect([code, said]).toEqual([0, expect.stringContaining('found whole')]);
  const path = /(\/\S+\/tallystick-\S+Z) holds/.exec(said)?.[1];
  if (path === undefined) throw new Error(said);
  return path;
}

test('a backup made while people write holds all that was saved before, whole, and the key apart', async () => {
  const api = await ApiClient.enter(server.url, 'p_amara');
  expect((await comment(api, 'saved before the backup')).status).toBe(200);
  let isDone = false;
  const writing = (async () => {
    let written = 0;
    while (!isDone) written += (await comment(api, 'meanwhile')).status === 200 ? 1 : 0;
    return written;
  })();
  const into = join(folder, 'whole');
  const path = await aBackup(into);
  isDone = true;
  expect(await writing).toBeGreaterThan(0);

  expect((await readdir(path)).toSorted()).toEqual([
    'signing.checkpoint',
    'signing.pub',
    DATABASE_FILE,
  ]);
  const vkey = (await readFile(join(server.dataDir, 'signing.pub'), 'utf8')).trim();
  const report = await fsck(join(path, DATABASE_FILE), { vkey });
  expect(report).toMatchObject({ ok: true, faults: [] });
  expect(report.remarks ?? []).toEqual([]);
  expect(textsIn(join(path, DATABASE_FILE))).toContain('saved before the backup');
  const [keyFile = ''] = await readdir(join(into, 'keys'));
  const key = join(into, 'keys', keyFile);
  expect(await readFile(key, 'utf8')).toBe(
    await readFile(join(server.dataDir, 'signing.key'), 'utf8'),
  );
  expect([await modeOf(key), await modeOf(path), await modeOf(join(path, DATABASE_FILE))]).toEqual([
    0o600, 0o700, 0o600,
  ]);
});

test('a backup is never written over, and only as many stay as were asked for', async () => {
  const into = join(folder, 'kept');
  const { dataDir } = server;
  const at = (now: number, keep: number | null = null) =>
    makeBackup({ dataDir, folder: into, keep, now: () => now });
  const first = await at(1_000);
  expect(first).toMatchObject({ told: true, removed: [] });
  expect(await at(1_400)).toMatchObject({ fault: expect.stringContaining('is there already') });
  await at(2_000);
  await mkdir(join(into, 'tallystick-notes'));
  expect(await at(3_000, 2)).toMatchObject({ removed: ['tallystick-1970-01-01T00-00-01Z'] });
  expect(await backupsIn(into)).toEqual([
    'tallystick-1970-01-01T00-00-02Z',
    'tallystick-1970-01-01T00-00-03Z',
    'tallystick-notes',
  ]);
  const inside = await makeBackup({
    dataDir,
    folder: join(dataDir, 'x'),
    keep: null,
    now: Date.now,
  });
  expect(inside).toMatchObject({ fault: expect.stringContaining('another folder') });
  expect(await command('backup', [into, '--keep', 'none'], env(dataDir))).toMatchObject({
    code: 2,
  });
});

test('a database that is not as it was written gives no backup, and leaves nothing behind', async () => {
  const path = await aBackup(join(folder, 'good'));
  const dataDir = await temporaryDataDir();
  await cp(path, dataDir, { recursive: true });
  await cp(join(server.dataDir, 'signing.key'), join(dataDir, 'signing.key'));
  const database = new Database(join(dataDir, DATABASE_FILE));
  database.exec(
    `UPDATE entry SET "by" = 'p_eve' WHERE (workbook, number) = (SELECT workbook, number FROM leaf WHERE log_index = 4)`,
  );
  database.close();
  const into = join(folder, 'none');
  const { code, said } = await command('backup', [into], env(dataDir));
  expect([code, said]).toEqual([1, expect.stringContaining('Entry 4 says another "by"')]);
  expect(await backupsIn(into)).toEqual([]);
  await removeDataDir(dataDir);
});

test('a restored backup starts under its key, with all that it held, on another machine', async () => {
  const path = await aBackup(join(folder, 'moved'));
  const dataDir = join(await temporaryDataDir(), 'data');
  const { code, said } = await command('restore', [path], env(dataDir));
  expect([code, said]).toEqual([0, expect.stringMatching(/holds the \d+ entries of the backup/)]);
  expect(await modeOf(join(dataDir, 'signing.key'))).toBe(0o600);
  const restored = await startServerProcess({ dataDir });
  const vkey = await (await fetch(`${restored.url}/signing.pub`)).text();
  expect(vkey).toBe(await readFile(join(server.dataDir, 'signing.pub'), 'utf8'));
  const api = await ApiClient.enter(restored.url, 'p_amara');
  expect((await comment(api, 'on the other machine')).status).toBe(200);

  const busy = await command('restore', [path, '--replace'], env(dataDir));
  expect([busy.code, busy.said]).toEqual([1, expect.stringContaining('Another server is running')]);
  await restored.stop();
  const occupied = await command('restore', [path], env(dataDir));
  expect([occupied.code, occupied.said]).toEqual([1, expect.stringContaining('--replace')]);
  const replaced = await command('restore', [path, '--replace'], env(dataDir));
  expect([replaced.code, replaced.said]).toEqual([0, expect.stringContaining('What was there')]);
  const [former = ''] = await readdir(join(dataDir, 'former-databases'));
  const kept = join(dataDir, 'former-databases', former, DATABASE_FILE);
  expect(textsIn(kept)).toContain('on the other machine');
  expect(textsIn(join(dataDir, DATABASE_FILE))).not.toContain('on the other machine');
  await rm(join(dataDir, '..'), { recursive: true });
});

test('a backup from before a later checkpoint is restored with the word that a new origin is due', async () => {
  const later = await startServerProcess();
  const own = await aBackupOf(later, join(folder, 'of-later'));
  const henrik = await ApiClient.enter(later.url, 'p_henrik');
  expect((await henrik.command({ type: 'lock' })).status).toBe(200);
  const answer = await henrik.get('/api/workbooks/wb_riverton/submissions/1/bundle');
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  await later.stop();
  const restored = await command('restore', [own, '--replace'], env(later.dataDir));
  expect([restored.code, restored.said]).toEqual([0, expect.stringContaining('--new-origin')]);
  await expect(startServerProcess({ dataDir: later.dataDir })).rejects.toThrow('is an older copy');
  const begun = startServerProcess({ dataDir: later.dataDir, args: ['--new-origin'] });
  await expect(begun).rejects.toThrow(/ended with 0[\s\S]*A new origin begins/);
  const again = await startServerProcess({ dataDir: later.dataDir });
  expect(await again.stop()).toBe(0);
  await removeDataDir(later.dataDir);
});

async function aBackupOf({ dataDir }: ServerProcess, into: string): Promise<string> {
  const made = await makeBackup({ dataDir, folder: into, keep: null, now: Date.now });
  if ('fault' in made) throw new Error(made.fault);
  return made.path;
}

test('what is no whole backup, or has no key, is refused, and the data folder stays as it was', async () => {
  const path = await aBackup(join(folder, 'refused'));
  const dataDir = await temporaryDataDir();
  const refused = async (backup: string, args: string[] = []) => {
    const { code, said } = await command('restore', [backup, ...args], env(dataDir));
    expect(code).toBe(1);
    expect(await readdir(dataDir)).toEqual([]);
    return said;
  };
  expect(await refused(folder)).toContain('is no backup');
  const alone = await temporaryDataDir();
  await cp(path, join(alone, 'b'), { recursive: true });
  expect(await refused(join(alone, 'b'))).toContain('--key FILE');
  await writeFile(join(alone, 'other.key'), 'no key', { mode: 0o600 });
  expect(await refused(path, ['--key', join(alone, 'other.key')])).toContain(
    'not hold a signing key',
  );
  const database = new Database(join(alone, 'b', DATABASE_FILE));
  database.exec('DELETE FROM leaf WHERE log_index = 3');
  database.close();
  expect(await refused(join(alone, 'b'))).toContain('The backup is not as it was written');
  await removeDataDir(alone);
  await removeDataDir(dataDir);
});

test('a start at an address of another machine leaves no data folder', async () => {
  const alone = await temporaryDataDir();
  const dataDir = join(alone, 'data');
  const config = { port: 0, host: '192.0.2.1', publicUrl: null, webDir: alone, verifyFile: '' };
  const started = await startServer(
    { ...config, dataDir, empty: true },
    { logLevel: 'silent', now: () => 0 },
  );
  expect(started).toMatchObject({ fault: expect.stringContaining('no address of this machine') });
  expect(await readdir(alone)).toEqual([]);
  await removeDataDir(alone);
});

test('an old backup is told by the health and to administrators, where somebody has set an age', async () => {
  const clock = { now: Date.now() };
  const dataDir = await temporaryDataDir();
  const config = { port: 0, host: '127.0.0.1', publicUrl: null, webDir: dataDir, verifyFile: '' };
  const start = async (backupMaxAgeHours: number | null) => {
    const started = await startServer(
      { ...config, dataDir, empty: true, backupMaxAgeHours },
      { logLevel: 'silent', now: () => clock.now },
    );
    if ('fault' in started) throw new Error(started.fault);
    return started;
  };
  const unset = await start(null);
  expect(await (await fetch(`${unset.url}/healthz`)).json()).toEqual({
    ok: true,
    clockSetBack: false,
  });
  await unset.close();
  const running = await start(26);
  const told = async () => {
    clock.now += 60_000;
    return ((await (await fetch(`${running.url}/healthz`)).json()) as { backupOld: boolean })
      .backupOld;
  };
  // The first one is not late before it could have been made.
  expect(await told()).toBe(false);
  clock.now += 27 * HOUR_MS;
  expect(await told()).toBe(true);
  const made = await makeBackup({
    dataDir,
    folder: join(folder, 'aged'),
    keep: null,
    now: () => clock.now,
  });
  expect(made).toMatchObject({ told: true });
  expect(await told()).toBe(false);
  clock.now += 25 * HOUR_MS;
  expect(await told()).toBe(false);
  clock.now += 2 * HOUR_MS;
  expect(await told()).toBe(true);
  expect(await (await fetch(`${running.url}/readyz`)).json()).toEqual({ ready: true });
  await running.close();
  await removeDataDir(dataDir);
});
