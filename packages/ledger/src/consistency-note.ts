/**
 * Comparing two checkpoints of one log, and the text that carries the proof between them. Only this comparison finds a
 * record rewritten by whoever holds key and database. Source: the text is the request body of C2SP tlog-witness,
 * `add-checkpoint`: `old SIZE`, hashes, empty line, note.
 */
import { parseDecimal, verifyCheckpoint } from './checkpoint.ts';
import { hashFromBase64, toBase64 } from './hash.ts';
import type { VerifierKey } from './key.ts';
import { verifyConsistency } from './merkle-tree.ts';
import { PROOF_LINES_MAX } from './tlog-proof.ts';

/** The proof from a tree of `oldSize` to that of `checkpoint`, a signed note, verbatim. */
export type ConsistencyNote = { oldSize: number; proof: Uint8Array[]; checkpoint: string };

export function formatConsistencyNote({ oldSize, proof, checkpoint }: ConsistencyNote): string {
  return [`old ${oldSize}`, ...proof.map(toBase64), '', checkpoint].join('\n');
}

/** Undefined where the text is not in the standard's form. */
export function parseConsistencyNote(text: string): ConsistencyNote | undefined {
  const border = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(border, 0)).split('\n');
  const first = lines.shift() ?? '';
  const oldSize = first.startsWith('old ') ? parseDecimal(first.slice(4)) : undefined;
  if (oldSize === undefined || lines.length > PROOF_LINES_MAX) return undefined;
  const proof = lines.map(hashFromBase64);
  if (!proof.every((hash) => hash !== undefined)) return undefined;
  return { oldSize, proof, checkpoint: text.slice(border + 2) };
}

export type Comparison = { ok: boolean; detail: string };

/**
 * Whether two signed checkpoints are of one growing record, whichever is the older. `consistency` is needed where
 * their sizes differ; without it the answer is no, with the sentence that says what to ask for.
 */
export function compareCheckpoints(of: {
  mine: string;
  other: string;
  consistency?: string;
  keys: readonly VerifierKey[];
}): Comparison {
  const mine = verifyCheckpoint(of.mine, of.keys);
  const other = verifyCheckpoint(of.other, of.keys);
  if (!mine.ok) return no('The checkpoint of the bundle is not signed by the key.');
  if (!other.ok) return no('The checkpoint to compare with is not signed by the key of this log.');
  if (mine.checkpoint.origin !== other.checkpoint.origin)
    return no('The checkpoints are of two logs.');
  const heads = [mine.checkpoint, other.checkpoint];
  const [older, newer] = heads.sort((a, b) => a.size - b.size) as [
    typeof mine.checkpoint,
    typeof mine.checkpoint,
  ];
  const claim = {
    oldSize: older.size,
    oldRoot: older.root,
    newSize: newer.size,
    newRoot: newer.root,
  };
  const sizes = `${older.size} and ${newer.size} entries`;
  if (verifyConsistency({ ...claim, proof: [] }))
    return { ok: true, detail: `${sizes}: the same record.` };
  if (older.size === newer.size)
    return no(`Both have ${newer.size} entries but other roots: the record was rewritten.`);
  if (of.consistency === undefined) {
    return no(
      `They have ${sizes}. Ask for the proof from ${older.size} to ${newer.size} and give it as --consistency FILE.`,
    );
  }
  const note = parseConsistencyNote(of.consistency);
  if (note === undefined)
    return no('The consistency proof is not in the form of C2SP tlog-witness.');
  if (note.oldSize !== older.size)
    return no(`The consistency proof begins at ${note.oldSize} entries, not ${older.size}.`);
  if (!verifyConsistency({ ...claim, proof: note.proof })) {
    return no(
      `The newer record, of ${newer.size} entries, does not begin with the older one, of ${older.size}.`,
    );
  }
  return { ok: true, detail: `${sizes}: the newer record begins with the whole older one.` };
}

function no(detail: string): Comparison {
  return { ok: false, detail };
}
