/**
 * Checking a snapshot bundle: a list of claims in plain words, each with its evidence, up to the first that fails. It
 * trusts nothing in the bundle.
 *
 * No byte of a bundle goes unchecked: each file has its hash in `bundle.json`, each member of `bundle.json` is
 * compared with what the files themselves say, and `README.txt` with the text that it must be.
 */
import { isTimeOfLock } from './bundle-archive.ts';
import {
  BUNDLE_FILES,
  type BundleFile,
  ENTRIES_MAX,
  FILE_BYTES_MAX,
  LIST_BYTES_MAX,
  LIST_FILE,
  listOf,
  PROOF_FORMAT,
  readme,
  SNAPSHOT_FORMAT,
} from './bundle-layout.ts';
import { parseCanonicalJson } from './canonical-json.ts';
import {
  type Checkpoint,
  type CheckpointCheck,
  parseDecimal,
  verifyCheckpoint,
} from './checkpoint.ts';
import { type DisclosedEntry, isCount, isRecord, readEntry } from './disclosed-entry.ts';
import { equalBytes, hashFromBase64, leafHash, sha256Hex, textOf } from './hash.ts';
import { formatVerifierKey, parseVerifierKey, sameKey, type VerifierKey } from './key.ts';
import { checkOrder } from './lock-order.ts';
import { rootFromMany } from './many-proof.ts';
import { differenceOfCells, replayCells } from './replay.ts';
import { parseTlogProof, verifyTlogProof } from './tlog-proof.ts';

/** One claim, whether it holds, and why, in words for a person. */
export type Step = { claim: string; ok: boolean; detail: string };
/** `firstFault` is the first thing that does not fit; nothing after it was checked. */
export type Report = { ok: boolean; steps: Step[]; firstFault?: string };

type Found<T> = { ok: true; detail: string; value: T } | { ok: false; detail: string };
type Texts = Record<BundleFile, string>;
type Snapshot = { workbook: string; submission: number; upTo: number; cells: Map<string, string> };
type Line = { index: number; leaf: Uint8Array; entry: DisclosedEntry };
type Lock = { index: number; leaf: Uint8Array; number: number; at: number };
type Signed = { checkpoint: Checkpoint; key: VerifierKey };

/**
 * Checks a bundle, file name to bytes. `vkey` is the log's public key from elsewhere; without it the key inside the
 * bundle is used and the report says so. `time` is what the archive says of when it was packed, where there is one.
 */
export function verifyBundle(
  files: ReadonlyMap<string, Uint8Array>,
  options: { vkey?: string; time?: number },
): Report {
  const steps: Step[] = [];
  const check = <T>(claim: string, found: Found<T>): T | undefined => {
    steps.push({ claim, ok: found.ok, detail: found.detail });
    return found.ok ? found.value : undefined;
  };
  const run = (): boolean => {
    const texts = check('The bundle is complete and of a bounded size.', readTexts(files));
    if (!texts) return false;
    const snapshot = check('The snapshot is readable.', readSnapshot(texts['snapshot.json']));
    if (!snapshot) return false;
    const signed = check('The head of the log is signed.', checkHead(texts, options.vkey));
    if (!signed) return false;
    const about = { ...snapshot, origin: signed.checkpoint.origin };
    if (!check('Every file is the one that bundle.json lists.', checkList(files, about)))
      return false;
    if (!check('README.txt says what that of every bundle says.', checkReadme(texts, about)))
      return false;
    const lines = check(
      'The entries are of this workbook and in order.',
      readLines(texts, snapshot),
    );
    if (!lines) return false;
    if (!check('Every entry shown is in the signed log.', checkTree(texts, lines, signed)))
      return false;
    const lock = check('The lock names this snapshot.', checkLock(texts, lines, snapshot));
    if (!lock) return false;
    const { time } = options;
    if (time !== undefined && !check('The files bear the time of the lock.', checkTime(time, lock)))
      return false;
    if (!check('The lock has its own proof.', checkLockProof(texts, lock, signed))) return false;
    if (!check('Nothing was edited while locked.', orderOf(lines, snapshot))) return false;
    if (!check('The edits lead to the snapshot.', checkReplay(lines, snapshot))) return false;
    check('What is not shown is counted.', countWithheld(lines, lock, signed));
    return true;
  };
  if (run()) return { ok: true, steps };
  return { ok: false, steps, firstFault: steps.at(-1)?.detail ?? '' };
}

