/** The words of `fsck`, and its program. What it finds at large is in `tests/ledger/tamper.test.ts`. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signCheckpoint } from '@tallystick/ledger/checkpoint';
import { generateKey, parseSignerKey, type SignerKey } from '@tallystick/ledger/key';
import { rootAt } from '@tallystick/ledger/merkle-tree';
import { proveFrom } from '@tallystick/ledger/tiles';
import { fsck } from '../src/fsck.ts';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { AMAL, change, edit, event, opened, WATER } from './journal-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-fsck-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'a.db');

beforeAll(async () => {
  const store = await openSqliteStore({ file });
  await store.createWorkbook(WATER, 1);
  const edits = Array.from({ length: 9 }, (_, i) => edit(change('a.b:value', null, String(i))));
  const entries = [event(opened(), 'c1'), ...edits];
  const claims = [{ client: 7, person: AMAL }];
  await store.append([{ workbook: WATER, expected: 0, entries, claims }]);
  await store.close();
});

/** Runs SQL, looks, and undoes it. */
async function faultsAfter(sql: string, undo: string) {
  const database = new Database(file);
  database.exec(sql);
  const { faults } = await fsck(file);
  database.exec(undo);
  database.close();
  expect((await fsck(file)).ok).toBe(true);
  return faults;
}

it('finds nothing in a file as it was written', async () => {
  expect(await fsck(file)).toEqual({ ok: true, entries: 10, faults: [] });
});

it('names the entry whose author was changed', async () => {
  const faults = await faultsAfter(
    `UPDATE entry SET "by" = 'p_eve' WHERE number = 5`,
    `UPDATE entry SET "by" = 'p_amal' WHERE number = 5`,
  );
  const what = 'Entry 4 says another "by" than its column.';
  expect(faults).toEqual([{ index: 4, workbook: WATER, number: 5, what }]);
});

it('names the file whose bytes are not those that were handed in', async () => {
  const there = { workbook: WATER, name: 'a.csv', by: AMAL, at: 1, keptAt: 1 };
  const store = await openSqliteStore({ file });
  const put = await store.putFile({ ...there, bytes: Buffer.from('KPI;1') });
  await store.close();
  const faults = await faultsAfter(
    `UPDATE file SET bytes = CAST('KPI;2' AS BLOB)`,
    `UPDATE file SET bytes = CAST('KPI;1' AS BLOB)`,
  );
  const hash = put.ok ? put.hash : '';
  const what = `The file ${hash} of ${WATER} is not what was handed in.`;
  expect(faults).toEqual([{ index: null, what }]);
});

it('names the entry whose file was let go of', async () => {
  const imported = join(folder, 'imported.db');
  const store = await openSqliteStore({ file: imported });
  await store.createWorkbook(WATER, 1);
  const bytes = Buffer.from('KPI;1');
  const put = await store.putFile({
    workbook: WATER,
    name: 'a.csv',
    by: AMAL,
    at: 1,
    keptAt: 1,
    bytes,
  });
  const named = { file: put.ok ? put.hash : '', name: 'a.csv', count: 1, first: 2 };
  const entries = [
    event(opened(), 'c1'),
    edit(change('a.b:value', null, '1')),
    event({ type: 'file-imported', ...named }, 'c2'),
  ];
  const claims = [{ client: 7, person: AMAL }];
  await store.append([{ workbook: WATER, expected: 0, entries, claims }]);
  await store.close();
  expect(await fsck(imported)).toEqual({ ok: true, entries: 3, faults: [] });
  const database = new Database(imported);
  const what = 'Entry 2 names a file that is not kept.';
  for (const sql of ['UPDATE file SET kept_at = NULL', 'DELETE FROM file']) {
    database.exec(sql);
    expect((await fsck(imported)).faults).toEqual([{ index: 2, workbook: WATER, number: 3, what }]);
  }
  database.close();
});

it('names the cell that shows what nobody wrote', async () => {
  const faults = await faultsAfter(`UPDATE cell SET text = '99'`, `UPDATE cell SET text = '8'`);
  const what = `The cell ${WATER} a.b:value differs from its entry in "text".`;
  expect(faults).toEqual([{ index: 9, workbook: WATER, number: 10, what }]);
});

