/** Leaving a page: the browser asks first where a text of a cell is typed and not taken yet, and nowhere else. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';

await describeInBrowser('leaving', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  const asked: string[] = [];
  beforeAll(async () => {
    server = await startServerProcess();
    wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    wen.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
  });
  afterAll(async () => {
    await wen.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  /** Whether the browser asks before the page is loaded anew; who is asked stays. */
  const asks = async (): Promise<boolean> => {
    asked.length = 0;
    const anew = wen.page.waitForEvent('load').then(() => 'anew');
    await wen.page.evaluate(() => {
      setTimeout(() => window.location.reload());
    });
    await expect
      .poll(async () => asked[0] ?? (await Promise.race([anew, ''])), {
        timeout: 45_000,
      })
      .not.toBe('');
    if (asked.length > 0) return true;
    await wen.saved();
    return false;
  };
  const edit = async (column: string): Promise<void> => {
    await wen.focus(METERS, column);
    await wen.page.keyboard.press('F2');
    await wen.page.locator('.ts-editor').waitFor();
  };

  test.each(['numerator', 'notes', 'quality'])(
    'asks while a text for %s is typed, and not while the cell is as it was',
    async (column) => {
      await edit(column);
      expect(await asks()).toBe(false);
      await edit(column);
      await wen.page.keyboard.type('7');
      expect(await asks()).toBe(true);
      await wen.page.keyboard.press('Escape');
      await wen.page.locator('.ts-editor').waitFor({ state: 'detached' });
      expect(await asks()).toBe(false);
    },
  );

  test('asks while a field of the form is not left yet, and not for words that are kept', async () => {
    await wen.focus(METERS, 'numerator');
    await wen.get('tab-comments').click();
    await wen.get('comment-text').fill('Kept as it is typed');
    expect(await asks()).toBe(false);
    await wen.get('as-form').click();
    try {
      await wen.get('field-source').fill('Register of 2026');
      expect(await asks()).toBe(true);
      await wen.page.keyboard.press('Tab');
      await wen.saved();
      expect(await asks()).toBe(false);
    } finally {
      // The browser remembers the form.
      await wen.get('as-sheet').click();
    }
  });
});
