/** After whatever a person does, the keyboard is somewhere from which they can go on; each page says what it is. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const LOSS = 'water_supply_loss.value';
/** Far below, in a column far to the side. */
const FAR = { row: 'local_food_production.value', column: 'notes' };

/** In the page: what has the keyboard, in words; empty where that is nothing or nothing that is seen. */
function placeOfKeyboard(): string {
  const at = document.activeElement;
  if (!at || at === document.body || at.getClientRects().length === 0) return '';
  const name = at.getAttribute('data-testid') ?? at.getAttribute('aria-label') ?? '';
  return `${at.tagName.toLowerCase()} ${name}`.trim();
}

await describeInBrowser('the keyboard', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });
  const isSomewhere = async (page: Page, after: string): Promise<void> => {
    await until(
      async () => (await page.evaluate(placeOfKeyboard)) !== '',
      `the keyboard to be somewhere after ${after}`,
    );
    await page.keyboard.press('Tab');
    expect(await page.evaluate(placeOfKeyboard), `Tab after ${after}`).not.toBe('');
  };
  const has = async (page: Page, selector: string): Promise<void> =>
    await until(
      async () =>
        await page
          .locator(selector)
          .first()
          .evaluate((each) => each === document.activeElement),
      `${selector} to have the keyboard`,
    );

  test('is in the page after signing in, opening a workbook, looking back and signing out', async () => {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByTestId('enter-as-p_wen').click();
    await page.getByRole('heading', { name: 'My workbooks' }).waitFor();
    await isSomewhere(page, 'signing in');
    expect(await page.title()).toBe('My workbooks · Tallystick');
    await page.locator(`a[href="/w/${DEMO_WORKBOOK}"]`).first().click();
    await page.getByTestId('sheet-kpi').waitFor();
    await isSomewhere(page, 'opening a workbook');
    await until(async () => (await page.title()).startsWith('KPI data · Riverton'), 'its title');
    await page.getByTestId('sheet-profile-open').click();
    await until(
      async () => (await page.title()).startsWith('City profile · Riverton'),
      'each sheet has a title of its own',
    );
    await isSomewhere(page, 'choosing a sheet');
    await page.goto(`${server.url}/w/${DEMO_WORKBOOK}/history`);
    await page.getByTestId('history-list').waitFor();
    await page.getByRole('link', { name: 'Back to the workbook' }).click();
    await page.locator('.ts-sheet').waitFor();
    await isSomewhere(page, 'coming back from the history');
    await page.getByTestId('me-menu').click();
    await page.getByTestId('sign-out').click();
    await until(
      async () => (await page.title()) === 'Sign in · Tallystick',
      'the page to sign in at',
    );
    await page.getByTestId('enter-as-p_wen').waitFor();
    await isSomewhere(page, 'signing out');
    await context.close();
  });

  test('is in the cell that an address names, however far it is', async () => {
    const path = `/w/${DEMO_WORKBOOK}?cell=${FAR.row}:${FAR.column}`;
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen', path });
    await has(wen.page, `[row-id="${FAR.row}"] [col-id="${FAR.column}"]`);
    await wen.close();
  });

  test('goes into the reply that is asked for, and stays beside a thread that is sent, folded or shut', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    await wen.focus(LOSS, 'numerator');
    await wen.page.keyboard.press('Shift+F2');
    await wen.get('comment-text').fill('From the register?');
    await wen.get('comment-send').click();
    const thread = wen.get('comment-thread').filter({ hasText: 'From the register?' });
    await thread.waitFor();
    await isSomewhere(wen.page, 'sending a comment');
    await thread.getByTestId('comment-reply').click();
    await has(wen.page, '[data-testid="reply-text"]');
    await wen.page.keyboard.type('Yes.');
    await wen.page.keyboard.press('Control+Enter');
    await thread.filter({ hasText: 'Yes.' }).waitFor();
    await wen.get('reply-text').waitFor({ state: 'detached' });
    await isSomewhere(wen.page, 'sending a reply');
    // The button that was pressed takes no keys while it is busy, and what has them then goes with the answer.
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await wen.page.route('**/commands', async (route) => {
      await asked;
      await route.continue();
    });
    await thread.getByTestId('comment-resolve').click();
    await has(wen.page, '[data-testid="comment-reply"]');
    answer();
    await thread.waitFor({ state: 'detached' });
    await isSomewhere(wen.page, 'resolving a thread');
    await wen.focus(LOSS, 'numerator');
    await wen.get('tab-history').click();
    await wen.get('history-whole').click();
    await wen.get('history-list').waitFor();
    await isSomewhere(wen.page, 'going to the history');
    await wen.close();
  });

  test('goes round the bar, the list, the tools, the sheet, the panel and the line below by F6', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    await wen.focus(LOSS, 'numerator');
    const areas: string[] = [];
    for (let times = 0; times < 6; times += 1) {
      await wen.page.keyboard.press('F6');
      areas.push(
        await wen.page.evaluate(
          () => document.activeElement?.closest<HTMLElement>('[data-area]')?.dataset.area ?? '',
        ),
      );
    }
    expect(areas).toEqual(['panel', 'status', 'bar', 'list', 'tools', 'sheet']);
    await has(wen.page, `[row-id="${LOSS}"] [col-id="numerator"]`);
    await wen.page.keyboard.press('Shift+F6');
    await wen.page.keyboard.press('Escape');
    await has(wen.page, `[row-id="${LOSS}"] [col-id="numerator"]`);
    // What had the keyboard is gone: the round goes on from there, not from the page's beginning.
    await wen.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await wen.page.keyboard.press('F6');
    await has(wen.page, '[data-area="panel"] [role="tab"][aria-selected="true"]');
    await wen.close();
  });
});
