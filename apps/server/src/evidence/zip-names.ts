/** The names of the parts of a ZIP archive, from its list at the end alone: nothing is unpacked. Source: APPNOTE 6.3.10. */
import type { FileHandle } from 'node:fs/promises';
import { ZIP_LIST_BYTES_MAX, ZIP_PARTS_MAX } from '../service/limits.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const PART = 0x02014b50;
const PART_BYTES = 46;

/** Undefined where it is no archive, or larger or otherwise made than a document is (split, ZIP64, encrypted). */
export async function zipNames(file: FileHandle): Promise<Set<string> | undefined> {
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - END_BYTES - COMMENT_BYTES_MAX), size);
  const at = endIn(tail);
  if (at === undefined) return undefined;
  const parts = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const begin = tail.readUInt32LE(at + 16);
  if (parts > ZIP_PARTS_MAX || length > ZIP_LIST_BYTES_MAX || begin + length > size)
    return undefined;
  return namesIn(await bytesAt(file, begin, begin + length), parts);
}

/** The last sign whose comment ends with the file. */
function endIn(tail: Buffer): number | undefined {
  for (let at = tail.length - END_BYTES; at >= 0; at--)
    if (tail.readUInt32LE(at) === END)
      return at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length ? at : undefined;
  return undefined;
}

function namesIn(list: Buffer, parts: number): Set<string> | undefined {
  const names = new Set<string>();
  let at = 0;
  for (let part = 0; part < parts; part++) {
    if (at + PART_BYTES > list.length || list.readUInt32LE(at) !== PART) return undefined;
    const isEncrypted = (list.readUInt16LE(at + 8) & 1) === 1;
    const [name, extra, comment] = [28, 30, 32].map((of) => list.readUInt16LE(at + of));
    const from = at + PART_BYTES;
    const text = list.toString('utf8', from, from + (name ?? 0));
    // A part twice is read otherwise by one program than by the next.
    if (isEncrypted || names.has(text)) return undefined;
    names.add(text);
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return at === list.length ? names : undefined;
}

async function bytesAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}
