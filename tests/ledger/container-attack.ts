/**
 * What the changes of a container share: the archive under attack, what is forged, and how a member is changed.
 */
import { crc32, deflateRawSync } from 'node:zlib';
import { relist } from './bundle-mutations.ts';
import type { Sample } from './bundle-sample.ts';
import type { FreeArchive, FreeHeader, FreeMember } from './free-archive.ts';
import type { Random } from './seeded-random.ts';

export type Attack = {
  random: Random;
  sample: Sample;
  /** The files with a snapshot and a README that say something else. */
  forged: ReadonlyMap<string, Uint8Array>;
  time: number;
};
export type Change = { name: string; change: (archive: FreeArchive, attack: Attack) => void };

export const text = new TextEncoder();

/** The bundle's files with another snapshot, and a README that is a forged snapshot; bundle.json brought in line. */
export function forgedFiles(sample: Sample): ReadonlyMap<string, Uint8Array> {
  const snapshot = Buffer.from(sample.files.get('snapshot.json') ?? []).toString();
  const forged = text.encode(
    snapshot.replace('"cells":{', '"cells":{"city.population:value":"999000",'),
  );
  return relist(
    sample,
    new Map(sample.files).set('snapshot.json', forged).set('README.txt', forged),
  );
}

export const pick = <T>(of: readonly T[], random: Random): T => of[random.below(of.length)] as T;
export const chance = (random: Random, of: number): boolean => random.below(of) === 0;
export const word = (random: Random): number => random.below(2 ** 16);
export const long = (random: Random): number => random.below(2 ** 32);

/** One or both headers of a member. */
export function headers(member: FreeMember, random: Random): FreeHeader[] {
  const both = member.central === null ? [member.local] : [member.local, member.central];
  return chance(random, 2) ? both : [pick(both, random)];
}

export function setContent(member: FreeMember, content: Uint8Array): void {
  setData(member, new Uint8Array(deflateRawSync(content)), content);
}

/** Packed data with headers that tell the truth of it. */
export function setData(member: FreeMember, data: Uint8Array, content: Uint8Array): void {
  member.data = data;
  for (const header of [member.local, member.central]) {
    if (header === null) continue;
    header.crc = crc32(content);
    header.packed = data.length;
    header.bytes = content.length;
  }
}

export const nameOf = (member: FreeMember): string => Buffer.from(member.local.name).toString();
export const memberOf = (archive: FreeArchive, name: string): FreeMember | undefined =>
  archive.members.find((member) => nameOf(member) === name);
