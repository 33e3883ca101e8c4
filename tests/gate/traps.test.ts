/**
 * Every trap known of Yjs updates from people one does not trust, one true sentence each. Each is a single update
 * against a small room, written struct by struct.
 */
import * as limits from '@tallystick/room/limits';
import { readCells } from '@tallystick/room/shape';
import * as Y from 'yjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { ask } from './desk.ts';
import { HOSTILE } from './hostile.ts';
import * as raw from './raw-update.ts';
import {
  A,
  B,
  deleting,
  desk,
  expectRefused,
  ME,
  MINE,
  MINE_TOO,
  one,
  openSmallRoom,
  OTHER,
  send,
  THEIRS,
} from './small-room.ts';

beforeEach(openSmallRoom);

describe('shapes', () => {
  const forbidden: [string, raw.RawStruct][] = [
    ['a second root', { content: raw.any('x'), parent: 'evil', key: A }],
    ['a sequence item in the root', { content: raw.any('x') }],
    ['an entry inside another entry', { content: raw.any('x'), parent: [MINE, 0], key: 'k' }],
    ['a subdocument', { content: raw.subdocument('inner'), key: A }],
    ['a nested map', { content: raw.type(1), key: A }],
    ['a nested text', { content: raw.type(2), key: A }],
    ['an embed', { content: raw.embed({}), key: A }],
    ['a format mark', { content: raw.format('bold', true), key: A }],
    ['binary content', { content: raw.binary(new Uint8Array([1])), key: A }],
    ['JSON content', { content: raw.json('x'), key: A }],
    ['text content', { content: raw.characters('x'), key: A }],
    ['a moved range (content 11)', { content: raw.any('x'), key: A, info: 11 | 0x20 }],
    ['a skip', { content: raw.skip(1) }],
    ['a GC struct, which a flat room never has', { content: raw.gc(1) }],
    ['two values under one key', { content: raw.any('x', 'y'), key: A }],
    ['no value under a key', { content: raw.any(), key: A }],
    ['a tombstone of no length', { content: raw.tombstone(0), key: A }],
    ['a number', { content: raw.any(1), key: A }],
    ['null as a value', { content: raw.any(null), key: A }],
    ['an object', { content: raw.any({ a: 1 }), key: A }],
    ['an empty text', { content: raw.any(''), key: A }],
    ['a right origin of the same cell', { content: raw.any('x'), right: [MINE, 0] }],
    [
      'left of mine, right of yours',
      { content: raw.any('x'), origin: [MINE, 0], right: [THEIRS, 0] },
    ],
    ['an entry that follows itself', { content: raw.any('x'), origin: [MINE, 1] }],
    ['an entry that follows its own future', { content: raw.any('x'), origin: [MINE, 9] }],
    ['a clock beyond all use', { content: raw.tombstone(2 ** 40), key: A }],
    ['a key longer than any', { content: raw.any('x'), key: 'k'.repeat(limits.KEY_BYTES + 1) }],
  ];
  it.each(forbidden)('%s is refused', (_name, struct) => {
    expectRefused(one(MINE, 1, struct), 'forbidden-shape');
  });

  it('an entry that is known already is refused too if it names another root', () => {
    expectRefused(
      one(MINE, 0, { content: raw.any('mine'), parent: 'evil', key: A }),
      'forbidden-shape',
    );
  });

  it('a text of three-byte characters is measured in characters and refused when too long', () => {
    const fits = one(MINE, 1, {
      content: raw.any('漢'.repeat(limits.TEXT_LENGTH)),
      origin: [MINE, 0],
    });
    expect(ask(desk, ME, raw.writeUpdate(fits)).kind).toBe('edit');
    expectRefused(one(MINE, 1, { content: raw.any('x'.repeat(2_001)), key: A }), 'too-long');
    expectRefused(one(MINE, 1, { content: raw.any('x'.repeat(60_000)), key: A }), 'too-long');
  });

  it('bytes after the end, a missing byte, and version 2 bytes are refused', () => {
    const bytes = raw.writeUpdate(one(MINE, 1, { content: raw.any('x'), origin: [MINE, 0] }));
    expect(ask(desk, ME, bytes).kind).toBe('edit');
    expectRefused(new Uint8Array([...bytes, 0]), 'malformed');
    for (let length = 0; length < bytes.length; length++) {
      const verdict = ask(desk, ME, bytes.slice(0, length));
      expect(verdict.kind).toBe('refused');
    }
    const second = ask(desk, ME, Y.convertUpdateFormatV1ToV2(bytes));
    expect(second.kind).toBe('refused');
    // "No structs" is how version 2 begins for a version 1 reader; only the rest gives it away.
    expect(Y.convertUpdateFormatV1ToV2(bytes)[0]).toBe(0);
  });

  it('a number in a longer form than needed is refused', () => {
    expectRefused(new Uint8Array([0x80, 0x00, 0x00]), 'malformed');
    expectRefused(new Uint8Array([...Array<number>(150).fill(0x80), 0, 0]), 'malformed');
  });

  it('text that is not UTF-8 is refused', () => {
    const bytes = raw.writeUpdate(one(MINE, 1, { content: raw.any('xyz'), origin: [MINE, 0] }));
    bytes[bytes.indexOf('x'.charCodeAt(0))] = 0xff;
    expectRefused(bytes, 'malformed');
  });

  it('a client named twice in one update is refused, among structs and among deletes', () => {
    const section = one(MINE, 1, { content: raw.any('x'), origin: [MINE, 0] }).sections[0];
    const twice = [section, section] as raw.RawSection[];
    expectRefused({ sections: twice, deletes: [] }, 'malformed');
    const deletes = deleting(MINE, [0, 1]).deletes[0] as raw.RawDeletes;
    expectRefused({ sections: [], deletes: [deletes, deletes] }, 'malformed');
  });

  it('sixty thousand arrays within arrays are refused without being read', () => {
    expectRefused(
      HOSTILE['arrays within arrays']?.(desk.room.doc) as Uint8Array,
      'forbidden-shape',
    );
  });
});

