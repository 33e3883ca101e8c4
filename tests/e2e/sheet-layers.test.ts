/** What the sheet does to spare the browser layers must not be seen: texts stay in their cells, pinned columns in place. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { RoomClient } from '../process/room-client.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

/** Large enough that the grid draws every row and column. */
const WHOLE = { viewport: { width: 4200, height: 5000 } };
const METERS = 'smart_water_meters.value';
/** Texts as wide as letters come, in the narrow and the wide columns. */
const WIDE = [
  'WWWWMMMM@@%%',
  '测试测试测试测试',
  'ﷺﷺ﷽﷽﷽﷽',
  '𒀱𒀱𒀱𒀱',
  '1234567890',
  'mmmmmm wwww',
  '—————',
];

/** In the page: how many cells have no edge at all and how many cut their text, and what reaches beyond its cell. */
function beyondTheirCells(): { uncut: number; cut: number; beyond: string[] } {
  const uncut = [...document.querySelectorAll('.ag-row[row-id] .ag-cell.ts-fits')];
  const beyond = uncut.flatMap((cell) => {
    const text = cell.querySelector('.ts-text');
    if (!text?.textContent) return [];
    const range = document.createRange();
    range.selectNodeContents(text);
    const [seen, frame] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
    const isIn = seen.left >= frame.left - 0.5 && seen.right <= frame.right + 0.5;
    return isIn ? [] : [`${cell.getAttribute('col-id')}: ${text.textContent}`];
  });
  const cut = [
    ...document.querySelectorAll('.ag-row[row-id] .ag-cell:not(.ts-fits):has(.ts-text)'),
  ];
  for (const cell of cut) {
    const frame = cell.getBoundingClientRect();
    for (const text of cell.querySelectorAll('.ts-text, .ts-detail')) {
      const { left, right, top, bottom, width } = text.getBoundingClientRect();
      const isIn =
        left >= frame.left - 0.5 &&
        right <= frame.right + 0.5 &&
        top >= frame.top - 0.5 &&
        bottom <= frame.bottom + 0.5;
      if (width > 0 && (!isIn || getComputedStyle(text).overflowX === 'visible'))
        beyond.push(`${cell.getAttribute('col-id')}: ${text.textContent}`);
    }
  }
  return { uncut: uncut.length, cut: cut.length, beyond };
}

/** In the page: the column of the cell that has the focus. */
function focusedColumn(): string | null {
  return document.activeElement?.closest('[col-id]')?.getAttribute('col-id') ?? null;
}

/** In the page: the grid hears of a scroll one frame late and draws in the next; then one more. */
async function framesDrawn(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1)
    await new Promise((drawn) => requestAnimationFrame(drawn));
}

