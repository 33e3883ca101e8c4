/** The contract of `append`: numbers, refusals, and that a refused request leaves no trace. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import {
  AMAL,
  BENE,
  change,
  edit,
  event,
  locked,
  opened,
  ROADS,
  unlocked,
  WATER,
} from './journal-of.ts';
import type { JournalStore } from '../src/port-journal.ts';
import type { LogStore } from '../src/port-log.ts';
import type { WorkbookStore } from '../src/port-workbooks.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = JournalStore & LogStore & WorkbookStore;

/** Everything that a request could have changed. */
async function everything(store: Ports) {
  return {
    workbooks: await store.workbooks(),
    entries: await store.entries(WATER, { after: 0, limit: 100 }),
    cells: await store.cells(WATER),
    claims: await store.claims(WATER),
    generation: await store.generation(WATER),
    snapshot: await store.snapshot(WATER, 1),
    size: await store.integrate(),
    memberships: [await store.memberships(AMAL), await store.memberships(BENE)],
  };
}

export function appendContract(open: Opened<Ports>): void {
  numbering(open);
  refusals(open);
  defects(open);
}

function numbering(open: Opened<Ports>): void {
  it('numbers the entries of each workbook from 1 and those of the log from 0', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.createWorkbook(ROADS, 1);
    const results = await store.append([
      {
        workbook: WATER,
        expected: 0,
        entries: [event(opened(), 'c1'), edit(change('a.b:value', null, '1'))],
      },
      { workbook: ROADS, expected: 0, entries: [event(opened(), 'c1', { workbook: ROADS })] },
      { workbook: WATER, expected: 2, entries: [edit(change('a.b:value', '1', '2'))] },
    ]);
    expect(results).toEqual([
      { ok: true, first: 1, head: 2, treeSize: expect.any(Number) },
      { ok: true, first: 1, head: 1, treeSize: expect.any(Number) },
      { ok: true, first: 3, head: 3, treeSize: expect.any(Number) },
    ]);
    expect(await store.workbook(WATER)).toMatchObject({
      head: 3,
      city: 'Riverton',
      title: 'Water',
    });
    expect(await store.workbook(ROADS)).toMatchObject({ head: 1 });
  });

  it('takes many appends at once and leaves no gap', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.createWorkbook(ROADS, 1);
    const books = [WATER, ROADS];
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const workbook = books[i % 2] as WorkbookId;
        const expected = Math.floor(i / 2);
        const cell = change('a.b:value', null, String(i));
        return store.append([{ workbook, expected, entries: [edit(cell, { workbook })] }]);
      }),
    );
    expect(results.flat().every((result) => result.ok)).toBe(true);
    for (const workbook of books) {
      const entries = await store.entries(workbook, { after: 0, limit: 1_000 });
      expect(entries.map(({ entry }) => entry.number)).toEqual(
        Array.from({ length: 100 }, (_, i) => i + 1),
      );
    }
    expect(await store.integrate()).toBe(200);
  });
}

