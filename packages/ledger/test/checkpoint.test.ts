import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../tests/ledger/memory-tree.ts';
import {
  formatCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from '../src/checkpoint.ts';
import { leafHash } from '../src/hash.ts';
import { generateKey, parseSignerKey, type SignerKey } from '../src/key.ts';
import { consistencyProof, EMPTY_ROOT, inclusionProof, rootAt } from '../src/merkle-tree.ts';
import { signNote } from '../src/signed-note.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from '../src/tlog-proof.ts';

const origin = 'a.example/log';
const key = parseSignerKey(generateKey(origin, new Uint8Array(32).fill(1)).skey) as SignerKey;
const tree = memoryTree();
for (let i = 0; i < 40; i++) tree.append(leafHash(`leaf ${i}`));
const head = (size: number) => ({ origin, size, root: rootAt(size, tree.read), key });
const noteAt = (size: number): string => {
  const signed = signCheckpoint(head(size));
  if (!signed.ok) throw new Error(signed.refusal.sentence);
  return signed.note;
};

describe('a checkpoint', () => {
  it('has exactly three lines: origin, size, root', () => {
    const text = formatCheckpoint(head(7));
    expect(parseCheckpoint(text)).toEqual({ origin, size: 7, root: head(7).root });
    const [first, size, root] = text.split('\n') as [string, string, string];
    const bad = [
      `${text}extension\n`,
      `${first}\n07\n${root}\n`,
      `${first}\n+7\n${root}\n`,
      `${first}\n${2 ** 49}\n${root}\n`,
      `${first}\n${size}\n${root.slice(0, -4)}\n`,
      `\n${size}\n${root}\n`,
      text.slice(0, -1),
    ];
    for (const other of bad) expect(parseCheckpoint(other)).toBeUndefined();
  });

  it('of the empty log has the hash of nothing as its root', () => {
    expect(signCheckpoint({ origin, size: 0, root: EMPTY_ROOT, key }).ok).toBe(true);
    const consistency = consistencyProof(0, 5, tree.read);
    const previous = { size: 0, root: EMPTY_ROOT };
    expect(signCheckpoint({ ...head(5), previous, consistency }).ok).toBe(true);
  });

  it('is signed again when nothing was added, and when the record grew', () => {
    expect(signCheckpoint({ ...head(20), previous: head(20) }).ok).toBe(true);
    const consistency = consistencyProof(20, 33, tree.read);
    expect(signCheckpoint({ ...head(33), previous: head(20), consistency }).ok).toBe(true);
  });

  it('is refused with the reason when it does not continue the previous one', () => {
    const consistency = consistencyProof(20, 33, tree.read);
    const codeOf = (request: Parameters<typeof signCheckpoint>[0]) => {
      const result = signCheckpoint(request);
      return result.ok ? 'signed' : result.refusal.code;
    };
    expect(codeOf({ ...head(19), previous: head(20) })).toBe('smaller-tree');
    expect(codeOf({ ...head(20), root: leafHash('x'), previous: head(20) })).toBe('other-root');
    expect(codeOf({ ...head(33), previous: head(20) })).toBe('not-consistent');
    const spoiled = consistency.with(0, leafHash('x'));
    expect(codeOf({ ...head(33), previous: head(20), consistency: spoiled })).toBe(
      'not-consistent',
    );
    expect(codeOf({ ...head(33), origin: 'b.example/log' })).toBe('other-origin');
  });

  it('is accepted under the key of its own origin alone', () => {
    expect(verifyCheckpoint(noteAt(9), [key])).toMatchObject({ ok: true, checkpoint: { size: 9 } });
    const foreign = signNote(formatCheckpoint({ ...head(9), origin: 'b.example/log' }), [key]);
    expect(verifyCheckpoint(foreign, [key])).toEqual({ ok: false, why: 'unknown-key' });
    const prose = signNote('hello\n', [key]);
    expect(verifyCheckpoint(prose, [key])).toEqual({ ok: false, why: 'not-a-checkpoint' });
  });
});

describe('a tlog-proof', () => {
  const text = formatTlogProof({
    index: 11,
    proof: inclusionProof(11, 40, tree.read),
    checkpoint: noteAt(40),
  });
  const trusted = { leaf: tree.leaves[11] as Uint8Array, keys: [key] };

  it('has the lines of the standard', () => {
    const lines = text.split('\n');
    expect(lines.slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 11']);
    expect(lines.indexOf('')).toBe(2 + inclusionProof(11, 40, tree.read).length);
    expect(text.endsWith(noteAt(40))).toBe(true);
  });

  it('shows the entry and no other', () => {
    expect(verifyTlogProof(text, trusted)).toMatchObject({ ok: true, index: 11 });
    const other = { ...trusted, leaf: tree.leaves[12] as Uint8Array };
    expect(verifyTlogProof(text, other)).toEqual({ ok: false, why: 'not-included' });
    expect(verifyTlogProof(text, { ...trusted, keys: [] })).toMatchObject({
      why: 'wrong-checkpoint',
    });
  });

  it('is refused after any change of one character', () => {
    for (let i = 0; i < text.length; i++) {
      const swap = text[i] === 'x' ? 'y' : 'x';
      expect(verifyTlogProof(text.slice(0, i) + swap + text.slice(i + 1), trusted).ok).toBe(false);
    }
  });

  it('carries extra data when given, and at most 63 hashes', () => {
    const extra = Uint8Array.of(1, 2, 3);
    const parsed = parseTlogProof(text) as NonNullable<ReturnType<typeof parseTlogProof>>;
    const withExtra = formatTlogProof({ ...parsed, extra });
    expect(parseTlogProof(withExtra)).toEqual({ ...parsed, extra });
    expect(verifyTlogProof(withExtra, trusted).ok).toBe(true);
    const long = { ...parsed, proof: Array.from({ length: 64 }, () => leafHash('x')) };
    expect(parseTlogProof(formatTlogProof(long))).toBeUndefined();
  });
});
