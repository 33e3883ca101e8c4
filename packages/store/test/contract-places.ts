/**
 * The contract of sequencing and integrating: what is appended has a number in its journal; what is integrated has a
 * place in the installation's tree. Each test asks for `integrate` before it looks at places, since only some adapters
 * integrate within the append's own commit.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { appendLeaf, emptyFrontier } from '@tallystick/ledger/frontier';
import { toHex } from '@tallystick/ledger/hash';
import { expect, it } from 'vitest';
import type { JournalStore } from '../src/port-journal.ts';
import type { LogStore } from '../src/port-log.ts';
import { change, edit, event, opened, ROADS, WATER } from './journal-of.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about. */
type Ports = JournalStore & LogStore;
const BOOKS = [WATER, ROADS];

/** Every place in the tree, with the entry that has it. */
async function placed(
  store: Ports,
): Promise<{ workbook: WorkbookId; number: number; index: number }[]> {
  const found = await Promise.all(
    BOOKS.map(async (workbook) =>
      (await store.places(workbook, 1, 10_000)).map((place) => ({ workbook, ...place })),
    ),
  );
  return found.flat().sort((a, b) => a.index - b.index);
}

const values = (workbook: WorkbookId, count: number) =>
  Array.from({ length: count }, (_, i) => edit(change('a.b:value', null, String(i)), { workbook }));

export function placesContract(open: Opened<Ports>): void {
  it('gives every appended entry one place, in the order of the numbers of its journal, and no place to anything else', async () => {
    const store = await open();
    for (const workbook of BOOKS) await store.createWorkbook(workbook, 1);
    const heads = new Map<WorkbookId, number>(BOOKS.map((workbook) => [workbook, 0]));
    // Together and one after the other, refused ones among them.
    for (const counts of [
      [2, 1],
      [3, 0],
      [1, 300],
      [5, 5],
    ]) {
      const requests = BOOKS.flatMap((workbook, i) => {
        const expected = heads.get(workbook) ?? 0;
        const entries = values(workbook, counts[i] as number);
        if (entries.length === 0)
          return [{ workbook, expected: 9_999, entries: values(workbook, 4) }];
        heads.set(workbook, expected + entries.length);
        return [{ workbook, expected, entries }];
      });
      const results = await store.append(requests);
      expect(results.map(({ ok }) => ok)).toEqual(counts.map((count) => count > 0));
    }
    const size = await store.integrate();
    const places = await placed(store);
    expect(places.map(({ index }) => index)).toEqual(Array.from({ length: size }, (_, i) => i));
    for (const [workbook, head] of heads)
      expect(
        places.filter((place) => place.workbook === workbook).map(({ number }) => number),
      ).toEqual(Array.from({ length: head }, (_, i) => i + 1));
    expect(size).toBe(317);
    // The leaf at a place is the hash of the entry that has it.
    const leaves = (await store.leafHashes(0, size)).map(toHex);
    for (const workbook of BOOKS) {
      const entries = await store.entries(workbook, { after: 0, limit: 10_000 });
      for (const { entry, leaf } of entries) {
        const place = places.find(
          (one) => one.workbook === workbook && one.number === entry.number,
        );
        expect(leaves[place?.index ?? -1]).toBe(toHex(leaf));
      }
    }
  });

  it('integrates what was appended once, however often it is asked', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.append([{ workbook: WATER, expected: 0, entries: values(WATER, 3) }]);
    const sizes = await Promise.all([store.integrate(), store.integrate(), store.integrate()]);
    expect(sizes).toEqual([3, 3, 3]);
    expect(await store.treeSize()).toBe(3);
    const command = event(opened(), 'c1');
    await store.append([{ workbook: WATER, expected: 3, entries: [command] }]);
    const [again] = await store.append([{ workbook: WATER, expected: 4, entries: [command] }]);
    expect(again).toMatchObject({ ok: false, why: 'repeated' });
    expect(await store.integrate()).toBe(4);
    expect(await placed(store)).toHaveLength(4);
  });

  it('leaves places as they are when more is appended, and answers those that are asked for', async () => {
    const store = await open();
    for (const workbook of BOOKS) await store.createWorkbook(workbook, 1);
    await store.append([{ workbook: WATER, expected: 0, entries: values(WATER, 2) }]);
    await store.integrate();
    const before = await placed(store);
    const tree = emptyFrontier();
    for (const leaf of await store.leafHashes(0, 2)) appendLeaf(tree, leaf);
    await store.append([{ workbook: ROADS, expected: 0, entries: values(ROADS, 2) }]);
    await store.append([{ workbook: WATER, expected: 2, entries: values(WATER, 2) }]);
    await store.integrate();
    expect((await placed(store)).slice(0, 2)).toEqual(before);
    expect(await store.places(WATER, 2, 3)).toEqual([
      { number: 2, index: 1 },
      { number: 3, index: 4 },
    ]);
    expect(await store.places(WATER, 5, 9)).toEqual([]);
    expect(await store.places('wb_none' as WorkbookId, 1, 9)).toEqual([]);
  });

  it('takes a checkpoint of what is integrated and of no more, and none smaller than the last', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.append([{ workbook: WATER, expected: 0, entries: values(WATER, 3) }]);
    const size = await store.integrate();
    const root = new Uint8Array(32).fill(1);
    const made = (of: number) =>
      store.addCheckpoint({ size: of, root, note: `x/log\n${of}`, at: 1 });
    await expect(made(size + 1)).rejects.toThrow();
    await made(size);
    await expect(made(size - 1)).rejects.toThrow();
    await store.append([{ workbook: WATER, expected: 3, entries: values(WATER, 1) }]);
    await made(await store.integrate());
    expect(await store.lastCheckpoint()).toMatchObject({ size: 4 });
  });

  it('keeps the places of a workbook that was deleted', async () => {
    const store = await open();
    for (const workbook of BOOKS) await store.createWorkbook(workbook, 1);
    await store.append([{ workbook: WATER, expected: 0, entries: values(WATER, 2) }]);
    await store.append([{ workbook: ROADS, expected: 0, entries: values(ROADS, 2) }]);
    const end = event({ type: 'deleted', archived: 1, asked: 1 }, 'c9');
    await store.append([{ workbook: WATER, expected: 2, entries: [end] }]);
    expect(await store.integrate()).toBe(5);
    expect(await store.places(WATER, 1, 9)).toEqual([
      { number: 1, index: 0 },
      { number: 2, index: 1 },
      { number: 3, index: 4 },
    ]);
  });
}
