/**
 * Names and texts of keys: the verifier key that is published and the signer key that is kept. Source: C2SP
 * signed-note, "Verifier keys"; the signer key's text is that of Go's `sumdb/note`.
 */
import { ED25519_KEY_BYTES, publicKeyOf } from './ed25519.ts';
import { bytesOf, equalBytes, fromBase64, sha256, toBase64, toHex } from './hash.ts';

/** The byte that names Ed25519 in C2SP's table of signature types. */
const TYPE_ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const SIGNER_HEAD = 'PRIVATE+KEY+';

/** A public key with its name. `id` is the first four bytes of SHA-256(name || 0x0A || 0x01 || public key). */
export type VerifierKey = { name: string; id: Uint8Array; publicKey: Uint8Array };
/** A private key with its name. Secret: never logged, never sent. */
export type SignerKey = VerifierKey & { seed: Uint8Array };

/** Makes a key from a name and 32 random bytes, which the caller draws. A defect for a name that is none. */
export function generateKey(name: string, random: Uint8Array): { vkey: string; skey: string } {
  const key = signerKey(name, random);
  return { vkey: formatVerifierKey(key), skey: formatSignerKey(key) };
}

/** `name+hex id+base64(0x01 || public key)`: the text to publish. */
export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${toHex(key.id)}+${toBase64(typed(key.publicKey))}`;
}

/** The key of a published text; undefined where the text is not exactly one Ed25519 verifier key. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const parts = splitKey(text);
  if (parts === undefined) return undefined;
  const id = keyId(parts.name, parts.key);
  return toHex(id) === parts.id ? { name: parts.name, id, publicKey: parts.key } : undefined;
}

/** `PRIVATE+KEY+name+hex id+base64(0x01 || seed)`: the text to keep. */
export function formatSignerKey(key: SignerKey): string {
  return `${SIGNER_HEAD}${key.name}+${toHex(key.id)}+${toBase64(typed(key.seed))}`;
}

/** The key of a kept text; undefined where the text is not exactly one Ed25519 signer key. */
export function parseSignerKey(text: string): SignerKey | undefined {
  if (!text.startsWith(SIGNER_HEAD)) return undefined;
  const parts = splitKey(text.slice(SIGNER_HEAD.length));
  if (parts === undefined) return undefined;
  const key = signerKey(parts.name, parts.key);
  return toHex(key.id) === parts.id ? key : undefined;
}

/** Whether a text can name a key: not empty, no space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\s+\p{Z}\p{Cc}]+$/u.test(name);
}

/** Whether two keys are one: same name, same public key. */
export function sameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.name === b.name && equalBytes(a.publicKey, b.publicKey);
}

function signerKey(name: string, seed: Uint8Array): SignerKey {
  if (!isKeyName(name)) throw new TypeError('the name of a key holds no space and no plus sign');
  const publicKey = publicKeyOf(seed);
  return { name, id: keyId(name, publicKey), publicKey, seed: new Uint8Array(seed) };
}

function keyId(name: string, publicKey: Uint8Array): Uint8Array {
  const head = bytesOf(`${name}\n`);
  const all = new Uint8Array(head.length + 1 + publicKey.length);
  all.set(head);
  all.set(typed(publicKey), head.length);
  return sha256(all).slice(0, KEY_ID_BYTES);
}

function typed(key: Uint8Array): Uint8Array {
  const all = new Uint8Array(1 + key.length);
  all[0] = TYPE_ED25519;
  all.set(key, 1);
  return all;
}

/** Name, id and the 32 bytes after the type byte. Base64 may hold plus signs, so only the first two split. */
function splitKey(text: string): { name: string; id: string; key: Uint8Array } | undefined {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  if (first < 0 || second < 0) return undefined;
  const name = text.slice(0, first);
  const bytes = fromBase64(text.slice(second + 1));
  if (!isKeyName(name) || bytes === undefined) return undefined;
  if (bytes.length !== 1 + ED25519_KEY_BYTES || bytes[0] !== TYPE_ED25519) return undefined;
  return { name, id: text.slice(first + 1, second), key: bytes.slice(1) };
}
