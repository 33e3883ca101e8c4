/** P31 in small: nothing hostile and nothing broken ends the process, shows its inside, or loses an edit. */
import { expect, test } from 'vitest';
import { attackAll } from './hostile-input.ts';
import { fillTheDisk, noSmallDisk } from './small-disk.ts';
import { failEveryPoint } from './socket-faults.ts';
import { stopUnderLoad } from './stop-under-load.ts';
import { failEveryCall } from './store-faults.ts';

function newSeed(): number {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  return seed;
}

test('hostile requests, sockets and bytes end nothing and show nothing of the inside', async () => {
  const report = await attackAll({ seed: newSeed(), part: 12 });
  expect(report.requests).toBeGreaterThan(250);
  expect(report.socketTries).toBeGreaterThan(125);
  expect(report).toMatchObject({ wrong: [], crashes: [], honestLost: 0 });
  expect(report.honestEdits).toBeGreaterThan(2);
}, 180_000);

test('each call of the store may fail: everybody is answered in a sentence and nothing is lost', async () => {
  const report = await failEveryCall({ ways: ['rejects'], nths: [1] });
  expect(report.met).toBeGreaterThanOrEqual(58);
  expect(report.unavailable).toBeGreaterThan(40);
  expect(report).toMatchObject({ wrong: [], crashes: [], editsLost: 0, faults: [] });
  expect(report.edits).toBe(report.ordered);
}, 240_000);

test('what sockets and hooks run may fail: it is logged, that socket begins anew, and nothing is lost', async () => {
  const report = await failEveryPoint([1, 0]);
  expect(report).toMatchObject({ wrong: [], crashes: [], editsLost: 0, notShown: 0 });
  expect(report.met).toBe(report.ordered);
  expect(report.edits).toBe(report.written);
}, 180_000);

const noDisk = noSmallDisk();
test.skipIf(noDisk !== undefined)(
  'a full disk makes nothing falsely saved, and what was typed is saved once it is free',
  async () => {
    const report = await fillTheDisk(3_000);
    expect(report.waiting).toBe(6);
    expect(report.edits).toBeGreaterThan(30);
    expect(report).toMatchObject({
      falselySaved: 0,
      lost: 0,
      twice: 0,
      outOfOrder: 0,
      wrong: [],
      samePid: true,
      faults: [],
    });
  },
  120_000,
);

test('a server told to stop while people write ends in order and keeps every answer', async () => {
  const report = await stopUnderLoad({ stops: 2, seed: newSeed() });
  expect(report.acknowledged).toBeGreaterThan(20);
  expect(report).toMatchObject({ stops: 2, lost: 0, unansweredLost: 0, wrong: [] });
}, 120_000);
