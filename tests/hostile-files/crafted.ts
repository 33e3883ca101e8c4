/**
 * Files that somebody made to do harm: each exhausts, leads out, lies or confuses in a way of its own. `canary` names what
 * must neither be fetched nor read.
 */
import { seededRandom } from '../ledger/seeded-random.ts';
import { archives } from './crafted-archives.ts';
import { documents } from './crafted-documents.ts';
import { sheets } from './crafted-sheets.ts';
import { texts } from './crafted-texts.ts';
import type { Canary, Crafted, Family } from './family.ts';

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
