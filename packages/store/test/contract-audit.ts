/** The contract of audit journals: they share append, numbers and tree with the workbooks', and no way to read. */
import { auditJournalOf } from '@tallystick/domain/audit/journal-id';
import type { AuditJournalId, CommandId, WorkbookId } from '@tallystick/domain/cells/ids';
import { leafHash, toHex } from '@tallystick/ledger/hash';
import { expect, it } from 'vitest';
import type { Store } from '../src/port.ts';
import { human } from './contract-people.ts';
import { deleteWorkbook, fillAudit, fillWorkbook, paper, shownOf } from './deleted-workbook.ts';
import { AMAL, BENE, change, edit, event, opened, ROADS, WATER } from './journal-of.ts';
import type { Opened } from './opened.ts';

const DESK = auditJournalOf(WATER);
/** What no type allows: the audit journal by the name of a workbook. */
const DISGUISED = DESK as string as WorkbookId;
const ALL = { after: 0, limit: 100 };

const write = (store: Store, expected: number, command: string, journal = DESK) =>
  store.appendAudit({ workbook: journal, expected, entries: [paper(journal, command)] });

export function auditContract(open: Opened): void {
  const begun = async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null));
    await store.addPerson(human(BENE, null));
    await fillWorkbook(store, WATER);
    return store;
  };

  it('numbers the entries of an audit journal by themselves and gives them places in the one tree', async () => {
    const store = await begun();
    const head = (await store.workbook(WATER))?.head ?? 0;
    const size = await store.integrate();
    expect(await store.auditEntries(DESK, ALL)).toEqual([]);
    expect(await write(store, 0, 'a1')).toEqual({
      ok: true,
      first: 1,
      head: 1,
      treeSize: size + 1,
    });
    const more = edit(change('a.b:value', '1', '2'));
    // The workbook is locked, and an audit is not.
    expect((await store.append([{ workbook: WATER, expected: head, entries: [more] }]))[0]).toEqual(
      {
        ok: false,
        why: 'locked',
        head,
      },
    );
    expect(await write(store, 1, 'a2')).toMatchObject({ ok: true, first: 2, head: 2 });
    const found = await store.auditEntries(DESK, ALL);
    expect(found.map(({ entry }) => [entry.number, entry.command])).toEqual([
      [1, 'a1'],
      [2, 'a2'],
    ]);
    const leaves = (await store.leafHashes(size, size + 2)).map(toHex);
    expect(leaves).toEqual(found.map(({ text }) => toHex(leafHash(text))));
    expect(leaves).toEqual(found.map(({ leaf }) => toHex(leaf)));
    expect(await store.auditEntries(DESK, { after: 1, limit: 9 })).toEqual(found.slice(1));
    expect(await store.auditEntries(DESK, { after: 0, limit: 1 })).toEqual(found.slice(0, 1));
    expect((await store.workbook(WATER))?.head).toBe(head);
  });

  it('refuses an append that was decided against another head, and carries a command out once', async () => {
    const store = await begun();
    await write(store, 0, 'a1');
    expect(await write(store, 0, 'a2')).toEqual({ ok: false, why: 'moved', head: 1 });
    expect(await write(store, 2, 'a2')).toEqual({ ok: false, why: 'moved', head: 1 });
    expect(await write(store, 1, 'a1')).toMatchObject({
      ok: false,
      why: 'repeated',
      head: 1,
      entry: { number: 1, command: 'a1' },
    });
    const done = await store.auditEntryOfCommand(DESK, 'a1' as CommandId);
    expect(done?.entry.number).toBe(1);
    expect(await store.auditEntryOfCommand(DESK, 'c-open' as CommandId)).toBeUndefined();
    expect(await store.entryOfCommand(WATER, 'a1' as CommandId)).toBeUndefined();
  });

  it('shows nothing of an audit journal by any door of a workbook, under either id', async () => {
    const store = await begun();
    const before = await shownOf(store, WATER);
    const listed = await store.workbooks();
    const entries = await store.entries(WATER, ALL);
    await fillAudit(store, WATER);
    expect(await shownOf(store, WATER)).toEqual(before);
    expect(await store.workbooks()).toEqual(listed);
    expect(await store.entries(WATER, ALL)).toEqual(entries);
    expect(await store.workbook(DISGUISED)).toBeUndefined();
    expect(await store.entries(DISGUISED, ALL)).toEqual([]);
    expect(await store.entryOfCommand(DISGUISED, 'a-1' as CommandId)).toBeUndefined();
    expect(await store.history(DISGUISED, { limit: 9 })).toEqual([]);
    expect(await store.membership(DISGUISED, AMAL)).toBeUndefined();
    const plain = WATER as string as AuditJournalId;
    expect(await store.auditEntries(plain, ALL)).toEqual([]);
    expect(await store.auditEntryOfCommand(plain, 'c-open' as CommandId)).toBeUndefined();
  });

  it('is a defect where a journal is written to as what it is not, or beside no workbook', async () => {
    const store = await begun();
    await fillAudit(store, WATER);
    const entry = event(opened(), 'x', { workbook: DISGUISED });
    await expect(
      store.append([{ workbook: DISGUISED, expected: 2, entries: [entry] }]),
    ).rejects.toThrow("it is no workbook's");
    await expect(write(store, 0, 'a1', WATER as string as AuditJournalId)).rejects.toThrow(
      'is no audit journal',
    );
    await expect(write(store, 0, 'a1', auditJournalOf(ROADS))).rejects.toThrow(
      'no workbook beside',
    );
    expect(await store.auditEntries(DESK, ALL)).toHaveLength(2);
  });

  it('erases an audit journal with its workbook and takes nothing more of it; leaves stay, another audit is whole', async () => {
    const store = await begun();
    await fillWorkbook(store, ROADS);
    await fillAudit(store, WATER);
    await fillAudit(store, ROADS);
    const leaves = (await store.leafHashes(0, await store.integrate())).map(toHex);
    await deleteWorkbook(store, WATER);
    expect(await store.auditEntries(DESK, ALL)).toEqual([]);
    expect(await store.auditEntryOfCommand(DESK, 'a-1' as CommandId)).toBeUndefined();
    expect(await write(store, 2, 'a3')).toEqual({ ok: false, why: 'deleted', head: 2 });
    expect(await write(store, 0, 'a3')).toEqual({ ok: false, why: 'deleted', head: 2 });
    expect(await store.auditEntries(auditJournalOf(ROADS), ALL)).toHaveLength(2);
    const after = (await store.leafHashes(0, await store.integrate())).map(toHex);
    expect(after.slice(0, leaves.length)).toEqual(leaves);
  });
}
