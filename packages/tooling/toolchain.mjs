/**
 * The toolchain: a Node that is new enough and the pinned pnpm, found on this machine or fetched from npm into the
 * checkout's own `.cache/toolchain`, where nothing else empties it and whoever may read the checkout finds it.
 */
import { spawn } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** better-sqlite3 13 crashes below Node 22 and fastify's parts ask for 22.19. */
const NODE_MINIMUM = [22, 19];
/** Who has no network is told so soon: npm by itself tries for more than a minute. */
const PATIENCE = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=60000'];
/** Lines of npm's messages that are shown: what failed, and at which address. */
const REASON_LINES = 5;
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Whether a version text like `v24.21.0` is at least the minimum. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [wantMajor, wantMinor] = NODE_MINIMUM;
  return major > wantMajor || (major === wantMajor && minor >= wantMinor);
}

/**
 * The PATH under which `node` is new enough, and `pnpm` the pinned one where it is needed. Fetches what is missing, once.
 * Undefined where that could not be; then it has said why. `look` throws where a path cannot be looked into.
 */
export async function toolchainPath(root, { needsPnpm, say, look = accessSync }) {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = [
    ...(isNewEnough(process.version) ? [] : [`node@${about.config.node}`]),
    ...(needsPnpm ? [about.packageManager] : []),
  ];
  const closed = wanted.find((each) => isClosed(binOf(root, each), look));
  if (closed !== undefined) {
    say(
      `${closed} was fetched, but this user may not read it: as its owner, run chmod -R a+rX ${join(root, '.cache/toolchain')}`,
    );
    return undefined;
  }
  const missing = wanted.filter((each) => !existsSync(binOf(root, each)));
  if (missing.length > 0) {
    say(`fetching ${missing.join(' and ')}`);
    const fetched = await Promise.all(missing.map((each) => fetchFromNpm(root, each)));
    if (fetched.includes(false)) {
      say(
        `${missing.join(' and ')} could not be fetched from npm; its messages stand above. It is needed once: run npm run build where there is a network, or install Node ${NODE_MINIMUM.join('.')} or newer.`,
      );
      return undefined;
    }
  }
  // What was fetched first, then the very Node that runs us, which need not be the first one on the PATH.
  const bins = wanted.map((each) => binOf(root, each));
  return [...bins, dirname(process.execPath), process.env.PATH].join(delimiter);
}

/** Where the programs of a package lie. There only once all of it is. */
function binOf(root, each) {
  return join(root, '.cache/toolchain', each.replace('@', '-'), 'node_modules/.bin');
}

/** Whether something may be there that this user cannot look into. */
function isClosed(path, look) {
  try {
    look(path);
    return false;
  } catch (error) {
    return error.code === 'EACCES';
  }
}

/** What npm says of a failure, without where in npm it came about. */
function reasonIn(said) {
  const lines = said
    .split('\n')
    .filter((line) => line !== '' && !/^npm error( {3,}\S.*| \}|)$/.test(line));
  return lines
    .slice(0, REASON_LINES)
    .map((line) => `${line}\n`)
    .join('');
}

/** Installs one package into a folder of its own, which gets its name when all of it is there. */
export async function fetchFromNpm(root, each) {
  const kept = dirname(dirname(binOf(root, each)));
  let fresh;
  try {
    mkdirSync(dirname(kept), { recursive: true });
    fresh = mkdtempSync(`${kept}-`);
    const args = ['install', `--prefix=${fresh}`, '--prefer-offline', ...PATIENCE, ...QUIET, each];
    const code = await new Promise((done) => {
      const npm = spawn('npm', args, { cwd: fresh, stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      npm.stderr.on('data', (data) => {
        said += data;
      });
      npm.on('error', (error) => {
        process.stderr.write(`${error.message}\n`);
        done(1);
      });
      npm.on('close', (exit) => {
        if (exit !== 0) process.stderr.write(reasonIn(said));
        done(exit ?? 1);
      });
    });
    // npm may be set not to run what a package does at its installation; then there is no program.
    const program = join(fresh, 'node_modules/.bin', each.split('@')[0]);
    if (code !== 0 || !existsSync(program)) return false;
    // A temporary folder is its maker's alone; this one is for whoever may read the checkout, the service's user too.
    chmodSync(fresh, 0o755);
    if (!existsSync(kept)) renameSync(fresh, kept);
    return true;
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return false;
  } finally {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
  }
}
