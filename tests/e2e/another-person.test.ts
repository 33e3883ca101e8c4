/** Another person at the same browser: what somebody typed before stays theirs, and is nobody else's to have written. */
import type { Browser } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { RoomClient } from '../process/room-client.ts';
import { describeInBrowser } from './browser.ts';
import { signIn, until, WorkbookPage } from './workbook-page.ts';

const ROW = 'smart_water_meters.value';
const CELL = `${ROW}:numerator`;
const NOTES = `${ROW}:notes`;

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

  const inJournal = async (cell = CELL): Promise<unknown> => {
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    return await (await henrik.get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${cell}`)).json();
  };
  /** A coordinator may fill in every row, so nothing but the name would keep the value out. */
  const amaraIsHere = async (): Promise<void> => {
    await wen.saved();
    await wen.shows(ROW, 'numerator', '18 340');
    // What the page had to send before is sent before this, and edits are decided in their order.
    await wen.type(ROW, 'notes', 'by Amara');
    await until(
      async () => JSON.stringify(await inJournal(NOTES)).includes('by Amara'),
      'what she types to be durable',
    );
    expect(await inJournal(NOTES)).toMatchObject({ text: 'by Amara', by: { name: 'Amara' } });
    expect(await inJournal()).toMatchObject({ text: '18340' });
  };
  /** The page has no socket left; whichever it closed was read to its end. */
  const hungUp = async (): Promise<void> =>
    await until(
      async () =>
        await wen.page.evaluate(() => {
          const { line } = window as unknown as { line: { sockets: WebSocket[] } };
          return line.sockets.every(({ readyState }) => readyState === WebSocket.CLOSED);
        }),
      'the page to have no socket',
    );
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
    await hungUp();
    // What that page sent has been read by now, and edits are decided in their order.
    const amara = await ApiClient.enter(server.url, 'p_amara');
    const room = await RoomClient.join(amara, (await amara.view(DEMO_WORKBOOK)).room ?? '');
    await room.save(NOTES, 'by Amara');
    room.close();
    expect(await inJournal()).toMatchObject({ text: '18340' });
    await wenIsBack();
  });
});
