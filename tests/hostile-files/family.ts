/** What a family of hostile files is: a way to make files, each a little worse than the one before. */
import type { Random } from '../ledger/seeded-random.ts';

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
