/** Messages of 64 kB that cost a naive server dearly, each aimed at one loop of Yjs or of the gate. */
import type { CellId } from '@tallystick/domain/cells/ids';
import { createRoom, ROOT } from '@tallystick/room/shape';
import * as Y from 'yjs';
import * as raw from './raw-update.ts';

/** Bytes of a hostile message. */
export const HOSTILE_BYTES = 64 * 1024;

/** Client ids of the attacker: low, so that high ones come after them, and high. */
export const LOW = 2;
export const HIGH = 4_000_000_000;

/** A room of `keys` cells after `edits` edits by 200 clients in runs of 50, as a long season leaves it. */
export function agedRoom(keys: number, edits: number): Y.Doc {
  const doc = createRoom();
  const cells = doc.getMap(ROOT);
  let next = 12345;
  for (let done = 0; done < edits; done += 50) {
    // Odd ids between 1,001 and 1,399: below HIGH, above LOW.
    doc.clientID = 1_001 + 2 * ((done / 50) % 200);
    doc.transact(() => {
      for (let i = 0; i < 50; i++) {
        next = (Math.imul(next, 1_103_515_245) + 12_345) >>> 0;
        const key = (next >>> 8) % keys;
        if (next % 11 === 0) cells.delete(keyOf(key));
        else cells.set(keyOf(key), `${next % 100_000}`);
      }
    });
  }
  return doc;
}

export const keyOf = (i: number): CellId => `kpi_${i}.data_point:value` as CellId;

type Make = (doc: Y.Doc) => Uint8Array;

/** As many structs or ranges as about fit the message. */
function fill(make: (count: number) => raw.RawUpdate): Uint8Array {
  let count = Math.floor((HOSTILE_BYTES * 500) / raw.writeUpdate(make(500)).length);
  let bytes = raw.writeUpdate(make(count));
  while (bytes.length > HOSTILE_BYTES) {
    count = Math.floor(count * 0.95);
    bytes = raw.writeUpdate(make(count));
  }
  return bytes;
}

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const write = (client: number, structs: raw.RawStruct[]): raw.RawUpdate => ({
  sections: [{ client, clock: 0, structs }],
  deletes: [],
});

/** Ids inside merged runs of the room, where Yjs must split. */
function interiors(doc: Y.Doc): raw.RawId[] {
  return [...doc.store.clients.values()]
    .flat()
    .filter((struct) => struct.length > 1)
    .map((struct): raw.RawId => [struct.id.client, struct.id.clock]);
}

function firstOf(doc: Y.Doc, key: string): raw.RawId {
  let at = doc.getMap(ROOT)._map.get(key) as Y.Item;
  while (at.left !== null) at = at.left;
  return [at.id.client, at.id.clock];
}

function lastOf(doc: Y.Doc, key: string): raw.RawId {
  const at = doc.getMap(ROOT)._map.get(key) as Y.Item;
  return [at.id.client, at.id.clock + at.length - 1];
}

