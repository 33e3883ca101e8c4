/** Another person at the same browser: what somebody typed before stays theirs, and is nobody else's to have written. */
import type { Browser } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { signIn, WorkbookPage } from './workbook-page.ts';

const ROW = 'smart_water_meters.value';
const CELL = `${ROW}:numerator`;
/** What would be written late is written by then, in milliseconds. */
const REST_MS = 2_500;

await describeInBrowser('another person at the same browser', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  beforeEach(async () => {
    server = await startServerProcess();
    wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    await wen.goOffline();
    await wen.type(ROW, 'numerator', '20011');
    await wen.get('offline-notice').filter({ hasText: '1 change waits' }).waitFor();
  });
  afterEach(async () => {
    await wen.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const inJournal = async (): Promise<unknown> => {
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    return await (await henrik.get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${CELL}`)).json();
  };
  /** A coordinator may fill in every row, so nothing but the name would keep the value out. */
  const amaraIsHere = async (): Promise<void> => {
    await wen.saved();
    await wen.shows(ROW, 'numerator', '18 340');
    await wen.page.waitForTimeout(REST_MS);
    await wen.saved();
    expect(await inJournal()).toMatchObject({ text: '18340' });
  };
  const wenIsBack = async (): Promise<void> => {
    await signIn(wen.context, server.url, 'p_wen');
    await wen.page.reload();
    await wen.saved();
    await wen.shows(ROW, 'numerator', '20 011');
    expect(await inJournal()).toMatchObject({ text: '20011', by: { name: 'Wen' } });
  };

  test('who signs in over a lost session does not write what was typed before', async () => {
    await wen.context.clearCookies();
    await wen.backOnline();
    await wen.get('signed-out').waitFor();
    await wen.page.route('**/api/session/demo', async (route) => {
      await route.continue({ postData: JSON.stringify({ person: 'p_amara' }) });
    });
    await wen.get('signed-out').getByTestId('enter-as-p_wen').click();
    await wen.get('signed-out').waitFor({ state: 'detached' });
    await amaraIsHere();
    await wenIsBack();
  });

  test('nor does a page that comes back when another page has signed somebody else in', async () => {
    await signIn(wen.context, server.url, 'p_amara');
    await wen.backOnline();
    await wen.get('signed-out').waitFor();
    await wen.page.waitForTimeout(REST_MS);
    expect(await inJournal()).toMatchObject({ text: '18340' });
    await wenIsBack();
  });
});
