/**
 * Building a snapshot bundle: pure data, file name to bytes; the caller makes the ZIP.
 * Own file because the server builds bundles and the offline check, in `verify-bundle.ts`, never does.
 */
import {
  BUNDLE_FILES,
  type BundleFile,
  LIST_FILE,
  listOf,
  PROOF_FORMAT,
  readme,
} from './bundle-layout.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { bytesOf, toBase64 } from './hash.ts';
import { manyProof } from './many-proof.ts';
import { type HashReader, inclusionProof } from './merkle-tree.ts';
import { parseNote } from './signed-note.ts';
import { formatTlogProof } from './tlog-proof.ts';

/** The proofs of a bundle: `many` for all disclosed entries, `locked` for the lock's entry alone. */
export type BundleProofs = { many: Uint8Array[]; locked: Uint8Array[] };

export type BundleParts = {
  workbook: string;
  submission: number;
  /** The snapshot's canonical JSON, as hashed into the lock's entry. */
  snapshot: string;
  /** The entries that `isDisclosed` names, ascending, each with its log index and exact canonical text. */
  entries: readonly { index: number; text: string }[];
  /** Log index of the lock's entry. */
  lockedIndex: number;
  /** A signed checkpoint whose tree holds the lock, and the proofs in that tree. */
  checkpoint: string;
  proofs: BundleProofs;
  /** The public key that signed it. */
  vkey: string;
};

/** Both proofs of a bundle over one reader. For a store that must be asked, pass through `proveFrom`. */
export function bundleProofs(
  of: { indices: readonly number[]; lockedIndex: number; size: number },
  read: HashReader,
): BundleProofs {
  return {
    many: manyProof(of.indices, of.size, read),
    locked: inclusionProof(of.lockedIndex, of.size, read),
  };
}

/** The files of a bundle. A defect where the checkpoint is none; whether all fits is for `verifyBundle` to say. */
export function buildBundle(parts: BundleParts): Map<string, Uint8Array> {
  const { workbook, submission, checkpoint } = parts;
  const { origin, size } = headOf(checkpoint);
  const texts: Record<BundleFile, string> = {
    'README.txt': readme({ origin, workbook, submission }),
    'checkpoint.txt': checkpoint,
    'entries.jsonl': parts.entries.map(({ index, text }) => `${index} ${text}\n`).join(''),
    'key.txt': `${parts.vkey}\n`,
    'locked.tlog-proof': formatTlogProof({
      index: parts.lockedIndex,
      proof: parts.proofs.locked,
      checkpoint,
    }),
    'proof.txt': formatManyProof(size, parts.proofs.many),
    'snapshot.json': parts.snapshot,
  };
  const files = new Map<string, Uint8Array>();
  for (const name of BUNDLE_FILES) files.set(name, bytesOf(texts[name]));
  files.set(LIST_FILE, bytesOf(listOf({ origin, workbook, submission }, files)));
  return files;
}

/** The text of `proof.txt`: format, size of the tree, then one hash a line. */
export function formatManyProof(size: number, proof: readonly Uint8Array[]): string {
  return [PROOF_FORMAT, `${size}`, ...proof.map(toBase64), ''].join('\n');
}

function headOf(note: string): Checkpoint {
  const text = parseNote(note)?.text;
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  if (checkpoint === undefined) throw new TypeError('the checkpoint of a bundle is a signed note');
  return checkpoint;
}
