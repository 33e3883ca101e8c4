/**
 * Stands in for Node's `crypto` in a browser: only what the ledger needs to check. SHA-256 is computed at once, Ed25519
 * is asked of the browser. A browser without Ed25519 cannot check a signature; that is thrown as an error of its own,
 * and never told as a wrong signature.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { askLater } from './later.ts';

/** Bytes that stand before the 32 of a public key (RFC 8410). */
const SPKI_HEAD_BYTES = 12;

export class NoSignatures extends Error {
  override readonly name = 'NoSignatures';
}

export function hash(_algorithm: 'sha256', data: Uint8Array | string, as: 'buffer' | 'hex') {
  const digest = sha256(typeof data === 'string' ? utf8ToBytes(data) : data);
  return as === 'hex' ? bytesToHex(digest) : digest;
}

export function createPublicKey({ key }: { key: Uint8Array }): Uint8Array {
  return key.slice(SPKI_HEAD_BYTES);
}

export function verify(
  _algorithm: null,
  message: Uint8Array,
  key: Uint8Array,
  signature: Uint8Array,
): boolean {
  const parts = [key, signature, sha256(message)].map(bytesToHex);
  return askLater(`signature ${parts.join(' ')}`, () => isSigned(message, key, signature)) ?? false;
}

async function isSigned(message: Uint8Array, key: Uint8Array, signature: Uint8Array) {
  // Outside of HTTPS a browser has no such thing at all.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) throw new NoSignatures();
  try {
    const name = { name: 'Ed25519' };
    const imported = await subtle.importKey('raw', key.slice(), name, false, ['verify']);
    return await subtle.verify(name, imported, signature.slice(), message.slice());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError')
      throw new NoSignatures();
    // A key that is none has signed nothing.
    return false;
  }
}

/** A browser checks and never signs. */
export function createPrivateKey(): never {
  throw new Error('nothing is signed here');
}

export function sign(): never {
  return createPrivateKey();
}
