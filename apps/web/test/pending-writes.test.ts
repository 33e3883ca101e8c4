/** Pending writes: the word "saved" on the screen follows the acknowledgements of the wire, no more and no less. */
import { describe, expect, it } from 'vitest';
import { PendingWrites } from '../src/live/pending-writes.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('pending writes', () => {
  it('a cell is pending from its write to the acknowledgement of the frame that carried it', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1']] });
    expect(pending.touches('a:value')).toBe(true);
    pending.sent('update', bytes(1));
    expect(pending.acknowledged()).toEqual(['a:value']);
    expect(pending.touches('a:value')).toBe(false);
    expect(pending.size).toBe(0);
  });

  it('a cell that was written twice is saved only with its second write', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1']] });
    pending.add({ update: bytes(2), changes: [['a:value', '2']] });
    pending.sent('update', bytes(1));
    pending.sent('update', bytes(2));
    expect(pending.acknowledged()).toEqual([]);
    expect(pending.touches('a:value')).toBe(true);
    expect(pending.acknowledged()).toEqual(['a:value']);
  });

  it('an acknowledgement of a frame that carried nothing saves nothing', () => {
    const pending = new PendingWrites();
    pending.sent('whole', bytes(0));
    pending.add({ update: bytes(1), changes: [['a:value', '1']] });
    pending.sent('update', bytes(1));
    expect(pending.acknowledged()).toEqual([]);
    expect(pending.touches('a:value')).toBe(true);
    expect(pending.acknowledged()).toEqual(['a:value']);
  });

  it('after a lost socket the whole document saves what the lost frames carried', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1']] });
    pending.sent('update', bytes(1));
    pending.socketLost();
    expect(pending.acknowledged()).toEqual([]);
    pending.add({ update: bytes(2), changes: [['b:value', '2']] });
    pending.sent('whole', bytes(9));
    expect(pending.acknowledged().toSorted()).toEqual(['a:value', 'b:value']);
  });

  it('a write that is queued and also part of the whole is saved once, by the first acknowledgement', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1']] });
    pending.sent('whole', bytes(9));
    pending.sent('update', bytes(1));
    expect(pending.acknowledged()).toEqual(['a:value']);
    expect(pending.acknowledged()).toEqual([]);
    expect(pending.size).toBe(0);
  });

  it('draining gives the last text of each cell in the order of the writes and leaves nothing', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1']] });
    pending.add({ update: bytes(2), changes: [['b:value', null]] });
    pending.add({ update: bytes(3), changes: [['a:value', '3']] });
    expect([...pending.drain()]).toEqual([
      ['a:value', '3'],
      ['b:value', null],
    ]);
    expect(pending.size).toBe(0);
    expect(pending.touches('a:value')).toBe(false);
  });
});
