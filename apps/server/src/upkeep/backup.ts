/**
 * A backup of a data folder, made while its server runs or not: the database with its log, the newest checkpoint beside
 * it, the key apart from both. Written under another name, checked, and only then given its own: a folder that has the
 * name of a backup is whole.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { formatVerifierKey, type SignerKey } from '@tallystick/ledger/key';
import { toHex } from '@tallystick/ledger/hash';
import { EVIDENCE_FOLDER } from '@tallystick/store/blobs/folder';
import { copyDatabase } from '@tallystick/store/upkeep/backup';
import { fsck } from '@tallystick/store/fsck';
import { DATABASE_FILE } from '../service/data-folder.ts';
import {
  ANNOUNCED_FILE,
  FORMER_FOLDER,
  PUBLIC_FILE,
  readKey,
  readKeyFiles,
  syncFolder,
  textIn,
  writeKeyTo,
} from '../ledger/key-files.ts';
import { claimedHead } from '../ledger/origin-fit.ts';
import { copyEvidence } from './evidence-files.ts';
import { writeStamp } from './backup-stamp.ts';

/** Beside the backups, and not in them: who is given a backup is not given the key. */
export const KEYS_FOLDER = 'keys';
const A_BACKUP = /^tallystick-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/;

export type BackupAsked = {
  dataDir: string;
  /** Where backups are gathered; made where it is not there. */
  folder: string;
  /** So many of the newest backups stay, this one among them; null: all. */
  keep: number | null;
  now: () => number;
};

/** `keyFile`: where the signing key lies now. `removed`: older backups, by name. `told`: the server knows of this one. */
export type BackupMade = {
  path: string;
  entries: number;
  bytes: number;
  keyFile: string;
  removed: string[];
  told: boolean;
};

/** The name of a moment in a file's name: `2026-03-01T04-05-06Z`. */
export function momentName(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/** Where the key of an origin lies beside backups. */
function keyFileIn(folder: string, key: Pick<SignerKey, 'id'>): string {
  return join(folder, KEYS_FOLDER, `signing-${toHex(key.id)}.key`);
}

/** Makes one, or says in a sentence why there is none; then nothing of it is left. Rejects with the disk's errors. */
export async function makeBackup(asked: BackupAsked): Promise<BackupMade | { fault: string }> {
  const { dataDir, folder, now } = asked;
  const database = join(dataDir, DATABASE_FILE);
  if (!existsSync(database)) return { fault: `There is no data in ${dataDir} yet.` };
  const way = relative(dataDir, folder);
  if (way === '' || !/^\.\.([/\\]|$)/.test(way))
    return {
      fault: `${folder} ${way === '' ? 'is the data folder itself' : `lies in ${dataDir}`}. Choose another folder, best on another disk.`,
    };
  const files = await readKeyFiles(dataDir);
  if ('fault' in files) return files;
  const { key, announced } = files;
  if (key === undefined)
    return { fault: `There is no signing key in ${dataDir}. Start the server there once first.` };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const at = now();
  const path = join(folder, `tallystick-${momentName(at)}`);
  const part = `${path}.part`;
  if (existsSync(path)) return { fault: `${path} is there already, and is not written over.` };
  await mkdir(part, { mode: 0o700 });
  try {
    // Before the database: then that is the longer one.
    if (announced !== undefined) await writeSynced(join(part, ANNOUNCED_FILE), announced);
    await writeSynced(join(part, PUBLIC_FILE), `${formatVerifierKey(key)}\n`);
    const formerVkeys = await copyFormer(dataDir, part);
    const copied = await copyAndCheck(database, join(part, DATABASE_FILE), {
      vkey: formatVerifierKey(key),
      formerVkeys,
      announced,
    });
    if ('fault' in copied) return copied;
    const keyFile = await keepKey(folder, key);
    if (typeof keyFile !== 'string') return keyFile;
    await syncFolder(part);
    await rename(part, path);
    await syncFolder(folder);
    const removed = await removeOlder(folder, asked.keep);
    const { entries, bytes } = copied;
    const told = await writeStamp(dataDir, { at, entries }).then(
      () => true,
      () => false,
    );
    return { path, entries, bytes, keyFile, removed, told };
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** The database as one file, with the files that it names, on the disk and found whole. */
async function copyAndCheck(
  from: string,
  to: string,
  by: { vkey: string; formerVkeys: string[]; announced: string | undefined },
): Promise<{ entries: number; bytes: number } | { fault: string }> {
  await copyDatabase(from, to);
  await chmod(to, 0o600);
  await syncFile(to);
  const evidence = join(dirname(to), EVIDENCE_FOLDER);
  const files = await copyEvidence(to, {
    from: join(dirname(from), EVIDENCE_FOLDER),
    to: evidence,
  });
  if ('fault' in files) return files;
  const head = by.announced === undefined ? undefined : claimedHead(by.announced);
  const checkpoints = head === undefined ? [] : [head];
  const { ok, entries, faults } = await fsck(to, { ...by, checkpoints, evidence });
  if (ok) return { entries, bytes: (await stat(to)).size + files.bytes };
  const more = faults.length > 1 ? ` (${faults.length - 1} faults more)` : '';
  return { fault: `The database is not as it was written: ${faults[0]?.what}${more}` };
}

/** What others were given under origins that were left; their secrets are of no use any more. */
async function copyFormer(dataDir: string, to: string): Promise<string[]> {
  const vkeys: string[] = [];
  const names = await readdir(join(dataDir, FORMER_FOLDER)).catch(() => []);
  for (const name of names.toSorted()) {
    for (const file of [PUBLIC_FILE, ANNOUNCED_FILE]) {
      const text = await textIn(join(dataDir, FORMER_FOLDER, name, file));
      if (text === undefined) continue;
      await mkdir(join(to, FORMER_FOLDER, name), { recursive: true, mode: 0o700 });
      await writeSynced(join(to, FORMER_FOLDER, name, file), text);
      if (file === PUBLIC_FILE) vkeys.push(text.trim());
    }
  }
  return vkeys;
}

/** Keeps the key apart, once. */
async function keepKey(folder: string, key: SignerKey): Promise<string | { fault: string }> {
  const file = keyFileIn(folder, key);
  await mkdir(join(folder, KEYS_FOLDER), { recursive: true, mode: 0o700 });
  const kept = await readKey(file);
  if ('fault' in kept) return kept;
  if (kept.key === undefined) {
    await writeKeyTo(file, key);
    return file;
  }
  const isSame = formatVerifierKey(kept.key) === formatVerifierKey(key);
  return isSame ? file : { fault: `${file} holds another key than the data folder.` };
}

async function removeOlder(folder: string, keep: number | null): Promise<string[]> {
  if (keep === null) return [];
  const all = (await readdir(folder)).filter((name) => A_BACKUP.test(name)).toSorted();
  const old = all.slice(0, Math.max(0, all.length - keep));
  for (const name of old) await rm(join(folder, name), { recursive: true });
  return old;
}

async function writeSynced(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  await syncFile(file);
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
