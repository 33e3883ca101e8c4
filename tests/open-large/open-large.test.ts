/** Opening time follows the last generation, not the length of the past. The measure, `open-large`, takes a million edits. */
import { fsck } from '@tallystick/store/fsck';
import { DATABASE_FILE } from '@tallystick/server/server';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../e2e/browser.ts';
import { randomFrom } from '../gate/random.ts';
import { indexHistory, timeHistory } from './history-times.ts';
import {
  buildFolder,
  type Folder,
  FRESH,
  median,
  openInServer,
  openInTurn,
  removeFolder,
} from './open-large.ts';

const EDITS = Number(process.env.OPEN_LARGE_EDITS ?? 8_000);
let large: Folder;
let fresh: Folder;

beforeAll(async () => {
  large = await buildFolder({ edits: EDITS, locks: 5, lastEdits: 300, seed: 1 });
  fresh = await buildFolder({ ...FRESH, seed: 2 });
}, 240_000);
afterAll(async () => {
  for (const folder of [large, fresh]) if (folder !== undefined) await removeFolder(folder);
});

test('a journal written at once is the journal that the server would have written', async () => {
  const report = await fsck(join(large.dataDir, DATABASE_FILE));
  expect(report.faults).toEqual([]);
  expect(report.entries).toBe(large.entries);
  expect(large.entries).toBeGreaterThan(EDITS);
});

test('the history of a cell and the grid of any moment are there at once', async () => {
  await indexHistory(large);
  const times = await timeHistory(large, randomFrom(3), { cells: 30, moments: 10, sliders: 5 });
  expect(times.moments).toBeGreaterThan(300);
  expect(times.cells).toBeGreaterThan(1_000);
  // The measure holds the promised times; here a bound that reading the journal through would break.
  expect(median([...times.cell, ...times.deep])).toBeLessThan(40);
  expect(median([...times.moment, ...times.compare, ...times.slider])).toBeLessThan(200);
}, 60_000);

test('a workbook with a long past is read as fast as a fresh one', async () => {
  const took = { large: [] as number[], fresh: [] as number[] };
  for (let round = 0; round < 6; round++) {
    took.fresh.push(await openInServer(fresh));
    took.large.push(await openInServer(large));
  }
  // Far from a tight bound, since both take milliseconds; reading all edits anew would take ten times as long.
  expect(median(took.large)).toBeLessThan(3 * median(took.fresh) + 20);
});

const opened = await openBrowser();
const why = 'reason' in opened ? ` (${opened.reason})` : '';
test.skipIf(why !== '')(
  `in a browser it shows its first figure as soon${why}`,
  async () => {
    if ('reason' in opened) return;
    try {
      const times = await openInTurn(opened.browser, { large, fresh }, 3);
      const page = (of: { page_ms: number }[]) => median(of.map(({ page_ms }) => page_ms));
      expect(times.large).toHaveLength(3);
      expect(page(times.large)).toBeLessThan(2 * page(times.fresh));
    } finally {
      await opened.browser.close();
    }
  },
  240_000,
);
