/**
 * Reads a Yjs V1 update as an allow-list: only the six struct headers that an honest client of a room can write. It is
 * the first half of the gate: bytes to structs, without looking at any room. Source: yjs 13.6 `utils/encoding.js`
 * (`readClientsStructRefs`), `structs/Item.js` (`write`), `utils/DeleteSet.js`.
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse, refuseFault } from '@tallystick/domain/refusals';
import { ByteReader, FAILED } from './bytes.ts';
import * as limits from './limits.ts';
import { ANY, HAS_KEY, HAS_ORIGIN, PARENT_IS_ROOT, ROOT, TOMBSTONE } from './shape.ts';

/** `originClient` of a struct that follows nothing. */
export const NO_ORIGIN = -1;

/** One entry of a cell's history, or a run of tombstones. */
export type Struct = {
  client: number;
  clock: number;
  length: number;
  /** The entry it was written after, in the same cell; `NO_ORIGIN` where the cell had none. */
  originClient: number;
  originClock: number;
  /** The cell, where the struct names it; else it is that of the origin. */
  key: CellId | undefined;
  /** The text set; undefined for entries typed and gone again. */
  text: string | undefined;
};

/** The structs of one client, clocks without a hole from `clock` up to `end` (exclusive). */
export type Section = { client: number; clock: number; end: number; structs: Struct[] };

/** Deleted clocks of one client: `[start, end, ...]`, ascending, disjoint. */
export type Deletes = { client: number; ranges: number[] };

export type WireUpdate = { sections: Map<number, Section>; deletes: Deletes[] };

/** What was read before the refusal stays in `read`, so that its author can be shown his texts. */
export type WireVerdict =
  | { refusal: undefined; read: WireUpdate }
  | { refusal: Refusal; read: WireUpdate };

/** Reads an update of at most `maxBytes`. Refuses `too-large`, `malformed`, `forbidden-shape`, `too-long`. */
export function readUpdate(bytes: Uint8Array, maxBytes: number): WireVerdict {
  const read: WireUpdate = { sections: new Map(), deletes: [] };
  if (bytes.length > maxBytes) {
    return { refusal: refuseFault('too-large', 'bytes'), read };
  }
  const reader = new ByteReader(bytes);
  const refusal = readSections(reader, read) ?? readDeletes(reader, read);
  if (refusal !== undefined) return { refusal, read };
  if (!reader.atEnd) return { refusal: refuseFault('malformed', 'bytes-left'), read };
  return { refusal, read };
}

function readSections(reader: ByteReader, read: WireUpdate): Refusal | undefined {
  let total = 0;
  const count = reader.integer();
  for (let i = 0; i < count; i++) {
    const structs = reader.integer();
    const client = reader.integer();
    const clock = reader.integer();
    if (reader.failed) return refuse('malformed');
    if (structs === 0) return refuseFault('malformed', 'no-entries');
    if (read.sections.has(client)) return refuseFault('malformed', 'client-twice');
    total += structs;
    if (total > limits.STRUCTS_PER_UPDATE) return refuseFault('too-large', 'entries');
    const section: Section = { client, clock, end: clock, structs: [] };
    read.sections.set(client, section);
    for (let k = 0; k < structs; k++) {
      const struct = readStruct(reader, section);
      if (!('client' in struct)) return struct;
      section.structs.push(struct);
      section.end += struct.length;
      if (section.end > limits.CLOCK) return refuseFault('forbidden-shape', 'clock');
    }
  }
  return reader.failed ? refuse('malformed') : undefined;
}

/**
 * A text or tombstones, under a key of the root or after another entry. After an entry the key's bit says nothing (no key
 * is written): Yjs sets it, `mergeUpdates` loses it.
 */
const HEADERS = new Set(
  [ANY, TOMBSTONE].flatMap((kind) => [
    kind | HAS_KEY,
    kind | HAS_ORIGIN,
    kind | HAS_ORIGIN | HAS_KEY,
  ]),
);
const CONTENT = 0x1f;

