/**
 * All checks and all tests, and one plain closing line. `--quick` leaves the slow suites out.
 * Own file because the closing line counts what several programs found.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { roomyMemoryFolder, sweepAfterKilled } from './memory-folder.mjs';

const root = resolve(import.meta.dirname, '../..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const isQuick = process.argv.includes('--quick');

const CHECKS = [
  { what: 'types', program: bin('tsc'), args: ['-p', '.', '--noEmit'] },
  { what: 'lint', program: bin('oxlint'), args: ['.'] },
  { what: 'format', program: bin('biome'), args: ['format', '.'] },
  { what: 'unused code', program: bin('knip'), args: ['--no-progress', '--no-config-hints'] },
];

let passed = 0;
let failed = 0;
let skipped = 0;
for (const check of CHECKS) {
  const began = performance.now();
  const done = spawnSync(check.program, check.args, { cwd: root, encoding: 'utf8' });
  const isGood = done.status === 0;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${isGood ? 'passed' : 'FAILED'}  ${check.what} (${seconds} s)`);
  if (isGood) passed++;
  else {
    failed++;
    console.log(done.stdout, done.stderr);
  }
}

/**
 * Thousands of small databases are made, and on some machines every commit waits a tenth of a second for the disk.
 * What is killed here are processes, which files in memory outlive as well as those on a disk.
 */
const temporary = roomyMemoryFolder() ?? tmpdir();
const PREFIX = 'tallystick-tests-';
sweepAfterKilled(temporary, PREFIX);
const folder = mkdtempSync(join(temporary, `${PREFIX}${process.pid}-`));
const report = join(folder, 'report.json');
const only = isQuick ? ['tests/tidy', 'packages'] : [];
const vitest = spawnSync(
  bin('vitest'),
  [
    'run',
    '--config=tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...only,
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, TMPDIR: folder } },
);
try {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  skipped += counts.numPendingTests + counts.numTodoTests;
  // A file that could not be loaded has no tests to count, and must not pass for that.
  const broken = counts.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
  );
  failed += broken.length;
  const left = counts.testResults.flatMap((file) =>
    file.assertionResults.filter((t) => t.status === 'pending').map((t) => t.fullName),
  );
  for (const name of left) console.log(`skipped  ${name}`);
} catch (error) {
  console.log('the test run left no report:', error.message);
  failed++;
}
if (vitest.status !== 0 && failed === 0) failed++;
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
// Not process.exit: a pipe that is full would lose the closing line.
process.exitCode = failed === 0 ? 0 : 1;
