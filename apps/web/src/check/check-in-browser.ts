/** The offline check of the program, in this browser: the same code on the browser's own inflate and signatures. */
import { textOf } from '@tallystick/ledger/hash';
import { parseConsistencyNote } from '@tallystick/ledger/consistency-note';
import type { Report } from '@tallystick/ledger/verify-bundle';
import { readArchive } from '@tallystick/verify/archive-reader';
import { checkBundle, type CheckOptions } from '@tallystick/verify/check';
import { runKnowing } from './platform/later.ts';

/** What somebody kept of the same log: a checkpoint, and the proof between it and the bundle's where sizes differ. */
export type Kept = Pick<CheckOptions, 'against' | 'consistency'>;

/** `key`: the public key of the log from elsewhere; without it the parts are only compared with each other. */
export async function checkInBrowser(
  archive: Uint8Array,
  key: string,
  kept: Kept = {},
): Promise<Report> {
  const vkey = key.trim();
  return await runKnowing(() =>
    checkBundle(archive, { ...kept, ...(vkey === '' ? {} : { vkey }) }),
  );
}

/**
 * What a kept file is worth for the comparison: of a bundle its checkpoint, of a text a checkpoint or the proof between
 * two, told apart by their forms. Undefined where it is none of them.
 */
export async function keptIn(bytes: Uint8Array): Promise<Kept | undefined> {
  // PK, with which every ZIP begins.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const unpacked = await runKnowing(() => readArchive(bytes));
    const note = unpacked.ok ? unpacked.files.get('checkpoint.txt') : undefined;
    const against = note && textOf(note);
    return against === undefined ? undefined : { against };
  }
  const text = textOf(bytes);
  if (text === undefined || text.trim() === '') return undefined;
  return parseConsistencyNote(text) === undefined ? { against: text } : { consistency: text };
}
