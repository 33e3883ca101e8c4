/**
 * Joins consecutive updates of one client into one, byte by byte, so that what a fast typist (or program) sent while a
 * commit ran is decided and journalled together. It only moves bytes: the gate inspects the result like any other
 * update, so nothing rests on this being right but speed. Source: yjs 13.6 `utils/encoding.js` (V1). `Y.mergeUpdates`
 * does the same some forty times slower.
 */
import * as encoding from 'lib0/encoding';
import { ByteReader } from './bytes.ts';
import { ANY, HAS_ORIGIN, TOMBSTONE } from './shape.ts';

/** An update of exactly one client, cut open. */
type Part = {
  client: number;
  clock: number;
  end: number;
  count: number;
  structs: Uint8Array;
  deletes: DeletedRun[];
};

const CONTENT = 0x1f;

/** One update with the effect of all in order; undefined where they are not the plain edits of one client in a row. */
export function joinUpdates(updates: readonly Uint8Array[]): Uint8Array | undefined {
  const parts: Part[] = [];
  for (const update of updates) {
    const part = cut(update);
    const before = parts.at(-1);
    if (part === undefined) return undefined;
    if (before !== undefined && (part.client !== before.client || part.clock !== before.end)) {
      return undefined;
    }
    parts.push(part);
  }
  const [first] = parts;
  if (first === undefined) return undefined;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(
    encoder,
    parts.reduce((sum, part) => sum + part.count, 0),
  );
  encoding.writeVarUint(encoder, first.client);
  encoding.writeVarUint(encoder, first.clock);
  for (const part of parts) encoding.writeUint8Array(encoder, part.structs);
  writeDeletes(
    encoder,
    parts.flatMap((part) => part.deletes),
  );
  return encoding.toUint8Array(encoder);
}

function cut(update: Uint8Array): Part | undefined {
  const reader = new ByteReader(update);
  if (reader.integer() !== 1) return undefined;
  const count = reader.integer();
  const client = reader.integer();
  const clock = reader.integer();
  const from = reader.position;
  let end = clock;
  for (let i = 0; i < count && !reader.failed; i++) end += skipStruct(reader);
  const structs = update.subarray(from, reader.position);
  const deletes = readDeletes(reader);
  if (reader.failed || !reader.atEnd || !(count > 0)) return undefined;
  return { client, clock, end, count, structs, deletes };
}

/** Passes over one struct of the shapes a room knows and answers its length in clocks. */
function skipStruct(reader: ByteReader): number {
  const info = reader.byte();
  if (info & HAS_ORIGIN) {
    reader.integer();
    reader.integer();
  } else {
    reader.integer();
    reader.stringBytes();
    reader.stringBytes();
  }
  const length = reader.integer();
  if ((info & CONTENT) === TOMBSTONE) return length;
  // Any other content ends the joining; the gate says what is wrong with it.
  if ((info & CONTENT) !== ANY || reader.byte() !== ANY_STRING) return Number.NaN;
  reader.stringBytes();
  return length;
}

const ANY_STRING = 119;

function readDeletes(reader: ByteReader): Part['deletes'] {
  const deletes: Part['deletes'] = [];
  const clients = reader.integer();
  for (let i = 0; i < clients && !reader.failed; i++) {
    const client = reader.integer();
    const ranges = reader.integer();
    for (let k = 0; k < ranges && !reader.failed; k++) {
      const start = reader.integer();
      deletes.push([client, start, start + reader.integer()]);
    }
  }
  return deletes;
}

/** A run of deleted clocks: `[client, start, end]`, the end exclusive. */
export type DeletedRun = [client: number, start: number, end: number];

/** Sorted and merged, as the gate asks of every encoder. */
export function writeDeletes(encoder: encoding.Encoder, deletes: DeletedRun[]): void {
  const byClient = new Map<number, [number, number][]>();
  for (const [client, start, end] of deletes.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const ranges = byClient.get(client) ?? [];
    byClient.set(client, ranges);
    const last = ranges.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  encoding.writeVarUint(encoder, byClient.size);
  for (const [client, ranges] of byClient) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const [start, end] of ranges) {
      encoding.writeVarUint(encoder, start);
      encoding.writeVarUint(encoder, end - start);
    }
  }
}
