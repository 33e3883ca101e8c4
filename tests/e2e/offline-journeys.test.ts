/** Ten journeys without a line, in a real browser: what was typed, said and decided meanwhile is sent, or stands before its author. */
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { exactly, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';
const CELL = { row: METERS, column: 'numerator' } as const;

/** A page that has no network from its first moment on: the sockets too. */
async function openWithoutNetwork(who: WorkbookPage, address: string): Promise<Page> {
  await who.context.setOffline(true);
  await who.page.close();
  const page = await who.context.newPage();
  await page.goto(address);
  return page;
}

async function workerReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** Waits until the cells of a room are in the browser's database. */
async function roomKept(page: Page): Promise<void> {
  const entries = async (): Promise<number> =>
    await page.evaluate(async () => {
      const name = (await indexedDB.databases()).find((each) =>
        each.name?.startsWith('tallystick-room'),
      )?.name;
      if (name === undefined) return 0;
      return await new Promise<number>((done) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const database = opening.result;
          const asked = database.transaction('updates').objectStore('updates').count();
          asked.onsuccess = () => {
            database.close();
            done(asked.result);
          };
        };
      });
    });
  // The first entry is of an empty room.
  await until(async () => (await entries()) > 1, 'the room to be kept');
}

/** A worker of another address is a new version to the browser, whatever is in it. */
async function newVersion(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js?next');
  });
}

