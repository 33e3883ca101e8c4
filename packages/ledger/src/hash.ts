/**
 * SHA-256, the two hashes of a Merkle tree, and the spellings of bytes. It is one of the two that touch the platform's
 * cryptography (the other is `ed25519.ts`). Source: RFC 6962 2.1 (hashes), RFC 4648 4 (base64).
 */
import { hash } from 'node:crypto';

/** Bytes of a SHA-256 hash. */
export const HASH_BYTES = 32;

const utf8Strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8 = new TextEncoder();

/** SHA-256 of bytes, or of a text in UTF-8. */
export function sha256(data: Uint8Array | string): Uint8Array {
  const digest = hash('sha256', data, 'buffer');
  // A plain array of bytes, not the platform's subclass: it compares and serialises as what it is.
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex');
}

/** The hash of a leaf: SHA-256(0x00 || data). A text is taken in UTF-8. */
export function leafHash(data: Uint8Array | string): Uint8Array {
  // U+0000 is the byte 0x00 in UTF-8, so a text needs no copy into bytes first.
  if (typeof data === 'string') return sha256(`\u0000${data}`);
  const prefixed = new Uint8Array(data.length + 1);
  prefixed.set(data, 1);
  return sha256(prefixed);
}

/** Reused by `nodeHash`, which fills it anew at every call and never hands it out. */
const pair = new Uint8Array(1 + 2 * HASH_BYTES).fill(1, 0, 1);

/** The hash of an inner node: SHA-256(0x01 || left || right), both 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) {
    throw new RangeError('a node of the tree has two hashes of 32 bytes');
  }
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return sha256(pair);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

/** The bytes of a base64 text in its one right spelling (padded, no white space); undefined for any other text. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined;
}

/** The 32-byte hash of a base64 text; undefined where it is not one. */
export function hashFromBase64(text: string): Uint8Array | undefined {
  const bytes = fromBase64(text);
  return bytes?.length === HASH_BYTES ? bytes : undefined;
}

/** The text of UTF-8 bytes, a leading byte order mark kept; undefined where they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8Strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The UTF-8 bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return utf8.encode(text);
}
