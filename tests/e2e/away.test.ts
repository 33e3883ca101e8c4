/** A server that could not answer once: the page comes by itself as soon as it can, and what is open stays open. */
import type { Command } from '@tallystick/domain/commands';
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { RoomClient } from '../process/room-client.ts';
import { describeInBrowser } from './browser.ts';
import { WorkbookPage } from './workbook-page.ts';

const VIEW = `**/api/workbooks/${DEMO_WORKBOOK}`;
const CELL = 'smart_water_meters.value:notes';

await describeInBrowser('a server that is away for a moment', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });
  const enter = (before?: (context: BrowserContext) => Promise<void>): Promise<WorkbookPage> =>
    WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      ...(before ? { before } : {}),
    });

  test.each([
    ['the workbook', VIEW],
    ['who is signed in', '**/api/session'],
  ])('a page whose first question, %s, found nobody asks again by itself', async (_, path) => {
    let asked = 0;
    const wen = await enter(async (context) => {
      await context.route(path, async (route) => {
        asked += 1;
        if (asked === 1) await route.abort();
        else await route.continue();
      });
    });
    expect(asked).toBeGreaterThan(1);
    await wen.close();
  });

  test('a workbook that is open stays open when the server has had too many questions', async () => {
    const wen = await enter();
    let refused = 0;
    await wen.context.route(VIEW, async (route) => {
      refused += 1;
      await route.fulfill({ status: 429, json: { code: 'too-many' } });
    });
    await wen.goOffline();
    await wen.goOnline();
    await expect.poll(() => refused).toBeGreaterThan(0);
    await wen.type('smart_water_meters.value', 'notes', 'still here');
    await wen.saved();
    await wen.close();
  });

  test('what happened after an old answer and before the room was joined is not missed', async () => {
    const wen = await enter();
    const amara = await ApiClient.enter(server.url, 'p_amara');
    const command = async (what: object): Promise<void> => {
      expect((await amara.command(what as Command)).ok).toBe(true);
    };
    let release = (): void => undefined;
    const held = new Promise<void>((done) => {
      release = done;
    });
    let asked = 0;
    await wen.context.route(VIEW, async (route) => {
      asked += 1;
      if (asked > 1) return route.continue();
      // The server answers at once; the answer arrives when the room has long been joined.
      const answer = await route.fetch();
      await held;
      await route.fulfill({ response: answer });
    });
    // A member goes, so the page asks for the view; before the answer is there its socket is gone.
    await command({ type: 'remove-member', person: 'p_olu' });
    await expect.poll(() => asked, { timeout: 30_000 }).toBe(1);
    await wen.cutLine();
    await wen.page.locator('[data-testid="save-state"][data-state="offline"]').waitFor();
    const said = { cell: CELL, parent: null, text: 'Said meanwhile', audience: 'members' };
    await command({ type: 'comment', ...said });
    await wen.mendLine();
    await wen.page.locator('[data-testid="save-state"]:not([data-state="offline"])').waitFor();
    // What somebody types now comes by the room: it has long been joined.
    const room = await RoomClient.join(amara, (await amara.view(DEMO_WORKBOOK)).room ?? '');
    await room.save('smart_water_meters.value:source', 'Typed meanwhile');
    room.close();
    await wen.shows('smart_water_meters.value', 'source', 'Typed meanwhile');
    await wen.saved();
    release();
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(1);
    const cell = await wen.show('smart_water_meters.value', 'notes');
    await expect.poll(async () => await cell.getAttribute('class')).toContain('ts-comment');
    await wen.close();
  });
});
