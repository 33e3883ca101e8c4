/** A person at a terminal of this machine, with one Node or another first on the PATH and nothing of a test around. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './command.ts';

const START_MS = 60_000;

/** The environment of a shell that was opened outside of the project. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_|pnpm_|NODE_|VITEST|VITE_|TALLYSTICK_|INIT_CWD|CI$|COLOR$|TEST$)/i.test(name),
  );
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((each) => !each.includes('node_modules') && !each.startsWith(ROOT));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}

const versionOf = (node: string, env: NodeJS.ProcessEnv): string => {
  try {
    return execFileSync(node, ['--version'], { env, encoding: 'utf8' }).trim().slice(1);
  } catch {
    return '';
  }
};

/** The environment in which `node` is of this version, or of this major one; fetched as the project's own is. */
export async function environmentOf(version: string): Promise<NodeJS.ProcessEnv> {
  const env = plainEnvironment();
  const fits = (found: string) => found === version || found.startsWith(`${version}.`);
  if (fits(versionOf('node', env))) return env;
  const exact = version.includes('.') ? version : `${version}.19.0`;
  const fetched = join(ROOT, '.cache/toolchain', `node-${exact}`, 'node_modules/.bin');
  const own = dirname(process.execPath);
  const there = [own, fetched].find((bin) => fits(versionOf(join(bin, 'node'), env)));
  if (there === undefined && !existsSync(fetched)) {
    const { fetchFromNpm } = (await import(
      pathToFileURL(join(ROOT, 'packages/tooling/toolchain.mjs')).href
    )) as { fetchFromNpm: (root: string, each: string) => Promise<boolean> };
    if (!(await fetchFromNpm(ROOT, `node@${exact}`)))
      throw new Error(`no Node ${exact} was fetched`);
  }
  return { ...env, PATH: [there ?? fetched, env.PATH].join(delimiter) };
}

export type Started = {
  url: string;
  said: () => string;
  /** Ends it as a service manager does, or as Ctrl+C does: then its whole group is asked. Answers the exit code. */
  end: (by: 'SIGTERM' | 'Ctrl+C') => Promise<number | null>;
};

/** Types a command that serves, and waits until it says where. */
export async function startByNpm(args: string[], env: NodeJS.ProcessEnv): Promise<Started> {
  const npm = spawn('npm', args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  const ended = new Promise<number | null>((done) => npm.on('close', done));
  const url = await new Promise<string>((found, failed) => {
    const late = setTimeout(() => failed(new Error(`it does not serve:\n${said}`)), START_MS);
    const hear = (data: Buffer) => {
      said += data.toString();
      const at = /Tallystick is at (http\S+)/.exec(said)?.[1];
      if (at === undefined) return;
      clearTimeout(late);
      found(at);
    };
    npm.stdout.on('data', hear);
    npm.stderr.on('data', hear);
    ended.then((code) => {
      clearTimeout(late);
      failed(new Error(`it ended with ${code}:\n${said}`));
    }, failed);
  });
  return {
    url,
    said: () => said,
    end: async (by) => {
      if (by === 'SIGTERM') npm.kill('SIGTERM');
      else process.kill(-(npm.pid ?? 0), 'SIGINT');
      return await ended;
    },
  };
}