await describeInBrowser('journeys without a line', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let bruno: WorkbookPage;
  let head: ApiClient;
  let coordinator: ApiClient;

  beforeAll(async () => {
    server = await startServerProcess();
    head = await ApiClient.enter(server.url, 'p_henrik');
    coordinator = await ApiClient.enter(server.url, 'p_amara');
    bruno = await WorkbookPage.enter({ browser, url: server.url, person: 'p_bruno' });
  });
  afterAll(async () => {
    await bruno.close();
    await server.stop();
    await removeDataDir(server.dataDir);
  });
  beforeEach(async () => {
    const options = { serviceWorkers: 'allow' as const };
    wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen', options });
  });
  afterEach(async () => {
    await wen.close();
  });

  const address = () => `${server.url}/w/wb_riverton`;

  /** Opens the page anew in the same browser, as one page after another; the first one is gone. */
  const reopened = async (how: 'offline' | 'online'): Promise<void> => {
    if (how === 'offline') wen = wen.on(await openWithoutNetwork(wen, address()));
    else {
      await wen.page.close();
      wen = wen.on(await wen.context.newPage());
      await wen.page.goto(address());
    }
  };

  test('one: typed without a line, and back', async () => {
    await wen.goOffline();
    await wen.type(CELL.row, CELL.column, '20001');
    await wen.get('offline-notice').filter({ hasText: 'What you see is of' }).waitFor();
    await wen.get('offline-notice').filter({ hasText: '1 change waits' }).waitFor();
    await wen.goOnline();
    await bruno.shows(CELL.row, CELL.column, '20 001');
    await until(async () => (await wen.get('offline-notice').count()) === 0, 'the line to go');
  });

  test('two: typed, the page closed without a word, and opened again tomorrow', async () => {
    await wen.goOffline();
    await wen.type(CELL.row, CELL.column, '20002');
    await wen.get('offline-notice').filter({ hasText: '1 change waits' }).waitFor();
    await wen.page.close({ runBeforeUnload: false });
    await wen.context.setOffline(false);
    wen = wen.on(await wen.context.newPage());
    await wen.page.goto(address());
    await wen.saved();
    await bruno.shows(CELL.row, CELL.column, '20 002');
  });

  test('three: opened without a network, typed, closed, and opened again with one', async () => {
    await workerReady(wen.page);
    await wen.page.goto(server.url);
    await wen.get('workbook-wb_riverton').click();
    await wen.saved();
    const stood = await wen.text(CELL.row, CELL.column);
    await roomKept(wen.page);
    await reopened('offline');
    await wen.shows(CELL.row, CELL.column, stood);
    await wen
      .get('offline-notice')
      .filter({ hasText: 'Not connected. What you see is of' })
      .waitFor();
    await wen.type(CELL.row, CELL.column, '20003');
    await wen.get('offline-notice').filter({ hasText: '1 change waits' }).waitFor();
    await wen.page.goto(server.url);
    await wen.get('list-age').waitFor();
    await wen.get('workbook-wb_riverton').click();
    await wen.shows(CELL.row, CELL.column, '20 003');
    await wen.context.setOffline(false);
    await wen.saved();
    await bruno.shows(CELL.row, CELL.column, '20 003');
  });

  test('four: a comment and its reply, given without a line, wait in their thread and are sent in order', async () => {
    await wen.focus(CELL.row, CELL.column);
    await wen.goOffline();
    await wen.get('tab-comments').click();
    await wen.get('comment-text').fill('Counted at the works, not at the meters');
    await wen.get('comment-send').click();
    await wen.get('queued').filter({ hasText: 'Waiting to be sent' }).waitFor();
    expect(await wen.get('comment-text').inputValue()).toBe('');
    await wen.get('comment-text').fill('The second half follows');
    await wen.get('comment-send').click();
    await wen.get('queued-open').filter({ hasText: '2 waiting to be sent' }).waitFor();
    expect(await graveFaults(wen.page)).toEqual([]);
    await wen.page.close();
    await wen.context.setOffline(false);
    wen = wen.on(await wen.context.newPage());
    await wen.page.goto(address());
    await wen.saved();
    await until(async () => (await wen.get('queued-open').count()) === 0, 'both to be sent');
    await bruno.focus(CELL.row, CELL.column);
    await bruno.get('tab-comments').click();
    const said = bruno.page.locator('.panel-comment .panel-said');
    const first = said.filter({ hasText: exactly('Counted at the works, not at the meters') });
    const second = said.filter({ hasText: exactly('The second half follows') });
    await first.waitFor();
    await second.waitFor();
    expect([await first.count(), await second.count()]).toEqual([1, 1]);
  });

  test('five: locked meanwhile, the value stands beside its cell', async () => {
    await wen.goOffline();
    await wen.type(CELL.row, CELL.column, '20005');
    expect((await head.command({ type: 'lock' })).status).toBe(200);
    await wen.goOnline();
    await wen.get('drafts').filter({ hasText: '1 value was not taken' }).waitFor();
    await wen.focus(CELL.row, CELL.column);
    await wen.get('refused-draft').filter({ hasText: '20005' }).waitFor();
    expect(await bruno.text(CELL.row, CELL.column)).not.toBe('20 005');
    expect((await head.command({ type: 'unlock', reason: 'To go on' })).status).toBe(200);
    await until(async () => (await wen.get('phase').getAttribute('data-locked')) === 'false', 'it');
    await wen.get('draft-retry').click();
    await bruno.shows(CELL.row, CELL.column, '20 005');
  });

  test('six: the row given to others meanwhile, the value handed in as a proposal, and taken over by the coordinator', async () => {
    const stood = await wen.text(LOSS, 'numerator');
    await wen.goOffline();
    await wen.type(LOSS, 'numerator', '14000006');
    const rows = [LOSS];
    const view = (await (await coordinator.get('/api/workbooks/wb_riverton')).json()) as {
      assignments: Record<string, string>;
    };
    const entity = view.assignments[LOSS] as string;
    await coordinator.command({ type: 'assign-rows', rows: rows as never, entity: null });
    await wen.goOnline();
    await wen.get('drafts').filter({ hasText: '1 value was not taken' }).waitFor();
    await wen.focus(LOSS, 'numerator');
    await wen.get('refused-draft').filter({ hasText: '14000006' }).waitFor();
    const amara = await WorkbookPage.enter({ browser, url: server.url, person: 'p_amara' });
    await wen.get('draft-note').fill('Read on Friday');
    await wen.get('draft-hand-in').click();
    await wen.get('proposal').filter({ hasText: 'Handed in' }).waitFor();
    await wen.shows(LOSS, 'numerator', stood);
    await amara.get('view-proposals').click();
    await amara.focus(LOSS, 'numerator');
    expect(await amara.at(LOSS, 'numerator').getAttribute('class')).toContain('ts-proposed');
    await amara.get('proposal').filter({ hasText: 'Read on Friday' }).waitFor();
    expect(await graveFaults(amara.page)).toEqual([]);
    await amara.get('proposal-take').click();
    await bruno.shows(LOSS, 'numerator', '14 000 006');
    await wen.get('proposal-settled').filter({ hasText: 'was taken over by' }).waitFor();
    await wen.get('proposal-seen').click();
    await amara.close();
    await coordinator.command({
      type: 'assign-rows',
      rows: rows as never,
      entity: entity as never,
    });
  });

  test('seven: two pages of one person, both without a line', async () => {
    const second = wen.on(await wen.context.newPage());
    await second.page.goto(address());
    await second.saved();
    await wen.goOffline();
    await second.goOffline();
    await wen.type(CELL.row, CELL.column, '20007');
    await second.type(LOSS, 'numerator', '14000007');
    await second.page.close();
    await wen.goOnline();
    await bruno.shows(CELL.row, CELL.column, '20 007');
    // The other page's value was kept by it, and is sent by the next page that is opened.
    await reopened('online');
    await wen.saved();
    await bruno.shows(LOSS, 'numerator', '14 000 007');
  });

  test('eight: the session ended meanwhile, and the value is sent after signing in again', async () => {
    await wen.goOffline();
    await wen.type(CELL.row, CELL.column, '20008');
    await wen.get('offline-notice').filter({ hasText: '1 change waits' }).waitFor();
    await wen.context.clearCookies();
    await wen.backOnline();
    await wen.get('signed-out').waitFor();
    await wen.get('signed-out').getByTestId('enter-as-p_wen').click();
    await wen.saved();
    await bruno.shows(CELL.row, CELL.column, '20 008');
  });

  test('nine: the server was killed and started again meanwhile', async () => {
    const { dataDir, port } = server;
    await server.kill();
    await wen.page.locator('[data-testid="save-state"][data-state="offline"]').waitFor();
    await wen.type(CELL.row, CELL.column, '20009');
    await wen.get('offline-notice').filter({ hasText: '1 change waits' }).waitFor();
    server = await startServerProcess({ dataDir, port });
    await wen.saved();
    await bruno.shows(CELL.row, CELL.column, '20 009');
  });

  test('ten: a new version of the app comes while a draft stands; the page is loaded anew and the draft is there', async () => {
    await workerReady(wen.page);
    // From its second visit on a page is served by the worker, and a new one waits for it.
    await wen.page.reload();
    await wen.saved();
    await wen.type(LOSS, 'numerator', 'fourteen million');
    await wen.get('refusal').waitFor();
    await wen.page.keyboard.press('Escape');
    await newVersion(wen.page);
    await wen.get('update-ready').waitFor();
    await wen.get('update-take').click();
    await until(
      async () => (await wen.get('update-ready').count()) === 0,
      'the page to be loaded anew',
    );
    await wen.saved();
    await wen.shows(LOSS, 'numerator', 'fourteen million');
    await wen.focus(LOSS, 'numerator');
    await wen.get('draft-discard').click();
  });
});
