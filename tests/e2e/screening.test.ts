/** The auditor's screening in a browser: what is found, a comment begun from it, a dismissal that stays, news at a lock. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { WorkbookPage } from './workbook-page.ts';

const LOSS = 'water_supply_loss.value';
const REASON = 'The water year was mended in version 2 and not the figure of before.';

await describeInBrowser('the screening', (browser: Browser) => {
  let server: ServerProcess;
  let yara: WorkbookPage;
  let henrik: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const path = '/w/wb_riverton?sheet=kpi&show=screening';
    yara = await WorkbookPage.enter({ browser, url: server.url, person: 'p_yara', path });
    henrik = await WorkbookPage.enter({ browser, url: server.url, person: 'p_henrik', path });
  });
  afterAll(async () => {
    for (const each of [yara, henrik]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });
  const counts = (rows: number) =>
    yara.page
      .locator('[data-testid="view-screening"]', { hasText: new RegExp(`${rows}$`) })
      .waitFor();

  test('from what is found to what is said of it', async () => {
    await part('the city is offered none of it, and its link shows all rows', async () => {
      await henrik.show('household_internet_access.value', 'result');
      expect(await henrik.get('view-screening').count()).toBe(0);
      expect(await henrik.get('screening-ribbon').count()).toBe(0);
    });

    await part(
      'a result stands beside its row, and a comment begins with its sentence',
      async () => {
        await counts(7);
        await yara.focus(LOSS, 'result');
        const result = yara.get('screening-result');
        await result.waitFor();
        expect(await result.textContent()).toContain('16.02 now');
        expect(await graveFaults(yara.page)).toEqual([]);
        await yara.get('screening-comment').click();
        const box = yara.page.locator('[data-testid="comment-text"]:focus');
        await box.waitFor();
        expect(await box.inputValue()).toContain('16.02 now');
        await box.fill('');
        await yara.get('tab-kpi').click();
      },
    );

    await part('a query to the city begins with it as well, in the box below', async () => {
      await yara.get('screening-ask').click();
      const box = yara.page.locator('[data-testid="query-ask-text"]:focus');
      await box.waitFor();
      expect(await box.inputValue()).toContain('16.02 now');
      await box.fill('');
      await yara.page.keyboard.press('Escape');
    });

    await part('a dismissed one stays with its reason, and can be taken back', async () => {
      await yara.get('screening-result').getByTestId('screening-dismiss').click();
      await yara.get('screening-dismiss-reason').fill(REASON);
      await yara.get('screening-dismiss-confirm').click();
      await counts(6);
      const folded = yara.get('side-panel').getByTestId('screening-dismissed');
      await folded.locator('summary').click();
      await folded.getByText(REASON).waitFor();
      await folded.getByTestId('screening-take-back').click();
      await counts(7);
    });

    await part('a version that is locked is news with the number of results', async () => {
      await henrik.get('lock-open').click();
      await henrik.get('lock-confirm').click();
      await yara.get('screening-news').waitFor();
      expect(await yara.get('screening-news').textContent()).toBe('8 results of the screening');
    });
  });
});
