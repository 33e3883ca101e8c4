/** The command `npm run restore -- BACKUP`: puts a backup into the data folder, while no server holds it. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../service/config.ts';
import { startFault } from '../service/start-fault.ts';
import { type RestoreAsked, type Restored, restoreBackup } from './restore.ts';

/* oxlint-disable no-console -- what a person at the terminal reads */

const USAGE = `npm run restore -- BACKUP [--replace] [--key FILE]

BACKUP     the folder of one backup, as npm run backup made it
--replace  moves a database that is there aside; without it nothing is replaced
--key      the signing key, where it lies neither in the data folder nor beside the backup

DATA_DIR names the data folder, as for the server.`;

function asked(): Pick<RestoreAsked, 'backup' | 'keyFile' | 'replace'> | { fault: string } {
  try {
    const options = { replace: { type: 'boolean' }, key: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [backup, ...more] = positionals;
    if (backup === undefined || more.length > 0) return { fault: USAGE };
    const keyFile = values.key === undefined ? null : resolve(values.key);
    return { backup: resolve(backup), keyFile, replace: values.replace ?? false };
  } catch (error) {
    return { fault: `${(error as Error).message}\n\n${USAGE}` };
  }
}

function tell({ entries, former, announced }: Restored, dataDir: string): void {
  console.log(`${dataDir} holds the ${entries} entries of the backup, checked.`);
  if (former !== null) console.log(`What was there before lies in ${former}`);
  if (announced !== null) {
    console.log(
      `A checkpoint of ${announced} entries was signed after the backup was made, so this log cannot go on under its key. Begin a new origin: npm start -- --new-origin (docs/ledger.md, "Key and database").`,
    );
  } else {
    console.log(
      'If a version was locked or a bundle downloaded after the backup was made, begin a new origin before you start: npm start -- --new-origin (docs/ledger.md, "Key and database").',
    );
  }
}

async function main(): Promise<number> {
  const what = asked();
  if ('fault' in what) return refuse(what.fault);
  const config = readConfig(process.env, []);
  if ('fault' in config) return refuse(config.fault);
  const { dataDir } = config;
  try {
    const restored = await restoreBackup({ ...what, dataDir, now: Date.now });
    if ('fault' in restored) return refuse(restored.fault, 1);
    tell(restored, dataDir);
    return 0;
  } catch (error) {
    return refuse(`Nothing was restored. ${startFault(error, dataDir)}`, 1);
  }
}

function refuse(sentence: string, code = 2): number {
  console.error(sentence);
  return code;
}

process.exitCode = await main();
