/** Small and zoomed windows: figures stay in view, what gives way is a key away, and nothing lies over anything. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { figuresAt, figuresNow, WINDOWS } from './figures-in-view.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';

/** In the page: tools that reach out of the line above the sheet, or whose names are cut. */
function toolFaults(): string[] {
  const line = document.querySelector('.ts-toolbar');
  const frame = line?.getBoundingClientRect();
  if (!line || !frame) return ['there is no line above the sheet'];
  return [...line.querySelectorAll('button')].flatMap((button) => {
    const { left, right, width } = button.getBoundingClientRect();
    if (width === 0) return [];
    const label = button.querySelector('.mantine-Button-label');
    const isCut = label !== null && label.scrollWidth > label.clientWidth + 1;
    const isOut = left < frame.left || right > frame.right;
    return isCut || isOut ? [`${button.dataset.testid}: ${isCut ? 'cut' : 'out'}`] : [];
  });
}

/** In the page: the columns that are drawn, by where they stand, from the beginning of a line. */
function columnsInPlace(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.ag-header-cell[col-id]')]
    .map((each) => ({ id: each.getAttribute('col-id') ?? '', at: each.getBoundingClientRect() }))
    .toSorted((a, b) => a.at.left - b.at.left)
    .map(({ id }) => id);
}

/** Height of a window up to which its bars go with the page: a window of a few lines. */
const BARS_GO_px = 480;

/** In the page: by how much it is higher than its window. */
const longer_px = (): number => document.documentElement.scrollHeight - innerHeight;

/** In the page: the area that has the keyboard. */
function area(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-area]')?.dataset.area;
}

const isIn = async (page: Page, wanted: string): Promise<void> =>
  await until(async () => (await page.evaluate(area)) === wanted, `the keyboard in: ${wanted}`);

