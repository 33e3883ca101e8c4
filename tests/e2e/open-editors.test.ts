/** Editors that are open while something happens: another sets the same cell, the session ends, the page goes away. */
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
import { plainText, until, WorkbookPage } from './workbook-page.ts';

const LOSS = 'water_supply_loss.value';
const METERS = 'smart_water_meters.value';
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

await describeInBrowser('open editors', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let bruno: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    [wen, bruno] = await Promise.all([
      WorkbookPage.enter({ browser, url, person: 'p_wen' }),
      WorkbookPage.enter({ browser, url, person: 'p_bruno' }),
    ]);
  });
  afterAll(async () => {
    for (const each of [wen, bruno]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  /** Types over what stands in a cell, and goes no further. */
  const begin = async (at: WorkbookPage, [row, column]: [string, string], text: string) => {
    await at.focus(row, column);
    await at.page.keyboard.press('F2');
    await at.page.locator('.ts-editor').waitFor();
    await at.page.keyboard.press('Control+A');
    await at.page.keyboard.type(text);
  };
  const hintSays = async (at: WorkbookPage, words: string): Promise<void> =>
    await until(
      async () => (await plainText(at.get('typing-hint'))).includes(words),
      `the box under the editor to say “${words}”`,
    );
  /** Enter, and once more where the news came at the very moment: then the editor has to say so. */
  const enterHavingSeen = async (at: WorkbookPage): Promise<void> => {
    await at.page.keyboard.press('Enter');
    if ((await at.page.locator('.ts-editor').count()) === 0) return;
    await hintSays(at, 'This came at the very moment.');
    await at.page.keyboard.press('Enter');
    await at.page.locator('.ts-editor').waitFor({ state: 'detached' });
  };
  const stands = async (cell: string): Promise<string | null> => {
    const amara = await ApiClient.enter(server.url, 'p_amara');
    const answer = await amara.get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${cell}`);
    return ((await answer.json()) as { text: string | null }).text;
  };

  test('what another sets in the cell one types in stands beneath, by name; Enter is then “mine”, and the history says so', async () => {
    await begin(wen, [LOSS, 'numerator'], '14000111');
    await bruno.type(LOSS, 'numerator', '14000222');
    await hintSays(wen, 'Bruno has set this cell to 14 000 222');
    expect(await wen.page.locator('.ts-editor').inputValue()).toBe('14000111');
    expect(await graveFaults(wen.page)).toEqual([]);
    await enterHavingSeen(wen);
    await bruno.shows(LOSS, 'numerator', '14 000 111');
    await bruno.focus(LOSS, 'numerator');
    await bruno.get('tab-history').click();
    const first = bruno.get('history-moment').first();
    await first.filter({ hasText: 'Wen' }).waitFor();
    expect(await first.textContent()).toContain('Instead of what Bruno had set');
    // Bruno had gone on: his value was replaced, and the cell tells him by whom and gives it back.
    const told = await plainText(bruno.get('overwritten'));
    expect(told).toContain('Wen was typing here when your value came, saw it');
    expect(told).toContain('14 000 222by Bruno');
    await bruno.get('overwritten-restore').click();
    await wen.shows(LOSS, 'numerator', '14 000 222');
    await bruno.get('overwritten').waitFor({ state: 'detached' });
  });

  test('so in a list of choices, and when it is emptied', async () => {
    await begin(wen, [LOSS, 'quality'], 'acc');
    await bruno.focus(LOSS, 'quality');
    await bruno.page.keyboard.type('est');
    await bruno.page.keyboard.press('Enter');
    await hintSays(wen, 'Bruno has set this cell to');
    await bruno.focus(LOSS, 'quality');
    await bruno.page.keyboard.press('Delete');
    await hintSays(wen, 'Bruno has emptied this cell');
    await wen.page.keyboard.press('Escape');
    await wen.page.locator('.ts-editor').waitFor({ state: 'detached' });
  });

  test('an editor that was only opened writes nothing over what came meanwhile', async () => {
    await wen.focus(LOSS, 'source');
    await wen.page.keyboard.press('F2');
    await wen.page.locator('.ts-editor').waitFor();
    await bruno.type(LOSS, 'source', 'from Bruno, meanwhile');
    await hintSays(wen, 'Bruno has set this cell to from Bruno, meanwhile');
    await wen.page.keyboard.press('Enter');
    await wen.page.locator('.ts-editor').waitFor({ state: 'detached' });
    await wen.type(LOSS, 'notes', 'after it');
    await bruno.shows(LOSS, 'notes', 'after it');
    expect(await stands(`${LOSS}:source`)).toBe('from Bruno, meanwhile');
  });

  test('half a text is in its editor after signing in over a lost session, and stored by its author’s Enter alone', async () => {
    await begin(wen, [METERS, 'source'], 'Half a sou');
    await wen.context.clearCookies();
    await wen.cutLine();
    await wen.mendLine();
    await wen.get('signed-out').waitFor();
    await wen.get('signed-out').getByTestId('enter-as-p_wen').click();
    await wen.get('signed-out').waitFor({ state: 'detached' });
    await wen.saved();
    const editor = wen.page.locator('.ts-editor');
    expect(await editor.inputValue()).toBe('Half a sou');
    expect(await stands(`${METERS}:source`)).not.toBe('Half a sou');
    await until(
      async () => await editor.evaluate((each) => each === document.activeElement),
      'the keyboard to be in the editor',
    );
    await wen.page.keyboard.type('rce');
    await wen.page.keyboard.press('Enter');
    await bruno.shows(METERS, 'source', 'Half a source');
  });

  test('half a text of a page that was closed is in its editor when the workbook is opened again', async () => {
    const path = `${server.url}/w/${DEMO_WORKBOOK}`;
    await begin(wen, [METERS, 'notes'], 'Half a no');
    await wen.page.close();
    wen = wen.on(await wen.context.newPage());
    await wen.page.goto(path);
    await hintSays(wen, 'Begun earlier and not stored');
    expect(await wen.page.locator('.ts-editor').inputValue()).toBe('Half a no');
    expect(await stands(`${METERS}:notes`)).not.toBe('Half a no');
    await wen.page.keyboard.type('te');
    await wen.page.keyboard.press('Enter');
    await bruno.shows(METERS, 'notes', 'Half a note');
    await wen.page.reload();
    await wen.saved();
    await wen.show(METERS, 'notes');
    expect(await wen.page.locator('.ts-editor').count()).toBe(0);
  });

  test('where nothing may be typed any more it stands beside its cell', async () => {
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    await begin(wen, [METERS, 'notes'], 'Too late');
    await wen.page.close();
    expect((await henrik.command({ type: 'lock' })).status).toBe(200);
    try {
      wen = wen.on(await wen.context.newPage());
      await wen.page.goto(`${server.url}/w/${DEMO_WORKBOOK}`);
      await wen.get('drafts').waitFor();
      await wen.show(METERS, 'notes');
      await wen.at(METERS, 'notes').and(wen.page.locator('.ts-refused')).waitFor();
    } finally {
      await henrik.command({ type: 'unlock', reason: 'To go on' });
    }
    await wen.focus(METERS, 'notes');
    await wen.get('draft-discard').first().click();
    await wen.get('drafts').waitFor({ state: 'detached' });
  });

  test('a phone that put the page away shows the half text in its field, and takes it when its author goes on', async () => {
    const phone = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      options: PHONE,
    });
    await phone.get('form-row').selectOption(LOSS);
    await phone.get('field-notes').fill('');
    await phone.get('field-notes').pressSequentially('Half on the ph');
    await phone.page.close();
    const again = phone.on(await phone.context.newPage());
    await again.page.goto(`${server.url}/w/${DEMO_WORKBOOK}`);
    await again.get('field-news').filter({ hasText: 'Begun earlier and not stored' }).waitFor();
    expect(await again.get('field-notes').inputValue()).toBe('Half on the ph');
    expect(await stands(`${LOSS}:notes`)).not.toBe('Half on the ph');
    await again.get('field-notes').click();
    await again.get('field-notes').press('End');
    await again.get('field-notes').pressSequentially('one');
    await again.get('field-source').click();
    await bruno.shows(LOSS, 'notes', 'Half on the phone');
    await again.close();
  });
});