function readTexts(files: ReadonlyMap<string, Uint8Array>): Found<Texts> {
  const bounds: Record<string, number> = { ...FILE_BYTES_MAX, [LIST_FILE]: LIST_BYTES_MAX };
  for (const name of files.keys()) {
    if (!Object.hasOwn(bounds, name))
      return fault(`The bundle holds a file ${name} that no bundle has.`);
  }
  const texts: Record<string, string> = {};
  for (const [name, bytesMax] of Object.entries(bounds)) {
    const bytes = files.get(name);
    if (bytes === undefined) return fault(`The file ${name} is missing.`);
    if (bytes.length > bytesMax) return fault(`The file ${name} has more than ${bytesMax} bytes.`);
    const text = textOf(bytes);
    if (text === undefined) return fault(`The file ${name} is not text in UTF-8.`);
    texts[name] = text;
  }
  return found(texts as Texts, `${files.size} files.`);
}

function readSnapshot(text: string): Found<Snapshot> {
  const value = parseCanonicalJson(text)?.value;
  if (!isRecord(value)) return fault('snapshot.json is not canonical JSON.');
  const { format, workbook, submission, upTo } = value;
  if (format !== SNAPSHOT_FORMAT)
    return fault(`snapshot.json is not in the format ${SNAPSHOT_FORMAT}.`);
  if (
    typeof workbook !== 'string' ||
    !isCount(submission) ||
    !isCount(upTo) ||
    !isRecord(value.cells)
  ) {
    return fault('snapshot.json lacks its workbook, submission, last entry or cells.');
  }
  const cells = new Map<string, string>();
  for (const [cell, held] of Object.entries(value.cells)) {
    if (typeof held !== 'string') return fault(`The cell ${cell} of snapshot.json holds no text.`);
    cells.set(cell, held);
  }
  const detail = `Workbook ${workbook}, submission ${submission}, ${cells.size} cells, as of entry ${upTo}.`;
  return found({ workbook, submission, upTo, cells }, detail);
}

function checkHead(texts: Texts, given: string | undefined): Found<Signed> {
  const own = texts['key.txt'].endsWith('\n')
    ? parseVerifierKey(texts['key.txt'].slice(0, -1))
    : undefined;
  if (own === undefined) return fault('key.txt does not hold exactly one public key.');
  const key = given === undefined ? own : parseVerifierKey(given);
  if (key === undefined) return fault('The key that you gave is not a public key of a log.');
  if (!sameKey(own, key)) {
    return fault(
      `The bundle carries the key ${formatVerifierKey(own)}, not the one that you gave.`,
    );
  }
  const check = verifyCheckpoint(texts['checkpoint.txt'], [key]);
  if (!check.ok) return fault(`checkpoint.txt ${HEAD_FAULTS[check.why]}`);
  const { origin, size } = check.checkpoint;
  const source =
    given === undefined
      ? `The key came with the bundle. Compare it with one from elsewhere: ${formatVerifierKey(key)}`
      : 'The key is the one that you gave.';
  return found({ checkpoint: check.checkpoint, key }, `Log ${origin}, ${size} entries. ${source}`);
}

const HEAD_FAULTS: Record<Exclude<CheckpointCheck, { ok: true }>['why'], string> = {
  'not-a-note': 'is not a signed note.',
  'unknown-key': 'is not signed by the key of the log.',
  'wrong-signature': 'has a signature that is wrong: its text or its signature was changed.',
  'not-a-checkpoint': 'is signed but is not a checkpoint.',
};

