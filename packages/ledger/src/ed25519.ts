/**
 * Ed25519 signatures from raw 32-byte keys. It is one of the two that touch the platform's cryptography (the other is
 * `hash.ts`). Source: RFC 8032; RFC 8410 for the wrapping that the platform wants.
 */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

export const ED25519_KEY_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

/** What RFC 8410 puts before the 32 bytes of a private key (PKCS #8) and of a public key (SPKI). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** The public key that belongs to a 32-byte private seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(SPKI_HEAD.length));
}

/** The 64-byte signature of a message. The same seed and message give the same bytes. */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, privateKey(seed)));
}

/** Whether a signature is that of this public key on this message. Never throws: nonsense is simply not a signature. */
export function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (publicKey.length !== ED25519_KEY_BYTES) return false;
  if (signature.length !== ED25519_SIGNATURE_BYTES) return false;
  try {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_HEAD, publicKey]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
}

function privateKey(seed: Uint8Array) {
  if (seed.length !== ED25519_KEY_BYTES) throw new RangeError('an Ed25519 seed has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}
