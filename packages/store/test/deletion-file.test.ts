/** Deletion in an SQLite file: nothing of the workbook is found in its bytes, and `fsck` tells a deletion from a theft. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { JOURNAL_TABLES, OTHER_TABLES } from '../src/erasure.ts';
import { fsck } from '../src/fsck.ts';
import type { Store } from '../src/port.ts';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { human } from './contract-people.ts';
import { auditJournalOf } from '@tallystick/domain/audit/journal-id';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { deleteWorkbook, fillAudit, fillWorkbook, paper, wordOf } from './deleted-workbook.ts';
import { AMAL, BENE, event, ROADS, WATER } from './journal-of.ts';

const DESK = auditJournalOf(WATER);
const LEFT = canonicalJson({ ...paper(DESK, 'a-1'), number: 1 });

const folder = mkdtempSync(join(tmpdir(), 'store-deletion-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name, 'a.db');

async function twoWorkbooks(file: string): Promise<Store> {
  const store = await openSqliteStore({ file });
  await store.addPerson(human(AMAL, null));
  await store.addPerson(human(BENE, null));
  await fillWorkbook(store, WATER);
  await fillWorkbook(store, ROADS);
  await fillAudit(store, WATER);
  await fillAudit(store, ROADS);
  // The index of the history holds it too.
  await store.history(WATER, { limit: 1 });
  return store;
}

/** How often a text stands in the file, its log and whatever else lies beside it. */
function countOf(file: string, text: string): number {
  const dir = join(file, '..');
  return readdirSync(dir).reduce((sum, name) => {
    const bytes = readFileSync(join(dir, name)).toString('latin1');
    return sum + bytes.split(text).length - 1;
  }, 0);
}

/** A folder of its own, so that all that lies in it belongs to the file. */
function fresh(name: string): string {
  rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, name));
  return at(name);
}

it('leaves no text of a deleted workbook in the file or its log, and all of another', async () => {
  const file = fresh('canary');
  const store = await twoWorkbooks(file);
  const before = countOf(file, wordOf(WATER));
  expect(before).toBeGreaterThan(600);
  await deleteWorkbook(store, WATER);
  // Answered after the sweep, which comes between two commits.
  await store.setSetting('after', 'the sweep');
  expect(countOf(file, wordOf(WATER))).toBe(0);
  expect(await store.setting('unswept')).toBeUndefined();
  expect(await store.cells(ROADS)).toHaveLength(3);
  await store.close();
  expect(countOf(file, wordOf(WATER))).toBe(0);
  expect(countOf(file, wordOf(ROADS))).toBeGreaterThan(600);
  expect(await fsck(file)).toMatchObject({ ok: true, faults: [] });
});

it('names every table that holds rows of a workbook, so that a new one is not forgotten', async () => {
  const file = fresh('tables');
  await (await openSqliteStore({ file })).close();
  const database = new Database(file, { readonly: true });
  const tables = database
    .prepare<[], string>(
      `SELECT s.name FROM sqlite_schema AS s JOIN pragma_table_info(s.name) AS c
       WHERE s.type = 'table' AND c.name = 'workbook' AND s.name NOT IN ('entry', 'leaf', 'workbook')`,
    )
    .pluck()
    .all();
  database.close();
  expect([...JOURNAL_TABLES, ...OTHER_TABLES].toSorted()).toEqual(tables.toSorted());
});

it('sweeps a file in which a deletion was written and no more, as soon as it is opened and written to', async () => {
  const file = fresh('unswept');
  const store = await twoWorkbooks(file);
  await store.close();
  const database = new Database(file);
  database.pragma('secure_delete = OFF');
  const left = `left in a page: ${wordOf(WATER)}`;
  database.exec(`CREATE TABLE scrap (text TEXT);
    INSERT INTO scrap VALUES ('${left.repeat(2_000)}'); DROP TABLE scrap;
    INSERT INTO setting (key, value) VALUES ('unswept', '1')`);
  database.close();
  expect(countOf(file, left)).toBeGreaterThan(0);
  const again = await openSqliteStore({ file });
  await again.setSetting('first', 'write');
  await again.setSetting('second', 'write');
  expect(countOf(file, left)).toBe(0);
  expect(await again.setting('unswept')).toBeUndefined();
  await again.close();
});

let deleted: string;
beforeAll(async () => {
  deleted = fresh('deleted');
  const store = await twoWorkbooks(deleted);
  await deleteWorkbook(store, WATER);
  await store.close();
  whole = fresh('whole');
  await (await twoWorkbooks(whole)).close();
});
let whole: string;

/** Changes a copy by SQL and answers what is found then. */
async function faultsAfter(file: string, sql: string): Promise<string[]> {
  const copy = fresh('copy');
  copyFileSync(file, copy);
  const database = new Database(copy);
  database.exec(sql);
  database.close();
  const { faults } = await fsck(copy);
  return faults.map(({ what }) => what);
}

/** Names an entry by its place in the tree. */
const placed = (place: number) =>
  `(workbook, number) = (SELECT workbook, number FROM leaf WHERE log_index = ${place})`;
const ERASE = `UPDATE entry SET kind = 'erased', at = 0, "by" = '', text = ''`;
/** All that a deletion does, but for its entry in the tree. */
const AS_A_DELETION = [
  `${ERASE} WHERE workbook = '${WATER}'`,
  ...['cell', 'membership', 'command', 'client_claim', 'generation', 'snapshot', 'clarification']
    .concat(['mention', 'mentioned', 'refused_draft', 'seen', 'invitation', 'webhook', 'token'])
    .map((table) => `DELETE FROM ${table} WHERE workbook = '${WATER}'`),
  `UPDATE workbook SET city = '', title = '', locked = 0, generation = 0, created_at = 0,
     deleted_at = 5 WHERE workbook = '${WATER}'`,
].join(';');

