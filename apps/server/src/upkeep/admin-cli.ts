/**
 * The command `npm run admin -- reset EMAIL`: a one-time link for whoever lost their password and has nobody who could
 * make one on the screen. Who may run it owns the data folder, and with it everything.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { openBeside } from '@tallystick/store/upkeep/beside';
import { type Config, readConfig } from '../service/config.ts';
import { DATABASE_FILE } from '../service/data-folder.ts';
import { LINK_MS } from '../service/limits.ts';
import { makeLink } from '../people/links.ts';
import { startFault } from '../service/start-fault.ts';

/* oxlint-disable no-console -- what a person at the terminal reads */

const USAGE = `npm run admin -- reset EMAIL

Prints a link with which the person of this address (or id) sets a new password, once. It ends the links before it. The server
may run meanwhile. DATA_DIR and PUBLIC_URL are those of the server.`;

const DAY_MS = 24 * 60 * 60_000;

function askedEmail(): string | { fault: string } {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [act, email, ...more] = positionals;
    if (act !== 'reset' || email === undefined || more.length > 0) return { fault: USAGE };
    return email.trim();
  } catch (error) {
    return { fault: `${(error as Error).message}\n\n${USAGE}` };
  }
}

async function reset(email: string, config: Config): Promise<number> {
  const { dataDir, publicUrl, host, port } = config;
  const store = openBeside(join(dataDir, DATABASE_FILE));
  try {
    const row =
      (await store.personByEmail(email.toLowerCase())) ?? (await store.person(email as PersonId));
    if (row === undefined) return refuse(`Nobody here has the address or the id ${email}.`, 1);
    const { person, name } = row;
    const path = await makeLink(store, { person, by: null, workbook: null, now: Date.now() });
    const at = publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    console.log(
      `A new password for ${name}, once and within ${LINK_MS / DAY_MS} days: ${at}${path}`,
    );
    if (publicUrl === null)
      console.log(
        `PUBLIC_URL is not set here. Where people reach the server at another address, put that in front of ${path}`,
      );
    return 0;
  } finally {
    await store.close();
  }
}

async function main(): Promise<number> {
  const email = askedEmail();
  if (typeof email !== 'string') return refuse(email.fault);
  const config = readConfig(process.env, []);
  if ('fault' in config) return refuse(config.fault);
  try {
    return await reset(email, config);
  } catch (error) {
    return refuse(startFault(error, config.dataDir), 1);
  }
}

function refuse(sentence: string, code = 2): number {
  console.error(sentence);
  return code;
}

process.exitCode = await main();
