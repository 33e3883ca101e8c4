/**
 * Building a snapshot bundle: pure data, file name to bytes; the caller makes the ZIP. The server builds bundles and
 * the offline check, in `verify-bundle.ts`, never does.
 */
import {
  type AboutBundle,
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
  const { about, texts } = bundleTexts({
    ...parts,
    entries: parts.entries.map(entryLine),
    proofs: parts.proofs,
  });
  const files = new Map<string, Uint8Array>();
  for (const name of BUNDLE_FILES) files.set(name, bytesOf([...texts[name]].join('')));
  files.set(LIST_FILE, bytesOf(listOf(about, files)));
  return files;
}

/** What a bundle is of and the text of each file but the list, in pieces, for who cannot hold all of it. */
export function bundleTexts(
  parts: Omit<BundleParts, 'entries' | 'proofs'> & {
    /** Lines as `entryLine` makes them. */
    entries: Iterable<string>;
    proofs: { many: Iterable<Uint8Array>; locked: Uint8Array[] };
  },
): { about: AboutBundle; texts: Record<BundleFile, Iterable<string>> } {
  const { workbook, submission, checkpoint, proofs } = parts;
  const { origin, size } = headOf(checkpoint);
  const about = { origin, workbook, submission };
  const locked = { index: parts.lockedIndex, proof: proofs.locked, checkpoint };
  const texts = {
    'README.txt': [readme(about)],
    'checkpoint.txt': [checkpoint],
    'entries.jsonl': parts.entries,
    'key.txt': [`${parts.vkey}\n`],
    'locked.tlog-proof': [formatTlogProof(locked)],
    'proof.txt': manyProofLines(size, proofs.many),
    'snapshot.json': [parts.snapshot],
  };
  return { about, texts };
}

/** A line of `entries.jsonl`. */
export function entryLine({ index, text }: { index: number; text: string }): string {
  return `${index} ${text}\n`;
}

/** The text of `proof.txt`, line by line: format, size of the tree, then one hash a line. */
export function* manyProofLines(size: number, proof: Iterable<Uint8Array>): Generator<string> {
  yield `${PROOF_FORMAT}\n${size}\n`;
  for (const hash of proof) yield `${toBase64(hash)}\n`;
}

function headOf(note: string): Checkpoint {
  const text = parseNote(note)?.text;
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  if (checkpoint === undefined) throw new TypeError('the checkpoint of a bundle is a signed note');
  return checkpoint;
}