it('misses entries that a checkpoint kept elsewhere covers', async () => {
  const { faults } = await fsck(file, { checkpoints: [{ size: 12, root: new Uint8Array(32) }] });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ index: 0, to: 12 });
  expect(faults[0]?.what).toContain('there are 10 entries: some are missing');
});

it('remarks on an entry that is dated before the one before it', async () => {
  const clock = join(folder, 'clock.db');
  const store = await openSqliteStore({ file: clock });
  await store.createWorkbook(WATER, 1);
  const dated = [5_000, 9_000, 2_000, 3_000].map((at, i) =>
    edit(change('a.b:value', i === 0 ? null : String(i - 1), String(i)), { at }),
  );
  const claims = [{ client: 7, person: AMAL }];
  await store.append([{ workbook: WATER, expected: 0, entries: dated, claims }]);
  await store.close();
  const { ok, remarks } = await fsck(clock);
  const what = `Entry 2 (${WATER}, number 3) is dated 7000 ms before the one before it: the clock of the server was set back.`;
  expect({ ok, remarks }).toEqual({ ok: true, remarks: [what] });
});

it('names the key that it needs where a checkpoint does not verify', async () => {
  const signed = join(folder, 'signed.db');
  copyFileSync(file, signed);
  const keys = ['x/one', 'x/two'].map((name, i) => generateKey(name, new Uint8Array(32).fill(i)));
  const [one, two] = keys.map(({ skey, vkey }) => ({ key: parseSignerKey(skey), vkey }));
  if (one?.key === undefined || two?.key === undefined) throw new Error('no key');
  const store = await openSqliteStore({ file: signed });
  const root = await proveFrom((read) => rootAt(10, read), store);
  const sign = async (key: SignerKey) => {
    const made = signCheckpoint({ origin: key.name, size: 10, root, key });
    if (made.ok) await store.addCheckpoint({ size: 10, root, note: made.note, at: 1 });
  };
  await sign(one.key);
  const { faults } = await fsck(signed, { vkey: two.vkey });
  expect(faults).toHaveLength(1);
  const named = one.vkey.split('+').slice(0, 2).join('+');
  expect(faults[0]?.what).toContain(`it needs the key ${named}`);
  // A new origin was begun: the checkpoints of the one that was left have a key of their own.
  await sign(two.key);
  await store.close();
  const after = await fsck(signed, { vkey: two.vkey });
  expect(after.faults).toEqual([]);
  expect(after.remarks?.[0]).toContain(`need the key ${named}`);
  const both = await fsck(signed, { vkey: two.vkey, formerVkeys: [one.vkey] });
  expect(both).toEqual({ ok: true, entries: 10, faults: [] });
});

it('recognises a copy that was taken without its log', async () => {
  const live = join(folder, 'live.db');
  const store = await openSqliteStore({ file: live });
  await store.createWorkbook(WATER, 1);
  const entries = [event(opened(), 'c1'), edit(change('a.b:value', null, '1'))];
  await store.append([
    { workbook: WATER, expected: 0, entries, claims: [{ client: 7, person: AMAL }] },
  ]);
  const copy = join(folder, 'copy.db');
  copyFileSync(live, copy);
  const { ok, entries: found, faults } = await fsck(copy);
  expect({ ok, found }).toEqual({ ok: false, found: 0 });
  expect(faults[0]?.what).toMatch(/stands without its log .*Copy it with npm run backup/);
  expect((await fsck(live)).ok).toBe(true);
  await store.close();
});

it('says what is wrong on the command line and ends with 1, with 0 when all is well, with 2 when it cannot look', () => {
  const program = fileURLToPath(new URL('../src/fsck/fsck-cli.ts', import.meta.url));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  expect(run(file)).toMatchObject({ status: 0, stdout: '10 entries, all as written.\n' });
  const database = new Database(file);
  database.exec("UPDATE workbook SET title = 'Other'");
  database.close();
  const wrong = run(file);
  expect(wrong.status).toBe(1);
  expect(wrong.stdout).toContain(`The workbook ${WATER} differs from its entry in "title".`);
  expect(run(join(folder, 'nowhere.db')).status).toBe(2);
  expect(run().status).toBe(2);
});
