/**
 * The commands of the project: start, test, check, measure, import. Runs on Node 20.19 or newer with nothing installed.
 * Own file because package.json's scripts all begin here.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, isDone, markDone } from './stamp.mjs';
import { toolchainPath } from './toolchain.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const began = performance.now();

/** One line of progress, with the seconds since the start. */
function say(line) {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(`[${seconds.padStart(5)} s] ${line}\n`);
}

let running = null;
let isEnding = false;

/** Runs a program to its end and answers its exit code. Signals go to it; it ends with whoever started us. */
function run(program, args, env) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env });
    running = child;
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      running = null;
      done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 130 : 1));
    });
  });
}

function end(signal) {
  isEnding = true;
  if (running === null) process.exit(130);
  running.kill(signal);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
// `kill` of npm ends npm alone: without this watch the server would stay behind as an orphan.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent && !isEnding) end('SIGTERM');
}, 500).unref();

/** The manifests of the workspace: what an installation depends on. */
function manifests() {
  const found = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tests/package.json'];
  for (const folder of ['apps', 'packages']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      found.push(join(folder, name, 'package.json'));
    }
  }
  return found;
}

const WEB_INPUTS = ['apps/web', 'packages/catalogue', 'packages/domain', 'packages/protocol'];

/** Everything that must be there before a command: packages, the web app, the offline check. */
async function prepare(env) {
  const steps = [
    {
      name: 'install',
      what: 'installing packages',
      hash: hashOf(root, manifests()) + process.version + process.platform,
      results: ['node_modules/.pnpm', 'apps/server/node_modules'],
      command: ['pnpm', ['install', '--frozen-lockfile', '--prefer-offline']],
    },
    {
      name: 'web',
      what: 'building the web app',
      hash: hashOf(root, ['pnpm-lock.yaml', ...WEB_INPUTS, 'packages/room']),
      results: ['apps/web/dist/index.html'],
      command: ['pnpm', ['--filter', '@tallystick/web', 'exec', 'vite', 'build']],
    },
    {
      name: 'verify',
      what: 'building the offline check',
      hash: hashOf(root, ['pnpm-lock.yaml', 'apps/verify', 'packages/ledger']),
      results: ['apps/verify/dist/verify.mjs'],
      command: ['node', ['apps/verify/build.mjs']],
    },
  ];
  for (const [i, step] of steps.entries()) {
    if (isDone(root, step)) continue;
    say(`${i + 1}/${steps.length} ${step.what}`);
    const code = await run(step.command[0], step.command[1], env);
    if (code !== 0) {
      say(`${step.what} failed with code ${code}; its messages stand above`);
      return code;
    }
    markDone(root, step);
  }
  return 0;
}

const COMMANDS = {
  start: { script: 'apps/server/src/main.ts', needsBuild: true },
  import: { script: 'apps/server/src/import/main.ts', needsBuild: true },
  test: { script: 'packages/tooling/test.mjs', needsBuild: true },
  check: { script: 'packages/tooling/test.mjs', needsBuild: true, args: ['--quick'] },
  measure: { script: 'packages/tooling/measure.mjs', needsBuild: true },
};

const [verb = '', ...rest] = process.argv.slice(2);
const command = COMMANDS[verb];
if (command === undefined) {
  say(`unknown command "${verb}"; there are ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(2);
}
const env = { ...process.env, PATH: toolchainPath(root, say) };
// pnpm must not ask on a terminal that nobody watches.
env.CI ??= process.stdin.isTTY ? '' : '1';
const prepared = await prepare(env);
if (prepared !== 0) process.exit(isEnding ? 130 : prepared);
if (verb === 'start') say('starting');
process.exit(await run('node', [command.script, ...(command.args ?? []), ...rest], env));
