/**
 * Puts a backup in the place of a data folder's database: read, checked, and only then put there. Nothing is removed:
 * what stood there lies beside it under a dated name.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SignerKey } from '@tallystick/ledger/key';
import { EVIDENCE_FOLDER } from '@tallystick/store/blobs/folder';
import { copyDatabase, settingIn } from '@tallystick/store/upkeep/backup';
import { fsck } from '@tallystick/store/fsck';
import { holdExclusively } from '@tallystick/store/sqlite/open';
import { closeDataFolder, DATABASE_FILE, FORMER_DATABASES } from '../service/data-folder.ts';
import { beginEpochAtNextStart } from '../ledger/epoch.ts';
import {
  ANNOUNCED_FILE,
  FORMER_FOLDER,
  KEY_FILE,
  PUBLIC_FILE,
  readKey,
  syncFolder,
  textIn,
  writeAnnounced,
  writeKey,
} from '../ledger/key-files.ts';
import { claimedHead } from '../ledger/origin-fit.ts';
import { copyEvidence } from './evidence-files.ts';
import { KEYS_FOLDER, momentName } from './backup.ts';

export type RestoreAsked = {
  dataDir: string;
  /** The folder of one backup. */
  backup: string;
  /** Where the signing key lies; null: it is looked for in the data folder and beside the backup. */
  keyFile: string | null;
  /** Whether the database that is there may be moved away. */
  replace: boolean;
  now: () => number;
};

/**
 * `former`: the folder of what stood there before. `announced`: the size of the newest checkpoint that others were given
 * of this log, where it is larger than the backup: then the log cannot go on under its key.
 */
export type Restored = { entries: number; former: string | null; announced: number | null };

/** Does it, or says in a sentence why not; then nothing is changed. Rejects with the disk's errors. */
export async function restoreBackup(asked: RestoreAsked): Promise<Restored | { fault: string }> {
  const { dataDir, backup } = asked;
  if (!existsSync(join(backup, DATABASE_FILE)))
    return { fault: `${backup} is no backup: there is no ${DATABASE_FILE} in it.` };
  const isNew = !existsSync(dataDir);
  const folder = await closeDataFolder(dataDir, DATABASE_FILE);
  if ('fault' in folder) return folder;
  const database = join(dataDir, DATABASE_FILE);
  // First of all: to whom a server still writes, no other advice is of use.
  const hold = holdExclusively(database);
  const part = `${database}.restoring`;
  try {
    if (existsSync(database) && !asked.replace) {
      return {
        fault: `${dataDir} holds a database. To move it aside and put the backup in its place: npm run restore -- ${backup} --replace`,
      };
    }
    await rm(part, { force: true });
    await rm(evidencePart(dataDir), { recursive: true, force: true });
    return await swap(asked, part);
  } finally {
    await rm(part, { force: true });
    await rm(evidencePart(dataDir), { recursive: true, force: true });
    hold.release();
    // Refused where no database was: then there is nothing to hold, and nothing is left.
    if (!existsSync(database)) await rm(`${database}.lock`, { force: true });
    if (isNew && (await readdir(dataDir)).length === 0) await rmdir(dataDir);
  }
}

/** Files that stand behind values, before they take their place. */
const evidencePart = (dataDir: string): string => join(dataDir, `${EVIDENCE_FOLDER}.restoring`);

