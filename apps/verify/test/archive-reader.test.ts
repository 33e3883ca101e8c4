import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ARCHIVE_FILES, isTimeOfLock, zipTime } from '@tallystick/ledger/bundle-archive';
import { archiveOf, lockedAt } from '../../../tests/ledger/archive-of.ts';
import { sampleBundle } from '../../../tests/ledger/bundle-sample.ts';
import { chooseSeed, type Random, seededRandom } from '../../../tests/ledger/seeded-random.ts';
import { readArchive } from '../src/archive-reader.ts';

const seed = chooseSeed();
console.log(`seed ${seed}`);
const { files } = sampleBundle({ seed, edits: 1 });
const FILES = Object.fromEntries(files);
const archive = archiveOf(files);
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** Every byte of the directory and some of those before it: each takes the unpacking of what stands before. */
const places = (random: Random): number[] => {
  const start = new DataView(archive.buffer).getUint32(archive.length - 6, true);
  return Array.from(archive.keys()).filter((at) => at >= start || random.below(5) === 0);
};
const why = (bytes: Uint8Array): string => {
  const result = readArchive(bytes);
  return result.ok ? 'taken' : result.why;
};
/** The archive with some 16- or 32-bit numbers overwritten, counted from the first place of a signature. */
function patched(
  bytes: Uint8Array,
  signature: number,
  numbers: [number, number, 2 | 4][],
): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== signature) at += 1;
  for (const [offset, value, width] of numbers) {
    if (width === 2) view.setUint16(at + offset, value, true);
    else view.setUint32(at + offset, value, true);
  }
  return copy;
}

describe('the reader of a bundle’s archive', () => {
  it('reads what the server packs, and the time of the lock', () => {
    const result = readArchive(archive);
    expect(result.ok && Object.fromEntries(result.files)).toEqual(FILES);
    expect(result.ok && result.time).toBe(zipTime(lockedAt(files)));
    expect([...files.keys()]).toEqual(ARCHIVE_FILES);
  });

  it('reads the archives that were packed by a library before, in the zone of their server', () => {
    const options = { mtime: new Date(lockedAt(files)), level: 6 } as const;
    const result = readArchive(zipSync(FILES, options));
    expect(result.ok && Object.fromEntries(result.files)).toEqual(FILES);
    expect(result.ok && isTimeOfLock(result.time, lockedAt(files))).toBe(true);
  });

  it('refuses a changed byte, or reads the same files', () => {
    const random = seededRandom(seed);
    let refused = 0;
    const tried = places(random);
    for (const at of tried) {
      const copy = Uint8Array.from(archive);
      copy[at] = ((copy[at] as number) + 1 + random.below(255)) % 256;
      const result = readArchive(copy);
      if (!result.ok) refused += 1;
      else expect(Object.fromEntries(result.files)).toEqual(FILES);
    }
    expect(refused).toBeGreaterThan(tried.length * 0.9);
  });

  it('refuses an archive cut at any place', () => {
    for (const length of places(seededRandom(seed))) {
      expect(readArchive(archive.subarray(0, length)).ok).toBe(false);
    }
  });

  it('refuses bytes before, between and after the files', () => {
    expect(why(new Uint8Array([...archive, 0]))).toMatch(/goes on after its end/);
    expect(readArchive(new Uint8Array([0, ...archive])).ok).toBe(false);
    const start = new DataView(archive.buffer).getUint32(archive.length - 6, true);
    const between = [...archive.subarray(0, start), 0, ...archive.subarray(start)];
    const moved = patched(Uint8Array.from(between), END, [[16, start + 1, 4]]);
    expect(why(moved)).toMatch(/signature in the directory of README.txt/);
    const commented = patched(Uint8Array.from([...archive, 0]), END, [[20, 1, 2]]);
    expect(why(commented)).toMatch(/length of the comment/);
  });

  it('refuses other files, another order and a name given twice', () => {
    const { 'README.txt': readme, ...others } = FILES;
    const orders: Record<string, Uint8Array | undefined>[] = [
      { ...others, 'README.txt': readme },
      { 'readme.txt': readme, ...others },
      { '../README.txt': readme, ...others },
      { 'more.txt': readme, ...FILES },
      others,
    ];
    for (const order of orders)
      expect(why(zipSync(order as Record<string, Uint8Array>))).toMatch(
        /At byte 0 of the archive the file README.txt must begin/,
      );
    expect(why(zipSync({ ...FILES, 'more.txt': new Uint8Array(1) }))).not.toBe('taken');
    const twice = Buffer.from(
      Buffer.from(archive).toString('latin1').replaceAll('proof.txt', 'README.tx'),
      'latin1',
    );
    expect(why(twice)).toMatch(/the file proof.txt must begin/);
  });

  it('refuses a bomb by what it declares and by what it does', () => {
    const bomb = zipSync({ ...FILES, 'README.txt': new Uint8Array(3_000_000) });
    expect(why(bomb)).toMatch(/README.txt unpacks to more than 64000 bytes/);
    expect(why(patched(bomb, LOCAL, [[22, 60_000, 4]]))).toMatch(/README.txt is damaged/);
  });

  it('names the field that is not as a bundle is packed', () => {
    const wrong: [number, [number, number, 2 | 4], RegExp][] = [
      [LOCAL, [4, 45, 2], /the version of README.txt/],
      [LOCAL, [6, 1, 2], /the flags of README.txt/],
      [LOCAL, [8, 0, 2], /the method of README.txt/],
      [LOCAL, [14, 1, 4], /the checksum of README.txt/],
      [LOCAL, [28, 4, 2], /the length of the extra fields of README.txt/],
      [CENTRAL, [4, 0x0314, 2], /the version of the packer of README.txt/],
      [CENTRAL, [12, 0, 4], /the time of README.txt/],
      [CENTRAL, [24, 1, 4], /the size of README.txt/],
      [CENTRAL, [32, 4, 2], /the length of the comment of README.txt/],
      [CENTRAL, [38, 0xa1ff0000, 4], /the attributes of README.txt/],
      [CENTRAL, [42, 9, 4], /the place of README.txt/],
      [CENTRAL, [46, 0x72, 2], /the name of README.txt/],
      [END, [4, 1, 2], /the number of parts/],
      [END, [10, 9, 2], /the number of files/],
      [END, [16, 1, 4], /the place of the directory/],
    ];
    for (const [signature, number, words] of wrong)
      expect(why(patched(archive, signature, [number]))).toMatch(words);
  });

  it('refuses what is no archive at all', () => {
    expect(readArchive(new Uint8Array()).ok).toBe(false);
    expect(readArchive(seededRandom(seed).bytes(5000)).ok).toBe(false);
  });
});