describe('whose entries', () => {
  it('an entry under the id of another person is refused', () => {
    expectRefused(one(THEIRS, 1, { content: raw.any('x'), key: A }), 'foreign-client');
  });

  it('an entry under the id of the system is refused', () => {
    expectRefused(one(1, 2, { content: raw.any('x'), key: A }), 'foreign-client');
    expectRefused(one(0, 0, { content: raw.any('x'), key: A }), 'foreign-client');
  });

  it('a new id in the middle of a session is reported to be claimed', () => {
    const verdict = send(ME, one(MINE_TOO, 0, { content: raw.any('x'), origin: [MINE, 0] }));
    expect(verdict).toMatchObject({ kind: 'edit', clients: [MINE_TOO], client: MINE_TOO });
  });

  it('hundreds of new ids in one update are refused', () => {
    const sections = Array.from({ length: 100 }, (_, i) => ({
      client: 1000 + i,
      clock: 0,
      structs: [{ content: raw.any('x'), key: A }],
    }));
    expectRefused({ sections, deletes: [] }, 'too-many');
  });

  it('a second story about a known clock is refused, not acknowledged', () => {
    expectRefused(one(MINE, 0, { content: raw.any('other'), origin: [1, 0] }), 'forbidden-shape');
    expectRefused(one(THEIRS, 0, { content: raw.any('other'), origin: [1, 1] }), 'foreign-client');
    expectRefused(one(MINE, 0, { content: raw.any('mine'), key: 'free:c' }), 'forbidden-shape');
  });

  it('the same story again changes nothing and is acknowledged', () => {
    const again = one(MINE, 0, { content: raw.any('mine'), origin: [1, 0] });
    expect(ask(desk, ME, raw.writeUpdate(again))).toEqual({ kind: 'nothing' });
    const theirs = one(THEIRS, 0, { content: raw.any('theirs'), origin: [1, 1] });
    expect(ask(desk, ME, raw.writeUpdate(theirs))).toEqual({ kind: 'nothing' });
  });
});