async function swap(asked: RestoreAsked, part: string): Promise<Restored | { fault: string }> {
  const { dataDir, backup } = asked;
  const read = await readBackup(asked, part);
  if ('fault' in read) return read;
  const { entries, origin } = read;
  const key = origin === undefined ? undefined : await keyOf(asked, origin);
  if (key !== undefined && 'fault' in key) return key;
  const kept = await readKey(join(dataDir, KEY_FILE));
  if ('fault' in kept) return kept;
  // Of the data folder, where it has the same key: of what was announced the longer one counts.
  const isSameKey = kept.key?.name === origin;
  const here = isSameKey ? await textIn(join(dataDir, ANNOUNCED_FILE)) : undefined;
  const notes = [here, await textIn(join(backup, ANNOUNCED_FILE))];
  const heads = notes.flatMap((note) => {
    const head = note === undefined ? undefined : claimedHead(note);
    return note === undefined || head === undefined ? [] : [{ note, size: head.size }];
  });
  const newest = heads.toSorted((one, other) => other.size - one.size)[0];
  const former = await moveAside(asked, isSameKey ? [] : [KEY_FILE, PUBLIC_FILE, ANNOUNCED_FILE]);
  // What pages and programs know may be more than the backup holds: they come back into new rooms.
  beginEpochAtNextStart(dataDir);
  // Before the database that names them: files that nobody names are swept, and a missing one is a loss.
  if (existsSync(evidencePart(dataDir)))
    await rename(evidencePart(dataDir), join(dataDir, EVIDENCE_FOLDER));
  await rename(part, join(dataDir, DATABASE_FILE));
  if (!isSameKey && key !== undefined) await writeKey(dataDir, key.key);
  if (newest !== undefined && newest.note !== here) await writeAnnounced(dataDir, newest.note);
  await syncFolder(dataDir);
  const announced = newest !== undefined && newest.size > entries ? newest.size : null;
  return { entries, former, announced };
}

/** The backup's database as a file beside the one it will replace, checked there: what is checked is what is used. */
async function readBackup(
  { backup, dataDir }: Pick<RestoreAsked, 'backup' | 'dataDir'>,
  part: string,
): Promise<{ entries: number; origin: string | undefined } | { fault: string }> {
  await copyDatabase(join(backup, DATABASE_FILE), part);
  await chmod(part, 0o600);
  const handle = await open(part, 'r+');
  await handle.sync();
  await handle.close();
  const evidence = evidencePart(dataDir);
  const files = await copyEvidence(part, { from: join(backup, EVIDENCE_FOLDER), to: evidence });
  if ('fault' in files) return files;
  const vkey = await textIn(join(backup, PUBLIC_FILE));
  const note = await textIn(join(backup, ANNOUNCED_FILE));
  const head = note === undefined ? undefined : claimedHead(note);
  const { ok, entries, faults } = await fsck(part, {
    ...(vkey === undefined ? {} : { vkey: vkey.trim() }),
    formerVkeys: await formerVkeysIn(backup),
    checkpoints: head === undefined ? [] : [head],
    evidence,
  });
  if (ok) return { entries, origin: settingIn(part, 'origin') };
  return { fault: `The backup is not as it was written: ${faults[0]?.what} Take another one.` };
}

async function formerVkeysIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, FORMER_FOLDER)).catch(() => []);
  const texts = names.map((name) => textIn(join(folder, FORMER_FOLDER, name, PUBLIC_FILE)));
  return (await Promise.all(texts)).flatMap((text) => (text === undefined ? [] : [text.trim()]));
}

/** The key under which the backup's database signs: the one that is named, that of the data folder, or the one beside. */
async function keyOf(
  { dataDir, backup, keyFile }: RestoreAsked,
  origin: string,
): Promise<{ key: SignerKey } | { fault: string }> {
  const beside = join(dirname(backup), KEYS_FOLDER);
  const names = (await readdir(beside).catch(() => [])).toSorted();
  const files =
    keyFile === null
      ? [
          join(dataDir, KEY_FILE),
          join(backup, KEY_FILE),
          ...names.map((name) => join(beside, name)),
        ]
      : [keyFile];
  for (const file of files) {
    const found = await readKey(file);
    if ('fault' in found) return found;
    if (found.key?.name === origin) return { key: found.key };
  }
  return {
    fault: `The backup signs as ${origin}, and ${keyFile ?? `neither ${dataDir} nor ${beside}`} holds that key. Say where it is: --key FILE`,
  };
}

/** Moves the database and what belongs to it into a folder of their own; null where there was nothing. */
async function moveAside(
  { dataDir, now }: RestoreAsked,
  keyFiles: string[],
): Promise<string | null> {
  const folder = join(dataDir, FORMER_DATABASES, momentName(now()));
  const files = ['', '-wal', '-shm'].map((ending) => `${DATABASE_FILE}${ending}`);
  let moved = false;
  for (const name of [...files, EVIDENCE_FOLDER, ...keyFiles]) {
    if (!existsSync(join(dataDir, name))) continue;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(join(dataDir, name), join(folder, name));
    moved = true;
  }
  if (!moved) return null;
  await syncFolder(folder);
  return folder;
}
