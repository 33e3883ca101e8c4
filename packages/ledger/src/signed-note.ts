/** Signed notes: a text a person can read, with signatures below it. Source: C2SP signed-note v1. */
import { signEd25519, verifyEd25519 } from './ed25519.ts';
import { bytesOf, equalBytes, fromBase64, toBase64 } from './hash.ts';
import { isKeyName, type SignerKey, type VerifierKey } from './key.ts';

/** A checkpoint has some 200 bytes and a signature line at most some 7,000; a longer note is not ours. */
const NOTE_LENGTH_MAX = 1_000_000;
/** The standard asks for 16 at least. */
const SIGNATURES_MAX = 100;
const KEY_ID_BYTES = 4;
const SIGNATURE_HEAD = '\u2014 ';

/** One signature line, not yet checked. `signature` comes after the four bytes of the key's id. */
export type NoteSignature = { name: string; id: Uint8Array; signature: Uint8Array };
/** A note taken apart, not yet checked: `text` ends in a newline. */
export type Note = { text: string; signatures: NoteSignature[] };
export type NoteCheck =
  | { ok: true; text: string; signedBy: VerifierKey[] }
  | { ok: false; why: 'not-a-note' | 'unknown-key' | 'wrong-signature' };

/** Signs a text. It must end in a newline and hold no control character: else a defect. */
export function signNote(text: string, keys: readonly SignerKey[]): string {
  if (!isNoteText(text)) throw new TypeError('the text of a note ends in a newline and is plain');
  if (keys.length === 0) throw new TypeError('a note has a signature');
  const message = bytesOf(text);
  const lines = keys.map((key) => {
    const signature = signEd25519(key.seed, message);
    return `${SIGNATURE_HEAD}${key.name} ${toBase64(joined(key.id, signature))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** A note taken apart; undefined where the text is not in the form of one. */
export function parseNote(note: string): Note | undefined {
  if (note.length > NOTE_LENGTH_MAX) return undefined;
  // The last empty line is the border: the text may hold empty lines of its own.
  const border = note.lastIndexOf('\n\n');
  const text = note.slice(0, border + 1);
  if (border < 0 || !isNoteText(text) || !note.endsWith('\n')) return undefined;
  const lines = note.slice(border + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === undefined) return undefined;
    signatures.push(signature);
  }
  return { text, signatures };
}

/**
 * Checks a note against the keys that one trusts. Signatures of other keys are ignored; a wrong signature of a known
 * key refuses the whole note; without one right signature the note is refused.
 */
export function verifyNote(note: string, keys: readonly VerifierKey[]): NoteCheck {
  const parsed = parseNote(note);
  if (parsed === undefined) return { ok: false, why: 'not-a-note' };
  const message = bytesOf(parsed.text);
  const signedBy: VerifierKey[] = [];
  for (const { name, id, signature } of parsed.signatures) {
    const key = keys.find((known) => known.name === name && equalBytes(known.id, id));
    if (key === undefined) continue;
    if (!verifyEd25519(key.publicKey, message, signature))
      return { ok: false, why: 'wrong-signature' };
    if (!signedBy.includes(key)) signedBy.push(key);
  }
  if (signedBy.length === 0) return { ok: false, why: 'unknown-key' };
  return { ok: true, text: parsed.text, signedBy };
}

function parseSignature(line: string): NoteSignature | undefined {
  if (!line.startsWith(SIGNATURE_HEAD)) return undefined;
  const [name, encoded, ...more] = line.slice(SIGNATURE_HEAD.length).split(' ');
  if (name === undefined || encoded === undefined || more.length > 0) return undefined;
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, id: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && isPlain(text);
}

/** Whether a text is well formed and holds no ASCII control character but the newline, as a note must not. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 && unit !== 0x0a) return false;
  }
  return text.isWellFormed();
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
