/** Rules of the store that no table can state, broken only by a defect of the caller: each throws. */
import { equalBytes } from '@tallystick/ledger/hash';
import type { PersonRow } from './rows.ts';

/** Stored in the place of a hash where the access was taken away: no password fits it, and it is not a person who is new. */
export const NO_ACCESS = '!';

/** The most entries that one read answers. */
export const ENTRIES_PER_READ = 10_000;

/** Characters of text after which one read answers no more entries: a hundred large pastes would fill the memory. */
export const ENTRY_CHARS_PER_READ = 4_194_304;

/** The most entries that one question to the history answers. */
export const ENTRIES_PER_HISTORY = 1_000;

/** Checkpoints only grow: never smaller than the last, never another root for its size, never beyond the tree. */
export function assertCheckpointGrows(
  next: { size: number; root: Uint8Array },
  now: { last: { size: number; root: Uint8Array } | undefined; treeSize: number },
): void {
  if (next.size > now.treeSize)
    throw new Error(`a checkpoint of ${next.size} entries, but the tree has ${now.treeSize}`);
  if (now.last === undefined) return;
  if (next.size < now.last.size)
    throw new Error(`a checkpoint of ${next.size} entries after one of ${now.last.size}`);
  if (next.size === now.last.size && !equalBytes(next.root, now.last.root))
    throw new Error(`two roots for ${next.size} entries: the log would have forked`);
}

/** Addresses are compared by equality, so one spelling only may enter. */
export function assertEmailIsLowerCase(person: PersonRow): void {
  if (person.email !== null && person.email !== person.email.toLowerCase())
    throw new Error('an e-mail address must be stored in lower case');
}
