/** Words that were begun and not sent: they are their author's, outlive the page, and wait for a line where they must. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { isNamed, signIn, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';
const BEGUN = 'The register counts pits, not meters';
const NOTE = 'Counted again in May';

await describeInBrowser('words begun', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
  });
  afterAll(async () => {
    await wen.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });
  const begun = async (testId: string): Promise<string> => await wen.get(testId).inputValue();
  const openComments = async (row: string): Promise<void> => {
    await wen.focus(row, 'numerator');
    // The panel follows the cell a moment later; until then its box is that of the row before.
    await wen.page.locator(`[data-testid="side-panel"][data-row="${row}"]`).waitFor();
    await wen.get('tab-comments').click();
    await wen.get('comment-text').waitFor();
  };

  test('a comment stands in its box again after another cell, a reload, and not for somebody else', async () => {
    await openComments(METERS);
    await wen.get('comment-text').fill(BEGUN);
    await openComments(LOSS);
    expect(await begun('comment-text')).toBe('');
    await wen.page.reload();
    await wen.saved();
    await openComments(METERS);
    expect(await begun('comment-text')).toBe(BEGUN);
    await signIn(wen.context, server.url, 'p_bruno');
    await wen.page.reload();
    await wen.saved();
    await openComments(METERS);
    expect(await begun('comment-text')).toBe('');
    await signIn(wen.context, server.url, 'p_wen');
    await wen.page.reload();
    await wen.saved();
    await openComments(METERS);
    expect(await begun('comment-text')).toBe(BEGUN);
    await wen.get('comment-send').click();
    await wen.page.locator('.panel-said').filter({ hasText: BEGUN }).waitFor();
    await wen.page.reload();
    await wen.saved();
    await openComments(METERS);
    expect(await begun('comment-text')).toBe('');
  });

  test('what was begun for the audit side alone comes back for the audit side alone', async () => {
    const yara = await WorkbookPage.enter({ browser, url: server.url, person: 'p_yara' });
    const open = async (): Promise<void> => {
      await yara.focus(METERS, 'numerator');
      await yara.get('tab-comments').click();
      await yara.get('comment-text').waitFor();
    };
    const audit = yara.page.locator('.panel-body input[type="radio"][value="audit"]').first();
    await open();
    await yara.get('comment-text').fill('Not yet for the city');
    await audit.locator('xpath=following-sibling::label[1]').click();
    await until(async () => await audit.isChecked(), 'the audit side is chosen');
    await yara.page.reload();
    await yara.saved();
    await open();
    expect(await yara.get('comment-text').inputValue()).toBe('Not yet for the city');
    expect(await audit.isChecked()).toBe(true);
    await yara.close();
  });

  test('a question to ITU that was begun is open where it was left', async () => {
    await wen.focus(METERS, 'numerator');
    await wen.get('tab-kpi').click();
    await wen.get('ask-open').click();
    await wen.get('ask-text').fill('Do meters in pits count?');
    await wen.page.reload();
    await wen.saved();
    await wen.focus(METERS, 'numerator');
    await wen.get('tab-kpi').click();
    await wen.get('ask-text').waitFor();
    expect(await begun('ask-text')).toBe('Do meters in pits count?');
    await wen.get('ask-text').fill('');
  });

  test('a ruling that was begun stands again for whom it was, in the panel and in the list of all cities', async () => {
    const asker = await ApiClient.enter(server.url, 'p_wen');
    const clarification = { clarification: 'cl_begun_ruling', row: METERS, text: 'Do pits count?' };
    expect(
      (await asker.command({ type: 'ask-clarification', ...clarification } as never)).status,
    ).toBe(200);
    const mei = await WorkbookPage.enter({ browser, url: server.url, person: 'p_mei' });
    const forEveryCity = mei.page.locator('[data-testid="rule-scope"] input[value="all"]');
    const stands = async (): Promise<void> => {
      await mei.get('rule-text').waitFor();
      expect(await mei.get('rule-text').inputValue()).toBe('Pits count where');
      expect(await forEveryCity.isChecked()).toBe(true);
    };
    await mei.focus(METERS, 'numerator');
    await mei
      .get('clarification')
      .filter({ hasText: clarification.text })
      .getByTestId('rule-open')
      .click();
    await mei.get('rule-text').fill('Pits count where');
    await mei.get('rule-scope').getByText('Every city', { exact: true }).click();
    await mei.focus(LOSS, 'numerator');
    await mei.get('rule-text').waitFor({ state: 'detached' });
    await mei.focus(METERS, 'numerator');
    await stands();
    await mei.page.goto(`${server.url}/clarifications`);
    await stands();
    await mei.get('rule-text').fill('');
    await mei.page.reload();
    await mei.get('clarification').filter({ hasText: clarification.text }).waitFor();
    expect(await mei.get('rule-text').count()).toBe(0);
    await mei.close();
  });

  test('a note to a verdict stands at its row again, until the verdict is given', async () => {
    const yara = await WorkbookPage.enter({ browser, url: server.url, person: 'p_yara' });
    const noteAt = async (row: string): Promise<string> => {
      await yara.focus(row, 'numerator');
      await yara.get('tab-kpi').click();
      await yara.get('verify-note').waitFor();
      return await yara.get('verify-note').inputValue();
    };
    expect(await noteAt(METERS)).toBe('');
    await yara.get('verify-note').fill('Seen in the register');
    await yara.get('tab-comments').click();
    expect(await noteAt(LOSS)).toBe('');
    expect(await noteAt(METERS)).toBe('Seen in the register');
    await yara.get('verify-yes').click();
    await yara.shows(METERS, 'verified', 'Yes');
    await noteAt(LOSS);
    expect(await noteAt(METERS)).toBe('');
    await yara.close();
  });

  test('a value that came too late is handed in without a line, and is a proposal once there is one', async () => {
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    await wen.focus(METERS, 'numerator');
    await wen.goOffline();
    await wen.type(METERS, 'numerator', '19000');
    expect((await henrik.command({ type: 'lock' })).status).toBe(200);
    try {
      await handedInLate(henrik);
    } finally {
      await henrik.command({ type: 'unlock', reason: 'To go on' });
    }
    await wen.page.locator('[data-testid="phase"][data-locked="false"]').waitFor();
    await wen.saved();
  });

  /** What was typed without a line finds the workbook locked. */
  async function handedInLate(henrik: ApiClient): Promise<void> {
    await wen.backOnline();
    await wen.get('drafts').waitFor();
    await wen.goOffline();
    await wen.focus(METERS, 'numerator');
    await wen.page.keyboard.press('Escape');
    await wen.get('tab-kpi').click();
    await wen.get('draft-note').fill(NOTE);
    await wen.get('draft-hand-in').click();
    await wen.get('draft-waits').filter({ hasText: 'when there is a connection' }).waitFor();
    // A cell has the name of its new text once the sheet rests.
    const cell = await wen.show(METERS, 'numerator');
    await isNamed(cell, ((await cell.textContent()) ?? '').trim());
    expect(await graveFaults(wen.page)).toEqual([]);
    await wen.get('draft-keep').click();
    expect(await begun('draft-note')).toBe(NOTE);
    await wen.get('draft-hand-in').click();
    await wen.get('draft-waits').waitFor();
    const proposals = async (): Promise<{ text: string | null; note: string }[]> => {
      const answer = await henrik.get(`/api/workbooks/${DEMO_WORKBOOK}/refused-drafts`);
      const { drafts } = (await answer.json()) as {
        drafts: { text: string | null; note: string; handedInAt: number | null }[];
      };
      return drafts
        .filter(({ handedInAt }) => handedInAt !== null)
        .map(({ text, note }) => ({ text, note }));
    };
    expect(await proposals()).toEqual([]);
    await wen.backOnline();
    await until(async () => (await proposals()).length > 0, 'the proposal is there');
    expect(await proposals()).toEqual([{ text: '19000', note: NOTE }]);
    await wen.get('draft-waits').waitFor({ state: 'detached' });
    await wen.get('drafts').waitFor({ state: 'detached' });
  }
});
