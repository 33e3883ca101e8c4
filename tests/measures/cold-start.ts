/**
 * Measure `cold-start`: from a fresh clone to the first page, and again when everything is there. Seconds are of this
 * machine; the targets are what the project aims for.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { atMost, exactly, type Figure, type Measure } from './measure.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const GIVE_UP_MS = 300_000;
const DRAIN_MS = 12_000;

export const measure: Measure = {
  name: 'cold-start',
  about:
    'Seconds of `npm start` on a fresh clone with empty caches until the first page, and of a warm start.',
  run: async (say) => {
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-cold-'));
    try {
      const clone = join(folder, 'clone');
      execFileSync('git', ['clone', '--quiet', ROOT, clone]);
      // Own caches, so that nothing of this machine's is used: npm's, pnpm's store, and where pnpm notes things.
      const env = {
        ...withoutToolchain(process.env),
        npm_config_cache: join(folder, 'npm'),
        XDG_DATA_HOME: join(folder, 'data'),
        XDG_CACHE_HOME: join(folder, 'cache'),
        XDG_STATE_HOME: join(folder, 'state'),
        PNPM_HOME: join(folder, 'pnpm'),
      };
      say('cold start');
      const cold = await startAndStop(clone, { env, ...AS_A_USER, signal: 'SIGKILL' });
      say(`cold ${cold.seconds.toFixed(1)} s; npm was killed outright`);
      const warm = await startAndStop(clone, { env, ...AS_A_USER, signal: 'SIGTERM' });
      say(`warm ${warm.seconds.toFixed(1)} s; npm was asked to end`);
      const direct = await startAndStop(clone, { env, ...AS_A_SERVICE, signal: 'SIGTERM' });
      say(`without npm ${direct.seconds.toFixed(1)} s; exit code ${direct.code}`);
      // As a service has it: no network, npm's cache and its user's home gone, the checkout left alone.
      for (const cache of ['npm', 'data', 'cache', 'state', 'pnpm'])
        rmSync(join(folder, cache), { recursive: true, force: true });
      const cut = { ...env, npm_config_registry: 'http://127.0.0.1:9', HOME: join(folder, 'home') };
      const offline = await startAndStop(clone, { env: cut, ...AS_A_USER, signal: 'SIGTERM' });
      say(`offline ${offline.seconds.toFixed(1)} s; exit code ${offline.code}`);
      return figuresOf({ cold, warm, direct, offline });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Start = { seconds: number; code: number | null; orphans: number };
type Way = { program: string; args: string[]; env: NodeJS.ProcessEnv; signal: NodeJS.Signals };

const AS_A_USER = { program: 'npm', args: ['start'] };
/** Without npm in between. */
const AS_A_SERVICE = { program: 'node', args: ['packages/tooling/run.mjs', 'start'] };

type Starts = { cold: Start; warm: Start; direct: Start; offline: Start };

function figuresOf({ cold, warm, direct, offline }: Starts): Figure[] {
  return [
    atMost('cold npm start to the first page', cold.seconds, 's', 60),
    atMost('warm npm start to the first page', warm.seconds, 's', 5),
    atMost('npm start without a network and without caches', offline.seconds, 's', 5),
    exactly('exit code of npm start after SIGTERM', warm.code ?? -1, '', 0),
    exactly('exit code without npm after SIGTERM', direct.code ?? -1, '', 0),
    exactly('processes left behind when npm is killed outright', cold.orphans, 'processes', 0),
    exactly(
      'processes left behind after SIGTERM',
      warm.orphans + direct.orphans + offline.orphans,
      'processes',
      0,
    ),
  ];
}

/** The environment without the toolchain that runs this measure: a user's shell has none. */
function withoutToolchain(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const path = (env['PATH'] ?? '').split(':').filter((each) => !each.includes('node_modules'));
  const kept = Object.entries(env).filter(([name]) => !/^(npm_|pnpm_|NODE_|INIT_CWD)/i.test(name));
  return { ...Object.fromEntries(kept), PATH: path.join(':') };
}

async function startAndStop(clone: string, way: Way): Promise<Start> {
  const port = await freePort();
  const log = openSync(join(clone, '..', 'start.log'), 'w');
  const began = performance.now();
  const child = spawn(way.program, way.args, {
    cwd: clone,
    env: { ...way.env, PORT: String(port) },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  try {
    await firstPage(`http://127.0.0.1:${port}/`, ended);
  } catch (error) {
    child.kill('SIGTERM');
    console.error(readFileSync(join(clone, '..', 'start.log'), 'utf8').slice(-3000));
    throw error;
  }
  const seconds = (performance.now() - began) / 1000;
  child.kill(way.signal);
  const code = await ended;
  return { seconds, code, orphans: await leftBehind(clone) };
}

/** Processes that still work in the clone after the time a stopping server has to drain. */
async function leftBehind(clone: string): Promise<number> {
  const deadline = performance.now() + DRAIN_MS;
  while (processesIn(clone) > 0 && performance.now() < deadline) {
    await new Promise((turn) => setTimeout(turn, 50));
  }
  return processesIn(clone);
}

async function firstPage(url: string, ended: Promise<number | null>): Promise<void> {
  let exit: number | null | undefined;
  ended.then(
    (code) => {
      exit = code;
    },
    () => undefined,
  );
  const deadline = performance.now() + GIVE_UP_MS;
  while (performance.now() < deadline) {
    if (exit !== undefined) throw new Error(`npm start ended with ${exit} before the first page`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok && (await answer.text()).includes('<html')) return;
    await new Promise((turn) => setTimeout(turn, 50));
  }
  throw new Error('no page within five minutes');
}

/** Processes whose working folder is the clone. */
function processesIn(clone: string): number {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readlinkSync(`/proc/${name}/cwd`).startsWith(clone);
    } catch {
      return false;
    }
  }).length;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
