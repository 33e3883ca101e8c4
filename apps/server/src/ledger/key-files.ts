/**
 * The three files beside the database: the signing key (secret), its public half, and the newest checkpoint that was
 * announced. No other part of the server touches the secret.
 */
import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatSignerKey, parseSignerKey, type SignerKey } from '@tallystick/ledger/key';

export const KEY_FILE = 'signing.key';
export const PUBLIC_FILE = 'signing.pub';
/** Told to others once, so the record may never again be shorter or another. */
export const ANNOUNCED_FILE = 'signing.checkpoint';
/** Where the files of an origin go that was left. */
export const FORMER_FOLDER = 'former-origins';

/** What stands there; undefined for a file that is missing. */
export type KeyFiles = {
  key: SignerKey | undefined;
  published: string | undefined;
  announced: string | undefined;
};

/** Reads the files. A sentence where the secret is not safe or not a key. */
export async function readKeyFiles(dataDir: string): Promise<KeyFiles | { fault: string }> {
  const secret = await readKey(join(dataDir, KEY_FILE));
  if ('fault' in secret) return secret;
  const published = await textIn(join(dataDir, PUBLIC_FILE));
  const announced = await textIn(join(dataDir, ANNOUNCED_FILE));
  return { ...secret, published, announced };
}

/** The signing key in a file, undefined where there is no file; a sentence where it is not safe or not a key. */
export async function readKey(
  file: string,
): Promise<{ key: SignerKey | undefined } | { fault: string }> {
  const text = await textIn(file);
  if (text === undefined) return { key: undefined };
  const mode = (await stat(file)).mode & 0o077;
  if (mode !== 0) return { fault: `${file} can be read by others. Run: chmod 600 ${file}` };
  const key = parseSignerKey(text.trim());
  if (key === undefined)
    return { fault: `${file} does not hold a signing key. Restore it from your backup.` };
  return { key };
}

/** Keeps a key just made. Rejects where there is one already. */
export async function writeKey(dataDir: string, key: SignerKey): Promise<void> {
  await writeKeyTo(join(dataDir, KEY_FILE), key);
}

/** Writes a key to a new file that its owner alone can read. Rejects where there is one already. */
export async function writeKeyTo(file: string, key: SignerKey): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(`${formatSignerKey(key)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(file, 0o600);
  await syncFolder(dirname(file));
}

/** Writes the public key where there is none. Rejects where there is one: others were given it. */
export async function writePublished(dataDir: string, vkey: string): Promise<void> {
  const handle = await open(join(dataDir, PUBLIC_FILE), 'wx', 0o644);
  try {
    await handle.writeFile(`${vkey}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dataDir);
}

/** Keeps a checkpoint instead of the one before it; after a power cut it is the one or the other, whole. */
export async function writeAnnounced(dataDir: string, note: string): Promise<void> {
  const file = join(dataDir, ANNOUNCED_FILE);
  const handle = await open(`${file}.new`, 'w', 0o644);
  try {
    await handle.writeFile(note);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  await syncFolder(dataDir);
}

/** Moves the files of an origin aside, into a folder named by the time; answers the folder, undefined without files. */
export async function setAside(dataDir: string, now: number): Promise<string | undefined> {
  const stamp = new Date(now).toISOString().replaceAll(':', '-');
  const folder = join(dataDir, FORMER_FOLDER, stamp);
  let moved = false;
  for (const name of [KEY_FILE, PUBLIC_FILE, ANNOUNCED_FILE]) {
    if ((await textIn(join(dataDir, name))) === undefined) continue;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(join(dataDir, name), join(folder, name));
    moved = true;
  }
  if (!moved) return undefined;
  await syncFolder(folder);
  await syncFolder(dataDir);
  return folder;
}

/** The text of a file; undefined where there is none. */
export async function textIn(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

/** A file's name outlives a power cut once its folder was synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
