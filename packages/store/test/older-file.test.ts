/**
 * A file from before places in the tree had a table of their own, when each entry held its place itself: it is checked as
 * it is, and opened with everything in it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { fsck } from '../src/fsck.ts';
import type { Store } from '../src/port.ts';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { change, edit, event, locked, opened, ROADS, WATER } from './journal-of.ts';

const MIGRATIONS = new URL('../../../drizzle/sqlite/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'store-older-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Takes a file's tables back to what they were, by the statements with which they were first made. */
function makeOlder(file: string): void {
  const statements = readFileSync(new URL('0000_start.sql', MIGRATIONS), 'utf8')
    .split('--> statement-breakpoint')
    .filter((statement) => statement.includes('`entry`'));
  const journal = readFileSync(new URL('meta/_journal.json', MIGRATIONS), 'utf8');
  const { entries } = JSON.parse(journal) as { entries: { tag: string; when: number }[] };
  const when = entries.find(({ tag }) => tag === '0006_places')?.when;
  const database = new Database(file);
  database.exec('DROP INDEX entry_event; ALTER TABLE entry RENAME TO present');
  for (const statement of statements) database.exec(statement);
  database.exec(`INSERT INTO entry SELECT log_index, workbook, number, kind, at, "by", present.leaf, text
      FROM present JOIN leaf USING (workbook, number) ORDER BY log_index;
    DROP TABLE present; DROP TABLE leaf; DROP TABLE file; DROP TABLE template;
    DROP TABLE notice; DROP TABLE mail; DROP TABLE post_cursor; DROP TABLE post_person; DROP TABLE post_setting;
    DROP TABLE chase; DROP TABLE evidence_file;
    ALTER TABLE workbook DROP COLUMN kind`);
  const { changes } = database
    .prepare('DELETE FROM __drizzle_migrations WHERE created_at >= ?')
    .run(when);
  database.close();
  expect([statements.length, changes]).toEqual([3, 6]);
}

async function everything(store: Store) {
  const size = await store.treeSize();
  return {
    workbooks: await store.workbooks(),
    entries: [
      await store.entries(WATER, { after: 0, limit: 99 }),
      await store.entries(ROADS, { after: 0, limit: 99 }),
    ],
    places: [await store.places(WATER, 1, 99), await store.places(ROADS, 1, 99)],
    size,
    leaves: await store.leafHashes(0, size),
    cells: await store.cells(WATER),
    snapshot: await store.snapshot(WATER, 1),
    repeated: await store.entryOfCommand(WATER, 'c1' as never),
  };
}

it('opens a file whose entries hold their places themselves, and goes on behind them', async () => {
  const file = join(folder, 'older.db');
  const first = await openSqliteStore({ file });
  for (const workbook of [WATER, ROADS]) await first.createWorkbook(workbook, 1);
  const roads = Array.from({ length: 260 }, (_, i) =>
    edit(change('a.b:value', null, String(i)), { workbook: ROADS }),
  );
  await first.append([
    { workbook: WATER, expected: 0, entries: [event(opened(), 'c1')] },
    { workbook: ROADS, expected: 0, entries: roads },
    {
      workbook: WATER,
      expected: 1,
      entries: [edit(change('a.b:value', null, '1')), event(locked(1, 2, '{}'), 'c2')],
      snapshot: { submission: 1, text: '{}' },
    },
  ]);
  const before = await everything(first);
  await first.close();
  makeOlder(file);
  const older = await fsck(file);
  expect(older).toMatchObject({ ok: true, entries: 263, faults: [] });
  const second = await openSqliteStore({ file });
  expect(await everything(second)).toEqual(before);
  const more = edit(change('a.b:year', null, '2'), { workbook: ROADS });
  const [result] = await second.append([{ workbook: ROADS, expected: 260, entries: [more] }]);
  expect(result).toEqual({ ok: true, first: 261, head: 261, treeSize: 264 });
  expect(await second.places(ROADS, 261, 261)).toEqual([{ number: 261, index: 263 }]);
  await second.close();
  expect(await fsck(file)).toMatchObject({ ok: true, entries: 264, faults: [] });
});
