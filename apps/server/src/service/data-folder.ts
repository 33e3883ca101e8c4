/**
 * The data folder, for the server's own user alone: it holds the signing key, and hashes of passwords. One that others
 * can read is closed, where nothing else could lie in it; else the server does not start.
 */
import { chmod, mkdir, readdir, stat } from 'node:fs/promises';

export const DATABASE_FILE = 'tallystick.sqlite';
/** When the last good backup was made (`upkeep/backup-stamp.ts`). */
export const STAMP_FILE = 'last-backup';
/** Where a restore puts what it takes the place of. */
export const FORMER_DATABASES = 'former-databases';

const FOR_OTHERS = 0o077;
const OWN_ALONE = 0o700;
/** A folder that everybody may put files into, such as the one for temporary files. */
const STICKY = 0o1000;
/** What may lie there besides the database and its companions; a disk of its own begins with the last. */
const KNOWN: ReadonlySet<string> = new Set([
  'signing.key',
  'signing.pub',
  'signing.checkpoint',
  'former-origins',
  FORMER_DATABASES,
  STAMP_FILE,
  'lost+found',
]);

/** Makes the folder or closes it; a sentence where it stays open. `ours` is the database's name. */
export async function closeDataFolder(
  dir: string,
  ours: string,
): Promise<{ closed: boolean } | { fault: string }> {
  await mkdir(dir, { recursive: true, mode: OWN_ALONE });
  // There are no such modes.
  if (process.platform === 'win32') return { closed: false };
  const { mode, uid } = await stat(dir);
  if ((mode & FOR_OTHERS) === 0) return { closed: false };
  const open = `${dir} can be read by others.`;
  const files = await readdir(dir);
  const isOnlyOurs = files.every((file) => file.startsWith(ours) || KNOWN.has(file));
  const isOurs = isOnlyOurs || ((mode & STICKY) === 0 && files.includes(ours));
  if (!isOurs) {
    return {
      fault: `${open} It holds other files too: set DATA_DIR to a folder of its own, or run: chmod 700 ${dir}`,
    };
  }
  const me = process.getuid?.();
  if (me !== uid && me !== 0) {
    return { fault: `${open} It belongs to another user. Run as its owner: chmod 700 ${dir}` };
  }
  await chmod(dir, OWN_ALONE);
  const isClosed = ((await stat(dir)).mode & FOR_OTHERS) === 0;
  return isClosed ? { closed: true } : { fault: `${open} Its file system keeps no modes.` };
}
