/**
 * The toolchain: a Node that is new enough and the pinned pnpm, found on this machine or fetched from npm.
 * Own file because it must run on an older Node with nothing installed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** better-sqlite3 13 crashes below Node 22 and fastify's parts ask for 22.19. */
const NODE_MINIMUM = [22, 19];

/** Whether a version text like `v24.21.0` is at least the minimum. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [wantMajor, wantMinor] = NODE_MINIMUM;
  return major > wantMajor || (major === wantMajor && minor >= wantMinor);
}

/** The PATH under which `node` and `pnpm` are the right ones. Fetches what is missing, once. */
export function toolchainPath(root, say) {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const pnpm = about.packageManager;
  const wanted = isNewEnough(process.version) ? [pnpm] : [`node@${about.config.node}`, pnpm];
  const note = join(root, '.cache', 'toolchain.json');
  const known = readNote(note);
  const programs = wanted.map((each) => each.split('@')[0]);
  const isWhole = (bin) => programs.every((each) => existsSync(join(bin, each)));
  if (known?.wanted === wanted.join(' ') && isWhole(known.bin)) return pathFrom(known.bin);
  say(`fetching ${wanted.join(' and ')}`);
  const args = ['exec', '--yes', '--loglevel=error', ...wanted.map((each) => `--package=${each}`)];
  const path = execFileSync('npm', [...args, '--', 'node', '-p', 'process.env.PATH'], {
    encoding: 'utf8',
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
  const bin = path.split(delimiter).find(isWhole);
  if (bin === undefined) throw new Error('npm fetched no pnpm; see its messages above');
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(note, JSON.stringify({ wanted: wanted.join(' '), bin }));
  return pathFrom(bin);
}

/** What was fetched first, then the very Node that runs us, which need not be the first one on the PATH. */
function pathFrom(bin) {
  return [bin, dirname(process.execPath), process.env.PATH].join(delimiter);
}

function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
