/** Passwords: hashed with argon2id of node:crypto, or scrypt where this Node has no argon2 (before 24.7). */
import * as crypto from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const ARGON2 = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
/** OWASP's scrypt setting of comparable cost. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 2, maxmem: 256 * 1024 * 1024 } as const;

const scrypt = promisify(
  (password: string, salt: Buffer, done: (error: Error | null, key: Buffer) => void) =>
    crypto.scrypt(password, salt, 32, SCRYPT, done),
);

async function argon2(password: string, nonce: Buffer): Promise<Buffer> {
  const hash = promisify(crypto.argon2);
  return (await hash('argon2id', { message: Buffer.from(password), nonce, ...ARGON2 })) as Buffer;
}

const hasArgon2 = typeof crypto.argon2 === 'function';

/** `scheme$salt$hash`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.randomBytes(16);
  const normal = password.normalize('NFKC');
  const hash = hasArgon2 ? await argon2(normal, salt) : await scrypt(normal, salt);
  const scheme = hasArgon2 ? 'argon2id' : 'scrypt';
  return `${scheme}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** Whether the password fits the stored hash. Takes as long for an unknown person (`stored` null). */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const [scheme, salt, hash] = (stored ?? `${hasArgon2 ? 'argon2id' : 'scrypt'}$AAAA$AAAA`).split(
    '$',
  );
  const nonce = Buffer.from(salt ?? '', 'base64url');
  const normal = password.normalize('NFKC');
  if (scheme === 'argon2id' && !hasArgon2) return false;
  const padded = nonce.length >= 8 ? nonce : Buffer.alloc(16);
  const made = scheme === 'argon2id' ? await argon2(normal, padded) : await scrypt(normal, padded);
  const kept = Buffer.from(hash ?? '', 'base64url');
  return stored !== null && kept.length === made.length && crypto.timingSafeEqual(kept, made);
}
