/**
 * `node packages/store/src/fsck-cli.ts FILE [VKEY...]`: checks a journal's file. Own file because it is a program's entry.
 * Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look.
 */
import { parseCheckpoint } from '@tallystick/ledger/checkpoint';
import { parseNote } from '@tallystick/ledger/signed-note';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fsck, type FsckOptions } from './fsck.ts';

const FAULTS_SHOWN = 20;
/** What the server keeps beside its key: the newest head that it told anybody of. */
const ANNOUNCED_FILE = 'signing.checkpoint';

async function main(): Promise<number> {
  const [file, vkey, ...formerVkeys] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Usage: node packages/store/src/fsck-cli.ts FILE [VKEY [FORMER VKEYS]]');
    return 2;
  }
  const options: FsckOptions = { formerVkeys, checkpoints: announcedBeside(file) };
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

function announcedBeside(file: string): { size: number; root: Uint8Array }[] {
  const beside = join(dirname(file), ANNOUNCED_FILE);
  const note = existsSync(beside) ? parseNote(readFileSync(beside, 'utf8')) : undefined;
  const head = note === undefined ? undefined : parseCheckpoint(note.text);
  return head === undefined ? [] : [head];
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
});
