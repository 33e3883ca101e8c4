/** The auditor's side: comments that are there at once, and verdicts that the city sees when they are released. */
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
import { plainText, reads, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const QUESTION = 'Does this count the meters of the harbour?';
const SECRET = 'canary 7731: the register looks copied';

await describeInBrowser('the audit side', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let yara: WorkbookPage;
  let mei: WorkbookPage;
  let henrik: WorkbookPage;
  const all = () => [wen, yara, mei, henrik];
  beforeAll(async () => {
    server = await startServerProcess();
    const enter = async (person: string): Promise<WorkbookPage> =>
      await WorkbookPage.enter({ browser, url: server.url, person });
    wen = await enter('p_wen');
    yara = await enter('p_yara');
    mei = await enter('p_mei');
    henrik = await enter('p_henrik');
    for (const each of all()) await each.focus(METERS, 'result');
  });
  afterAll(async () => {
    for (const each of all()) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const said = (who: WorkbookPage, text: string) =>
    who.get('comment-thread').filter({ hasText: text });
  const mark = (who: WorkbookPage, kind: 'ts-comment-open' | 'ts-comment') =>
    who.page.locator(`[row-id="${METERS}"] [col-id="numerator"].${kind}`);

  test('a query goes to the city and back: asked, found in the queue, answered, closed', async () => {
    const asked = 'Which meters of the harbour are in it?';
    const answer = 'Those of the fishing port.';
    await yara.get('tab-queries').click();
    await yara.get('query-ask').click();
    await yara.get('query-ask-text').fill(asked);
    await yara.get('query-ask-send').click();
    // Of the city only those wait who report the row; by the keyboard alone they come to it.
    await wen.page.locator(`[row-id="${METERS}"] [col-id="code"].ts-queried-mine`).waitFor();
    // The notice leads to the question itself.
    await wen.get('bell').click();
    await wen.get('notice-query').click();
    await wen.get('query').filter({ hasText: asked }).waitFor();
    await wen.get('tab-kpi').click();
    await wen.get('queries-open').click();
    await wen.get('query-line').waitFor();
    await wen.page.keyboard.press('Enter');
    await wen.get('query').filter({ hasText: asked }).waitFor();
    await wen.get('query-answer').click();
    await wen.get('query-answer-text').fill(answer);
    await wen.get('query-answer-send').click();
    await yara.get('query').filter({ hasText: answer }).waitFor();
    await yara.get('query-close').click();
    await yara.get('query-outcome').selectOption('cautioned');
    await yara.get('query-close-send').click();
    await yara.get('query-footnote').fill('Without the new harbour.');
    await yara.get('query-close-send').click();
    await wen.get('query-folded').waitFor();
    expect(await wen.get('query-folded').textContent()).toContain('Kept with a caution');
    await yara.get('tab-kpi').click();
    await wen.get('tab-kpi').click();
  });

  test('comments and verdicts until they are released', async () => {
    await part(
      'a comment on a cell is a mark and a thread on the other screens at once',
      async () => {
        for (const each of [wen, mei]) {
          await each.focus(METERS, 'numerator');
          await each.get('tab-comments').click();
        }
        await yara.focus(METERS, 'numerator');
        await yara.get('tab-comments').click();
        await yara.get('comment-text').fill(QUESTION);
        await yara.get('comment-send').click();
        for (const each of [wen, mei]) {
          await said(each, QUESTION).waitFor();
          await mark(each, 'ts-comment-open').waitFor();
          expect(await said(each, QUESTION).textContent()).toContain('Yara');
          expect(await said(each, QUESTION).textContent()).toContain('Auditor');
        }
        // The others hear of it over their sockets, perhaps before the answer to the one who sent it.
        await expect.poll(() => yara.get('comment-text').inputValue()).toBe('');
      },
    );

    await part(
      'a comment to the audit side is with ITU at once and never with the city',
      async () => {
        await yara.get('comment-text').fill(SECRET);
        await yara.page.getByText('Audit side only', { exact: true }).last().click();
        await yara.get('comment-send').click();
        await said(mei, SECRET).waitFor();
        expect(await said(mei, SECRET).textContent()).toContain('Audit side only');
        // The next comment to all goes the same way later: when it is there, the first would be.
        await yara.get('comment-text').fill('And since when?');
        await yara.page.getByText('Everyone in the workbook', { exact: true }).last().click();
        await yara.get('comment-send').click();
        for (const each of [wen, henrik]) {
          await each.get('tab-comments').click();
          await said(each, 'And since when?').waitFor();
          expect(await each.page.content()).not.toContain('canary 7731');
          await each.page.reload();
          await each.saved();
          await each.focus(METERS, 'numerator');
          await each.get('tab-comments').click();
          await said(each, QUESTION).waitFor();
          expect(await each.page.content()).not.toContain('canary 7731');
        }
      },
    );

    await part('the city can choose no audience', async () => {
      expect(await wen.page.getByText('Audit side only').count()).toBe(0);
    });

    await part('a reply is under its question on both screens', async () => {
      const thread = said(wen, QUESTION);
      await thread.getByTestId('comment-reply').click();
      await thread.getByTestId('reply-text').fill('Yes, since July.');
      await thread.getByTestId('reply-text').press('Control+Enter');
      await said(yara, QUESTION).filter({ hasText: 'Yes, since July.' }).waitFor();
    });

    await part(
      'a thread resolved by one is folded for all, and reopened it asks again',
      async () => {
        const open = said(wen, QUESTION);
        for (const text of ['And since when?', SECRET]) {
          await said(yara, text).getByTestId('comment-resolve').click();
          await said(yara, text).waitFor({ state: 'detached' });
        }
        await said(yara, QUESTION).getByTestId('comment-resolve').click();
        await open.waitFor({ state: 'detached' });
        await mark(wen, 'ts-comment').waitFor();
        await mark(wen, 'ts-comment-open').waitFor({ state: 'detached' });
        await yara.page.locator('.panel-folded', { hasText: QUESTION }).click();
        await said(yara, QUESTION).getByTestId('comment-reopen').click();
        await open.waitFor();
        await mark(wen, 'ts-comment-open').waitFor();
      },
    );

    await part(
      'a verdict is with ITU at once, and the city does not see it before it is released',
      async () => {
        for (const each of all()) {
          await each.get('tab-kpi').click();
          await each.focus(METERS, 'result');
        }
        expect(await yara.get('verify-result').textContent()).toBe('25.76');
        await yara.get('verify-note').fill('note 5512: seen in the register');
        await yara.get('verify-yes').click();
        await yara.shows(METERS, 'verified', 'Yes');
        await mei.shows(METERS, 'verified', 'Yes');
        await wen.type(METERS, 'source', 'Meter register');
        await henrik.shows(METERS, 'source', 'Meter register');
        for (const each of [wen, henrik]) {
          await each.focus(METERS, 'result');
          expect(await each.get('verdict').count()).toBe(0);
          expect(await each.text(METERS, 'verified')).toBe('');
          expect(await each.page.content()).not.toContain('note 5512');
          expect(await each.get('verify-yes').count()).toBe(0);
        }
      },
    );

    await part(
      'a verdict is stale as soon as its value changes, and counts again when it is given anew',
      async () => {
        await wen.type(METERS, 'numerator', '35600');
        await yara.shows(METERS, 'verified', 'Yes, stale');
        await yara.focus(METERS, 'result');
        await yara.get('verdict-stale').waitFor();
        await until(
          async () => (await yara.get('verify-result').textContent()) === '50.00',
          'the new result to be the one that is judged',
        );
        await yara.get('verify-note').fill('The register counts flats, not meters.');
        await yara.get('verify-no').click();
        await yara.shows(METERS, 'verified', 'No');
      },
    );

    await part('the city sees the verdicts once the auditor has released them', async () => {
      await henrik.get('lock-open').click();
      await henrik.get('lock-confirm').click();
      await yara.get('release-open').click();
      const readers = (await yara.get('release-readers').textContent()) ?? '';
      expect(readers).toContain('12 contributors, 1 coordinator, 1 project head.');
      // What observers read is the city's to say.
      expect(await plainText(yara.get('release-observers'))).toContain('1 observer');
      await wen.focus(METERS, 'result');
      expect(await wen.get('verdict').count()).toBe(0);
      const olu = await browser.newContext();
      await olu.request.post(`${server.url}/api/session/demo`, {
        data: { person: 'p_olu' },
        headers: { origin: server.url },
      });
      const page = await olu.newPage();
      await page.goto(`${server.url}/w/wb_riverton`);
      await page.getByText('Nothing has been released yet').waitFor();
      await yara.get('release-confirm').click();
      for (const each of [wen, henrik]) {
        await reads(each.get('verdict'), 'Not verified');
        await each.shows(METERS, 'verified', 'No');
        // Whose page was open all along is told as well, with the way to what was judged.
        await each.get('since-verdicts').waitFor();
      }
      await henrik.focus(METERS, 'kpi');
      await henrik.get('since-verdicts').click();
      await henrik.page.locator(`[row-id="${METERS}"] [col-id="verified"].ag-cell-focus`).waitFor();
      await henrik.get('since-dismiss').click();
      await henrik.get('since').waitFor({ state: 'detached' });
      await henrik.get('versions-open').click();
      await henrik.get('consent-change-1').click();
      await henrik.get('consent-figures').click();
      await henrik.get('consent-save').click();
      await henrik.page.getByText('Observers read it without people and entities').waitFor();
      await henrik.page.keyboard.press('Escape');
      // Nobody tells an observer's page: it asks when its window is looked at again.
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await page.getByTestId('released-1').click();
      await page.getByTestId('version-verdicts').waitFor();
      expect(await page.getByTestId('version-verdicts').textContent()).toContain('1 not verified');
      expect(await page.content()).not.toContain('canary 7731');
      const notes = page.getByTestId('version-notes');
      await notes.locator('summary').click();
      const why = (await plainText(notes)) ?? '';
      for (const part of ['The register counts flats, not meters.', 'Not verified'])
        expect(why).toContain(part);
      expect(await page.content()).not.toContain('Yara');
      expect(await graveFaults(page, '.version-ribbon')).toEqual([]);
      await page.getByText('Back to the workbook').click();
      await page.getByTestId('released-1').waitFor();
      // Results alone: no empty columns of figures stand between them and the verdicts.
      await henrik.get('versions-open').click();
      await henrik.get('consent-change-1').click();
      await henrik.get('consent-results').click();
      await henrik.get('consent-save').click();
      await henrik.page.getByText('Observers read results and verdicts').waitFor();
      await henrik.page.keyboard.press('Escape');
      await page.getByTestId('released-1').click();
      await page.locator('.ag-header [col-id="result"]').waitFor();
      expect(await page.locator('.ag-header [col-id="numerator"]').count()).toBe(0);
      const verdicts = await page.locator('.ag-header [col-id="verified"]').boundingBox();
      expect((verdicts?.x ?? 9_999) + (verdicts?.width ?? 0)).toBeLessThanOrEqual(1280);
      await olu.close();
    });

    await part('the city goes on seeing what was released after the next lock', async () => {
      await henrik.get('unlock-open').click();
      await henrik.get('unlock-reason').fill('Meters are counted anew.');
      await henrik.get('unlock-confirm').click();
      await henrik.get('lock-open').waitFor();
      await wen.type(METERS, 'numerator', '35601');
      await henrik.shows(METERS, 'verified', 'No, stale');
      await henrik.get('lock-open').click();
      await henrik.get('lock-confirm').click();
      await henrik.get('unlock-open').waitFor();
      for (const each of [wen, henrik]) {
        await each.shows(METERS, 'verified', 'No, stale');
        await each.focus(METERS, 'result');
        await reads(each.get('verdict-version'), '· released with version 1');
      }
    });
  });

  test('a finding is the audit side’s own until it is released, and the head answers it', async () => {
    await yara.get('desk-open').click();
    await yara.get('paper-new').click();
    await yara.page.keyboard.type('Register');
    await yara.get('paper-text').fill('paper 3301: the register is kept twice');
    await yara.get('paper-keep').click();
    await yara.get('paper').waitFor();
    expect(await yara.get('paper-new').evaluate((at) => at === document.activeElement)).toBe(true);
    // Written anew it names a cell, and what it said before stays readable.
    await yara.get('paper-edit').click();
    await yara.get('paper-text').fill('paper 3301: the register is kept twice, by hand');
    await yara.get('audit-cells').click();
    await yara.page.getByRole('option', { name: 'V Source', exact: true }).click();
    await yara.page.keyboard.press('Escape');
    await yara.get('paper-keep').click();
    await yara.get('audit-versions').click();
    const former = yara.get('audit-former');
    await former.getByText('the register is kept twice', { exact: false }).waitFor();
    expect(await former.textContent()).not.toContain('by hand');
    await yara.get('audit-cell').click();
    await yara.page.locator(`[row-id="${METERS}"] [col-id="source"].ag-cell-focus`).waitFor();
    await yara.get('desk-open').click();
    await yara.get('findings-tab').click();
    await yara.get('finding-new').click();
    await yara.page.keyboard.type('The register counts flats.');
    // What was begun outlives the dialog; the row in focus is the one it is about.
    await yara.page.keyboard.press('Escape');
    await yara.get('desk-open').click();
    await yara.get('findings-tab').click();
    await yara.get('finding-new').click();
    expect(await yara.get('finding-text').inputValue()).toBe('The register counts flats.');
    await yara.get('finding-keep').click();
    await yara.get('finding-move').click();
    await mei.get('desk-open').click();
    await mei.get('paper').filter({ hasText: 'paper 3301' }).waitFor();
    await yara.get('findings-release').click();
    expect(await henrik.get('findings-open').count()).toBe(0);
    await yara.get('findings-release-confirm').click();
    // The notice leads to the finding, and behind it to its row, in the workbook that is shown already.
    await henrik.focus('household_internet_access.value', 'result');
    await henrik.get('bell').click();
    await henrik.get('notice-findings').click();
    await henrik.get('finding-answer-open').click();
    await henrik
      .get('side-panel')
      .and(henrik.page.locator(`[data-row="${METERS}"]`))
      .waitFor();
    await henrik.page.keyboard.type('We count anew.');
    expect(await graveFaults(henrik.page, '[role="dialog"]')).toEqual([]);
    await henrik.get('finding-answer-send').click();
    await yara.get('finding-answer').filter({ hasText: 'We count anew.' }).waitFor();
    expect(await graveFaults(yara.page, '[role="dialog"]')).toEqual([]);
    expect(await henrik.page.content()).not.toContain('paper 3301');
    await henrik.page.keyboard.press('Escape');
    await mei.page.keyboard.press('Escape');
    // Who released it is led to the answer, which has no row of its own.
    await yara.page.goto(`${server.url}/inbox`);
    await yara.get('notice-finding-answered').click();
    await yara.get('finding-answer').filter({ hasText: 'We count anew.' }).waitFor();
    // Asked for once: the view is the first one all the same, and its address does not ask again.
    await until(() => yara.page.url().includes('show=unverified'), 'the view to be written');
    expect(yara.page.url()).not.toContain('open=');
    await yara.page.keyboard.press('Escape');
    await yara.get('finding-answer').waitFor({ state: 'detached' });
    // From within the workbook it takes nobody away from the view that they look at.
    await yara.get('bell').click();
    await yara.get('notice-finding-answered').click();
    await yara.get('finding-answer').filter({ hasText: 'We count anew.' }).waitFor();
    expect(yara.page.url()).toContain('show=unverified');
    // It leads to its row, and the dialog is out of the way.
    await yara.get('audit-row').click();
    await yara.get('verify-result').waitFor();
  });
});
