/**
 * `npm run fsck -- FILE [KEY...]`: checks a journal's file. Ends with 0 when all is well, 1 when something is wrong, 2
 * when it could not look.
 */
import { parseCheckpoint } from '@tallystick/ledger/checkpoint';
import { parseNote } from '@tallystick/ledger/signed-note';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EVIDENCE_FOLDER } from '../blobs/folder.ts';
import { fsck, type FsckOptions } from '../fsck.ts';

const FAULTS_SHOWN = 20;
const USAGE = `npm run fsck -- FILE [KEY [FORMER KEYS]]

FILE  a database, or the folder of a backup; a server may go on writing into it
KEY   the log's public key, or a file that holds it (signing.pub); former ones of origins that were left`;
/** As the server names it. */
const DATABASE_NAME = 'tallystick.sqlite';
/** What the server keeps beside its key: the newest head that it told anybody of. */
const ANNOUNCED_FILE = 'signing.checkpoint';

async function main(): Promise<number> {
  const [given, ...keys] = process.argv.slice(2);
  if (given === undefined) {
    console.error(USAGE);
    return 2;
  }
  const file = databaseIn(given);
  const [vkey, ...formerVkeys] = keys.map(keyOf);
  const evidence = join(dirname(file), EVIDENCE_FOLDER);
  const options: FsckOptions = { formerVkeys, checkpoints: announcedBeside(file), evidence };
  if (vkey !== undefined) options.vkey = vkey;
  const { ok, entries, faults, remarks = [] } = await fsck(file, options);
  for (const { what, workbook, number } of faults.slice(0, FAULTS_SHOWN)) {
    const place = workbook === undefined ? '' : ` (${workbook}, number ${number})`;
    process.stdout.write(`${what}${place}\n`);
  }
  if (faults.length > FAULTS_SHOWN)
    process.stdout.write(`... and ${faults.length - FAULTS_SHOWN} more\n`);
  for (const remark of remarks) process.stdout.write(`Note: ${remark}\n`);
  process.stdout.write(
    ok ? `${entries} entries, all as written.\n` : `${entries} entries, ${faults.length} faults.\n`,
  );
  return ok ? 0 : 1;
}

/** A backup is a folder: its database is what is meant. */
function databaseIn(given: string): string {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? join(given, DATABASE_NAME) : given;
}

/** Below its entries a file is not the journal's any more, so no entry can be named. */
function inWords(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  const isBroken = /malformed|not a database/.test(words);
  return isBroken
    ? `The file itself is damaged, below its entries (${words}): restore a backup, npm run restore -- BACKUP --replace`
    : words;
}

/** A public key as it is written, or the one in a file. */
function keyOf(given: string): string {
  return existsSync(given) ? readFileSync(given, 'utf8').trim() : given;
}

function announcedBeside(file: string): { size: number; root: Uint8Array }[] {
  const beside = join(dirname(file), ANNOUNCED_FILE);
  const note = existsSync(beside) ? parseNote(readFileSync(beside, 'utf8')) : undefined;
  const head = note === undefined ? undefined : parseCheckpoint(note.text);
  return head === undefined ? [] : [head];
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(inWords(error));
  return 2;
});
