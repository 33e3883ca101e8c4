/** What a snapshot bundle holds: the names of its files, their bounds, and the list that binds them. */
import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './hash.ts';

export const BUNDLE_FORMAT = 'tallystick-bundle/1';
export const SNAPSHOT_FORMAT = 'tallystick-snapshot/1';
export const PROOF_FORMAT = 'tallystick-many-proof/1';

/** The file that lists the others. */
export const LIST_FILE = 'bundle.json';

/**
 * The other files and the most bytes each may have. The snapshot of a workbook has some 30 kB and an entry some
 * 500 bytes; the bounds leave room for hundreds of thousands of entries and keep a hostile file from filling memory.
 */
export const FILE_BYTES_MAX = {
  'README.txt': 64_000,
  'checkpoint.txt': 64_000,
  'entries.jsonl': 150_000_000,
  'key.txt': 1_000,
  'locked.tlog-proof': 128_000,
  'proof.txt': 20_000_000,
  'snapshot.json': 16_000_000,
} as const;
export type BundleFile = keyof typeof FILE_BYTES_MAX;
export const BUNDLE_FILES = Object.keys(FILE_BYTES_MAX) as BundleFile[];

export const LIST_BYTES_MAX = 16_000;
/** Entries of one workbook; a busy assessment has some 20,000. */
export const ENTRIES_MAX = 1_000_000;

/** `bundle.json`: canonical JSON with exactly these members. `files` gives the SHA-256 of each other file, in hex. */
export type BundleList = {
  format: typeof BUNDLE_FORMAT;
  origin: string;
  workbook: string;
  submission: number;
  files: Record<BundleFile, string>;
};

export type AboutBundle = { origin: string; workbook: string; submission: number };

/** The text of `bundle.json` for these files. */
export function listOf(about: AboutBundle, files: ReadonlyMap<string, Uint8Array>): string {
  return listOfHashes(about, (name) => sha256Hex(files.get(name) ?? new Uint8Array()));
}

/** The same, where the files are known by their SHA-256 (hexadecimal). */
export function listOfHashes(about: AboutBundle, hashOf: (name: BundleFile) => string): string {
  const files = Object.fromEntries(BUNDLE_FILES.map((name) => [name, hashOf(name)])) as Record<
    BundleFile,
    string
  >;
  const list: BundleList = { format: BUNDLE_FORMAT, ...about, files };
  return canonicalJson(list);
}

/**
 * `README.txt`: how to check the bundle, with our program and without it. Whoever checks a bundle composes this text
 * again and compares. So these words are for ever: a better text is a further one beside it, and the check takes both.
 */
export function readme(about: AboutBundle): string {
  return `TALLYSTICK SNAPSHOT BUNDLE
Log ${about.origin}, workbook ${about.workbook}, submission ${about.submission}

This bundle shows what the workbook held when it was locked, every edit that led there, and that all
of it is in a record whose head was signed. You can check it on your own computer, without a network
and without asking anybody.

WITH THE PROGRAM
  node verify.mjs this-bundle.zip --key KEY
KEY is the public key of the log, one line of text. Take it from a place other than this bundle: a
printed report, a web page of another body, an e-mail of last year. A bundle that is checked with the
key inside it shows only that its parts fit together.
If you kept an older checkpoint of the same log, give it too: --against old-checkpoint.txt. If the sizes
differ, the operator owes you the proof that nothing between was rewritten: --consistency FILE.

WITHOUT THE PROGRAM
  bundle.json        lists the SHA-256 of every other file: compare with sha256sum.
  checkpoint.txt     the signed head of the log: origin, number of entries, root hash, signature
                     (c2sp.org/tlog-checkpoint, c2sp.org/signed-note; Ed25519).
  key.txt            the public key (a C2SP vkey).
  snapshot.json      the cells and results at the lock: canonical JSON (RFC 8785). The entry
                     "locked" names the SHA-256 of this file.
  entries.jsonl      one entry a line: its place in the log, a space, its canonical JSON.
                     The leaf hash of an entry is SHA-256 of a zero byte and that JSON (RFC 6962).
  proof.txt          a format line, the size of the tree, then hashes: walk the tree of RFC 6962 from
                     the root, left before right; where a subtree holds none of the entries of
                     entries.jsonl, take the next hash. You arrive at the root of checkpoint.txt.
  locked.tlog-proof  the same for the entry "locked" alone, in the format c2sp.org/tlog-proof@v1.
  Replaying the cells of the edits in order (null empties a cell) gives the cells of snapshot.json.

WHAT IS NOT IN IT
Comments, verifications and the list of members are confidential and withheld. Their hashes are part of
the proof, their content is not. Persons appear by an id alone.

WHAT IT DOES NOT SHOW
That a value is true. That no edit is among the withheld entries: one would be noticed only where a later
edit of the same cell is shown, since each edit tells what the cell held before. And whoever holds both key and database can write a whole new record: that is
found only by comparing with a checkpoint kept elsewhere.
`;
}