function readStruct(reader: ByteReader, section: Section): Struct | Refusal {
  const info = reader.byte();
  if (reader.failed) return refuse('malformed');
  if (!HEADERS.has(info)) return refuseFault('forbidden-shape', 'header');
  const struct: Struct = {
    client: section.client,
    clock: section.end,
    length: 1,
    originClient: NO_ORIGIN,
    originClock: 0,
    key: undefined,
    text: undefined,
  };
  if (info & HAS_ORIGIN) {
    struct.originClient = reader.integer();
    struct.originClock = reader.integer();
  } else {
    const refusal = readPlace(reader, struct);
    if (refusal !== undefined) return refusal;
  }
  const count = reader.integer();
  if (reader.failed) return refuse('malformed');
  if ((info & CONTENT) === TOMBSTONE) {
    if (count === 0) return refuseFault('forbidden-shape', 'no-length');
    struct.length = count;
    return struct;
  }
  if (count !== 1) return refuseFault('forbidden-shape', 'values');
  const refusal = readText(reader, struct);
  if (refusal !== undefined && struct.text !== undefined) {
    // Read all the same: its author is shown what was too long.
    section.structs.push(struct);
    section.end++;
  }
  return refusal ?? struct;
}

/** Root and key. The root is looked at on every struct, known or not: Yjs creates a root as soon as it reads its name. */
function readPlace(reader: ByteReader, struct: Struct): Refusal | undefined {
  const parent = reader.integer();
  if (reader.failed) return refuse('malformed');
  if (parent !== PARENT_IS_ROOT) return refuseFault('forbidden-shape', 'within-another');
  const root = reader.stringBytes();
  if (root === undefined) return refuse('malformed');
  if (root.length !== ROOT.length || reader.text(root) !== ROOT) {
    return refuseFault('forbidden-shape', 'another-root');
  }
  const key = reader.stringBytes();
  if (key === undefined) return refuse('malformed');
  if (key.length > limits.KEY_BYTES) return refuseFault('forbidden-shape', 'key-length');
  struct.key = reader.text(key) as CellId | undefined;
  return struct.key === undefined ? refuseFault('malformed', 'not-utf8') : undefined;
}

const ANY_STRING = 119;

function readText(reader: ByteReader, struct: Struct): Refusal | undefined {
  const type = reader.byte();
  if (type === FAILED) return refuse('malformed');
  if (type !== ANY_STRING) return refuseFault('forbidden-shape', 'not-text');
  const bytes = reader.stringBytes();
  if (bytes === undefined) return refuse('malformed');
  if (bytes.length === 0) return refuseFault('forbidden-shape', 'empty-text');
  if (bytes.length > limits.READABLE_TEXT_BYTES) return tooLong();
  struct.text = reader.text(bytes);
  if (struct.text === undefined) return refuseFault('malformed', 'not-utf8');
  const isLonger = bytes.length > limits.TEXT_BYTES || struct.text.length > limits.TEXT_LENGTH;
  return isLonger ? tooLong() : undefined;
}

const tooLong = (): Refusal => refuse('too-long', String(limits.TEXT_LENGTH));

/** Honest encoders sort and merge; ranges that overlap would make the deleting itself quadratic. */
function readDeletes(reader: ByteReader, read: WireUpdate): Refusal | undefined {
  let total = 0;
  const count = reader.integer();
  const seen = new Set<number>();
  for (let i = 0; i < count; i++) {
    const client = reader.integer();
    const ranges = reader.integer();
    if (reader.failed) return refuse('malformed');
    if (ranges === 0) return refuseFault('malformed', 'no-ranges');
    if (seen.has(client)) return refuseFault('malformed', 'client-twice');
    seen.add(client);
    total += ranges;
    if (total > limits.DELETE_RANGES_PER_UPDATE) return refuseFault('too-large', 'ranges');
    const deletes: Deletes = { client, ranges: [] };
    let last = 0;
    for (let k = 0; k < ranges; k++) {
      const start = reader.integer();
      const length = reader.integer();
      if (reader.failed) return refuse('malformed');
      if (length === 0 || start < last) return refuseFault('malformed', 'ranges-overlap');
      last = start + length;
      if (last > Number.MAX_SAFE_INTEGER) return refuse('malformed');
      deletes.ranges.push(start, last);
    }
    read.deletes.push(deletes);
  }
  return reader.failed ? refuse('malformed') : undefined;
}