await describeInBrowser('layers of the sheet', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    const api = await ApiClient.enter(server.url, 'p_amara');
    const room = await RoomClient.join(api, (await api.view(DEMO_WORKBOOK)).room ?? '');
    const rows = [...new Set([...room.cells().keys()].map((cell) => cell.split(':')[0]))];
    for (const [at, row] of rows.entries())
      for (const column of ['source', 'notes'])
        if (row !== undefined && !row.startsWith('city.'))
          room.set(`${row}:${column}`, WIDE[at % WIDE.length] as string);
    await room.until(() => room.saved, 'the wide texts to be saved');
    room.close();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });
  const enter = (options: object, path?: string) =>
    WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      options,
      ...(path === undefined ? {} : { path }),
    });

  test.each([
    ['compact', 'en'],
    ['normal', 'ar'],
    ['roomy', 'en'],
  ])('texts without an edge stay in their cells: %s, %s', async (density, lang) => {
    const wen = await enter(WHOLE);
    await wen.page.evaluate((kept) => localStorage.setItem('tallystick.density', kept), density);
    for (const sheet of ['kpi', 'profile']) {
      await wen.page.goto(`${server.url}/w/${DEMO_WORKBOOK}?lang=${lang}&sheet=${sheet}`);
      await wen.page.locator(`[data-testid="sheet-${sheet}"] .ag-cell`).first().waitFor();
      await wen.saved();
      const found = await wen.page.evaluate(beyondTheirCells);
      expect(found.beyond).toEqual([]);
      expect(found.uncut).toBeGreaterThan(sheet === 'kpi' ? 1_000 : 50);
      expect(found.cut).toBeGreaterThan(sheet === 'kpi' ? 100 : 3);
    }
    expect(wen.errors).toEqual([]);
    await wen.close();
  });

  /** Where the number of the row was drawn, in whatever frame meanwhile, and how far the sheet had slid in the end. */
  async function placesWhile(
    page: Page,
    act: () => Promise<void>,
  ): Promise<{ places: number[]; slid: number }> {
    await page.evaluate((row) => {
      const places = new Set<number>();
      Object.assign(window, { places });
      // The page is told of scrolling before the callbacks of its frame: what is asked for here is what will be drawn.
      const look = (): void => {
        const cell = document.querySelector(`[row-id="${row}"] [col-id="code"]`);
        if (cell) places.add(Math.round(cell.getBoundingClientRect().x));
        requestAnimationFrame(look);
      };
      look();
    }, METERS);
    await act();
    return await page.evaluate(() => ({
      places: [...(window as unknown as { places: Set<number> }).places],
      slid: document.querySelector('.ag-grid-viewport')?.scrollLeft ?? 0,
    }));
  }

  const left = async (page: Page, column: string): Promise<number> =>
    (await page.locator(`[row-id="${METERS}"] [col-id="${column}"]`).boundingBox())?.x ??
    Number.NaN;

  test.each(['en', 'ar'])(
    'pinned columns stay where they are while the sheet slides under them: %s',
    async (lang) => {
      const wen = await enter(
        { viewport: { width: 1000, height: 800 } },
        `/w/${DEMO_WORKBOOK}?lang=${lang}`,
      );
      const { page } = wen;
      await wen.show(METERS, 'kpi');
      const sign = lang === 'ar' ? -1 : 1;
      const slid = () => page.locator('.ts-grid[data-slid]').count();
      await until(async () => (await slid()) === 0, 'the sheet is taken for scrolled');
      const group = async (): Promise<number> =>
        (await page.locator('.ts-group-2 .ts-fold').first().boundingBox())?.x ?? Number.NaN;
      const standing = async () => [
        await left(page, 'code'),
        await left(page, 'kpi'),
        await group(),
      ];
      const before = await standing();
      expect(before.some(Number.isNaN)).toBe(false);
      const numerator = await left(page, 'numerator');
      await page.locator(`[row-id="${METERS}"] [col-id="kpi"]`).hover();
      await page.mouse.wheel(200 * sign, 0);
      await until(
        async () => Math.abs((await left(page, 'numerator')) - numerator) > 100,
        'the sheet did not move',
      );
      expect(await standing()).toEqual(before);
      expect(await slid()).toBe(1);
      await page.mouse.wheel(-400 * sign, 0);
      await until(async () => (await slid()) === 0, 'the layers were not given back');
      expect(await standing()).toEqual(before);
      expect(await left(page, 'numerator')).toBe(numerator);
      const seen = await placesWhile(page, async () => {
        await wen.focus(METERS, 'numerator');
        for (let key = 0; key < 8; key += 1) {
          const column = await page.evaluate(focusedColumn);
          await page.keyboard.press('Tab');
          await until(
            async () => (await page.evaluate(focusedColumn)) !== column,
            'Tab to go to the next column',
          );
          await page.evaluate(framesDrawn);
        }
      });
      expect(Math.abs(seen.slid)).toBeGreaterThan(50);
      expect(seen.places).toEqual([Math.round(before[0] ?? Number.NaN)]);
      expect(wen.errors).toEqual([]);
      await wen.close();
    },
  );
});