function checkList(
  files: ReadonlyMap<string, Uint8Array>,
  about: { origin: string; workbook: string; submission: number },
): Found<true> {
  const { origin, workbook, submission } = about;
  const wanted = listOf({ origin, workbook, submission }, files);
  const held = textOf(files.get(LIST_FILE) as Uint8Array) as string;
  if (held === wanted) return found(true, `${BUNDLE_FILES.length} hashes compared.`);
  const list = parseCanonicalJson(held)?.value;
  const hashes = isRecord(list) && isRecord(list.files) ? list.files : {};
  for (const name of BUNDLE_FILES) {
    const actual = sha256Hex(files.get(name) as Uint8Array);
    if (hashes[name] !== actual)
      return fault(`The file ${name} is not the one that bundle.json lists.`);
  }
  return fault(
    'bundle.json does not describe this log, workbook and submission in its one right form.',
  );
}

function checkReadme(
  texts: Texts,
  about: { origin: string; workbook: string; submission: number },
): Found<true> {
  const { origin, workbook, submission } = about;
  return texts['README.txt'] === readme({ origin, workbook, submission })
    ? found(true, 'It names this log, workbook and submission, and is otherwise the same text.')
    : fault('README.txt is not the text that belongs to this log, workbook and submission.');
}

/** The time that the archive gives its files is no part of the proof, so it is compared with the lock's. */
function checkTime(time: number, { at }: Lock): Found<true> {
  return isTimeOfLock(time, at)
    ? found(true, 'It is the one in the entry of the lock, in UTC or a zone on land.')
    : fault('The archive gives its files another time than the entry of the lock says.');
}

function readLines(texts: Texts, snapshot: Snapshot): Found<Line[]> {
  const rows = texts['entries.jsonl'].split('\n');
  if (rows.pop() !== '') return fault('The last line of entries.jsonl is cut off.');
  if (rows.length > ENTRIES_MAX)
    return fault(`entries.jsonl has more than ${ENTRIES_MAX} entries.`);
  const lines: Line[] = [];
  let last = { index: -1, number: 0 };
  for (const [i, row] of rows.entries()) {
    const line = readLine(row);
    if (line === undefined)
      return fault(
        `Line ${i + 1} of entries.jsonl is not an entry that a bundle shows, in canonical form.`,
      );
    const { index, entry } = line;
    if (entry.workbook !== snapshot.workbook)
      return fault(`Entry ${entry.number} is of another workbook, ${entry.workbook}.`);
    // Each entry of the workbook between two shown ones has its own place in the log between theirs.
    if (entry.number <= last.number || index - last.index < entry.number - last.number) {
      return fault(`Entry ${entry.number} at place ${index} of the log is out of order.`);
    }
    last = { index, number: entry.number };
    lines.push(line);
  }
  const edits = lines.filter((line) => line.entry.kind === 'edit').length;
  return found(lines, `${lines.length} entries, ${edits} of them edits, each in canonical form.`);
}

function readLine(row: string): Line | undefined {
  const space = row.indexOf(' ');
  const index = parseDecimal(row.slice(0, Math.max(space, 0)));
  const text = row.slice(space + 1);
  const entry = readEntry(parseCanonicalJson(text)?.value);
  return index === undefined || entry === undefined
    ? undefined
    : { index, leaf: leafHash(text), entry };
}

function checkTree(texts: Texts, lines: Line[], { checkpoint }: Signed): Found<true> {
  const [format, size, ...rows] = texts['proof.txt'].split('\n');
  if (format !== PROOF_FORMAT || rows.pop() !== '')
    return fault(`proof.txt is not in the format ${PROOF_FORMAT}.`);
  if (size !== `${checkpoint.size}`)
    return fault('proof.txt is of a tree of another size than the signed one.');
  const proof = rows.map(hashFromBase64);
  const broken = proof.indexOf(undefined);
  if (broken >= 0) return fault(`Line ${broken + 3} of proof.txt is not a hash.`);
  const leaves = lines.map(({ index, leaf }) => ({ index, hash: leaf }));
  const root = rootFromMany({ size: checkpoint.size, leaves, proof: proof as Uint8Array[] });
  if (root === undefined || !equalBytes(root, checkpoint.root)) {
    return fault(
      'The entries and proof.txt do not lead to the signed head of the log: an entry, its place or the proof was changed, or they are of another log.',
    );
  }
  return found(true, `With ${proof.length} further hashes they give the signed root.`);
}

