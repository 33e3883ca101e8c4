/** The commands of the project, `COMMANDS` below. Runs on Node 20.19 or newer with nothing installed. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isAskedToEnd, run } from './children.mjs';
import { hashOf, isDone, markDone } from './stamp.mjs';
import { toolchainPath } from './toolchain.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const began = performance.now();

/** One line of progress, with the seconds since the start. */
function say(line) {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(`[${seconds.padStart(5)} s] ${line}\n`);
}

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

/** Without a terminal pnpm would refuse to replace an older node_modules; we never give it one. */
const INSTALL = ['--frozen-lockfile', '--prefer-offline', '--config.confirm-modules-purge=false'];
const WEB_INPUTS = [
  'apps/web',
  'apps/verify/src',
  'packages/catalogue',
  'packages/domain',
  'packages/ledger',
  'packages/protocol',
];

/**
 * Everything that must be there before a command: packages, the web app, the offline check, the licences of what is
 * shipped. A checkout that was never tested installs without the tools of the tests, which are two fifths of all bytes.
 */
function stepsFor({ needsTools }) {
  const isWhole = needsTools || existsSync(join(root, '.cache/install.stamp'));
  return [
    {
      name: isWhole ? 'install' : 'install-to-serve',
      what: 'installing packages',
      // Whichever Node runs us: no package runs anything at its installation, so none is made for one.
      hash: hashOf(root, manifests()) + process.platform + process.arch,
      results: ['node_modules/.pnpm', 'apps/server/node_modules'],
      command: ['pnpm', ['install', ...INSTALL, ...(isWhole ? [] : ['--prod'])]],
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
    {
      name: 'licences',
      what: 'gathering licences',
      hash: hashOf(root, [...manifests(), 'packages/tooling/licences.mjs']),
      results: ['dist/licences.txt', 'dist/sbom.cdx.json'],
      command: ['node', ['packages/tooling/licences.mjs']],
    },
  ];
}

/** Does what is not done yet; answers 0, or the code of what failed. */
async function carryOut(steps, env) {
  for (const [i, step] of steps.entries()) {
    if (isDone(root, step)) continue;
    say(`${i + 1}/${steps.length} ${step.what}`);
    const code = await run(step.command[0], step.command[1], { cwd: root, env });
    if (code !== 0) {
      say(`${step.what} failed with code ${code}; its messages stand above`);
      return code;
    }
    markDone(root, step);
  }
  return 0;
}

const COMMANDS = {
  start: { script: 'apps/server/src/main.ts', needsTools: false },
  build: { needsTools: false },
  import: { script: 'apps/server/src/import/main.ts', needsTools: false },
  catalogue: { script: 'packages/exchange/src/kpi-set/main.ts', needsTools: false },
  backup: { script: 'apps/server/src/upkeep/backup-cli.ts', needsTools: false },
  restore: { script: 'apps/server/src/upkeep/restore-cli.ts', needsTools: false },
  fsck: { script: 'packages/store/src/fsck/fsck-cli.ts', needsTools: false },
  admin: { script: 'apps/server/src/upkeep/admin-cli.ts', needsTools: false },
  test: { script: 'packages/tooling/test.mjs', needsTools: true },
  check: { script: 'packages/tooling/test.mjs', needsTools: true, args: ['--quick'] },
  measure: { script: 'packages/tooling/measure.mjs', needsTools: true },
};

const [verb = '', ...rest] = process.argv.slice(2);
const command = COMMANDS[verb];
if (command === undefined) {
  say(`unknown command "${verb}"; there are ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(2);
}
const steps = stepsFor(command);
// A step may be undone by the one before it alone, so what is asked now holds for all.
const needsPnpm = steps.some((step) => step.command[0] === 'pnpm' && !isDone(root, step));
const path = await toolchainPath(root, { needsPnpm, say });
if (path === undefined) process.exit(1);
const env = { ...process.env, PATH: path };
// pnpm must not ask on a terminal that nobody watches.
env.CI ??= process.stdin.isTTY ? '' : '1';
const prepared = await carryOut(steps, env);
if (prepared !== 0) process.exit(isAskedToEnd() ? 130 : prepared);
if (command.script === undefined) {
  say('all is there: npm start needs no network and writes nothing here');
  process.exit(0);
}
if (verb === 'start') say('starting');
// The first follows us even when we are killed outright and can pass nothing on.
const preloaded = ['follow-parent.mjs', 'quick-imports.mjs'].flatMap((name) => [
  '--import',
  pathToFileURL(join(root, 'packages/tooling', name)).href,
]);
const flags = ['--disable-warning=ExperimentalWarning', ...preloaded];
// What was compiled once is not compiled again at the next start; a folder that cannot be written is done without.
env.NODE_COMPILE_CACHE ??= join(root, '.cache/compiled');
// Else each thread of the server holds memory of its own that it has given back: a tenth of an idle one's (glibc alone).
if (verb === 'start') env.MALLOC_ARENA_MAX ??= '2';
const args = [...flags, command.script, ...(command.args ?? []), ...rest];
process.exit(await run('node', args, { cwd: root, env }));
