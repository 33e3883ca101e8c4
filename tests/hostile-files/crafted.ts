/**
 * Files that somebody made to do harm: each exhausts, leads out, lies or confuses in a way of its own. `canary` names what
 * must neither be fetched nor read.
 */
import { type Random, seededRandom } from '../ledger/seeded-random.ts';
import { archives } from './crafted-archives.ts';
import { documents } from './crafted-documents.ts';
import { sheets } from './crafted-sheets.ts';
import { texts } from './crafted-texts.ts';

export type Canary = { url: string; file: string };

export type Crafted = {
  name: string;
  /** As the file is called. */
  file: string;
  bytes: Uint8Array;
  /** Whether reading it may succeed: it is odd and does no harm. */
  mayBeRead: boolean;
};

/** `n` grows from variant to variant: sizes and depths follow it. */
export type Family = (made: { n: number; random: Random; canary: Canary }) => Omit<Crafted, 'name'>;

const FAMILIES: Readonly<Record<string, Family>> = {
  ...archives,
  ...documents,
  ...sheets,
  ...texts,
};

/** `count` files, the families in turn. */
export function* craftedFiles(count: number, seed: number, canary: Canary): Generator<Crafted> {
  const families = Object.entries(FAMILIES);
  for (let at = 0; at < count; at += 1) {
    const [name, family] = families[at % families.length] ?? ['', undefined];
    if (!family) return;
    const n = Math.floor(at / families.length);
    yield { name: `${name} ${n}`, ...family({ n, random: seededRandom(seed + at), canary }) };
  }
}

export const FAMILY_COUNT = Object.keys(FAMILIES).length;
