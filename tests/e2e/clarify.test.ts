/** Questions on KPIs and ITU's rulings on the screen: asked in the panel, answered in the list, at once for everybody. */
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
import { plainText, reads, signIn, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const OPEN_DATA = 'open_data.percent';
const LOSS = 'water_supply_loss.value';
const QUESTION = 'Do meters that are read by hand count?';
const RULING = 'Only meters that send their figure by themselves count.';

const daysFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

await describeInBrowser('clarifications', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let yara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    wen = await WorkbookPage.enter({ browser, url, person: 'p_wen' });
    const dark = { colorScheme: 'dark', reducedMotion: 'reduce' } as const;
    yara = await WorkbookPage.enter({ browser, url, person: 'p_yara', options: dark });
  });
  afterAll(async () => {
    for (const each of [wen, yara]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('a ruling stands at its KPI with its date and whom it is for', async () => {
    await wen.focus(LOSS, 'numerator');
    const block = wen.get('clarifications');
    await block.getByTestId('ruling').waitFor();
    expect(await plainText(block)).toMatch(/Ruling of ITU, for every city · .*Authorised use/);
    expect(await block.locator('time').count()).toBe(2);
    expect(await block.getByTestId('rule-open').count()).toBe(0);
  });

  test('a view that is empty on one sheet leads to its rows on the other', async () => {
    const onProfile = '/w/wb_riverton?sheet=profile&show=to-clarify';
    const enter = (path: string) =>
      WorkbookPage.enter({ browser, url: server.url, person: 'p_mei', path });
    const arabic = await enter(`${onProfile}&lang=ar`);
    await reads(arabic.get('elsewhere'), 'صف واحد في بيانات المؤشرات');
    await arabic.close();
    const mei = await enter(onProfile);
    // Nobody knows before on which sheet somebody asked: the list counts both.
    await reads(mei.get('view-to-clarify').locator('[aria-hidden]'), '1');
    expect(await plainText(mei.get('view-to-clarify'))).toContain(
      '0 on this sheet, 1 on the other',
    );
    await reads(mei.get('elsewhere'), '1 row in the KPI data');
    expect(await graveFaults(mei.page)).toEqual([]);
    await mei.get('elsewhere').focus();
    await mei.page.keyboard.press('Enter');
    await mei.page.locator(`[row-id="${OPEN_DATA}"] [col-id="result"].ag-cell-focus`).waitFor();
    await reads(mei.get('filter-words'), '1 row: Open clarifications');
    await mei.get('sheet-profile-open').click();
    await mei.get('view-to-clarify').click();
    await reads(mei.get('filter-words'), '1 row: Open clarifications');
    await mei.page.locator(`[row-id="${OPEN_DATA}"]`).first().waitFor();
    await mei.close();
  });

  test('a question from the asking to the last ruling', async () => {
    await part(
      'a contributor asks from the keyboard, and the question is on the other screens at once',
      async () => {
        for (const each of [wen, yara]) await each.focus(METERS, 'numerator');
        await wen.get('ask-open').focus();
        await wen.page.keyboard.press('Enter');
        await wen.get('ask-text').waitFor();
        expect(await graveFaults(wen.page)).toEqual([]);
        await wen.page.keyboard.type(QUESTION);
        await wen.page.keyboard.press('Control+Enter');
        for (const each of [wen, yara]) {
          await each.get('clarification').filter({ hasText: QUESTION }).waitFor();
          expect(await plainText(each.get('clarification'))).toContain('Wen, Contributor');
        }
        // Whoever did not ask cannot close it.
        expect(await yara.get('clarification-close').count()).toBe(0);
        expect(await wen.get('clarification-close').count()).toBe(1);
        expect(await graveFaults(yara.page)).toEqual([]);
      },
    );

    await part('ITU finds it in the list of all cities and rules for every city', async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await signIn(context, server.url, 'p_mei');
      const page = await context.newPage();
      await page.goto(server.url);
      const link = page.getByTestId('clarifications-link').filter({ hasText: '2 open' });
      await link.waitFor();
      expect(await graveFaults(page)).toEqual([]);
      await link.click();
      const question = page.getByTestId('clarification').filter({ hasText: QUESTION });
      await question.waitFor();
      await page.getByRole('heading', { name: '1C Smart Water Meters' }).waitFor();
      await question.getByTestId('rule-open').click();
      await question.getByTestId('rule-text').fill(RULING);
      await question.getByText('Every city', { exact: true }).click();
      await question.getByText('without the city that asked').waitFor();
      expect(await graveFaults(page)).toEqual([]);
      await question.getByTestId('rule-send').click();
      await question.waitFor({ state: 'detached' });
      await page.getByText('Answered', { exact: true }).click();
      await page.getByTestId('ruling').filter({ hasText: RULING }).waitFor();
      // The way to the workbook ends at the KPI that was asked about, with its figures beside it.
      const line = page.locator('.clarify-list li').filter({ hasText: QUESTION });
      await line.getByRole('link', { name: 'Open the workbook' }).click();
      const panel = page.getByTestId('side-panel');
      await panel.getByRole('heading', { name: 'Smart Water Meters' }).waitFor();
      await reads(panel.getByTestId('panel-cell'), 'O Result');
      await page.locator(`[row-id="${METERS}"] [col-id="result"]`).waitFor();
      await context.close();
      for (const each of [wen, yara]) {
        await each.get('ruling').filter({ hasText: RULING }).waitFor();
        expect(await plainText(each.get('clarifications'))).toContain('Answered');
      }
    });

    await part('who asked closes the question, and the ruling stays', async () => {
      await wen.get('clarification-close').click();
      await yara.get('clarification').filter({ hasText: 'Closed' }).waitFor();
      await yara.get('ruling').filter({ hasText: RULING }).waitFor();
      expect(await wen.get('clarification-close').count()).toBe(0);
    });

    await part(
      'ITU changes a ruling from the panel, and the new one replaces it everywhere',
      async () => {
        const mei = await WorkbookPage.enter({ browser, url: server.url, person: 'p_mei' });
        await mei.focus(METERS, 'numerator');
        await mei.get('rule-open').click();
        expect(await mei.get('rule-text').inputValue()).toBe(RULING);
        await mei.get('rule-text').fill('Meters that are read by radio count as well.');
        await mei.get('rule-send').click();
        for (const each of [mei, wen, yara]) {
          await each.get('ruling').filter({ hasText: 'read by radio' }).waitFor();
          expect(await each.get('ruling').count()).toBe(1);
        }
        await mei.close();
      },
    );
  });

  test('an entity reads a ruling, and city and auditor agree dates on the timeline', async () => {
    const amara = await WorkbookPage.enter({ browser, url: server.url, person: 'p_amara' });
    await part('the entity that reports the KPI says that it has read the ruling', async () => {
      await wen.get('view-rulings').click();
      await wen.get('filter-words').filter({ hasText: 'New rulings' }).waitFor();
      await wen.focus(LOSS, 'notes');
      await amara.focus(LOSS, 'notes');
      await amara.get('ruling-readers').filter({ hasText: 'Not yet by: Riverton Water' }).waitFor();
      await wen.get('ruling-acknowledge').click();
      await amara.get('ruling-readers').filter({ hasText: 'Wen' }).waitFor();
      await wen.get('ruling-readers').filter({ hasText: 'Wen' }).waitFor();
    });

    await part('clarifications are found by words that their rulings begin with', async () => {
      await amara.get('clarifications-all').click();
      await amara.get('sought-words').fill('nothing of this');
      await amara.get('no-clarifications').waitFor();
      await amara.get('sought-words').fill('authoris');
      await amara.page.getByRole('heading', { name: '3C Water Supply Loss' }).waitFor();
      expect(await graveFaults(amara.page)).toEqual([]);
    });

    await part('dates are proposed by the city, and wait for the auditor', async () => {
      await amara.page.goto(`${server.url}/w/wb_riverton/timeline`);
      await amara.get('period-propose').click();
      await amara.get('period-to').fill('');
      await amara.get('period-send').click();
      await amara.page.getByText('Choose a day.').waitFor();
      await amara.get('period-to').fill(daysFromNow(120));
      await amara.get('period-send').click();
      await amara.get('period-proposed').waitFor();
      const holdUp = amara.get('hold-up').and(amara.page.locator('[data-cause="period-proposed"]'));
      const holding = amara.page.locator('li').filter({ has: holdUp });
      await reads(holding.locator('.timeline-who'), 'Auditor');
      expect(await graveFaults(amara.page)).toEqual([]);
    });

    await part('once agreed they are the due date of everybody', async () => {
      await yara.get('timeline-open').click();
      await yara.get('period-agree').click();
      await amara.get('period-agreed').waitFor();
      await amara.get('timeline-table').getByText('End of the collection').waitFor();
      expect(await graveFaults(yara.page)).toEqual([]);
      await yara.page.goBack();
      await yara.get('timeline-open').waitFor();
    });
    await amara.close();
  });
});
