/** What axe says of every page, light and dark, and the way of a person who has only a keyboard. */
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { ApiClient } from '../process/api-client.ts';
import { colourFaults, graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { reads, signIn, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
/** The dark page is the same page in other colours. */
const SCHEMES = [
  ['light', graveFaults],
  ['dark', colourFaults],
] as const;
/** Few cells are drawn: axe looks at each of them. */
const SMALL = { width: 1280, height: 640 };

await describeInBrowser('everybody can use it', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    await henrik.command({ type: 'lock' });
    await henrik.command({ type: 'unlock', reason: 'One figure was missing.' });
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const within = async (
    colorScheme: 'light' | 'dark',
    work: (context: BrowserContext) => Promise<void>,
  ): Promise<void> => {
    const context = await browser.newContext({
      colorScheme,
      viewport: SMALL,
      reducedMotion: 'reduce',
    });
    try {
      await work(context);
    } finally {
      await context.close();
    }
  };

  test.each(SCHEMES)(
    'axe finds nothing grave on sign-in and workbooks, %s',
    async (scheme, faults) => {
      await within(scheme, async (context) => {
        const page = await context.newPage();
        await page.goto(server.url);
        await page.getByTestId('enter-as-p_wen').waitFor();
        expect(await faults(page)).toEqual([]);
        await page.getByTestId('enter-as-p_wen').click();
        await page.getByTestId('workbook-wb_riverton').waitFor();
        expect(await faults(page)).toEqual([]);
      });
    },
  );

  test.each(SCHEMES)(
    'axe finds nothing grave on the workbook with its panel, %s',
    async (scheme, faults) => {
      const yara = await WorkbookPage.enter({
        browser,
        url: server.url,
        person: 'p_yara',
        options: { colorScheme: scheme, reducedMotion: 'reduce', viewport: SMALL },
      });
      await yara.focus('water_supply_loss.value', 'numerator');
      await yara.get('verify-yes').waitFor();
      expect(await faults(yara.page)).toEqual([]);
      await yara.get('tab-comments').click();
      await yara.get('comment-thread').waitFor();
      expect(await faults(yara.page)).toEqual([]);
      await yara.close();
    },
  );

  test.each(SCHEMES)(
    'axe finds nothing grave in the dialogs of a head, %s',
    async (scheme, faults) => {
      const henrik = await WorkbookPage.enter({
        browser,
        url: server.url,
        person: 'p_henrik',
        options: { colorScheme: scheme, reducedMotion: 'reduce', viewport: SMALL },
      });
      await henrik.get('lock-open').click();
      await henrik.get('lock-confirm').waitFor();
      expect(await faults(henrik.page, '[role="dialog"]')).toEqual([]);
      await henrik.page.keyboard.press('Escape');
      await henrik.get('lock-confirm').waitFor({ state: 'detached' });
      await henrik.get('people-open').click();
      await henrik.get('member-line').first().waitFor();
      expect(await faults(henrik.page, '[role="dialog"]')).toEqual([]);
      await henrik.close();
    },
  );

  test.each(SCHEMES)('axe finds nothing grave on a locked version, %s', async (scheme, faults) => {
    await within(scheme, async (context) => {
      await signIn(context, server.url, 'p_mei');
      const page = await context.newPage();
      await page.goto(`${server.url}/w/wb_riverton/v/1`);
      await page.getByTestId('results-same').waitFor();
      await page.locator('[row-id] [col-id="kpi"]').first().waitFor();
      expect(await faults(page)).toEqual([]);
    });
  });

  test('by keyboard alone a person gets into the grid, types a figure and sees what comes of it', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    const { keyboard } = wen.page;
    const inGrid = async (): Promise<string | null> =>
      await wen.page.evaluate(() => {
        const at = document.activeElement;
        const row = at?.closest('[row-id]')?.getAttribute('row-id') ?? null;
        return row && `${row}:${at?.getAttribute('col-id') ?? ''}`;
      });
    const press = async (key: string, isThere: () => Promise<boolean>, most: number) => {
      for (let times = 0; times < most && !(await isThere()); times++) await keyboard.press(key);
      expect(await isThere(), `${key} does not lead there; at ${await inGrid()}`).toBe(true);
    };
    await press('Tab', async () => (await inGrid()) !== null, 60);
    await press('ArrowDown', async () => (await inGrid())?.startsWith(`${METERS}:`) === true, 40);
    await press('ArrowRight', async () => (await inGrid()) === `${METERS}:numerator`, 10);
    await keyboard.type('18350');
    await keyboard.press('Enter');
    await wen.shows(METERS, 'numerator', '18 350');
    await until(
      async () => (await inGrid()) === 'water_supply_ict_monitoring.value:numerator',
      'Enter to go one row down',
    );
    await keyboard.press('ArrowUp');
    await reads(wen.get('result'), '25.77 %');
    const focused = async (testId: string): Promise<boolean> =>
      await wen.get(testId).evaluate((each) => each === document.activeElement);
    await keyboard.press('F6');
    await press('Tab', async () => await focused('tab-kpi'), 5);
    await keyboard.press('ArrowRight');
    await wen.get('comment-text').waitFor();
    await press('Tab', async () => await focused('comment-text'), 10);
    await keyboard.type('Counted again in May.');
    await keyboard.press('Control+Enter');
    await wen.get('comment-thread').filter({ hasText: 'Counted again in May.' }).waitFor();
    await wen.close();
  });

  test('what has the focus is seen to have it', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    await wen.focus(METERS, 'numerator');
    for (let times = 0; times < 8; times++) {
      await wen.page.keyboard.press('Tab');
      const seen = await wen.page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return 'nothing has the focus';
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(at);
        const isOutlined = outlineStyle !== 'none' && outlineWidth !== '0px';
        return isOutlined || boxShadow !== 'none' || at.closest('.ag-cell')
          ? ''
          : `${at.outerHTML.slice(0, 90)} ${borderColor}`;
      });
      expect(seen).toBe('');
    }
    await wen.close();
  });
});
