/** What only a store on a file can promise: its hold on the file, its durability, its life through failures. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { fsck } from '../src/fsck.ts';
import { StoreUnavailable } from '../src/port.ts';
import { migrateDatabase } from '../src/sqlite/migrate.ts';
import { assertDurable, openDatabase } from '../src/sqlite/open.ts';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { change, edit, event, opened, WATER } from './journal-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fresh = (name: string) => join(folder, `${name}.db`);

it('refuses to start a second server on one file, in this process and in another, and starts once it is free', async () => {
  const file = fresh('held');
  const store = await openSqliteStore({ file });
  await expect(openSqliteStore({ file })).rejects.toThrow('Another server is running');
  const module = fileURLToPath(new URL('../src/sqlite-store.ts', import.meta.url));
  const program = `const { openSqliteStore } = await import(${JSON.stringify(module)});
    await openSqliteStore({ file: ${JSON.stringify(file)} })
      .then((store) => { console.log('opened'); return store.close(); }, (error) => console.log(error.message));`;
  const other = () =>
    spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
      .stdout;
  expect(other()).toContain('Another server is running');
  await store.close();
  expect(other()).toBe('opened\n');
});

it('has everything again after it was closed and opened', async () => {
  const file = fresh('again');
  const first = await openSqliteStore({ file });
  await first.createWorkbook(WATER, 1);
  const entries = [event(opened(), 'c1'), edit(change('a.b:value', null, '1'))];
  await first.append([{ workbook: WATER, expected: 0, entries }]);
  await first.close();
  const second = await openSqliteStore({ file });
  const [repeated, more] = await second.append([
    { workbook: WATER, expected: 0, entries: [event(opened(), 'c1')] },
    { workbook: WATER, expected: 2, entries: [edit(change('a.b:value', '1', '2'))] },
  ]);
  expect(repeated).toMatchObject({ ok: false, why: 'repeated', entry: { number: 1 } });
  expect(more).toEqual({ ok: true, first: 3, head: 3, treeSize: 3 });
  await second.close();
  expect(await fsck(file)).toEqual({ ok: true, entries: 3, faults: [] });
});

it('refuses to run on settings that could lose a saved value', () => {
  const database = openDatabase(fresh('weak'));
  expect(() => assertDurable(database)).not.toThrow();
  database.pragma('synchronous = NORMAL');
  expect(() => assertDurable(database)).toThrow('synchronous=FULL');
  database.pragma('synchronous = EXTRA');
  expect(() => assertDurable(database)).not.toThrow();
  database.pragma('journal_mode = DELETE');
  expect(() => assertDurable(database)).toThrow('journal mode WAL');
  database.close();
  // In memory there is no log to sync.
  expect(() => openDatabase(':memory:')).toThrow('journal mode WAL');
});

it('refuses a file that a newer version has written', async () => {
  const file = fresh('newer');
  const database = openDatabase(file);
  migrateDatabase(database);
  database
    .prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
    .run('from the future', 9_000_000_000_000);
  database.close();
  await expect(openSqliteStore({ file })).rejects.toThrow('newer version');
});

it('refuses a file whose tables were made otherwise, and leaves it as it is', async () => {
  const file = fresh('otherwise');
  const database = new Database(file);
  migrateDatabase(database);
  const last = 'SELECT max(created_at) FROM __drizzle_migrations';
  database.exec(`DELETE FROM __drizzle_migrations WHERE created_at = (${last})`);
  database.exec(`UPDATE __drizzle_migrations SET hash = 'other' WHERE created_at = (${last})`);
  const count = database.prepare('SELECT count(*) FROM __drizzle_migrations').pluck();
  const before = count.get();
  await expect(openSqliteStore({ file })).rejects.toThrow('trial version');
  expect(count.get()).toBe(before);
  database.close();
});

it('lives through the death of its writing thread: nothing is lost, nothing is said to be lost that is not', async () => {
  const file = fresh('death');
  const workers: Worker[] = [];
  const watch = (worker: Worker) => workers.push(worker);
  process.on('worker', watch);
  const store = await openSqliteStore({ file });
  await store.createWorkbook(WATER, 1);
  let head = 0;
  let refused = 0;
  for (let round = 0; round < 12; round++) {
    const count = 500;
    const entries = Array.from({ length: count }, (_, i) =>
      edit(change('a.b:value', null, `${round} ${i}`)),
    );
    const answer = store.append([{ workbook: WATER, expected: head, entries }]);
    // At another moment of the commit each round.
    const started = performance.now();
    await new Promise<void>((go) => {
      const wait = () => (performance.now() - started >= round ? go() : setImmediate(wait));
      setImmediate(wait);
    });
    void workers.at(-1)?.terminate();
    const [result] = await answer;
    const row = await store.workbook(WATER);
    if (result?.ok) expect(row?.head).toBe(head + count);
    else {
      refused += 1;
      expect(['unavailable', 'moved']).toContain(result?.why);
      expect(row?.head).toBe(result?.why === 'moved' ? head + count : head);
    }
    head = row?.head ?? 0;
  }
  process.off('worker', watch);
  expect(refused).toBeGreaterThan(0);
  expect(workers.length).toBeGreaterThan(1);
  const last = {
    workbook: WATER,
    expected: head,
    entries: [edit(change('a.b:value', null, 'last'))],
  };
  expect((await store.append([last]))[0]).toMatchObject({ ok: true, head: head + 1 });
  await store.close();
  expect(await fsck(file)).toEqual({ ok: true, entries: head + 1, faults: [] });
});

it('answers unavailable while another connection keeps it from writing, and goes on by itself afterwards', async () => {
  const file = fresh('busy');
  const store = await openSqliteStore({ file, busyTimeout_ms: 20 });
  await store.createWorkbook(WATER, 1);
  const blocker = new Database(file);
  blocker.exec('BEGIN IMMEDIATE');
  const request = { workbook: WATER, expected: 0, entries: [edit(change('a.b:value', null, '1'))] };
  expect((await store.append([request]))[0]).toMatchObject({
    ok: false,
    why: 'unavailable',
    head: 0,
  });
  await expect(store.setSetting('demo', 'yes')).rejects.toBeInstanceOf(StoreUnavailable);
  blocker.exec('ROLLBACK');
  blocker.close();
  expect((await store.append([request]))[0]).toMatchObject({ ok: true, head: 1 });
  await store.close();
});
