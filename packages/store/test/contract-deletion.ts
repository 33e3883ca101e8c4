/** The contract of archiving and deletion: an archived workbook takes no edit, of a deleted one its leaves are left. */
import { appendLeaf, emptyFrontier, frontierRoot } from '@tallystick/ledger/frontier';
import { toHex } from '@tallystick/ledger/hash';
import { expect, it } from 'vitest';
import type { Store } from '../src/port.ts';
import { human } from './contract-people.ts';
import { appendTo, deleteWorkbook, fillBeside, fillWorkbook, shownOf } from './deleted-workbook.ts';
import { AMAL, BENE, change, edit, event, opened, ROADS, unlocked, WATER } from './journal-of.ts';
import type { Opened } from './opened.ts';

const DELETED_AT = 1_700_000_000_500;

async function rootOf(store: Store): Promise<string> {
  const tree = emptyFrontier();
  for (const leaf of await store.leafHashes(0, await store.integrate())) appendLeaf(tree, leaf);
  return toHex(frontierRoot(tree));
}

export function deletionContract(open: Opened): void {
  /** Two workbooks with everything in them that a workbook can have. */
  const filled = async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null));
    await store.addPerson(human(BENE, null));
    await fillWorkbook(store, WATER);
    await fillWorkbook(store, ROADS);
    return store;
  };

  it('takes no edit of an archived workbook until it is brought back, within a request as between two', async () => {
    const store = await filled();
    const archived = event({ type: 'archived', reason: 'x' }, 'a1');
    const back = event({ type: 'unarchived' }, 'a2');
    const more = edit(change('a.b:year', null, '2025'));
    expect(await appendTo(store, WATER, [archived, more])).toBe('locked');
    expect(await appendTo(store, WATER, [archived])).toBe('ok');
    expect(await store.workbook(WATER)).toMatchObject({ archived: true, deletedAt: null });
    expect(await appendTo(store, WATER, [more])).toBe('locked');
    const unlock = event(unlocked(1), 'a0');
    expect(await appendTo(store, WATER, [unlock, more])).toBe('locked');
    expect(await appendTo(store, WATER, [unlock, back, more])).toBe('ok');
    expect(await store.workbook(WATER)).toMatchObject({ archived: false });
    expect(await appendTo(store, WATER, [more])).toBe('ok');
  });

  it('leaves of a deleted workbook its row, its leaves and the events that tell of it', async () => {
    const store = await filled();
    const before = {
      root: await rootOf(store),
      leaves: await store.leafHashes(0, await store.integrate()),
    };
    await deleteWorkbook(store, WATER, DELETED_AT);
    const size = await store.integrate();
    expect(size).toBe(before.leaves.length + 3);
    expect((await store.leafHashes(0, size)).slice(0, -3).map(toHex)).toEqual(
      before.leaves.map(toHex),
    );
    const head = (await store.workbook(WATER))?.head ?? 0;
    expect(await store.workbook(WATER)).toEqual({
      workbook: WATER,
      city: '',
      title: '',
      head,
      locked: false,
      generation: 0,
      createdAt: 0,
      archived: false,
      deletedAt: DELETED_AT,
    });
    const entries = await store.entries(WATER, { after: 0, limit: 100 });
    expect(entries.map(({ entry }) => entry.kind === 'event' && entry.event.type)).toEqual([
      'archived',
      'deletion-asked',
      'deleted',
    ]);
    expect(entries.map(({ entry }) => entry.number)).toEqual([head - 2, head - 1, head]);
    const last = await store.entries(WATER, { after: head - 1, limit: 9, kind: 'event' });
    expect(last.map(({ entry }) => entry.number)).toEqual([head]);
  });

  it('forgets all else of it, and nothing of another workbook or of a person', async () => {
    const store = await filled();
    const roads = await shownOf(store, ROADS);
    for (const [what, found] of Object.entries(await shownOf(store, WATER)))
      expect(found, `before: ${what}`).not.toEqual([]);
    await deleteWorkbook(store, WATER, DELETED_AT);
    expect(await shownOf(store, ROADS)).toEqual(roads);
    for (const [what, found] of Object.entries(await shownOf(store, WATER)))
      expect(found, `left: ${what}`).toEqual([]);
    expect(await store.people([AMAL, BENE])).toHaveLength(2);
    expect(await store.memberships(AMAL)).toMatchObject([{ workbook: ROADS }]);
    expect(await store.rulingsForAll('2017', 9)).toMatchObject([{ workbook: ROADS }]);
  });

  it('takes nothing more of a deleted workbook, through any of its methods', async () => {
    const store = await filled();
    await deleteWorkbook(store, WATER, DELETED_AT);
    const head = (await store.workbook(WATER))?.head ?? 0;
    const more = edit(change('a.b:value', null, '1'));
    for (const entry of [more, event(opened(), 'c-more')])
      for (const expected of [0, head])
        expect(await store.append([{ workbook: WATER, expected, entries: [entry] }])).toEqual([
          { ok: false, why: 'deleted', head },
        ]);
    await store.createWorkbook(WATER, 9);
    await fillBeside(store, WATER);
    for (const [what, found] of Object.entries(await shownOf(store, WATER)))
      expect(found, what).toEqual([]);
  });

  it('is a defect where something comes after it in its request', async () => {
    const store = await filled();
    const gone = event({ type: 'deleted', archived: 1, asked: 2 }, 'd');
    const more = edit(change('a.b:value', null, '1'));
    await expect(appendTo(store, WATER, [gone, more])).rejects.toThrow('nothing comes after');
    expect(await store.workbook(WATER)).toMatchObject({ deletedAt: null });
  });
}
