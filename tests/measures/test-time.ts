/** The measure of the test run itself: all of it, from a clean clone, beside what it was before, on the same machine. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** The last commit at which every file had a browser and a server of its own. */
const BEFORE = '6b344a1';
const SHARE = 0.45;

type Run = { seconds: number; passed: number; failed: number; slowest: string[] };
type Program = { cwd: string; env?: NodeJS.ProcessEnv };

/** Runs a program to its end; answers what it printed. */
async function output(program: string, args: string[], { cwd, env }: Program): Promise<string> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (part: Buffer): void => {
    said += part;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  await new Promise((ended) => child.once('close', ended));
  return said;
}

/** A person's environment: without what npm, a test run or this measure added to it. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const added = /^(npm_|VITEST|NODE_COMPILE_CACHE$|NODE_OPTIONS$|TMPDIR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

/** Clones a commit, brings what it needs (which is not measured), and runs its tests. */
async function runAt(commit: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-test-time-'));
  try {
    const env = plainEnvironment();
    await output('git', ['clone', '--quiet', ROOT, folder], { cwd: ROOT, env });
    await output('git', ['checkout', '--quiet', commit], { cwd: folder, env });
    await output('npm', ['run', 'measure', '--silent'], { cwd: folder, env });
    const began = performance.now();
    const said = await output('npm', ['test', '--silent'], { cwd: folder, env });
    const seconds = (performance.now() - began) / 1_000;
    const [, passed, failed] = /(\d+) passed, (\d+) failed[^\n]*\s*$/.exec(said) ?? [];
    const lines = said.split('\n');
    const at = lines.indexOf('The slowest files:');
    return {
      seconds: Math.round(seconds),
      passed: Number(passed ?? Number.NaN),
      failed: Number(failed ?? Number.NaN),
      slowest: at === -1 ? [] : lines.slice(at + 1, at + 17),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const measure: Measure = {
  name: 'test-time',
  about: `Runs \`npm test\` on clean clones of this commit and of ${BEFORE}, one after the other; the machine should be idle.`,
  run: async (say): Promise<Figure[]> => {
    const before = await runAt(BEFORE);
    say(`${BEFORE}: ${before.seconds} s, ${before.passed} passed, ${before.failed} failed`);
    const now = await runAt('HEAD');
    say(`this commit: ${now.seconds} s, ${now.passed} passed, ${now.failed} failed`);
    for (const line of now.slowest) say(line);
    return [
      informative(`all tests at ${BEFORE}`, before.seconds, 's'),
      informative('all tests now', now.seconds, 's'),
      atMost(
        'now against then',
        Math.round((now.seconds / before.seconds) * 1_000) / 1_000,
        'times',
        SHARE,
      ),
      exactly('tests that failed now', now.failed, 'tests', 0),
    ];
  },
};
