/** The list of workbooks says what the opened workbooks say, and opens none of them. */
import { fsck } from '@tallystick/store/fsck';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { chooseSeed, seededRandom } from '../ledger/seeded-random.ts';
import { listMany } from './many-workbooks.ts';
import { RandomSession, type SessionReport } from './random-session.ts';

const folder = mkdtempSync(join(tmpdir(), 'listing-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** With this seed all of `MET` happens; chance alone does not promise that of so few steps. */
const SEED_THAT_MEETS_ALL = 10;
const MET = [
  'edit',
  'mark ready',
  'mark not-available',
  'assign-rows',
  'rename-entity',
  'merge-entities',
  'remove-entity',
  'change-member',
  'correct-workbook',
  'lock',
  'unlock',
  'reopen-cells',
  'release-verification',
  'consent',
  'withdraw-consent',
  'archive',
  'comment',
  'resolve-comment',
  'reopen-comment',
];

async function playOnFile(name: string, seed: number): Promise<SessionReport> {
  const file = join(folder, name);
  const store = await openSqliteStore({ file });
  const report = await new RandomSession(store, seededRandom(seed))
    .play(300)
    .finally(() => store.close());
  // What was followed change by change is what the whole journal comes to.
  expect((await fsck(file)).faults).toEqual([]);
  return report;
}

test('the list of each role is what the opened workbooks say, through a random life of them', async () => {
  const seed = chooseSeed();
  console.log(`seed ${seed}`);
  const { differing, compared } = await playOnFile('random.db', seed);
  expect(differing.slice(0, 2)).toEqual([]);
  expect(compared).toBeGreaterThan(500);
});

test('it is so where all has happened that changes it, in memory as well', async () => {
  const inMemory = await new RandomSession(
    openMemoryStore(),
    seededRandom(SEED_THAT_MEETS_ALL),
  ).play(300);
  const onFile = await playOnFile('pinned.db', SEED_THAT_MEETS_ALL);
  expect(onFile).toEqual(inMemory);
  expect(onFile.differing).toEqual([]);
  expect(MET.filter((kind) => !onFile.done.has(kind))).toEqual([]);
});

test('a list of many workbooks opens none of them', async () => {
  const { roles, opened, openedThen, wrong } = await listMany({ workbooks: 40, requests: 20 });
  expect(roles.map(({ lines }) => lines)).toEqual([40, 40, 40]);
  expect(wrong).toEqual([]);
  expect({ opened, openedThen }).toEqual({ opened: 0, openedThen: 1 });
});
