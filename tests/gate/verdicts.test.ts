/** What the gate says of an update that it takes, and of the cells of one that it does not. */
import type { CellId } from '@tallystick/domain/cells/ids';
import { touches } from '@tallystick/room/gate';
import * as limits from '@tallystick/room/limits';
import { applyBatch, openRoom } from '@tallystick/room/room-index';
import { createRoom, readCells, setCells } from '@tallystick/room/shape';
import * as Y from 'yjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { ask, type Desk } from './desk.ts';
import { agedRoom, HOSTILE } from './hostile.ts';
import * as raw from './raw-update.ts';
import {
  A,
  B,
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

describe('which cell', () => {
  it('an entry without parent and key belongs to the cell of its origin, whoever says otherwise', () => {
    expectRefused(
      one(MINE, 1, { content: raw.any('x'), origin: [THEIRS, 0], key: A }),
      'not-your-row',
    );
    const verdict = send(ME, one(MINE, 1, { content: raw.any('x'), origin: [MINE, 0], key: B }));
    expect(verdict).toMatchObject({ changes: [{ cell: A, before: 'mine', after: 'x' }] });
  });

  it('a run of tombstones cannot begin in one cell and end in another', () => {
    expect(send(ME, one(MINE, 1, { content: raw.tombstone(1), origin: [MINE, 0] })).kind).toBe(
      'edit',
    );
    const across = one(MINE, 1, { content: raw.tombstone(2), origin: [THEIRS, 0] });
    expectRefused(across, 'forbidden-shape');
    const honest = one(MINE, 1, { content: raw.tombstone(2), origin: [MINE, 0] });
    expect(send(ME, honest).kind).toBe('edit');
  });

  it('a key that is no cell is refused by the judge', () => {
    expectRefused(one(MINE, 1, { content: raw.any('x'), key: '__proto__' }), 'unknown-cell');
    expectRefused(one(MINE, 1, { content: raw.any('x'), key: '' }), 'unknown-cell');
  });

  it('one forbidden cell refuses the whole update and names that cell alone', () => {
    const structs = [
      { content: raw.any('good'), origin: [MINE, 0] as raw.RawId },
      { content: raw.any('bad'), origin: [THEIRS, 0] as raw.RawId },
    ];
    const verdict = send(ME, { sections: [{ client: MINE, clock: 1, structs }], deletes: [] });
    expect(verdict).toMatchObject({
      kind: 'refused',
      cells: [B],
      values: [
        [A, 'good'],
        [B, 'bad'],
      ],
    });
    expect(readCells(desk.room.doc).get(A)).toBe('mine');
  });

  it('every text that one update sets in a cell is judged', () => {
    const judged: unknown[] = [];
    desk.judge = (_person, cell, value) => {
      judged.push([cell, value]);
      return undefined;
    };
    const structs = ['one', 'two', 'three'].map((text, i) => ({
      content: raw.any(text),
      origin: [MINE, i] as raw.RawId,
    }));
    ask(
      desk,
      ME,
      raw.writeUpdate({ sections: [{ client: MINE, clock: 1, structs }], deletes: [] }),
    );
    expect(judged).toEqual([
      [A, 'one'],
      [A, 'two'],
      [A, 'three'],
    ]);
  });
});

describe('what is foretold', () => {
  it('a stale write of a higher client wins, and says which text it overwrote unseen', () => {
    const verdict = send(ME, one(MINE_TOO, 0, { content: raw.any('stale'), origin: [1, 0] }));
    expect(verdict).toMatchObject({
      changes: [{ cell: A, before: 'mine', after: 'stale', unseen: 'mine' }],
    });
    expect(readCells(desk.room.doc).get(A)).toBe('stale');
  });

  it('a stale write of a lower client loses, and says what it attempted', () => {
    const verdict = send(ME, one(40, 0, { content: raw.any('stale'), origin: [1, 0] }));
    expect(verdict).toMatchObject({
      changes: [{ cell: A, before: 'mine', after: 'mine', attempted: 'stale' }],
    });
    expect(readCells(desk.room.doc).get(A)).toBe('mine');
  });

  it('a write that has seen the last text is neither', () => {
    const verdict = send(ME, one(MINE_TOO, 0, { content: raw.any('seen'), origin: [MINE, 0] }));
    expect(verdict).toMatchObject({ changes: [{ cell: A, before: 'mine', after: 'seen' }] });
    expect(verdict.kind === 'edit' && Object.keys(verdict.changes[0] ?? {})).toEqual([
      'cell',
      'before',
      'after',
    ]);
  });

  it('a cell typed into offline and cleared again ends up empty', () => {
    const verdict = send(ME, one(MINE, 1, { content: raw.tombstone(3), origin: [MINE, 0] }));
    expect(verdict).toMatchObject({ changes: [{ cell: A, before: 'mine', after: null }] });
    expect(readCells(desk.room.doc).has(A)).toBe(false);
  });

  it('what cannot be read at all has no cells, and what can is handed back with the refusal', () => {
    const verdict = ask(
      desk,
      ME,
      raw.writeUpdate(one(THEIRS, 5, { content: raw.any('x'), key: 'free:a' })),
    );
    expect(verdict).toMatchObject({ kind: 'refused', values: [['free:a', 'x']] });
    expect(ask(desk, ME, new Uint8Array([255]))).toMatchObject({ kind: 'refused', values: [] });
  });
});

describe('sizes', () => {
  const paste = (cells: number, text: number): Uint8Array => {
    const doc = createRoom();
    setCells(
      doc,
      Array.from({ length: cells }, (_, i): [CellId, string] => [
        `free_kpi_${String(i).padStart(4, '0')}.with_a_long_name:numerator` as CellId,
        'x'.repeat(text),
      ]),
      undefined,
    );
    return Y.encodeStateAsUpdate(doc);
  };

  it('a paste of two thousand new cells fits, one cell more does not', () => {
    const whole = paste(limits.CELLS_PER_UPDATE, 40);
    expect(whole.length).toBeGreaterThan(64 * 1024);
    expect(whole.length).toBeLessThanOrEqual(limits.UPDATE_BYTES);
    expect(ask(desk, ME, whole).kind).toBe('edit');
    expectRefused(paste(limits.CELLS_PER_UPDATE + 1, 1), 'too-large');
  });

  it('an update over the limit of bytes is refused without being read', () => {
    expectRefused(new Uint8Array(1024 * 1024 + 1), 'too-large');
  });

  it('every hostile message of 64 kB is answered and leaves the room whole', () => {
    const room = openRoom(agedRoom(300, 3_000));
    const aged: Desk = { ...desk, room, judge: () => undefined };
    for (const client of room.doc.store.clients.keys()) aged.owners.set(client, OTHER);
    const kinds = new Set<string>();
    for (const make of Object.values(HOSTILE)) {
      const bytes = make(room.doc);
      expect(bytes.length).toBeLessThanOrEqual(64 * 1024);
      const before = Y.encodeStateVector(room.doc);
      kinds.add(ask(aged, ME, bytes).kind);
      expect(Y.encodeStateVector(room.doc)).toEqual(before);
    }
    expect(kinds).toContain('refused');
    expect(kinds.size).toBeGreaterThan(1);
  });
});

describe('batches', () => {
  it('two updates that share neither cell nor client land together as foretold one by one', () => {
    const mine = raw.writeUpdate(one(MINE, 1, { content: raw.any('m'), origin: [MINE, 0] }));
    const theirs = raw.writeUpdate(one(THEIRS, 1, { content: raw.any('t'), origin: [THEIRS, 0] }));
    const verdicts = [ask(desk, ME, mine), ask(desk, OTHER, theirs)];
    expect(verdicts.map(touches)).toEqual([
      { cells: [A], clients: [MINE] },
      { cells: [B], clients: [THEIRS] },
    ]);
    expect(applyBatch(desk.room, [mine, theirs]).sort()).toEqual([A, B]);
    expect([...readCells(desk.room.doc)].sort()).toEqual([
      [A, 'm'],
      [B, 't'],
    ]);
  });
});
