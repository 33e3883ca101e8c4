/** The list of workbooks in a file: made anew where it is missing or was counted another way, and checked by `fsck`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellId, CommentId, EntityId, RowId } from '@tallystick/domain/cells/ids';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { fsck } from '../src/fsck.ts';
import { LISTING_TABLES } from '../src/memory/listing.ts';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { appendTo, deleteWorkbook } from './deleted-workbook.ts';
import { AMAL, change, edit, event, locked, opened, ROADS, WATER } from './journal-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-listing-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ENTITY = 'e_1' as EntityId;
const ROW = 'patents.value' as RowId;
const SNAPSHOT = '{"submission":1}';

/** A file with one workbook of which there is something in each table, and one that was deleted. */
async function filled(name: string): Promise<string> {
  const file = join(folder, `${name}.db`);
  const store = await openSqliteStore({ file });
  await store.createWorkbook(WATER, 1);
  await store.createWorkbook(ROADS, 1);
  const asked = {
    type: 'commented',
    comment: 'c_1' as CommentId,
    cell: `${ROW}:override` as CellId,
    parent: null,
    text: 'Where from?',
    audience: 'audit',
  } as const;
  const entries = [
    event(opened(), 'c1'),
    event({ type: 'member-added', person: AMAL, role: 'contributor', entity: ENTITY }, 'c2'),
    event({ type: 'entity-added', entity: ENTITY, name: 'Water' }, 'c3'),
    event({ type: 'rows-assigned', rows: [ROW], entity: ENTITY }, 'c4'),
    edit(change(`${ROW}:override`, null, '7')),
    event(locked(1, 5, SNAPSHOT), 'c5'),
    event(asked, 'c6'),
  ];
  const snapshot = { submission: 1, text: SNAPSHOT };
  await store.append([{ workbook: WATER, expected: 0, entries, snapshot }]);
  expect(await appendTo(store, ROADS, [event(opened(), 'r1')])).toBe('ok');
  await deleteWorkbook(store, ROADS);
  await store.close();
  expect((await fsck(file)).faults).toEqual([]);
  return file;
}

function bySql(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

async function listed(file: string) {
  const store = await openSqliteStore({ file });
  const rows = await store.listing(AMAL);
  await store.close();
  return rows;
}

it('makes the list of a file that is older than it, and of one that was counted another way', async () => {
  const file = await filled('older');
  const whole = await listed(file);
  expect(whole).toMatchObject([
    { reported: 1, entityName: 'Water', entityRows: { rows: 1, left: 1 }, versions: [{}] },
  ]);
  const empty = LISTING_TABLES.map((table) => `DELETE FROM ${table};`).join('');
  bySql(file, `${empty} PRAGMA user_version = 0`);
  // Nothing is asked of what is made anew as soon as it is opened.
  expect((await fsck(file)).faults).toEqual([]);
  expect(await listed(file)).toEqual(whole);
  expect((await fsck(file)).faults).toEqual([]);
  bySql(file, 'UPDATE listing SET reported = 5; PRAGMA user_version = 9999');
  expect(await listed(file)).toEqual(whole);
  expect((await fsck(file)).faults).toEqual([]);
});

it('goes on where the making of it was broken off', async () => {
  const file = await filled('broken-off');
  const whole = await listed(file);
  bySql(file, 'DELETE FROM listing; UPDATE listing_entity SET row_count = 9');
  expect(await listed(file)).toEqual(whole);
  expect((await fsck(file)).faults).toEqual([]);
});

it('finds every figure of it that was changed, removed or made up', async () => {
  const file = await filled('tampered');
  const found = async (sql: string) => {
    bySql(file, `BEGIN; ${sql}`);
    const { faults } = await fsck(file);
    return faults.map(({ what }) => what);
  };
  expect(await found('UPDATE listing SET reported = 2; COMMIT')).toEqual([
    `The row in "listing" of ${WATER} differs from its entry in "reported".`,
  ]);
  await found('UPDATE listing SET reported = 1; COMMIT');
  const changes = [
    ['UPDATE listing_thread SET open = 0', 'UPDATE listing_thread SET open = 1'],
    ['UPDATE listing SET due = 7', 'UPDATE listing SET due = NULL'],
    ["UPDATE listing_row SET life = 'ready'", "UPDATE listing_row SET life = 'in-progress'"],
    ['UPDATE listing_entity SET rows_left = 0', 'UPDATE listing_entity SET rows_left = 1'],
    ["UPDATE listing_version SET consent = 'figures'", 'UPDATE listing_version SET consent = NULL'],
    [
      `INSERT INTO listing_version VALUES ('${WATER}', 2, 1, 0, NULL)`,
      'DELETE FROM listing_version WHERE submission = 2',
    ],
    ["UPDATE listing_row SET row = 'other.value'", `UPDATE listing_row SET row = '${ROW}'`],
  ];
  for (const [tampered, mended] of changes) {
    expect(await found(`${tampered}; COMMIT`), tampered).not.toEqual([]);
    expect(await found(`${mended}; COMMIT`), mended).toEqual([]);
  }
});