describe('what is missing', () => {
  it('a gap in the clocks waits for step 1 and parks nothing', () => {
    expectRefused(one(MINE, 2, { content: raw.any('x'), key: A }), 'later');
    expectRefused(one(MINE_TOO, 1, { content: raw.any('x'), key: A }), 'later');
  });

  it('an entry after an unknown one waits for step 1', () => {
    expectRefused(one(MINE, 1, { content: raw.any('x'), origin: [999, 0] }), 'later');
    expectRefused(one(MINE, 1, { content: raw.any('x'), origin: [THEIRS, 5] }), 'later');
  });

  it('a known entry that claims to follow an unknown one is refused', () => {
    expectRefused(one(MINE, 0, { content: raw.any('mine'), origin: [999, 0] }), 'forbidden-shape');
  });

  it('two entries that follow each other are refused', () => {
    const sections = [
      {
        client: MINE,
        clock: 1,
        structs: [{ content: raw.any('x'), origin: [MINE_TOO, 0] as raw.RawId }],
      },
      {
        client: MINE_TOO,
        clock: 0,
        structs: [{ content: raw.any('y'), origin: [MINE, 1] as raw.RawId }],
      },
    ];
    expectRefused({ sections, deletes: [] }, 'forbidden-shape');
  });

  it("a parked write to another's cell cannot ride in with a later message", () => {
    // The second part first, aimed at their cell; then the part that would have freed it.
    expectRefused(one(MINE, 2, { content: raw.any('smuggled'), origin: [THEIRS, 0] }), 'later');
    expect(send(ME, one(MINE, 1, { content: raw.any('harmless'), origin: [MINE, 0] })).kind).toBe(
      'edit',
    );
    expect(readCells(desk.room.doc).get(B)).toBe('theirs');
  });
});

describe('deletes', () => {
  it("a delete of another person's future is refused, and his next text stays", () => {
    const erase = new Uint8Array([0, 1, THEIRS, 1, 1, 0xc0, 0x84, 0x3d]);
    expectRefused(erase, 'future-delete');
    expectRefused(deleting(THEIRS, [0, 1e6]), 'future-delete');
    expectRefused(deleting(1, [0, 3]), 'future-delete');
    send(OTHER, one(THEIRS, 1, { content: raw.any('next'), origin: [THEIRS, 0] }));
    expect(readCells(desk.room.doc).get(B)).toBe('next');
  });

  it('a delete of what a sibling tab has not sent yet waits for step 1', () => {
    expectRefused(deleting(MINE, [1, 1]), 'later');
    expectRefused(deleting(4711, [0, 1]), 'later');
  });

  it("a delete range over other people's entries is judged cell by cell", () => {
    expectRefused(deleting(THEIRS, [0, 1]), 'not-your-row');
    expectRefused(deleting(1, [0, 2]), 'nothing');
    expect(send(ME, deleting(MINE, [0, 1]))).toMatchObject({
      kind: 'edit',
      client: 0,
      writers: [],
      changes: [{ cell: A, before: 'mine', after: null }],
    });
  });

  it('ranges that overlap, repeat, go back or are empty are refused', () => {
    expectRefused(deleting(MINE, [0, 1], [0, 1]), 'malformed');
    expectRefused(deleting(1, [1, 1], [0, 1]), 'malformed');
    expectRefused(deleting(MINE, [0, 0]), 'malformed');
  });

  it('a whole delete set that is known is passed over', () => {
    const { doc } = desk.room;
    const step2 = Y.encodeStateAsUpdate(doc);
    expect(ask(desk, ME, step2)).toEqual({ kind: 'nothing' });
    expect(ask(desk, ME, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)))).toEqual({
      kind: 'nothing',
    });
  });

  it('the delete of an old entry that is overwritten already changes nothing', () => {
    expect(ask(desk, ME, raw.writeUpdate(deleting(1, [1, 1])))).toEqual({ kind: 'nothing' });
  });
});
