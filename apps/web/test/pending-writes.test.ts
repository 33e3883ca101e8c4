/** Pending writes: the word "saved" on the screen follows the acknowledgements of the wire, no more and no less. */
import { describe, expect, it } from 'vitest';
import { PendingWrites } from '../src/live/kept/pending-writes.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('pending writes', () => {
  it('a cell is pending from its write to the acknowledgement of the frame that carried it', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1', null]] });
    expect(pending.touches('a:value')).toBe(true);
    pending.sent('update', bytes(1));
    expect(pending.acknowledged()).toEqual(['a:value']);
    expect(pending.touches('a:value')).toBe(false);
    expect(pending.size).toBe(0);
  });

  it('a cell that was written twice is saved only with its second write', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1', null]] });
    pending.add({ update: bytes(2), changes: [['a:value', '2', null]] });
    pending.sent('update', bytes(1));
    pending.sent('update', bytes(2));
    expect(pending.acknowledged()).toEqual([]);
    expect(pending.touches('a:value')).toBe(true);
    expect(pending.acknowledged()).toEqual(['a:value']);
  });

  it('an acknowledgement of a frame that carried nothing saves nothing', () => {
    const pending = new PendingWrites();
    pending.sent('whole', bytes(0));
    pending.add({ update: bytes(1), changes: [['a:value', '1', null]] });
    pending.sent('update', bytes(1));
    expect(pending.acknowledged()).toEqual([]);
    expect(pending.touches('a:value')).toBe(true);
    expect(pending.acknowledged()).toEqual(['a:value']);
  });

  it('after a lost socket a write waits for the frame that carries its bytes again', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1', null]] });
    pending.sent('update', bytes(1));
    pending.socketLost();
    expect(pending.acknowledged()).toEqual([]);
    pending.add({ update: bytes(2), changes: [['b:value', '2', null]] });
    for (const update of pending.updates()) pending.sent('update', update);
    expect(pending.acknowledged()).toEqual(['a:value']);
    expect(pending.acknowledged()).toEqual(['b:value']);
  });

  it('the whole document saves no write: a value that lost is not in it any more', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1', null]] });
    pending.sent('whole', bytes(9));
    pending.sent('update', bytes(1));
    expect(pending.acknowledged()).toEqual([]);
    expect(pending.acknowledged()).toEqual(['a:value']);
    expect(pending.size).toBe(0);
  });

  it('a write that was sent twice is saved by the first acknowledgement', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1', null]] });
    pending.sent('update', bytes(1));
    pending.sent('update', bytes(1));
    expect(pending.acknowledged()).toEqual(['a:value']);
    expect(pending.acknowledged()).toEqual([]);
  });

  it('draining gives the last text of each cell with all that its author knows to have stood there', () => {
    const pending = new PendingWrites();
    pending.add({ update: bytes(1), changes: [['a:value', '1', 'old']] });
    pending.add({ update: bytes(2), changes: [['b:value', null, 'gone']] });
    pending.add({ update: bytes(3), changes: [['a:value', '3', '1']] });
    expect([...pending.drain()]).toEqual([
      ['b:value', { text: null, seen: ['gone'] }],
      ['a:value', { text: '3', seen: ['old', '1'] }],
    ]);
    expect(pending.size).toBe(0);
    expect(pending.touches('a:value')).toBe(false);
  });
});
