/** The past on the screen: what a cell held, the sheet at any moment, two versions side by side, and what is new. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { plainText, reads, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const CELL = `${METERS}:numerator`;
const REASON = 'The meters of the harbour were missing.';
const PATH = `/w/${DEMO_WORKBOOK}`;

/** What the grid of a read-only page shows in a cell. */
const shownAt = (page: Page, column: string) =>
  page.locator(`[row-id="${METERS}"] [col-id="${column}"] .ts-text`);

await describeInBrowser('the past', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    wen = await WorkbookPage.enter({ browser, url, person: 'p_wen' });
    await wen.type(METERS, 'numerator', '17000');
    await wen.saved();
    const yara = await ApiClient.enter(url, 'p_yara');
    const text = 'Which meters are counted here?';
    await yara.command({
      type: 'comment',
      cell: CELL as never,
      parent: null,
      text,
      audience: 'members',
    });
    const henrik = await ApiClient.enter(url, 'p_henrik');
    // The page hears of the lock before it is gone: it is open before and after.
    expect((await henrik.command({ type: 'lock' })).status).toBe(200);
    await wen.page.locator('[data-testid="phase"][data-locked="true"]').waitFor();
    expect((await henrik.command({ type: 'unlock', reason: REASON })).status).toBe(200);
    await wen.page.locator('[data-testid="phase"][data-locked="false"]').waitFor();
    await wen.saved();
    await wen.type(METERS, 'numerator', '18350');
    await wen.saved();
  });
  afterAll(async () => {
    await wen.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const lines = async (): Promise<string[]> =>
    await Promise.all((await wen.get('history-moment').all()).map((each) => plainText(each)));

  test('a cell, the sheet and the feed through the time', async () => {
    await part(
      'the history of a cell tells every value, newest first, with comments and locks between',
      async () => {
        await wen.focus(METERS, 'numerator');
        await wen.get('tab-history').click();
        await wen.get('history-list').waitFor();
        const told = await lines();
        const at = (words: string): number => told.findIndex((line) => line.includes(words));
        expect(at('18 350')).toBe(0);
        const order = ['18 350', REASON, 'Locked version 1', 'Which meters', 'became 17 000'].map(
          at,
        );
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        expect(order).not.toContain(-1);
        expect(told[0]).toContain('Wen');
        expect(told[0]).toContain('in the sheet');
        expect(told[0]).toContain('Typed: 18350');
      },
    );

    await part(
      'a value is restored as an ordinary edit, which is in the history itself',
      async () => {
        const before = (await lines()).length;
        const old = wen.get('history-moment').filter({ hasText: 'became 17 000' });
        await old.getByRole('button', { name: 'Restore this value' }).click();
        await wen.shows(METERS, 'numerator', '17 000');
        await wen.saved();
        await until(
          async () => (await lines()).length === before + 1,
          'the restored value in the list',
        );
        expect((await lines())[0]).toContain('This is the value now.');
      },
    );

    await part(
      'who may not write the cell reads its history, and is told why there is no way back',
      async () => {
        const bruno = await WorkbookPage.enter({ browser, url: server.url, person: 'p_lucia' });
        await bruno.focus(METERS, 'numerator');
        await bruno.get('tab-history').click();
        const restore = bruno.page.getByRole('button', { name: /Restore this value/ }).first();
        await restore.waitFor();
        expect(await restore.getAttribute('aria-disabled')).toBe('true');
        expect(await restore.getAttribute('title')).toMatch(/Riverton Water/);
        await restore.click({ force: true });
        expect(await bruno.text(METERS, 'numerator')).toBe('17 000');
        await bruno.close();
      },
    );

    await part(
      'a moment of the history opens the sheet as it was, and keys move on from there',
      async () => {
        const locked = wen.get('history-moment').filter({ hasText: 'Locked version 1' });
        await locked.getByTestId('history-then').click();
        await wen.get('moment-sheet').waitFor();
        await reads(wen.get('moment-state'), 'locked as version 1');
        await wen.get('mark-lock-1').waitFor({ state: 'attached' });
        const range = wen.get('moment-range');
        const at = Number(await range.inputValue());
        await range.focus();
        await wen.page.keyboard.press('End');
        await reads(wen.get('moment-state'), 'as it is now');
        await wen.get('lock-before').click();
        expect(Number(await range.inputValue())).toBe(at);
        await range.focus();
        await wen.page.keyboard.press('Home');
        await reads(shownAt(wen.page, 'numerator'), '');
        await wen.page.keyboard.press('ArrowRight');
        expect(await range.inputValue()).toBe('1');
        expect(await range.getAttribute('aria-valuetext')).toMatch(/^Entry 1 of /);
        await until(() => wen.page.url().includes('at=1'), 'the address to follow the slider');
      },
    );

    await part(
      'the feed is narrowed by person and kind, and each line leads to its moment',
      async () => {
        await wen.page.goto(`${server.url}${PATH}/history?person=p_wen&kinds=edit`);
        await wen.get('history-list').waitFor();
        const told = await lines();
        expect(told.length).toBeGreaterThanOrEqual(3);
        expect(told.every((line) => line.startsWith('Wen'))).toBe(true);
        const older = wen.get('history-moment').filter({ hasText: 'became 18 350' });
        await older.getByTestId('feed-then').click();
        await reads(shownAt(wen.page, 'numerator'), '18 350');
        await wen.get('filter-clear').click();
        await wen.get('history-moment').filter({ hasText: 'Locked version 1' }).waitFor();
      },
    );

    await part(
      'who left keeps their name at what they said, and their history can be chosen',
      async () => {
        const [bruno, henrik] = await Promise.all(
          ['p_bruno', 'p_henrik'].map((person) => ApiClient.enter(server.url, person)),
        );
        const said = { cell: CELL as never, parent: null, text: 'Those of 2024.' } as const;
        await bruno?.command({ type: 'comment', ...said, audience: 'members' });
        const left = await henrik?.command({ type: 'remove-member', person: 'p_bruno' as never });
        expect(left?.status).toBe(200);
        await wen.page.goto(server.url + PATH);
        await wen.focus(METERS, 'numerator');
        await wen.get('tab-comments').click();
        const thread = wen.get('comment-thread').filter({ hasText: 'Those of 2024.' });
        await thread.waitFor();
        expect(await plainText(thread)).toMatch(/^Bruno/);
        await wen.page.goto(`${server.url}${PATH}/history`);
        await wen.get('filter-person').click();
        await wen.page.getByRole('option', { name: 'Bruno (no longer a member)' }).click();
        await wen.get('history-moment').filter({ hasText: 'Those of 2024.' }).waitFor();
        await until(
          async () => (await lines()).every((line) => line.includes('Bruno')),
          'nothing but what Bruno did, or what was done to him',
        );
      },
    );

    await part(
      'a version compared with now shows old and new in the sheet and in the list, and as CSV',
      async () => {
        await wen.page.goto(server.url + PATH);
        await wen.saved();
        await wen.type(METERS, 'numerator', '19200');
        await wen.saved();
        await wen.get('versions-open').click();
        await wen.get('compare-1').click();
        await reads(wen.get('compare-summary'), '1 value is different in 1 row · 1 result with it');
        const change = wen.get(`change-${CELL}`);
        expect(await plainText(change)).toContain('17 000');
        expect(await plainText(change)).toContain('19 200');
        const result = wen.get(`change-${METERS}:result`);
        expect(await plainText(result)).toMatch(
          /Result.*\d.*became.*\d.*Follows from what was typed$/,
        );
        expect(await plainText(result)).not.toContain('Wen');
        await reads(shownAt(wen.page, 'numerator'), '19 200');
        const old = wen.page.locator(`[row-id="${METERS}"] [col-id="numerator"] .ts-detail`);
        await reads(old, '17 000');
        const link = await wen.get('compare-csv').getAttribute('href');
        const csv = await wen.context.request.get(server.url + link);
        expect(csv.headers()['content-type']).toContain('text/csv');
        expect(await csv.text()).toContain('17000');
        await wen.get('compare-swap').click();
        await reads(shownAt(wen.page, 'numerator'), '17 000');
      },
    );

    await part('who comes back is told how much others have changed, once', async () => {
      const amara = await WorkbookPage.enter({ browser, url: server.url, person: 'p_amara' });
      const seen = async (): Promise<number> => {
        const path = `${server.url}/api/workbooks/${DEMO_WORKBOOK}/seen`;
        return ((await (await amara.context.request.get(path)).json()) as { number: number })
          .number;
      };
      await until(async () => (await seen()) > 0, 'the first visit to be marked');
      expect(await amara.get('since').count()).toBe(0);
      await wen.page.goto(server.url + PATH);
      await wen.saved();
      await wen.type(METERS, 'numerator', '20100');
      await wen.saved();
      await amara.page.reload();
      await amara.get('since').waitFor();
      expect(await plainText(amara.get('since'))).toMatch(/^1 value changed since /);
      expect(await graveFaults(amara.page, '[data-testid="since"]')).toEqual([]);
      const was = await seen();
      await amara.get('since-show').click();
      await reads(amara.get('compare-summary'), '1 value is different in 1 row · 1 result with it');
      await until(async () => (await seen()) > was, 'the news to be marked as seen');
      await amara.page.goto(server.url + PATH);
      await amara.saved();
      await until(async () => (await seen()) > was, 'the mark to stay');
      expect(await amara.get('since').count()).toBe(0);
      const said = ({ page }: WorkbookPage) =>
        page.locator('.panel-said', { hasText: 'Counted twice?' });
      await wen.page.goto(server.url + PATH);
      await wen.focus(METERS, 'numerator');
      await wen.get('tab-comments').click();
      await wen.get('comment-text').fill('Counted twice?');
      await wen.get('comment-send').click();
      await said(wen).waitFor();
      await amara.page.reload();
      await reads(amara.get('since-comments'), '1 comment');
      expect(await plainText(amara.get('since'))).toMatch(/^New since /);
      expect(await graveFaults(amara.page, '[data-testid="since"]')).toEqual([]);
      await amara.get('since-comments').click();
      await said(amara).waitFor();
      await amara.get('since-dismiss').click();
      await amara.get('since').waitFor({ state: 'detached' });
      await amara.close();
    });
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing grave in the past, %s',
    async (scheme) => {
      const yara = await WorkbookPage.enter({
        browser,
        url: server.url,
        person: 'p_yara',
        options: {
          colorScheme: scheme,
          reducedMotion: 'reduce',
          viewport: { width: 1280, height: 640 },
        },
      });
      await yara.focus(METERS, 'numerator');
      await yara.get('tab-history').click();
      await yara.get('history-list').waitFor();
      expect(await graveFaults(yara.page, '[data-testid="side-panel"]')).toEqual([]);
      await yara.get('versions-open').click();
      await yara.get('menu-key').waitFor();
      expect(await graveFaults(yara.page, '.versions-menu')).toEqual([]);
      await yara.page.goto(`${server.url}${PATH}/history`);
      await yara.get('history-list').waitFor();
      await yara.page.locator('[row-id] [col-id="kpi"]').first().waitFor();
      expect(await graveFaults(yara.page)).toEqual([]);
      await yara.page.goto(`${server.url}${PATH}/compare?from=v1&to=now`);
      await yara.get('compare-summary').waitFor();
      await yara.page.locator('[row-id] [col-id="kpi"]').first().waitFor();
      expect(await graveFaults(yara.page)).toEqual([]);
      await yara.close();
    },
  );
});
