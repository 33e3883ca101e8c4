/** The index of the history on a file: it follows by itself, is made anew, is checked, and says when it is not there yet. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { fsck } from '../src/fsck.ts';
import type { Store } from '../src/port.ts';
import { HistoryBehind, type HistoryQuery } from '../src/port-history.ts';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { change, edit, event, opened, WATER } from './journal-of.ts';
import type { StoredEntry } from '../src/rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-history-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fresh = (name: string) => join(folder, `${name}.db`);
const EDITS = 3_000;

async function written(file: string, edits = EDITS) {
  const store = await openSqliteStore({ file });
  await store.createWorkbook(WATER, 1);
  const entries = Array.from({ length: edits }, (_, i) =>
    edit(change(`a.b${i % 40}:value`, null, String(i))),
  );
  await store.append([
    { workbook: WATER, expected: 0, entries: [event(opened(), 'c1'), ...entries] },
  ]);
  return store;
}

/** Asked while the index is being made a store says how far it is; who asks comes again, as the page does. */
async function historyOf(store: Store, asked: HistoryQuery): Promise<StoredEntry[]> {
  for (;;) {
    try {
      return await store.history(WATER, asked);
    } catch (error) {
      if (!(error instanceof HistoryBehind)) throw error;
    }
  }
}

/** What a statement answers, again and again until it is `wanted`. */
async function until(file: string, statement: string, wanted: number): Promise<void> {
  const database = new Database(file, { readonly: true });
  const end = performance.now() + 20_000;
  for (;;) {
    const is = database.prepare<[], number>(statement).pluck().get();
    if (is === wanted) break;
    if (performance.now() > end) throw new Error(`${statement} is ${is}, not ${wanted}`);
    await new Promise((go) => setImmediate(go));
  }
  database.close();
}

it('follows the journal while nobody asks', async () => {
  const file = fresh('alone');
  const store = await written(file);
  await until(file, 'SELECT coalesce(max(up_to), 0) FROM mentioned', EDITS + 1);
  // And again after a pause.
  const last = edit(change('a.b1:value', null, 'last'));
  await store.append([{ workbook: WATER, expected: EDITS + 1, entries: [last] }]);
  await until(file, 'SELECT max(up_to) FROM mentioned', EDITS + 2);
  await store.close();
  expect(await fsck(file)).toEqual({ ok: true, entries: EDITS + 2, faults: [] });
});

it('is made for a file from before there was one, and anew where it was thrown away', async () => {
  const file = fresh('anew');
  const asked = { subjects: ['c:a.b7:value'], limit: 1_000 };
  const first = await written(file);
  const numbers = (await historyOf(first, asked)).map(({ entry }) => entry.number);
  expect(numbers).toHaveLength(EDITS / 40);
  await first.close();
  const database = new Database(file);
  database.exec(
    "DELETE FROM mentioned; UPDATE mention SET subject = 'c:wrong:value' WHERE subject = 'c:a.b7:value'",
  );
  database.close();
  const second = await openSqliteStore({ file });
  expect((await historyOf(second, asked)).map(({ entry }) => entry.number)).toEqual(numbers);
  expect(await historyOf(second, { subjects: ['c:wrong:value'], limit: 1 })).toEqual([]);
  await second.close();
  expect((await fsck(file)).faults).toEqual([]);
});

it('is found wrong by the check, which says which entries it differs from', async () => {
  const file = fresh('wrong');
  const store = await written(file);
  await historyOf(store, { limit: 1 });
  await store.close();
  const database = new Database(file);
  const changes: [string, string][] = [
    ["DELETE FROM mention WHERE number = 2000 AND subject LIKE 'c:%'", '1025 to 2048'],
    ["UPDATE mention SET number = 7 WHERE number = 8 AND subject LIKE 'c:%'", '1 to 1024'],
    ["INSERT INTO mention VALUES ('wb_water', 'c:a.b1:value', 3000)", '2049 to 3072'],
    ['UPDATE mentioned SET up_to = 9999', 'claims entry 9999'],
    ["INSERT INTO mention VALUES ('wb_none', 'c:a.b1:value', 1)", 'holds a row of no entry'],
  ];
  for (const [sql, what] of changes) {
    database.exec(sql);
    const { faults } = await fsck(file);
    expect(faults.map((fault) => fault.what).join()).toContain(what);
    database.exec("DELETE FROM mentioned WHERE workbook = 'wb_water'; DELETE FROM mention");
    const again = await openSqliteStore({ file });
    await historyOf(again, { limit: 1 });
    await again.close();
    expect((await fsck(file)).faults).toEqual([]);
  }
  database.close();
});
