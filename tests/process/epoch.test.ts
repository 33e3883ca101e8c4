/** When a database begins a new epoch: whenever it is behind what clients were told, and at no other start. */
import { inGeneration, parseRoomName } from '@tallystick/room/shape';
import { DATABASE_FILE } from '@tallystick/server/server';
import { beginEpochAtNextStart, openEpoch } from '@tallystick/server/ledger/epoch';
import type { Store } from '@tallystick/store/port';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { change, edit, WATER } from '../../packages/store/test/journal-of.ts';
import { ApiClient, DEMO_WORKBOOK } from './api-client.ts';
import { PlainClient, tokenOf } from './plain-client.ts';
import { RoomClient } from './room-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from './server-process.ts';

let dataDir: string;
const warned: unknown[] = [];
const log = {
  warn: (...said: unknown[]) => void warned.push(said),
  error: (...said: unknown[]) => void warned.push(said),
} as never;
beforeEach(async () => {
  dataDir = await temporaryDataDir();
  warned.length = 0;
});
afterEach(async () => {
  await removeDataDir(dataDir);
});

const database = (name = DATABASE_FILE) => join(dataDir, name);
const NOTE = `${DATABASE_FILE}-told`;

/** Starts, appends, and ends in order or as a process does that is killed: its note is what the last answer left. */
async function run(entries: number, file = dataDir): Promise<string> {
  const kept = await openSqliteStore({ file: join(file, DATABASE_FILE) });
  const { name, store } = await openEpoch({ dataDir: file, store: kept, log });
  await append(store, entries);
  await store.close();
  return name;
}

async function append(store: Store, count: number): Promise<void> {
  await store.createWorkbook(WATER, 1);
  for (let i = 0; i < count; i++) {
    const expected = await store.treeSize();
    const entries = [edit(change('a.b:value', null, `${expected}`))];
    const [result] = await store.append([{ workbook: WATER, expected, entries }]);
    expect(result?.ok).toBe(true);
  }
}

test('an epoch goes on from start to start while the journal only grows', async () => {
  expect(await run(0)).toBe('');
  expect(await run(5)).toBe('');
  expect(await run(0)).toBe('');
  // What an import wrote while no server was there was told to nobody.
  const store = await openSqliteStore({ file: database() });
  await append(store, 3);
  await store.close();
  expect(await run(1)).toBe('');
  expect(warned).toEqual([]);
});

test('an older copy in the place of the database begins a new one, and so does each after it', async () => {
  await run(3);
  await copyFile(database(), database('older'));
  await run(1);
  await copyFile(database('older'), database());
  const first = await run(1);
  expect(first).toMatch(/^e[0-9a-f]{8}$/);
  expect(await run(2)).toBe(first);
  // Longer than what was told by now, and still of the epoch before.
  await copyFile(database('older'), database());
  const elsewhere = await openSqliteStore({ file: database() });
  await append(elsewhere, 9);
  await elsewhere.close();
  const second = await run(0);
  expect(second).toMatch(/^e[0-9a-f]{8}$/);
  expect(second).not.toBe(first);
  expect(warned).toHaveLength(2);
});

test('a database without its note begins a new one, an empty one and one from before there were epochs do not', async () => {
  const store = await openSqliteStore({ file: database() });
  await append(store, 3);
  await store.close();
  expect(await run(2)).toBe('');
  await rm(database(NOTE));
  const begun = await run(1);
  expect(begun).toMatch(/^e[0-9a-f]{8}$/);
  await writeFile(database(NOTE), 'what nobody can read');
  expect(await run(0)).not.toBe(begun);
  const empty = await temporaryDataDir();
  expect(await run(0, empty)).toBe('');
  await rm(join(empty, NOTE));
  expect(await run(0, empty)).toBe('');
  await removeDataDir(empty);
});

test('a restore that says so begins a new one, whatever the database holds', async () => {
  await run(3);
  beginEpochAtNextStart(dataDir);
  const begun = await run(0);
  expect(begun).toMatch(/^e[0-9a-f]{8}$/);
  expect(await run(0)).toBe(begun);
});

test('a killed server goes on in its epoch; put back to an older copy it turns away whoever comes with the old one', async () => {
  let server: ServerProcess = await startServerProcess();
  const { dataDir: folder, port } = server;
  const file = join(folder, DATABASE_FILE);
  const CELL = 'water_supply_loss.value:source';
  try {
    const wen = await ApiClient.enter(server.url, 'p_wen');
    const room = (await wen.view()).room ?? '';
    const restart = async (meanwhile = async () => {}): Promise<void> => {
      await server.kill();
      await meanwhile();
      server = await startServerProcess({ dataDir: folder, port });
    };
    await restart();
    expect((await wen.view()).room).toBe(room);
    await server.stop();
    await copyFile(file, database('older'));
    server = await startServerProcess({ dataDir: folder, port });
    const token = await tokenOf(wen);
    const app = await RoomClient.join(wen, room);
    await app.save(CELL, 'told, then forgotten');
    app.close();
    await restart(async () => {
      for (const end of ['-wal', '-shm']) await rm(`${file}${end}`, { force: true });
      await copyFile(database('older'), file);
    });
    const now = (await wen.view()).room ?? '';
    expect(now).not.toBe(room);
    expect(parseRoomName(now)?.generation).toBe(parseRoomName(room)?.generation);
    expect(await RoomClient.enter(wen, room)).toBeUndefined();
    expect(await RoomClient.enter(wen, inGeneration(now, 7))).toBeUndefined();
    // The token was made after the copy: it is forgotten as well.
    const gone = new PlainClient(server.url, DEMO_WORKBOOK, token);
    await gone.until(() => gone.ended !== null, 'the end');
    expect(gone.ended).toBe(4401);
    const again = await tokenOf(wen);
    const named = new PlainClient(server.url, room, again);
    await named.until(() => named.ended !== null, 'the end');
    expect(named.ended).toBe(4409);
    const plain = await PlainClient.join(server.url, now, again);
    expect(plain.get(CELL)).not.toBe('told, then forgotten');
    for (const client of [gone, named, plain]) client.close();
  } finally {
    await server.stop();
    await removeDataDir(folder);
  }
});