export const HOSTILE: Record<string, Make> = {
  'stale writes behind the whole history of one cell': () =>
    fill((n) =>
      write(
        HIGH,
        times(n, () => ({ content: raw.any('x'), key: keyOf(0) })),
      ),
    ),
  'stale writes after the first entry of one cell': (doc) => {
    const origin = firstOf(doc, keyOf(0));
    return fill((n) =>
      write(
        HIGH,
        times(n, () => ({ content: raw.any('x'), origin })),
      ),
    );
  },
  'losing writes behind the whole history': () =>
    fill((n) =>
      write(
        LOW,
        times(n, (i) => ({ content: raw.any('x'), key: keyOf(i % 300) })),
      ),
    ),
  'stale writes in every cell': () =>
    fill((n) =>
      write(
        HIGH,
        times(n, (i) => ({ content: raw.any('x'), key: keyOf(i % 300) })),
      ),
    ),
  'a crowd of low entries and a crowd of high ones after one origin': () =>
    fill((n) => ({
      sections: [HIGH, LOW].map((client) => ({
        client,
        clock: 0,
        structs: times(n >>> 1, () => ({ content: raw.tombstone(), key: 'new:value' })),
      })),
      deletes: [],
    })),
  'one cell typed over and over': (doc) => {
    const last = lastOf(doc, keyOf(1));
    return fill((n) =>
      write(
        HIGH,
        times(n, (i) => ({ content: raw.any(`${i}`), origin: i === 0 ? last : [HIGH, i - 1] })),
      ),
    );
  },
  'two clients that follow each other in turn': () =>
    fill((n) => ({
      sections: [HIGH, LOW].map((client, side) => ({
        client,
        clock: 0,
        structs: times(
          n >>> 1,
          (i): raw.RawStruct => ({
            content: raw.any('x'),
            key: 'new:value',
            origin: side === 0 ? (i === 0 ? undefined : [LOW, i - 1]) : [HIGH, i],
          }),
        ),
      })),
      deletes: [],
    })),
  'tombstones inside the runs of others': (doc) => {
    const ids = interiors(doc);
    return fill((n) =>
      write(
        HIGH,
        times(n, (i) => ({ content: raw.tombstone(), origin: ids[i % ids.length] })),
      ),
    );
  },
  'entries inside one long run of this message': () =>
    fill((n) => ({
      sections: [
        { client: LOW, clock: 0, structs: [{ content: raw.tombstone(19_000), key: 'new:value' }] },
        {
          client: HIGH,
          clock: 0,
          structs: times(n, (i) => ({ content: raw.tombstone(), origin: [LOW, (i * 3) % 19_000] })),
        },
      ],
      deletes: [],
    })),
  'known entries said again': (doc) => {
    const [client, structs] = [...doc.store.clients][0] as [number, Y.Item[]];
    const from = (structs[0] as Y.Item).id.clock;
    return fill((n) => ({
      sections: [
        {
          client,
          clock: from,
          structs: times(Math.min(n, Y.getState(doc.store, client)), () => ({
            content: raw.tombstone(),
            key: 'a',
          })),
        },
      ],
      deletes: [],
    }));
  },
  'overlapping delete ranges': (doc) => {
    const [client] = [...doc.store.clients][0] as [number, Y.Item[]];
    const state = Y.getState(doc.store, client);
    return fill((n) => ({
      sections: [],
      deletes: [{ client, ranges: times(n, () => [0, state]) }],
    }));
  },
  'every second clock deleted': (doc) => {
    const clients = [...doc.store.clients.keys()];
    return fill((n) => {
      const each = Math.ceil(n / clients.length);
      return {
        sections: [],
        deletes: clients.map((client) => ({
          client,
          ranges: times(
            Math.max(1, Math.min(each, Y.getState(doc.store, client) >>> 1)),
            (i): [number, number] => [2 * i, 1],
          ),
        })),
      };
    });
  },
  'everything deleted': (doc) =>
    raw.writeUpdate({
      sections: [],
      deletes: [...doc.store.clients.keys()].map((client) => ({
        client,
        ranges: [[0, Y.getState(doc.store, client)]],
      })),
    }),
  'deletes of thousands of unknown clients': () =>
    fill((n) => ({
      sections: [],
      deletes: times(n, (i) => ({ client: 1_000_000 + i, ranges: [[0, 1]] })),
    })),
  'thousands of new clients': () =>
    fill((n) => ({
      sections: times(n, (i) => ({
        client: 1_000_000 + i,
        clock: 0,
        structs: [{ content: raw.tombstone(), key: 'a' }],
      })),
      deletes: [],
    })),
  'a new cell in every entry': () =>
    fill((n) =>
      write(
        HIGH,
        times(n, (i) => ({ content: raw.any('x'), key: `n${i}:v` })),
      ),
    ),
  'long texts of three bytes': () =>
    fill((n) =>
      write(
        HIGH,
        times(n, (i) => ({ content: raw.any('漢'.repeat(1_999)), key: `n${i}:v` })),
      ),
    ),
  'one enormous text': () =>
    raw.writeUpdate(write(HIGH, [{ content: raw.any('x'.repeat(65_000)), key: 'a' }])),
  'arrays within arrays': () => {
    const head = raw.writeUpdate(write(HIGH, [{ content: raw.any(), key: 'a' }]));
    const bytes = new Uint8Array(HOSTILE_BYTES).fill(1);
    bytes.set(head.subarray(0, head.length - 2));
    // One value: an array (117) of one array of one array ...
    bytes[head.length - 2] = 1;
    for (let i = head.length - 1; i < bytes.length; i += 2) bytes[i] = 117;
    return bytes;
  },
  'a count of structs that are not there': () =>
    raw.writeUpdate({
      sections: [{ client: HIGH, clock: 0, structs: [], count: 2 ** 50 }],
      deletes: [],
    }),
};
