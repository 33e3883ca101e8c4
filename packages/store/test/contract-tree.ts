/** The contract of the Merkle tree: leaves, kept subtrees, checkpoints. */
import { nodeHash } from '@tallystick/ledger/hash';
import { expect, it } from 'vitest';
import { change, edit, WATER } from './journal-of.ts';
import type { JournalStore } from '../src/port-journal.ts';
import type { LogStore } from '../src/port-log.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = JournalStore & LogStore;

/** The hash of a complete subtree by its definition (RFC 6962 2.1). */
function hashOf(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const half = leaves.length / 2;
  return nodeHash(hashOf(leaves.slice(0, half)), hashOf(leaves.slice(half)));
}

export function treeContract(open: Opened<Ports>): void {
  it('keeps the hash of every complete subtree of 256 leaves and of no other', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    expect(await store.treeSize()).toBe(0);
    const cell = (i: number) => edit(change('a.b:value', null, String(i)));
    const entries = Array.from({ length: 300 }, (_, i) => cell(i));
    await store.append([{ workbook: WATER, expected: 0, entries }]);
    await store.append([{ workbook: WATER, expected: 300, entries }]);
    expect(await store.integrate()).toBe(600);
    expect(await store.treeSize()).toBe(600);
    const leaves = await store.leafHashes(0, 600);
    const stored = await store.entries(WATER, { after: 0, limit: 600 });
    expect(leaves.map((leaf) => Buffer.from(leaf).toString('hex'))).toEqual(
      stored.map(({ leaf }) => Buffer.from(leaf).toString('hex')),
    );
    expect(await store.leafHashes(598, 700)).toEqual(leaves.slice(598));
    for (const index of [0, 1]) {
      const wanted = hashOf(leaves.slice(index * 256, index * 256 + 256));
      expect([...((await store.node(8, index)) ?? [])]).toEqual([...wanted]);
    }
    expect(await store.node(8, 2)).toBeUndefined();
    expect(await store.node(1, 0)).toBeUndefined();
    expect(await store.node(16, 0)).toBeUndefined();
  });

  it('keeps checkpoints, answers the last one and the oldest that covers a size', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const entries = Array.from({ length: 9 }, (_, i) => edit(change('a.b:value', null, String(i))));
    await store.append([{ workbook: WATER, expected: 0, entries }]);
    await store.integrate();
    expect(await store.lastCheckpoint()).toBeUndefined();
    const at = (size: number, note: string) => ({
      size,
      root: new Uint8Array(32).fill(size),
      note,
      at: size,
    });
    for (const checkpoint of [at(3, 'x/log\na'), at(7, 'x/log\nb'), at(7, 'x/lo\nc')])
      await store.addCheckpoint(checkpoint);
    const last = await store.lastCheckpoint();
    expect(last).toMatchObject({ size: 7, note: 'x/lo\nc', at: 7 });
    expect([...(last?.root ?? [])]).toEqual([...at(7, 'c').root]);
    const covering = async (size: number, origin = 'x/log') =>
      (await store.checkpointCovering(size, origin))?.note.at(-1);
    expect([await covering(1), await covering(3), await covering(4)]).toEqual(['a', 'a', 'b']);
    expect(await covering(1, 'x/lo')).toBe('c');
    expect([await covering(8), await covering(1, 'x')]).toEqual([undefined, undefined]);
  });

  it('takes no checkpoint that goes back, forks, or covers what is not there', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const entries = Array.from({ length: 4 }, (_, i) => edit(change('a.b:value', null, String(i))));
    await store.append([{ workbook: WATER, expected: 0, entries }]);
    await store.integrate();
    const root = new Uint8Array(32).fill(1);
    await store.addCheckpoint({ size: 3, root, note: 'a', at: 1 });
    const wrong = [
      { size: 2, root },
      { size: 3, root: new Uint8Array(32).fill(2) },
      { size: 5, root },
    ];
    for (const one of wrong)
      await expect(store.addCheckpoint({ ...one, note: 'b', at: 2 })).rejects.toThrow();
    expect(await store.lastCheckpoint()).toMatchObject({ size: 3, note: 'a' });
  });
}
