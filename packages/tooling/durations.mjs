/** How long the test files of a run took: told at its end, and kept for the order of the next. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const KEPT = '.cache/test-durations.json';
const TOLD = 15;

/** Seconds by file, from a report in vitest's JSON form. */
export function durationsOf(root, report) {
  const seconds = report.testResults.map((file) => [
    relative(root, file.name),
    Math.round((file.endTime - file.startTime) / 100) / 10,
  ]);
  return Object.fromEntries(seconds.sort(([one], [other]) => one.localeCompare(other)));
}

/** Keeps them; a run of some files alone changes only what is known of those. */
export function keepDurations(root, seconds) {
  const file = join(root, KEPT);
  let known = {};
  try {
    known = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The first run of this checkout.
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...known, ...seconds }, null, 1)}\n`);
}

/** The slowest files and the total, as lines for a person. */
export function tellDurations(seconds) {
  const files = Object.entries(seconds).sort(([, one], [, other]) => other - one);
  const total = files.reduce((sum, [, each]) => sum + each, 0);
  const line = (value, name) => `${value.toFixed(1).padStart(8)} s  ${name}`;
  return [
    'The slowest files:',
    ...files.slice(0, TOLD).map(([name, value]) => line(value, name)),
    line(total, `in all ${files.length} files, of worker time`),
  ];
}
