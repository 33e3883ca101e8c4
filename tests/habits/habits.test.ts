/** What Excel users do in a sheet: each line of docs/spreadsheet-habits.md in a real browser. */
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeInBrowser } from '../e2e/browser.ts';
import { staleLooks } from '../e2e/looks.ts';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import './clearing.ts';
import './columns.ts';
import './copying.ts';
import './filling.ts';
import './finding.ts';
import './formulas.ts';
import './growing.ts';
import './lists-and-comments.ts';
import './moving.ts';
import './pasting.ts';
import './selecting.ts';
import './status-line.ts';
import './typing.ts';
import './undoing.ts';
import { habits, type Others } from './habit.ts';
import { HabitSheet } from './habit-sheet.ts';
import { WorkbookCells } from './workbook-cells.ts';
import { HABITS, writtenHabits } from './written.ts';

/** Wide enough that every column is drawn. */
const DESK = { viewport: { width: 3200, height: 1000 }, locale: 'en-GB' };
const TABLET = { viewport: { width: 1024, height: 1000 }, locale: 'en-GB', hasTouch: true };

const byNumber = habits.toSorted((one, other) => one.number - other.number);

describe('the document and its tests', () => {
  test(`there are ${HABITS} lines, numbered without a gap`, () => {
    expect(writtenHabits().map(({ number }) => number)).toEqual(
      Array.from({ length: HABITS }, (_, i) => i + 1),
    );
  });

  test('each line has one test of its number and name, and each test its line', () => {
    expect(byNumber.map(({ number, name }) => ({ number, name }))).toEqual(writtenHabits());
  });
});

await describeInBrowser('habits', (browser: Browser) => {
  let server: ServerProcess;
  let cells: WorkbookCells;
  let sheet: HabitSheet;
  let failed = false;
  /** Cells whose look was held against a fresh one. */
  let looked = 0;
  const pages = new Map<string, Promise<HabitSheet>>();
  /** Pages that the last habit had in hand. */
  const used = new Set<HabitSheet>();

  const enter = async (person: string, options: object): Promise<HabitSheet> => {
    const workbook = await WorkbookPage.enter({ browser, url: server.url, person, options });
    await workbook.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    return new HabitSheet(workbook, cells);
  };
  const once = async (person: string, options: object): Promise<HabitSheet> => {
    const key = JSON.stringify([person, options]);
    const page = pages.get(key) ?? enter(person, options);
    pages.set(key, page);
    used.add(await page);
    return await page;
  };
  const others: Others = {
    contributor: async () => await once('p_wen', DESK),
    tablet: async () => await once('p_wen', TABLET),
  };

  beforeAll(async () => {
    server = await startServerProcess();
    cells = new WorkbookCells(await ApiClient.enter(server.url, 'p_amara'));
    sheet = await once('p_amara', DESK);
  });
  beforeEach(async () => {
    // What a failed habit left open must not fail the next.
    for (const each of used) {
      if (failed) await each.again();
      await each.rest();
    }
    failed = false;
    used.clear();
    used.add(sheet);
  });
  afterEach(({ task }) => {
    failed = task.result?.state === 'fail';
  });
  afterAll(async () => {
    for (const page of pages.values()) await (await page).workbook.close();
    expect(looked).toBeGreaterThan(100 * HABITS);
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  for (const { number, name, run } of byNumber) {
    test(`${number} ${name}`, async () => {
      await run(sheet, others);
      for (const { workbook } of used) {
        const { cells: drawn, stale } = await staleLooks(workbook.page);
        looked += drawn;
        expect(stale).toEqual([]);
      }
    });
  }
});
