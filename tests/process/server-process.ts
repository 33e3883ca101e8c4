/** A real server in its own process, on a private port and data folder: where every test of the whole starts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askStage } from '../stage/stage.ts';

const MAIN = new URL('../../apps/server/src/main.ts', import.meta.url).pathname;
/** As `npm start` starts it: it ends by itself when the run of tests is killed. */
const PRELOADED = ['follow-parent.mjs', 'quick-imports.mjs'].flatMap((name) => [
  '--import',
  new URL(`../../packages/tooling/${name}`, import.meta.url).href,
]);
const START_MS = 30_000;
/** What a server has to end in after it was asked to; then it is killed, and its exit code is null. */
const STOP_MS = 30_000;

/** Those that were started here and still run. */
const running = new Map<ChildProcess, Promise<unknown>>();

/** Kills the servers that a failed test has left, and answers how many there were. */
export async function killLeftServers(): Promise<number> {
  const left = [...running];
  for (const [child] of left) child.kill('SIGKILL');
  await Promise.all(left.map(([, ended]) => ended));
  return left.length;
}

export type ServerProcess = {
  url: string;
  port: number;
  pid: number;
  dataDir: string;
  /** What it has printed so far, both streams. */
  output: () => string;
  /** SIGTERM and wait; answers the exit code. */
  stop: () => Promise<number | null>;
  /** Holds it still (SIGSTOP) until it may go on: what is sent to it meanwhile crosses on the wire. */
  pause: () => void;
  goOn: () => void;
  /** SIGKILL and wait. */
  kill: () => Promise<void>;
  /** Resolves with the exit code when it ends. */
  ended: Promise<number | null>;
};

export type ServerOptions = {
  dataDir?: string;
  port?: number;
  args?: string[];
  /** The program to start; the server's own where none is named. */
  main?: string;
  env?: Record<string, string>;
};

/** A temporary data folder, removed by the caller. */
export async function temporaryDataDir(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'tallystick-test-'));
}

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
}

/** A data folder for a server of these options: with the demo in it, which a run of tests makes once and copies. */
async function freshDataDir({ args }: ServerOptions): Promise<string> {
  const dataDir = await temporaryDataDir();
  const demo = args === undefined ? await askStage('demo') : undefined;
  if (demo !== undefined) await cp(demo.dataDir, dataDir, { recursive: true });
  return dataDir;
}

/** Starts a server and waits until it says where it is. */
export async function startServerProcess(options: ServerOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? (await freshDataDir(options));
  const child = spawn(
    process.execPath,
    [...PRELOADED, options.main ?? MAIN, ...(options.args ?? [])],
    {
      env: { ...process.env, PORT: String(options.port ?? 0), DATA_DIR: dataDir, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout?.on('data', (data: Buffer) => {
    output += data;
  });
  child.stderr?.on('data', (data: Buffer) => {
    output += data;
  });
  const ended = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  running.set(child, ended);
  void ended.then(() => running.delete(child));
  const url = await addressOf(child, () => output, ended);
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    dataDir,
    output: () => output,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      // One that is held still would never hear of it.
      child.kill('SIGCONT');
      const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const code = await ended;
      clearTimeout(patience);
      return code;
    },
    pause: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function addressOf(
  child: ChildProcess,
  output: () => string,
  ended: Promise<number | null>,
): Promise<string> {
  return await new Promise((found, failed) => {
    const give = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new Error(`the server did not start in ${START_MS} ms:\n${output()}`));
    }, START_MS);
    const look = () => {
      const url = /Tallystick is at (http[^\s"]+)/.exec(output())?.[1];
      if (url === undefined) return;
      clearTimeout(give);
      found(url);
    };
    child.stdout?.on('data', look);
    ended.then((code) => {
      clearTimeout(give);
      failed(new Error(`the server ended with ${code}:\n${output()}`));
    }, failed);
  });
}
