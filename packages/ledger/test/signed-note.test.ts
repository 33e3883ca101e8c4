import { describe, expect, it } from 'vitest';
import {
  formatVerifierKey,
  generateKey,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
} from '../src/key.ts';
import { signNote, verifyNote } from '../src/signed-note.ts';

const keyOf = (name: string, byte: number) =>
  parseSignerKey(generateKey(name, new Uint8Array(32).fill(byte)).skey) as SignerKey;
const ours = keyOf('a.example/log', 1);
const witness = keyOf('witness.example', 2);
const renewed = keyOf('a.example/log', 3);
const TEXT = 'one\n\nthree, è\n';

describe('a signed note', () => {
  it('may hold empty lines and is split at the last one', () => {
    const check = verifyNote(signNote(TEXT, [ours]), [ours]);
    expect(check).toMatchObject({ ok: true, text: TEXT });
  });

  it('is accepted by either of its keys, and signatures of unknown keys do not matter', () => {
    const note = signNote(TEXT, [ours, witness]);
    expect(verifyNote(note, [witness])).toMatchObject({ ok: true, signedBy: [witness] });
    expect(verifyNote(note, [ours, witness])).toMatchObject({
      ok: true,
      signedBy: [ours, witness],
    });
    expect(verifyNote(note, [renewed])).toEqual({ ok: false, why: 'unknown-key' });
  });

  it('is refused whole when a known key signed wrongly, though another signed rightly', () => {
    const wrong = signNote('another text\n', [witness]).split('\n').at(-2);
    const note = `${signNote(TEXT, [ours])}${wrong}\n`;
    expect(verifyNote(note, [ours])).toMatchObject({ ok: true });
    expect(verifyNote(note, [ours, witness])).toEqual({ ok: false, why: 'wrong-signature' });
  });

  it('is refused after any change of one character', () => {
    const note = signNote(TEXT, [ours]);
    for (let i = 0; i < note.length; i++) {
      const swap = note[i] === 'x' ? 'y' : 'x';
      expect(verifyNote(note.slice(0, i) + swap + note.slice(i + 1), [ours]).ok).toBe(false);
      expect(verifyNote(note.slice(0, i) + note.slice(i + 1), [ours]).ok).toBe(false);
    }
  });

  it.each([
    ['no newline at its end', 'text'],
    ['a control character', 'a\u0007b\n'],
    ['a carriage return', 'a\r\n'],
    ['a lone surrogate', 'a\ud800\n'],
    ['nothing', ''],
  ])('is never made of a text with %s', (_name, text) => {
    expect(() => signNote(text, [ours])).toThrow(TypeError);
  });
});

describe('a key', () => {
  it('is read from its one right text only', () => {
    const vkey = formatVerifierKey(ours);
    expect(parseVerifierKey(vkey)).toMatchObject({ name: ours.name });
    for (let i = 0; i < vkey.length; i++) {
      const swap = vkey[i] === 'x' ? 'y' : 'x';
      expect(parseVerifierKey(vkey.slice(0, i) + swap + vkey.slice(i + 1))).toBeUndefined();
      expect(parseVerifierKey(vkey.slice(0, i))).toBeUndefined();
    }
    expect(parseVerifierKey(`${vkey}\n`)).toBeUndefined();
    expect(parseVerifierKey(` ${vkey}`)).toBeUndefined();
  });

  it('has a name without space, plus sign or control character', () => {
    const seed = new Uint8Array(32);
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\nb', 'a\u0000b', '\ud800']) {
      expect(() => generateKey(name, seed)).toThrow(TypeError);
    }
    expect(() => generateKey('a', new Uint8Array(31))).toThrow(RangeError);
  });
});
