/**
 * Checkpoints: the signed head of the journal's tree. Here stands the rule that nobody, not even the operator, gets a
 * signature under a record that shrank or was rewritten. Source: C2SP tlog-checkpoint. Three lines and no extension
 * lines: what nobody can audit is not signed.
 */
import { HASH_BYTES, hashFromBase64, toBase64 } from './hash.ts';
import type { SignerKey, VerifierKey } from './key.ts';
import { isSize, verifyConsistency } from './merkle-tree.ts';
import { isPlain, signNote, verifyNote } from './signed-note.ts';

/** The head of one log. `origin` is `host/log`, `size` counts leaves, `root` has 32 bytes. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array };

/** Each reason for which no checkpoint is signed, with the sentence that a person reads. */
export const CHECKPOINT_REFUSALS = {
  'other-origin':
    'The key carries another name than the log. A log signs with a key of its own name.',
  'smaller-tree': 'The record is shorter than at the last checkpoint. Entries were removed.',
  'other-root': 'The record has the same length as at the last checkpoint but another content.',
  'not-consistent':
    'The record does not continue the one of the last checkpoint, or the proof that it does is missing.',
} as const;
export type CheckpointRefusal = { code: keyof typeof CHECKPOINT_REFUSALS; sentence: string };

export type CheckpointRequest = Checkpoint & {
  key: SignerKey;
  /** The last checkpoint that was signed for this origin; absent for the first one alone. */
  previous?: { size: number; root: Uint8Array };
  /** From `previous.size` to `size`. */
  consistency?: readonly Uint8Array[];
};

/** The three lines that are signed. A defect for an origin, size or root that is none. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isOrigin(origin) || !isSize(size) || root.length !== HASH_BYTES) {
    throw new TypeError('a checkpoint has an origin, a size and a root of 32 bytes');
  }
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The checkpoint of exactly three lines; undefined for any other text. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.split('\n');
  const [origin, digits, encoded, end] = lines;
  if (lines.length !== 4 || end !== '' || origin === undefined || !isOrigin(origin))
    return undefined;
  const size = parseDecimal(digits ?? '');
  const root = hashFromBase64(encoded ?? '');
  return size === undefined || root === undefined ? undefined : { origin, size, root };
}

/** Signs a checkpoint that continues the previous one, and refuses any other (C2SP: "MUST not sign"). */
export function signCheckpoint(
  request: CheckpointRequest,
): { ok: true; note: string } | { ok: false; refusal: CheckpointRefusal } {
  const { key, previous, size, root } = request;
  if (key.name !== request.origin) return refused('other-origin');
  if (previous !== undefined) {
    if (size < previous.size) return refused('smaller-tree');
    const claim = { oldSize: previous.size, oldRoot: previous.root, newSize: size, newRoot: root };
    if (!verifyConsistency({ ...claim, proof: request.consistency ?? [] })) {
      return refused(size === previous.size ? 'other-root' : 'not-consistent');
    }
  }
  return { ok: true, note: signNote(formatCheckpoint(request), [key]) };
}

export type CheckpointCheck =
  | { ok: true; checkpoint: Checkpoint; signedBy: VerifierKey[] }
  | { ok: false; why: 'not-a-note' | 'unknown-key' | 'wrong-signature' | 'not-a-checkpoint' };

/** Checks that a note is a checkpoint signed by one of these keys, under the key's own name. */
export function verifyCheckpoint(note: string, keys: readonly VerifierKey[]): CheckpointCheck {
  const check = verifyNote(note, keys);
  if (!check.ok) return check;
  const checkpoint = parseCheckpoint(check.text);
  if (checkpoint === undefined) return { ok: false, why: 'not-a-checkpoint' };
  const signedBy = check.signedBy.filter((key) => key.name === checkpoint.origin);
  return signedBy.length > 0
    ? { ok: true, checkpoint, signedBy }
    : { ok: false, why: 'unknown-key' };
}

/** A whole number in decimal without leading zeros, no greater than a tree's size; undefined for any other text. */
export function parseDecimal(text: string): number | undefined {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return isSize(value) ? value : undefined;
}

function isOrigin(origin: string): boolean {
  return origin.length > 0 && !origin.includes('\n') && isPlain(origin);
}

function refused(code: keyof typeof CHECKPOINT_REFUSALS): {
  ok: false;
  refusal: CheckpointRefusal;
} {
  return { ok: false, refusal: { code, sentence: CHECKPOINT_REFUSALS[code] } };
}