function refusals(open: Opened<Ports>): void {
  it('refuses as moved what was decided against another head, and leaves no trace of it', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.append([
      { workbook: WATER, expected: 0, entries: [edit(change('a.b:value', null, '1'))] },
    ]);
    const before = await everything(store);
    for (const expected of [0, 2]) {
      const request = {
        workbook: WATER,
        expected,
        entries: [edit(change('a.b:value', '1', '2'))],
        claims: [{ client: 9, person: AMAL }],
        generation: { generation: 1, upTo: 0, base: new Uint8Array([1]) },
      };
      expect(await store.append([request])).toEqual([{ ok: false, why: 'moved', head: 1 }]);
    }
    expect(await everything(store)).toEqual(before);
  });

  it('refuses edits of a locked workbook, takes its events, and takes edits again once it is unlocked', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const snapshot = { submission: 1, text: '{"cells":[]}' };
    const lock = event(locked(1, 0, snapshot.text), 'lock');
    await store.append([{ workbook: WATER, expected: 0, entries: [lock], snapshot }]);
    expect(await store.workbook(WATER)).toMatchObject({ locked: true, generation: 2 });
    expect(await store.snapshot(WATER, 1)).toBe(snapshot.text);
    const before = await everything(store);
    const late = edit(change('a.b:value', null, '1'));
    expect(await store.append([{ workbook: WATER, expected: 1, entries: [late] }])).toEqual([
      { ok: false, why: 'locked', head: 1 },
    ]);
    expect(await everything(store)).toEqual(before);
    const resolved = event({ type: 'comment-resolved', comment: 'k' as never }, 'resolve');
    expect(
      (await store.append([{ workbook: WATER, expected: 1, entries: [resolved] }]))[0]?.ok,
    ).toBe(true);
    const both = [event(unlocked(1), 'unlock'), late];
    expect((await store.append([{ workbook: WATER, expected: 2, entries: both }]))[0]?.ok).toBe(
      true,
    );
    expect(await store.workbook(WATER)).toMatchObject({ locked: false, head: 4 });
  });

  it('refuses an edit that comes after the lock in the same call', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const text = '{}';
    const [first, second] = await store.append([
      {
        workbook: WATER,
        expected: 0,
        entries: [event(locked(1, 0, text), 'lock')],
        snapshot: { submission: 1, text },
      },
      { workbook: WATER, expected: 1, entries: [edit(change('a.b:value', null, '1'))] },
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual({ ok: false, why: 'locked', head: 1 });
    expect(await store.cells(WATER)).toEqual([]);
  });

  it('carries a command out once and answers its entry whenever it is repeated', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.createWorkbook(ROADS, 1);
    const request = { workbook: WATER, expected: 0, entries: [event(opened(), 'c1')] };
    const [done, again] = await store.append([request, request]);
    expect(done).toMatchObject({ ok: true, head: 1 });
    const [stored] = await store.entries(WATER, { after: 0, limit: 1 });
    expect(again).toEqual({ ok: false, why: 'repeated', head: 1, entry: stored?.entry });
    const later = { workbook: WATER, expected: 1, entries: [event(opened('Other'), 'c1')] };
    expect(await store.append([later])).toEqual([again]);
    expect(await store.integrate()).toBe(1);
    // Command ids belong to their workbook.
    const elsewhere = {
      workbook: ROADS,
      expected: 0,
      entries: [event(opened(), 'c1', { workbook: ROADS })],
    };
    expect((await store.append([elsewhere]))[0]?.ok).toBe(true);
  });

  it('refuses the client id of another person, claimed or used, and leaves no trace of it', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const mine = { client: 7, person: AMAL };
    const first = edit(change('a.b:value', null, '1'));
    await store.append([{ workbook: WATER, expected: 0, entries: [first], claims: [mine] }]);
    const before = await everything(store);
    expect(before.claims).toEqual([mine]);
    const foreign = { ok: false, why: 'foreign-client', head: 1 };
    const by = { by: BENE, client: 8 };
    const theirs = edit(change('a.b:value', '1', '2'), by);
    const claims = [
      { client: 8, person: BENE },
      { client: 7, person: BENE },
    ];
    expect(
      await store.append([{ workbook: WATER, expected: 1, entries: [theirs], claims }]),
    ).toEqual([foreign]);
    const forged = edit(change('a.b:value', '1', '2'), { by: BENE, client: 7 });
    expect(await store.append([{ workbook: WATER, expected: 1, entries: [forged] }])).toEqual([
      foreign,
    ]);
    expect(await everything(store)).toEqual(before);
    // At other doors the client id is the server's own, whoever asked for the edit.
    const byApi = edit(change('a.b:value', '1', '2'), { by: BENE, client: 7, door: 'api' });
    const again = { workbook: WATER, expected: 1, entries: [byApi], claims: [mine] };
    expect((await store.append([again]))[0]?.ok).toBe(true);
    expect(await store.claims(WATER)).toEqual([mine]);
  });

  it('commits what can be committed beside what is refused', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.createWorkbook(ROADS, 1);
    const results = await store.append([
      { workbook: WATER, expected: 5, entries: [edit(change('a.b:value', null, 'no'))] },
      {
        workbook: ROADS,
        expected: 0,
        entries: [edit(change('a.b:value', null, 'yes'), { workbook: ROADS })],
      },
    ]);
    expect(results.map((result) => result.ok)).toEqual([false, true]);
    expect(await store.cells(WATER)).toEqual([]);
    expect((await store.cell(ROADS, 'a.b:value' as never))?.text).toBe('yes');
  });
}

function defects(open: Opened<Ports>): void {
  it('throws for a request that no honest caller makes, and writes nothing of its call', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const good = { workbook: WATER, expected: 0, entries: [edit(change('a.b:value', null, '1'))] };
    const lone = edit(change('a.b:value', null, '\ud800'));
    const text = '{}';
    const wrong = [
      { workbook: WATER, expected: 1, entries: [] },
      { workbook: WATER, expected: 1, entries: [lone] },
      { workbook: 'wb_nowhere' as WorkbookId, expected: 0, entries: [] },
      {
        workbook: WATER,
        expected: 1,
        entries: [edit(change('a.b:value', null, '1'), { workbook: ROADS })],
      },
      { workbook: WATER, expected: 1, entries: [event(opened(), 'c'), event(opened(), 'c')] },
      {
        workbook: WATER,
        expected: 1,
        entries: [event(locked(1, 1, text), 'lock')],
        snapshot: { submission: 1, text: '{"other":1}' },
      },
    ];
    for (const request of wrong) await expect(store.append([good, request])).rejects.toThrow();
    expect(await store.integrate()).toBe(0);
    expect(await store.cells(WATER)).toEqual([]);
    expect((await store.append([good]))[0]).toMatchObject({ ok: true, first: 1 });
  });
}