function checkLock(texts: Texts, lines: Line[], snapshot: Snapshot): Found<Lock> {
  const last = lines.at(-1);
  if (last === undefined || last.entry.kind !== 'locked')
    return fault('The last entry shown is not a lock.');
  const { number, at, submission, upTo, snapshot: named } = last.entry;
  if (submission !== snapshot.submission)
    return fault(
      `The lock, entry ${number}, is of submission ${submission}, not ${snapshot.submission}.`,
    );
  if (upTo !== snapshot.upTo || upTo >= number) {
    return fault(
      `The lock, entry ${number}, closes the entries up to ${upTo}; the snapshot says ${snapshot.upTo}.`,
    );
  }
  const actual = sha256Hex(texts['snapshot.json']);
  if (named !== actual)
    return fault(
      `The lock, entry ${number}, names a snapshot with the SHA-256 ${named}; this one has ${actual}.`,
    );
  const detail = `Entry ${number} locks submission ${submission} up to entry ${upTo} with the SHA-256 ${actual}.`;
  return found({ index: last.index, leaf: last.leaf, number, at }, detail);
}

function checkLockProof(texts: Texts, lock: Lock, { key }: Signed): Found<true> {
  const text = texts['locked.tlog-proof'];
  const proof = parseTlogProof(text);
  if (proof === undefined || proof.extra !== undefined)
    return fault('locked.tlog-proof is not a proof of the format c2sp.org/tlog-proof@v1.');
  if (proof.checkpoint !== texts['checkpoint.txt'])
    return fault('locked.tlog-proof carries another checkpoint than checkpoint.txt.');
  if (proof.index !== lock.index)
    return fault(
      `locked.tlog-proof is of place ${proof.index} of the log; the lock is at ${lock.index}.`,
    );
  const check = verifyTlogProof(text, { leaf: lock.leaf, keys: [key] });
  if (!check.ok)
    return fault('locked.tlog-proof does not lead from the lock to the signed head of the log.');
  return found(true, `Place ${lock.index} of the log, by ${proof.proof.length} hashes.`);
}

function orderOf(lines: Line[], { upTo }: Snapshot): Found<true> {
  const entries = lines.map(({ entry }) => entry);
  const order = checkOrder(entries, upTo);
  return order.ok ? found(true, order.detail) : fault(order.detail);
}

function checkReplay(lines: Line[], snapshot: Snapshot): Found<true> {
  const edits = lines.map((line) => line.entry).filter((entry) => entry.kind === 'edit');
  const replay = replayCells(edits);
  if (!replay.ok) return fault(replay.fault);
  const difference = differenceOfCells(snapshot.cells, replay.cells);
  if (difference !== undefined) return fault(difference);
  return found(true, `${edits.length} edits replayed; all ${snapshot.cells.size} cells agree.`);
}

function countWithheld(lines: Line[], lock: Lock, { checkpoint }: Signed): Found<true> {
  const withheld = lock.number - lines.length;
  const detail = `${withheld} of the ${lock.number} entries of this workbook up to the lock are withheld (comments, verifications, members). Their hashes are in the proof; what they say was not checked: an edit among them would show only by a later edit of the same cell. The other ${checkpoint.size - lock.number} entries of the log are later or of other workbooks.`;
  return found(true, detail);
}

function found<T>(value: T, detail: string): Found<T> {
  return { ok: true, detail, value };
}

function fault(detail: string): { ok: false; detail: string } {
  return { ok: false, detail };
}
