/**
 * `node packages/store/src/fsck-cli.ts FILE [VKEY]`: checks a journal's file. Own file because it is a program's entry.
 * Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look.
 */
import { fsck } from './fsck.ts';

const FAULTS_SHOWN = 20;

async function main(): Promise<number> {
  const [file, vkey] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Usage: node packages/store/src/fsck-cli.ts FILE [VKEY]');
    return 2;
  }
  const { ok, entries, faults } = await fsck(file, vkey === undefined ? {} : { vkey });
  for (const { what, workbook, number } of faults.slice(0, FAULTS_SHOWN)) {
    const place = workbook === undefined ? '' : ` (${workbook}, number ${number})`;
    process.stdout.write(`${what}${place}\n`);
  }
  if (faults.length > FAULTS_SHOWN)
    process.stdout.write(`... and ${faults.length - FAULTS_SHOWN} more\n`);
  process.stdout.write(
    ok ? `${entries} entries, all as written.\n` : `${entries} entries, ${faults.length} faults.\n`,
  );
  return ok ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
});
