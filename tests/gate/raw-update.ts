/**
 * Writes Yjs V1 updates struct by struct, honest or not: every header, content and range that bytes can say. Source:
 * yjs 13.6 `structs/*.js`, `write`.
 */
import * as encoding from 'lib0/encoding';

export type RawId = [client: number, clock: number];

export type RawContent = { ref: number; length: number; write: (to: encoding.Encoder) => void };

export type RawStruct = {
  content: RawContent;
  origin?: RawId | undefined;
  right?: RawId | undefined;
  /** The root's name, or the id of the entry whose type holds this one. `cells` where absent. */
  parent?: string | RawId | undefined;
  /** The key; undefined makes it an item of a sequence. */
  key?: string | undefined;
  /** Instead of the header that follows from the rest. */
  info?: number | undefined;
};

export type RawSection = { client: number; clock: number; structs: RawStruct[]; count?: number };
export type RawDeletes = { client: number; ranges: [clock: number, length: number][] };
export type RawUpdate = { sections: RawSection[]; deletes: RawDeletes[] };

const uint = encoding.writeVarUint;
const content = (
  ref: number,
  length: number,
  write: (to: encoding.Encoder) => void,
): RawContent => ({ ref, length, write });

export const gc = (length: number): RawContent => content(0, length, (to) => uint(to, length));
export const skip = (length: number): RawContent => content(10, length, (to) => uint(to, length));
export const tombstone = (length = 1): RawContent => content(1, length, (to) => uint(to, length));
export const any = (...values: unknown[]): RawContent =>
  content(8, values.length, (to) => {
    uint(to, values.length);
    for (const value of values) encoding.writeAny(to, value as string);
  });
export const json = (...values: unknown[]): RawContent =>
  content(2, values.length, (to) => {
    uint(to, values.length);
    for (const value of values) encoding.writeVarString(to, JSON.stringify(value));
  });
export const binary = (bytes: Uint8Array): RawContent =>
  content(3, 1, (to) => encoding.writeVarUint8Array(to, bytes));
export const characters = (text: string): RawContent =>
  content(4, text.length, (to) => encoding.writeVarString(to, text));
export const embed = (value: unknown): RawContent =>
  content(5, 1, (to) => encoding.writeVarString(to, JSON.stringify(value)));
export const format = (key: string, value: unknown): RawContent =>
  content(6, 1, (to) => {
    encoding.writeVarString(to, key);
    encoding.writeVarString(to, JSON.stringify(value));
  });
/** 0 array, 1 map, 2 text. */
export const type = (ref: number): RawContent => content(7, 1, (to) => uint(to, ref));
export const subdocument = (guid: string): RawContent =>
  content(9, 1, (to) => {
    encoding.writeVarString(to, guid);
    encoding.writeAny(to, {});
  });

export function writeUpdate(update: RawUpdate): Uint8Array {
  const to = encoding.createEncoder();
  uint(to, update.sections.length);
  for (const { client, clock, structs, count } of update.sections) {
    uint(to, count ?? structs.length);
    uint(to, client);
    uint(to, clock);
    for (const struct of structs) writeStruct(to, struct);
  }
  uint(to, update.deletes.length);
  for (const { client, ranges } of update.deletes) {
    uint(to, client);
    uint(to, ranges.length);
    for (const [clock, length] of ranges) {
      uint(to, clock);
      uint(to, length);
    }
  }
  return encoding.toUint8Array(to);
}

function writeStruct(to: encoding.Encoder, struct: RawStruct): void {
  const { ref } = struct.content;
  if (ref === 0 || ref === 10) {
    encoding.writeUint8(to, struct.info ?? ref);
    struct.content.write(to);
    return;
  }
  const bits =
    (struct.origin ? 0x80 : 0) | (struct.right ? 0x40 : 0) | (struct.key === undefined ? 0 : 0x20);
  encoding.writeUint8(to, struct.info ?? ref | bits);
  for (const id of [struct.origin, struct.right]) {
    if (id === undefined) continue;
    uint(to, id[0]);
    uint(to, id[1]);
  }
  if (!struct.origin && !struct.right) {
    const parent = struct.parent ?? 'cells';
    uint(to, typeof parent === 'string' ? 1 : 0);
    if (typeof parent === 'string') encoding.writeVarString(to, parent);
    else {
      uint(to, parent[0]);
      uint(to, parent[1]);
    }
    if (struct.key !== undefined) encoding.writeVarString(to, struct.key);
  }
  struct.content.write(to);
}
