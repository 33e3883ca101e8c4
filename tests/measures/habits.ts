/** How many of the 120 habits of spreadsheet users hold, each a gesture in a real browser. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HABITS, writtenHabits } from '../habits/written.ts';
import { exactly, type Figure, informative, type Measure } from './measure.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
type Test = { title: string; status: string; duration?: number; failureMessages: string[] };
type Report = { testResults: { assertionResults: Test[] }[] };

/** Runs the suite and answers what became of each test. */
async function run(): Promise<Test[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-habits-'));
  const file = join(folder, 'report.json');
  const args = ['run', '--config', 'tests/vitest.config.ts', '--reporter=json'];
  const child = spawn(process.execPath, [VITEST, ...args, `--outputFile=${file}`, 'tests/habits'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await new Promise((done, failed) => {
      child.on('exit', done);
      child.on('error', failed);
    });
    const report = JSON.parse(await readFile(file, 'utf8')) as Report;
    return report.testResults.flatMap(({ assertionResults }) => assertionResults);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const measure: Measure = {
  name: 'habits',
  about:
    'The 120 gestures of docs/spreadsheet-habits.md in a real browser; counts those after which stands what Excel users expect.',
  run: async (say): Promise<Figure[]> => {
    const tests = await run();
    let held = 0;
    let spent_ms = 0;
    for (const { number, name } of writtenHabits()) {
      const test = tests.find(({ title }) => title === `${number} ${name}`);
      spent_ms += test?.duration ?? 0;
      if (test?.status === 'passed') held += 1;
      else say(`${number} ${name}: ${test?.failureMessages[0]?.split('\n')[0] ?? 'was not run'}`);
    }
    say(`${held} of ${HABITS} hold`);
    return [
      exactly('habits that hold', held, 'habits', HABITS),
      informative('time of all habits', Math.round(spent_ms / 1000), 's'),
    ];
  },
};
