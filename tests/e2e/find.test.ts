/** Finding words in everything that the rows know, by the keys of a spreadsheet. */
import { cellId } from '@tallystick/domain/cells/ids';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaultsBesideMarks } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { reads, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';
/** Words that the demo workbook has nowhere. */
const SAID = 'Zählerstände der Außenbezirke';

/** Row and column of the cell that has the focus. */
async function activeCell({ page }: WorkbookPage): Promise<string> {
  return await page.evaluate(() => {
    const cell = document.activeElement?.closest('[col-id]');
    return `${cell?.closest('[row-id]')?.getAttribute('row-id')}:${cell?.getAttribute('col-id')}`;
  });
}

/** Opens the bar by its key and searches. */
async function find(person: WorkbookPage, words: string): Promise<void> {
  await person.page.keyboard.press('Control+f');
  await person.get('find-words').waitFor();
  await until(
    async () =>
      await person.page.evaluate(() => document.activeElement?.matches('.ts-find input') ?? false),
    'the bar to have the focus',
  );
  await person.get('find-words').fill(words);
}

await describeInBrowser('finding', (browser: Browser) => {
  let server: ServerProcess;
  let amara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    const wen = await ApiClient.enter(url, 'p_wen');
    await wen.command({
      type: 'comment',
      cell: cellId(LOSS, 'numerator'),
      text: SAID,
      parent: null,
      audience: 'members',
    });
    amara = await WorkbookPage.enter({ browser, url, person: 'p_amara' });
  });
  afterAll(async () => {
    await amara.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('a code is found whatever blanks stand in it, and Escape stays at the cell', async () => {
    await find(amara, 'ec:ict:ws:1c');
    await reads(amara.get('find-count'), '1 place');
    await amara.page.keyboard.press('Enter');
    await reads(amara.get('find-count'), '1 of 1');
    await amara.at(METERS, 'code').and(amara.page.locator('.ts-found-now')).waitFor();
    await amara.page.keyboard.press('Escape');
    await until(async () => (await activeCell(amara)) === `${METERS}:code`, 'the cell to be back');
    expect(await amara.get('find-bar').count()).toBe(0);
  });

  test('Enter and F3 go on, with Shift back, the focus stays in the bar, and the letters are marked', async () => {
    await find(amara, 'water');
    await amara.page.keyboard.press('Enter');
    const at = async (): Promise<number> =>
      Number(/^\d+/.exec((await amara.get('find-count').textContent()) ?? '')?.[0]);
    await until(
      async () => ((await amara.get('find-count').textContent()) ?? '').includes(' of '),
      'a match',
    );
    const first = await at();
    expect(first).toBeGreaterThan(0);
    await amara.page.keyboard.press('Enter');
    await until(async () => (await at()) === first + 1, 'the next match');
    await amara.page.keyboard.press('F3');
    await until(async () => (await at()) === first + 2, 'the match after that');
    await amara.page.keyboard.press('Shift+F3');
    await amara.page.keyboard.press('Shift+Enter');
    await until(async () => (await at()) === first, 'the first match again');
    const marks = await amara.page.locator('.ts-found mark').allTextContents();
    expect(marks.length).toBeGreaterThan(3);
    expect(new Set(marks.map((mark) => mark.toLowerCase()))).toEqual(new Set(['water']));
    await amara.page.keyboard.press('Escape');
    await until(async () => (await amara.page.locator('.ts-found').count()) === 0, 'no marks');
  });

  test('a comment is found behind its cell, without its accents, and the bar says where it is', async () => {
    await find(amara, 'zahlerstande der aussenbezirke');
    await reads(amara.get('find-count'), '1 place');
    await amara.page.keyboard.press('Enter');
    await amara.at(LOSS, 'numerator').and(amara.page.locator('.ts-found-now')).waitFor();
    await reads(amara.get('find-where'), `Comment: ${SAID}`);
    await amara.page.keyboard.press('Escape');
  });

  test('a match in a folded group is unfolded, and one outside of the filter leaves it with a word', async () => {
    await amara.get('fold-all').click();
    await until(async () => (await amara.at(METERS, 'kpi').count()) === 0, 'the group to fold');
    await amara.get('view-commented').click();
    await amara.get('filter-words').waitFor();
    await find(amara, 'smart water meters');
    await amara.page.keyboard.press('Enter');
    await amara.at(METERS, 'kpi').and(amara.page.locator('.ts-found-now')).waitFor();
    await reads(amara.get('find-where'), 'Not among “Open comments”, so all rows are shown.');
    expect(await amara.get('filter-words').count()).toBe(0);
    await amara.page.keyboard.press('Escape');
    await amara.get('fold-all').click();
  });

  test('the search goes on in the other sheet', async () => {
    await find(amara, 'live births in the year');
    await amara.page.keyboard.press('Enter');
    await until(
      async () => (await amara.get('find-count').textContent())?.startsWith('1 of') ?? false,
      'the first match',
    );
    const total = Number(/\d+$/.exec((await amara.get('find-count').textContent()) ?? '')?.[0]);
    expect(total).toBeGreaterThan(0);
    for (let n = 1; n <= total && (await amara.get('sheet-profile').count()) === 0; n += 1) {
      await amara.page.keyboard.press('Enter');
      await until(
        async () =>
          (await amara.get('sheet-profile').count()) > 0 ||
          ((await amara.get('find-count').textContent()) ?? '').startsWith(`${n + 1} of`),
        'the next match',
      );
    }
    await amara.page
      .locator('[row-id="city.live_births"] .ts-found, [col-id="label"].ts-found')
      .first()
      .waitFor();
    await amara.page.keyboard.press('Escape');
    await amara.openSheet('kpi');
  });

  test('the second press is the browser’s own, and the bar has no fault that keeps people out', async () => {
    await find(amara, 'nothing is called this');
    await reads(amara.get('find-count'), 'Not found');
    const isTaken = await amara.page.evaluate(() => {
      const press = new KeyboardEvent('keydown', {
        key: 'f',
        code: 'KeyF',
        ctrlKey: true,
        bubbles: true,
        cancelable: true,
      });
      return !(document.activeElement ?? document.body).dispatchEvent(press);
    });
    expect(isTaken).toBe(false);
    await amara.get('find-words').fill('water');
    await amara.page.locator('.ts-sheet .ag-cell[aria-label]:has(mark)').first().waitFor();
    expect(await graveFaultsBesideMarks(amara.page, '.ts-sheet')).toEqual([]);
    await amara.page.keyboard.press('Escape');
  });
});
