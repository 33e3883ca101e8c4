/**
 * The installation's signing key: made at first start, kept in one file that only its owner can read.
 * Own file because no other part of the server ever touches the secret.
 */
import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatVerifierKey,
  generateKey,
  parseSignerKey,
  type SignerKey,
} from '@tallystick/ledger/key';

const FILE = 'signing.key';
const PUBLIC_FILE = 'signing.pub';

export type SigningKey = { key: SignerKey; vkey: string };

/** Reads the key, or makes it where there is none. A sentence where the file is not safe or not a key. */
export async function openSigningKey(
  dataDir: string,
  origin: string,
): Promise<SigningKey | { fault: string }> {
  const file = join(dataDir, FILE);
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return await makeKey(file, join(dataDir, PUBLIC_FILE), origin);
  }
  const mode = (await stat(file)).mode & 0o077;
  if (mode !== 0) return { fault: `${file} can be read by others. Run: chmod 600 ${file}` };
  const key = parseSignerKey(text);
  if (key === undefined)
    return { fault: `${file} does not hold a signing key. Restore it from your backup.` };
  return { key, vkey: formatVerifierKey(key) };
}

async function makeKey(file: string, publicFile: string, origin: string): Promise<SigningKey> {
  const { vkey, skey } = generateKey(origin, randomBytes(32));
  await writeFile(file, `${skey}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  await writeFile(publicFile, `${vkey}\n`, { mode: 0o644 });
  const key = parseSignerKey(skey);
  if (key === undefined) throw new Error('a key just made cannot be read');
  return { key, vkey };
}