await describeInBrowser('zoom', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });
  const enter = (person: string, path = '/w/wb_riverton') =>
    WorkbookPage.enter({ browser, url: server.url, person, path });

  test('at every width at least two columns of figures are in view, and none is cut in two', async () => {
    for (const [person, path] of [
      ['p_wen', '/w/wb_riverton'],
      ['p_yara', '/w/wb_riverton?lang=ar'],
    ] as const) {
      const one = await enter(person, path);
      for (const { what, ...size } of WINDOWS) {
        const seen = await figuresAt(one.page, size);
        const where = `${person}, ${what}`;
        expect(seen.figures.length, `${where}: ${seen.figures}`).toBeGreaterThanOrEqual(2);
        expect(seen.wasted, where).toEqual([]);
        // Else a wheel over the sheet's edge moves the head and the status line out of their places.
        if (size.height > BARS_GO_px) expect(await one.page.evaluate(longer_px), where).toBe(0);
        expect(seen.halved, where).toEqual([]);
        expect(seen.thin, where).toEqual([]);
        expect(seen.wider_px, where).toBe(0);
        expect(await one.page.evaluate(toolFaults), where).toEqual([]);
      }
      await one.close();
    }
  });

  test('a window that is made wider shows the columns in the order that it would have opened with', async () => {
    const options = {
      storageState: {
        cookies: [],
        origins: [
          { origin: server.url, localStorage: [{ name: 'tallystick.as', value: 'sheet' }] },
        ],
      },
    };
    const [wide, narrow] = [
      { width: 1280, height: 900 },
      { width: 390, height: 900 },
    ];
    const one = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      options: { ...options, viewport: narrow },
    });
    const { page } = one;
    await page.getByRole('grid').waitFor();
    const hasRowHeads = async (): Promise<boolean> =>
      (await page.evaluate(columnsInPlace)).includes('row-head');
    expect(await hasRowHeads()).toBe(false);
    await page.setViewportSize(wide);
    await until(hasRowHeads, 'the rows have no numbers');
    const widened = await page.evaluate(columnsInPlace);
    await page.setViewportSize(narrow);
    await until(async () => !(await hasRowHeads()), 'the rows kept their numbers');
    await page.setViewportSize(wide);
    await until(hasRowHeads, 'the rows have no numbers the second time');
    const again = await page.evaluate(columnsInPlace);
    await page.reload();
    await until(hasRowHeads, 'the rows have no numbers after loading anew');
    const opened = await page.evaluate(columnsInPlace);
    expect(opened[0]).toBe('row-head');
    expect(widened).toEqual(opened);
    expect(again).toEqual(opened);
    await one.close();
  });

  test('F6 reaches list and panel where they gave way; Escape closes them and gives the keyboard back', async () => {
    const wen = await enter('p_wen');
    const { page } = wen;
    // A filter has words of its own above the sheet.
    await page.setViewportSize({ width: 1600, height: 900 });
    await wen.get('view-mine').click();
    await wen.get('filter-words').waitFor();
    expect(await page.evaluate(toolFaults)).toEqual([]);
    await page.setViewportSize({ width: 820, height: 1000 });
    expect(await wen.get('side-panel').count()).toBe(0);
    await wen.focus(METERS, 'numerator');
    await isIn(page, 'sheet');
    await page.keyboard.press('F6');
    await isIn(page, 'panel');
    // Below the sheet, as wide as the page: no figure is covered.
    expect((await figuresNow(page)).figures.length).toBeGreaterThanOrEqual(2);
    await page.keyboard.press('Escape');
    await isIn(page, 'sheet');
    expect(await wen.get('side-panel').count()).toBe(0);
    await page.keyboard.press('Shift+F6');
    await isIn(page, 'tools');
    await page.keyboard.press('Shift+F6');
    await isIn(page, 'list');
    await page.keyboard.press('F6');
    await isIn(page, 'tools');
    await page.keyboard.press('F6');
    await isIn(page, 'sheet');
    await until(async () => (await wen.get('view-mine').count()) === 0, 'the list stayed');
    await wen.get('open-sheets').click();
    await isIn(page, 'list');
    await page.keyboard.press('Escape');
    await until(
      async () => await wen.get('open-sheets').evaluate((each) => each === document.activeElement),
      'the keyboard did not come back to the button',
    );
    // 200 %: there is no room below, so the panel lies over the sheet.
    await page.setViewportSize({ width: 640, height: 400 });
    await wen.focus(METERS, 'numerator');
    await page.keyboard.press('F6');
    await isIn(page, 'panel');
    await page.keyboard.press('F6');
    await isIn(page, 'status');
    await until(async () => (await wen.get('side-panel').count()) === 0, 'the panel stayed');
    await wen.focus(METERS, 'numerator');
    await page.keyboard.press('Shift+F2');
    await until(
      async () => await wen.get('comment-text').evaluate((each) => each === document.activeElement),
      'the comment has not the keyboard',
    );
    await wen.close();
  });

  test.each([
    ['en', 1],
    ['ar', -1],
  ])(
    'a figure is read in what is seen of its cell, dots stand where it does not fit: %s',
    async (lang, sign) => {
      const wen = await enter('p_wen', `/w/wb_riverton?lang=${lang}`);
      const { page } = wen;
      await page.setViewportSize({ width: 820, height: 1000 });
      await wen.show(METERS, 'numerator');
      const read = new Set<string>();
      for (const slid_px of [40, 110, 150]) {
        await page.evaluate((to) => {
          const sheet = document.querySelector('.ag-grid-viewport');
          if (sheet) sheet.scrollLeft = to;
        }, slid_px * sign);
        const seen = await figuresNow(page);
        expect(seen.wasted, `${slid_px} px`).toEqual([]);
        read.add(seen.figures.join());
      }
      // The columns did move.
      expect(read.size).toBeGreaterThan(1);
      await wen.close();
    },
  );

  test('at 400 % the bars go with the page, and the whole window is the form’s', async () => {
    const wen = await enter('p_wen');
    const { page } = wen;
    await page.setViewportSize({ width: 320, height: 256 });
    const field = wen.get('field-notes');
    await field.focus();
    const bars = await page.evaluate(() =>
      [0.02, 0.25, 0.5, 0.75, 0.98].filter(
        (part) => !document.elementFromPoint(160, 256 * part)?.closest('.form'),
      ),
    );
    expect(bars).toEqual([]);
    expect((await field.boundingBox())?.width ?? 999).toBeLessThanOrEqual(320);
    await wen.close();
  });
});
