/**
 * Checks a journal's file and trusts nothing in it: canonical form, hashes, tree, checkpoints, numbering, projections.
 * It is the question that a person or a job asks; the parts of the answer are in `fsck/`.
 *
 * What it cannot know from the file alone: that entries after the last checkpoint were cut off together with the stored
 * head of the tree, or that everything was rewritten and signed again with the key. Both take a checkpoint kept
 * elsewhere (`checkpoints`). The time of a checkpoint row is not signed and not checked.
 */
import { parseVerifierKey } from '@tallystick/ledger/key';
import { ClockCheck } from './fsck/clock.ts';
import { checkEntries } from './fsck/entries.ts';
import { EvidenceCheck } from './fsck/evidence.ts';
import { ErasedCheck } from './fsck/erased.ts';
import { Expected } from './fsck/expected.ts';
import { Faults, type FsckReport } from './fsck/faults.ts';
import { FileCheck } from './fsck/files.ts';
import { ListingCheck } from './fsck/listing.ts';
import { MentionCheck } from './fsck/mentions.ts';
import { checkProjections } from './fsck/projections.ts';
import { openRows, standsWithoutLog } from './fsck/rows.ts';
import { headsOf, TreeCheck } from './fsck/tree.ts';

export type { Fault, FsckReport } from './fsck/faults.ts';

export type FsckOptions = {
  /** The log's published key: with it the signatures of the file's checkpoints are checked as well. */
  vkey?: string;
  /** Keys of origins that were left, for the checkpoints signed before. */
  formerVkeys?: readonly string[];
  /** Checkpoints kept outside of the file. */
  checkpoints?: { size: number; root: Uint8Array }[];
  /** Where the bytes of evidence lie; without it only its rows are looked at. */
  evidence?: string;
};

const WITHOUT_LOG =
  'The file stands without its log (FILE-wal): if it was copied while a server ran, the newest entries were left behind. Copy it with npm run backup, or FILE-wal as well.';

/**
 * Reads the whole of a store's SQLite file, in one read transaction, beside a running server if need be. It works
 * without pause, some 30,000 entries a second: not for a server's main thread. Rejects where there is no such file or
 * it is no journal.
 */
export async function fsck(file: string, options: FsckOptions = {}): Promise<FsckReport> {
  const given = [
    ...(options.vkey === undefined ? [] : [options.vkey]),
    ...(options.formerVkeys ?? []),
  ];
  const keys = given.map((vkey) => {
    const key = parseVerifierKey(vkey);
    if (key === undefined) throw new Error('The verifier key cannot be read.');
    return key;
  });
  const isAlone = standsWithoutLog(file);
  const rows = openRows(file);
  try {
    const faults = new Faults();
    for (const said of rows.damage())
      faults.projection({ index: null, what: `The file is damaged: ${said}` });
    const remarks: string[] = [];
    const heads = headsOf(rows.checkpoints(), keys, { faults, remarks });
    for (const { size, root } of options.checkpoints ?? [])
      heads.push({ size, root, from: `the checkpoint of ${size} entries kept outside` });
    const expectedSize = Math.max(0, ...heads.map(({ size }) => size));
    const tree = new TreeCheck(rows, heads, faults);
    const expected = new Expected();
    const mentions = new MentionCheck(rows);
    const listing = new ListingCheck(expected);
    const clock = new ClockCheck();
    const erased = new ErasedCheck();
    const files = new FileCheck();
    const evidence = new EvidenceCheck();
    const checks = { faults, tree, mentions, listing, clock, erased, files, evidence };
    const entries = checkEntries(rows, expected, checks);
    tree.finish(rows);
    const more = listing.comparisons(rows, faults);
    checkProjections(rows, expected, { faults, more });
    mentions.finish(rows, faults);
    erased.finish(rows, faults);
    files.finish(rows, faults);
    remarks.push(...evidence.finish(rows, faults, options.evidence));
    const isEmpty = entries === 0 && [...rows.table('setting')].length === 0;
    if (isAlone && isEmpty) faults.projection({ index: null, what: WITHOUT_LOG });
    else if (isAlone && entries < expectedSize) remarks.push(WITHOUT_LOG);
    remarks.push(...clock.remarks());
    const all = faults.all();
    const found = remarks.length === 0 ? {} : { remarks };
    return { ok: all.length === 0, entries, faults: all, ...found };
  } finally {
    rows.close();
  }
}
