/** The command `npm run backup -- FOLDER`: a process of its own, beside a running server or without one. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../service/config.ts';
import { startFault } from '../service/start-fault.ts';
import { type BackupMade, makeBackup } from './backup.ts';

/* oxlint-disable no-console -- what a person at the terminal reads */

const USAGE = `npm run backup -- FOLDER [--keep N]

FOLDER  where backups are gathered, each in a folder of its own; best on another disk
--keep  how many stay, this one among them; the oldest are removed once this one is whole

DATA_DIR names the data folder, as for the server.`;

function asked(): { folder: string; keep: number | null } | { fault: string } {
  try {
    const options = { keep: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return { fault: USAGE };
    const keep = values.keep === undefined ? null : Number(values.keep);
    if (keep !== null && !(Number.isInteger(keep) && keep >= 1)) return { fault: USAGE };
    return { folder: resolve(folder), keep };
  } catch (error) {
    return { fault: `${(error as Error).message}\n\n${USAGE}` };
  }
}

function tell({ path, entries, bytes, keyFile, removed, told }: BackupMade): void {
  const size = bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `${path} holds ${entries} entries (${size}), read again and found whole; the signing key lies apart in ${keyFile}, readable by you alone: keep it secret, and a copy of it in another place.`,
  );
  if (removed.length > 0) console.log(`Removed: ${removed.join(', ')}`);
  if (!told) console.log('The data folder cannot be written, so the server does not know of it.');
}

async function main(): Promise<number> {
  const what = asked();
  if ('fault' in what) return refuse(what.fault);
  const config = readConfig(process.env, []);
  if ('fault' in config) return refuse(config.fault);
  try {
    const made = await makeBackup({ ...what, dataDir: config.dataDir, now: Date.now });
    if ('fault' in made) return refuse(made.fault, 1);
    tell(made);
    return made.told ? 0 : 1;
  } catch (error) {
    return refuse(`No backup was made. ${startFault(error, what.folder)}`, 1);
  }
}

function refuse(sentence: string, code = 2): number {
  console.error(sentence);
  return code;
}

process.exitCode = await main();
