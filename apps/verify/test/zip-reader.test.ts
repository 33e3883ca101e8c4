import { Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { chooseSeed, seededRandom } from '../../../tests/ledger/seeded-random.ts';
import { readZip } from '../src/zip-reader.ts';

const seed = chooseSeed();
console.log(`seed ${seed}`);
const FILES: Record<string, Uint8Array> = {
  'a.txt': new TextEncoder().encode('hello '.repeat(50)),
  'b.json': new TextEncoder().encode('{}'),
  'empty.txt': new Uint8Array(),
};

/** As a streaming packer writes it: sizes follow the data. */
function streamed(files: Record<string, Uint8Array>): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [name, bytes] of Object.entries(files)) {
    const file = bytes.length > 100 ? new ZipDeflate(name) : new ZipPassThrough(name);
    zip.add(file);
    file.push(bytes, true);
  }
  zip.end();
  return new Uint8Array(Buffer.concat(chunks));
}

const archives: [string, Uint8Array][] = [
  ['stored', zipSync(FILES, { level: 0 })],
  ['deflated', zipSync(FILES, { level: 9 })],
  ['streamed', streamed(FILES)],
];
const why = (archive: Uint8Array): string => {
  const result = readZip(archive);
  return result.ok ? 'taken' : result.why;
};
/** The archive with some 16- or 32-bit numbers overwritten, counted from the first place of a signature. */
function patched(
  archive: Uint8Array,
  signature: number,
  numbers: [number, number, 2 | 4][],
): Uint8Array {
  const copy = Uint8Array.from(archive);
  const view = new DataView(copy.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== signature) at += 1;
  for (const [offset, value, width] of numbers) {
    if (width === 2) view.setUint16(at + offset, value, true);
    else view.setUint32(at + offset, value, true);
  }
  return copy;
}

describe('the ZIP reader', () => {
  it.each(archives)('reads a plain archive (%s)', (_name, archive) => {
    const result = readZip(archive);
    expect(result.ok && Object.fromEntries(result.files)).toEqual(FILES);
  });

  it.each(archives)(
    'refuses every changed byte, or reads the same files (%s)',
    (_name, archive) => {
      const random = seededRandom(seed);
      let refused = 0;
      for (let at = 0; at < archive.length; at++) {
        for (let round = 0; round < 8; round++) {
          const copy = Uint8Array.from(archive);
          copy[at] = ((copy[at] as number) + 1 + random.below(255)) % 256;
          const result = readZip(copy);
          if (!result.ok) refused += 1;
          else expect(Object.fromEntries(result.files)).toEqual(FILES);
        }
      }
      expect(refused).toBeGreaterThan(archive.length * 3);
    },
  );

  it.each(archives)('refuses an archive cut at any place (%s)', (_name, archive) => {
    for (let length = 0; length < archive.length; length++) {
      expect(readZip(archive.subarray(0, length)).ok).toBe(false);
    }
  });

  it('refuses bytes before, between and after the files', () => {
    const archive = archives[1]?.[1] as Uint8Array;
    expect(why(new Uint8Array([...archive, 0]))).toMatch(/after its end/);
    expect(readZip(new Uint8Array([0, ...archive])).ok).toBe(false);
    const start = new DataView(archive.buffer).getUint32(archive.length - 6, true);
    const between = [...archive.subarray(0, start), 0, ...archive.subarray(start)];
    const moved = patched(Uint8Array.from(between), 0x06054b50, [[16, start + 1, 4]]);
    expect(why(moved)).toMatch(/bytes that belong to no file/);
    const commented = patched(Uint8Array.from([...archive, 0]), 0x06054b50, [[20, 1, 2]]);
    expect(readZip(commented).ok).toBe(false);
  });

  it('refuses names that lead elsewhere', () => {
    for (const name of [
      '../a',
      '/a',
      'a/b',
      'a\\b',
      'c:a',
      '.hidden',
      'à',
      'a b',
      'a\u0000',
      'x'.repeat(65),
    ]) {
      expect(why(zipSync({ [name]: new Uint8Array(1) }))).toMatch(/folder or a file with a name/);
    }
  });

  it('refuses more files than a bundle has', () => {
    const many = Object.fromEntries(
      Array.from({ length: 51 }, (_, i) => [`f${i}`, new Uint8Array(1)]),
    );
    expect(why(zipSync(many))).toMatch(/more than 50 files/);
  });

  it('refuses a bomb by what it declares and by what it does', () => {
    const bomb = zipSync({ 'a.txt': new Uint8Array(3_000_000) }, { level: 9 });
    const declared = patched(bomb, 0x02014b50, [[24, 250_000_000, 4]]);
    expect(why(declared)).toMatch(/unpacks to more than 200000000 bytes/);
    const lying = patched(patched(bomb, 0x02014b50, [[24, 1000, 4]]), 0x04034b50, [[22, 1000, 4]]);
    expect(readZip(lying).ok).toBe(false);
  });

  it('refuses encryption, other methods, several parts and a name given twice', () => {
    const plain = zipSync({ 'a.txt': new Uint8Array(5) }, { level: 0 });
    expect(why(patched(plain, 0x02014b50, [[8, 1, 2]]))).toMatch(/encrypted/);
    expect(why(patched(plain, 0x02014b50, [[10, 12, 2]]))).toMatch(/unknown method/);
    expect(why(patched(plain, 0x06054b50, [[4, 1, 2]]))).toMatch(/several parts/);
    const two = zipSync({ 'a.txt': new Uint8Array(5), 'b.txt': new Uint8Array(5) }, { level: 0 });
    const twice = Buffer.from(
      Buffer.from(two).toString('latin1').replaceAll('b.txt', 'a.txt'),
      'latin1',
    );
    expect(why(twice)).toMatch(/twice/);
  });

  it('refuses what is no archive at all', () => {
    expect(readZip(new Uint8Array()).ok).toBe(false);
    expect(readZip(seededRandom(seed).bytes(5000)).ok).toBe(false);
  });
});