it('finds nothing wrong with a deletion by two people', async () => {
  expect(await fsck(deleted)).toMatchObject({ ok: true, faults: [] });
  expect(await faultsAfter(whole, 'SELECT 1')).toEqual([]);
});

it.each([
  ['one entry erased', `${ERASE} WHERE ${placed(5)}`, 'Entry 5 was erased, but no entry says'],
  [
    'a workbook erased as a deletion does it',
    AS_A_DELETION,
    'Entry 0 (and 8 more of its workbook) was erased, but no entry says',
  ],
  [
    'a workbook marked as deleted',
    `UPDATE workbook SET deleted_at = 5 WHERE workbook = '${WATER}'`,
    `The workbook ${WATER} differs from its entry in "deleted_at".`,
  ],
  [
    'the journal of an audit passed off as a workbook',
    `UPDATE workbook SET kind = 'workbook' WHERE workbook = '${DESK}'`,
    `The workbook ${DESK} differs from its entry in "kind".`,
  ],
  [
    'a text of the audit side erased',
    `${ERASE} WHERE workbook = '${DESK}' AND number = 1`,
    'was erased, but no entry says that the workbook was deleted.',
  ],
  [
    'a text of the audit side written over',
    `UPDATE entry SET text = replace(text, 'canary', 'nothing') WHERE workbook = '${DESK}' AND number = 2`,
    'does not have the hash that was written with it.',
  ],
  [
    'a workbook marked as archived',
    `UPDATE workbook SET archived = 1 WHERE workbook = '${WATER}'`,
    `The workbook ${WATER} differs from its entry in "archived".`,
  ],
  [
    'an entry said to be erased, its text left',
    `UPDATE entry SET kind = 'erased' WHERE ${placed(5)}`,
    'Entry 5 says another "kind" than its column.',
  ],
])('finds out %s', async (_, sql, what) => {
  expect((await faultsAfter(whole, sql)).join('\n')).toContain(what);
});

it.each([
  [
    'its mark taken away',
    `UPDATE workbook SET deleted_at = NULL WHERE workbook = '${WATER}'`,
    `The workbook ${WATER} differs from its entry in "deleted_at".`,
  ],
  [
    'the row of its audit marked otherwise',
    `UPDATE workbook SET deleted_at = NULL WHERE workbook = '${DESK}'`,
    `The workbook ${DESK} differs from its entry in "deleted_at".`,
  ],
  [
    'a text of its audit left',
    `UPDATE entry SET kind = 'event', text = '${LEFT}' WHERE workbook = '${DESK}' AND number = 1`,
    'is still there, though its workbook was deleted.',
  ],
  [
    'the event that asked erased',
    `${ERASE} WHERE text LIKE '%deletion-asked%'`,
    'deletes a workbook without the entries that archived it and asked for that.',
  ],
  [
    'the deletion itself erased',
    `${ERASE} WHERE text LIKE '%"deleted"%'`,
    'was erased, but no entry says that the workbook was deleted.',
  ],
  [
    'a leaf changed',
    `UPDATE entry SET leaf = zeroblob(32) WHERE ${placed(3)}`,
    'Entry 3 stands in the tree with another hash than its own.',
  ],
  [
    'a leaf changed everywhere',
    `UPDATE entry SET leaf = zeroblob(32) WHERE ${placed(3)};
       UPDATE leaf SET hash = zeroblob(32) WHERE log_index = 3`,
    'One of the entries 0 to 15 is not what was written',
  ],
  ['an erased entry removed', `DELETE FROM entry WHERE ${placed(3)}`, 'Entry 3 is missing.'],
  ['its place taken away', 'DELETE FROM leaf WHERE log_index = 3', 'Entry 3 is missing.'],
  [
    'a draft left',
    `INSERT INTO refused_draft (id, workbook, cell, text, by, at, door, code, detail, head)
       VALUES ('x', '${WATER}', 'a.b:value', 'left', 'p', 1, 'yjs', 'locked', '', 1)`,
    `The table "refused_draft" still holds a row of the deleted workbook ${WATER}.`,
  ],
  [
    'a cell left',
    `INSERT INTO cell (workbook, cell, text, number, by, at) VALUES ('${WATER}', 'a.b:value', 'x', 5, 'p', 1)`,
    `No entry made the cell ${WATER} a.b:value.`,
  ],
])('finds out of a deleted workbook %s', async (_, sql, what) => {
  expect((await faultsAfter(deleted, sql)).join('\n')).toContain(what);
});

it('finds out a deletion that one person asked for and confirmed', async () => {
  const alone = fresh('alone');
  const store = await twoWorkbooks(alone);
  const head = (await store.workbook(WATER))?.head ?? 0;
  const entries = [
    event({ type: 'archived', reason: 'x' }, 'd1'),
    event({ type: 'deletion-asked', reason: 'x', until: 9e15 }, 'd2'),
    event({ type: 'deleted', archived: head + 1, asked: head + 2 }, 'd3'),
  ];
  await store.append([{ workbook: WATER, expected: head, entries }]);
  await store.close();
  expect((await fsck(alone)).faults.map(({ what }) => what)).toEqual([
    expect.stringContaining('confirms a deletion that the same person asked for.'),
  ]);
});
