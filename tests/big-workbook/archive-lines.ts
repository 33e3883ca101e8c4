/** The lines of each file in a ZIP on disk, counted without holding any. Source: PKWARE APPNOTE 4.3.12, 4.3.16. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_BYTES = 22;
const HEADER_BYTES = 46;
const LOCAL_BYTES = 30;
const NEWLINE = 10;

type Member = { name: string; at: number; packed: number };

/** Throws where it is no ZIP without a comment, or a file cannot be unpacked. */
export async function archiveLines(path: string): Promise<Map<string, number>> {
  const lines = new Map<string, number>();
  const file = await open(path);
  try {
    for (const member of await membersOf(file)) {
      const local = await read(file, member.at, LOCAL_BYTES);
      const begin = member.at + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
      const bytes = createReadStream(path, { start: begin, end: begin + member.packed - 1 });
      lines.set(member.name, await newlinesOf(bytes));
    }
    return lines;
  } finally {
    await file.close();
  }
}

async function membersOf(file: FileHandle): Promise<Member[]> {
  const { size } = await file.stat();
  const end = await read(file, size - END_BYTES, END_BYTES);
  if (end.readUInt32LE(0) !== 0x06054b50) throw new Error('the archive has no end');
  const directory = await read(file, end.readUInt32LE(16), end.readUInt32LE(12));
  const members: Member[] = [];
  for (let at = 0; at < directory.length; ) {
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    members.push({
      name: directory.toString('utf8', at + HEADER_BYTES, at + HEADER_BYTES + (name ?? 0)),
      at: directory.readUInt32LE(at + 42),
      packed: directory.readUInt32LE(at + 20),
    });
    at += HEADER_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  if (members.length !== end.readUInt16LE(10)) throw new Error('the directory is not whole');
  return members;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, position);
  return buffer;
}

async function newlinesOf(packed: NodeJS.ReadableStream): Promise<number> {
  let count = 0;
  await pipeline(packed, createInflateRaw(), async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1))
        count += 1;
    }
  });
  return count;
}
