/** The commands for whoever looks after an installation, each as a process of its own, over a data folder. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAMS = {
  backup: 'apps/server/src/upkeep/backup-cli.ts',
  restore: 'apps/server/src/upkeep/restore-cli.ts',
  admin: 'apps/server/src/upkeep/admin-cli.ts',
  fsck: 'packages/store/src/fsck/fsck-cli.ts',
};

export type Ended = { code: number | null; said: string };

/** Runs a program to its end; `said` is both streams. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string },
): Promise<Ended> {
  const child = spawn(program, args, {
    cwd: options.cwd ?? ROOT,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', done);
  });
  return { code, said };
}

/** As `npm run NAME -- ARGS` runs it, once all is built. */
export async function command(
  name: keyof typeof PROGRAMS,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ended> {
  return await runProgram(process.execPath, [join(ROOT, PROGRAMS[name]), ...args], {
    env: { ...process.env, ...env },
  });
}
