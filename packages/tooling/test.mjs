/** All checks and all tests, and one plain closing line. `--quick` leaves the slow suites out. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runChecks } from './checks.mjs';
import { durationsOf, keepDurations, tellDurations } from './durations.mjs';
import { roomyMemoryFolder, sweepAfterKilled } from './memory-folder.mjs';

const root = resolve(import.meta.dirname, '../..');
const isQuick = process.argv.includes('--quick');
const began = performance.now();

/**
 * Thousands of small databases are made, and on some machines every commit waits a tenth of a second for the disk.
 * What is killed here are processes, which files in memory outlive as well as those on a disk.
 */
const temporary = roomyMemoryFolder() ?? tmpdir();
const PREFIX = 'tallystick-tests-';
sweepAfterKilled(temporary, PREFIX);
const folder = mkdtempSync(join(temporary, `${PREFIX}${process.pid}-`));

/** Runs the tests; answers their report, and undefined where they left none. */
function runTests() {
  const report = join(folder, 'report.json');
  const args = [
    'run',
    '--config=tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(isQuick ? ['tests/tidy', 'packages'] : []),
  ];
  // Every process of the tests begins as `npm start` does.
  const preloaded = pathToFileURL(join(import.meta.dirname, 'quick-imports.mjs')).href;
  const { NODE_OPTIONS = '' } = process.env;
  const env = {
    ...process.env,
    TMPDIR: folder,
    NODE_OPTIONS: `${NODE_OPTIONS} --import ${preloaded}`.trim(),
  };
  return new Promise((done) => {
    const vitest = spawn(join(root, 'node_modules/.bin/vitest'), args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env,
    });
    vitest.on('error', (error) => done({ code: 1, why: error.message }));
    vitest.on('exit', (code) => {
      try {
        done({ code, report: JSON.parse(readFileSync(report, 'utf8')) });
      } catch (error) {
        done({ code, why: error.message });
      }
    });
  });
}

/** How many passed, failed and were skipped; those skipped by name. */
function count(report) {
  const { testResults } = report;
  // A file that could not be loaded has no tests to count, and must not pass for that.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    left: testResults.flatMap((file) =>
      file.assertionResults.filter((t) => t.status === 'pending').map((t) => t.fullName),
    ),
  };
}

const [checks, tests] = await Promise.all([runChecks(root), runTests()]);
rmSync(folder, { recursive: true, force: true });
for (const line of checks.lines) console.log(line);
const found = { passed: 0, failed: 1, skipped: 0, left: [] };
if (tests.report === undefined) console.log('the test run left no report:', tests.why);
else {
  Object.assign(found, count(tests.report));
  if (tests.code !== 0 && found.failed === 0) found.failed = 1;
  const seconds = durationsOf(root, tests.report);
  keepDurations(root, seconds);
  for (const line of tellDurations(seconds)) console.log(line);
  for (const name of found.left) console.log(`skipped  ${name}`);
}
const passed = checks.passed + found.passed;
const failed = checks.failed + found.failed;
if (found.skipped > 0) console.log(`${found.skipped} skipped`);
console.log(`all of it took ${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
// Not process.exit: a pipe that is full would lose the closing line.
process.exitCode = failed === 0 ? 0 : 1;
