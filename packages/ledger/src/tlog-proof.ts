/** The proof that one entry is in the log, as a text that any C2SP tool reads. Source: C2SP tlog-proof v1. */
import { type Checkpoint, parseDecimal, verifyCheckpoint } from './checkpoint.ts';
import { fromBase64, hashFromBase64, toBase64 } from './hash.ts';
import type { VerifierKey } from './key.ts';
import { verifyInclusion } from './merkle-tree.ts';

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^48 leaves has paths of 48 hashes; C2SP's witness protocol bounds proofs by 63. */
export const PROOF_LINES_MAX = 63;

/** A proof taken apart, not yet checked. `checkpoint` is the signed note, verbatim; `extra` is not authenticated. */
export type TlogProof = {
  index: number;
  proof: Uint8Array[];
  checkpoint: string;
  extra?: Uint8Array;
};

export function formatTlogProof({ index, proof, checkpoint, extra }: TlogProof): string {
  const lines = [FIRST_LINE];
  if (extra !== undefined) lines.push(`extra ${toBase64(extra)}`);
  lines.push(`index ${index}`, ...proof.map(toBase64), '', checkpoint);
  return lines.join('\n');
}

/** The proof of a text; undefined where the text is not in the standard's form. */
export function parseTlogProof(text: string): TlogProof | undefined {
  const border = text.indexOf('\n\n');
  if (border < 0) return undefined;
  const lines = text.slice(0, border).split('\n');
  if (lines.shift() !== FIRST_LINE) return undefined;
  let extra: Uint8Array | undefined;
  if (lines[0]?.startsWith('extra ')) {
    extra = fromBase64((lines.shift() as string).slice('extra '.length));
    if (extra === undefined) return undefined;
  }
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice(6)) : undefined;
  if (index === undefined || lines.length > PROOF_LINES_MAX) return undefined;
  const proof = lines.map(hashFromBase64);
  if (!proof.every((hash) => hash !== undefined)) return undefined;
  const parsed = { index, proof, checkpoint: text.slice(border + 2) };
  return extra === undefined ? parsed : { ...parsed, extra };
}

export type TlogProofCheck =
  | { ok: true; index: number; checkpoint: Checkpoint }
  | { ok: false; why: 'not-a-proof' | 'wrong-checkpoint' | 'not-included' };

/** Checks that a leaf hash is in the log, under a checkpoint signed by one of these keys. */
export function verifyTlogProof(
  text: string,
  trusted: { leaf: Uint8Array; keys: readonly VerifierKey[] },
): TlogProofCheck {
  const parsed = parseTlogProof(text);
  if (parsed === undefined) return { ok: false, why: 'not-a-proof' };
  const head = verifyCheckpoint(parsed.checkpoint, trusted.keys);
  if (!head.ok) return { ok: false, why: 'wrong-checkpoint' };
  const { index, proof } = parsed;
  const { size, root } = head.checkpoint;
  if (!verifyInclusion({ leaf: trusted.leaf, index, size, proof, root })) {
    return { ok: false, why: 'not-included' };
  }
  return { ok: true, index, checkpoint: head.checkpoint };
}
