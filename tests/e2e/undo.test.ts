/** Undo, redo and values overwritten unseen: one's own gestures whole, and never over another's work without asking. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putOnBoard } from '../clipboard/board.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const NETWORK = 'water_supply_ict_monitoring.value';
const LOSS = 'water_supply_loss.value';
/** What the demo city has noted there. */
const NOTED = 'Billed volume includes the harbour district since July.';

await describeInBrowser('undo', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let bruno: WorkbookPage;
  let henrik: WorkbookPage;
  const enter = (person: string) => WorkbookPage.enter({ browser, url: server.url, person });
  beforeAll(async () => {
    server = await startServerProcess();
    [wen, bruno, henrik] = [await enter('p_wen'), await enter('p_bruno'), await enter('p_henrik')];
  });
  afterAll(async () => {
    for (const each of [wen, bruno, henrik]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const offers = async (who: WorkbookPage, button: 'undo' | 'redo', words: string): Promise<void> =>
    await until(
      async () => (await who.get(button).getAttribute('aria-label')) === words,
      `${button} to offer “${words}”`,
    );
  const pasteTwo = async (): Promise<void> => {
    await wen.focus(METERS, 'source');
    await putOnBoard(wen.page, { html: '', text: 'one\ntwo' });
    await wen.page.keyboard.press('Control+V');
    await wen.shows(NETWORK, 'source', 'two');
    await wen.saved();
  };

  test('a paste, taken back, brought back and met by others', async () => {
    if ((await bruno.get('undo').getAttribute('aria-label')) !== 'Nothing to undo') {
      // Another page of his has nothing to take back.
      await bruno.page.reload();
      await bruno.saved();
    }
    await part(
      'a paste is taken back whole and brought back whole, though others changed other cells',
      async () => {
        await pasteTwo();
        await offers(wen, 'undo', 'Undo paste of 2 cells');
        await bruno.type(METERS, 'notes', 'by Bruno');
        await wen.shows(METERS, 'notes', 'by Bruno');
        await wen.focus(METERS, 'source');
        await wen.page.keyboard.press('Control+Z');
        await wen.shows(METERS, 'source', '');
        await wen.shows(NETWORK, 'source', '');
        await wen.shows(METERS, 'notes', 'by Bruno');
        await offers(wen, 'redo', 'Redo paste of 2 cells');
        await wen.page.keyboard.press('Control+Shift+Z');
        await wen.shows(NETWORK, 'source', 'two');
        await wen.page.keyboard.press('Control+Z');
        await wen.page.keyboard.press('Control+Y');
        await bruno.shows(METERS, 'source', 'one');
      },
    );

    await part('nobody takes back what another did', async () => {
      await offers(bruno, 'undo', 'Undo typing in 1 cell');
      await bruno.get('undo').click();
      await bruno.shows(METERS, 'notes', '');
      await offers(bruno, 'undo', 'Nothing to undo');
      await bruno.shows(METERS, 'source', 'one');
    });

    await part('in an editor the keys are the editor’s', async () => {
      await wen.focus(METERS, 'source');
      await wen.page.keyboard.press('F2');
      await wen.page.keyboard.type('x');
      await wen.page.keyboard.press('Control+Z');
      await wen.page.keyboard.press('Escape');
      await wen.shows(METERS, 'source', 'one');
    });

    await part(
      'an undo over somebody’s later change asks, names the hand, and can leave it',
      async () => {
        await bruno.type(NETWORK, 'source', 'newer');
        await wen.shows(NETWORK, 'source', 'newer');
        await wen.focus(METERS, 'source');
        await wen.page.keyboard.press('Control+Z');
        const table = wen.get('undo-later');
        await table.waitFor();
        await until(
          async () => /newer.*by Bruno/s.test((await table.textContent()) ?? ''),
          'what stands there, and by whom',
        );
        await wen.get('undo-cancel').click();
        await wen.shows(METERS, 'source', 'one');
        await wen.get('undo').click();
        await wen.get('undo-others').click();
        await wen.shows(METERS, 'source', '');
        await wen.shows(NETWORK, 'source', 'newer');
      },
    );
  });

  test('asked to, it overwrites', async () => {
    await wen.type(LOSS, 'notes', 'mine');
    await wen.saved();
    await bruno.type(LOSS, 'notes', 'theirs');
    await wen.shows(LOSS, 'notes', 'theirs');
    await wen.get('undo').click();
    await wen.get('undo-over').click();
    await bruno.shows(LOSS, 'notes', NOTED);
  });

  test('an undo outlives a lock, which begins a new document; while it is locked it says why not', async () => {
    await wen.type(LOSS, 'notes', 'before the lock');
    await wen.saved();
    const send = async (command: object): Promise<void> => {
      const bytes = [...crypto.getRandomValues(new Uint8Array(12))];
      const id = `c_${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
      const answer = await henrik.context.request.post(
        `${server.url}/api/workbooks/wb_riverton/commands`,
        { data: { id, command }, headers: { origin: server.url } },
      );
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    await send({ type: 'lock' });
    const cell = await wen.show(LOSS, 'notes');
    await until(
      async () => /ts-locked/.test((await cell.getAttribute('class')) ?? ''),
      'the lock to be seen',
    );
    await until(
      async () => (await wen.get('undo').getAttribute('aria-disabled')) === 'true',
      'the undo to be off while the workbook is locked',
    );
    const reason = await wen.get('undo').getAttribute('aria-describedby');
    expect(await wen.page.locator(`[id="${reason}"]`).textContent()).toContain('is locked');
    // The keys have no look: they are answered.
    await cell.click();
    await wen.page.keyboard.press('Control+z');
    await wen.page.getByText('1 cell was left as it is').waitFor();
    await send({ type: 'unlock', reason: 'A figure has to be corrected.' });
    await until(
      async () => !/ts-locked/.test((await cell.getAttribute('class')) ?? ''),
      'the unlock to be seen',
    );
    await wen.saved();
    await wen.get('undo').click();
    await wen.shows(LOSS, 'notes', NOTED);
    await bruno.shows(LOSS, 'notes', NOTED);
  });

  test('two who set one cell unseen both read both values, and one click restores the lost one', async () => {
    await wen.show(LOSS, 'source');
    await bruno.show(LOSS, 'source');
    server.pause();
    await bruno.type(LOSS, 'source', 'from Bruno');
    await wen.type(LOSS, 'source', 'from Wen');
    server.goOn();
    await wen.saved();
    await bruno.saved();
    await until(
      async () => (await bruno.text(LOSS, 'source')) === (await wen.text(LOSS, 'source')),
      'both screens to be equal',
    );
    const won = await wen.text(LOSS, 'source');
    const lost = won === 'from Wen' ? 'from Bruno' : 'from Wen';
    for (const each of [wen, bruno]) {
      await each.focus(LOSS, 'source');
      const said = each.get('overwritten');
      await said.waitFor();
      const words = (await said.textContent()) ?? '';
      for (const part of ['from Wen', 'from Bruno', 'by Wen', 'by Bruno'])
        expect(words).toContain(part);
    }
    // By the keyboard: F6 leads from the cell to the question, Escape and an answer back to the cell.
    const { keyboard } = bruno.page;
    const isInCell = async () =>
      await bruno.at(LOSS, 'source').evaluate((cell) => cell === document.activeElement);
    await keyboard.press('F6');
    await until(
      async () =>
        await bruno
          .get('overwritten-restore')
          .evaluate((button) => button === document.activeElement),
      'the question to have the keyboard',
    );
    await keyboard.press('Escape');
    await until(isInCell, 'the cell to have the keyboard after Escape');
    await keyboard.press('F6');
    await keyboard.press('Enter');
    await wen.shows(LOSS, 'source', lost);
    await until(isInCell, 'the cell to have the keyboard after the answer');
    await wen.get('overwritten').waitFor({ state: 'detached' });
    await bruno.get('overwritten').waitFor({ state: 'detached' });
    await bruno.get('undo').click();
    await wen.shows(LOSS, 'source', won);
  });

  test('who comes back later is told as well, until it is put aside', async () => {
    server.pause();
    await bruno.type(NETWORK, 'notes', 'from Bruno');
    await wen.type(NETWORK, 'notes', 'from Wen');
    await wen.close();
    server.goOn();
    await bruno.saved();
    wen = await enter('p_wen');
    await wen.show(NETWORK, 'notes');
    await wen.page.locator(`[row-id="${NETWORK}"] [col-id="notes"].ts-overwritten`).waitFor();
    await wen.focus(NETWORK, 'notes');
    await wen.get('overwritten-keep').click();
    await wen.get('overwritten').waitFor({ state: 'detached' });
    await wen.page.reload();
    await wen.saved();
    await bruno.show(NETWORK, 'notes');
    await bruno.page.reload();
    await bruno.saved();
    await bruno.show(NETWORK, 'notes');
    await bruno.page.locator(`[row-id="${NETWORK}"] [col-id="notes"].ts-overwritten`).waitFor();
    await wen.focus(NETWORK, 'notes');
    expect(await wen.get('overwritten').count()).toBe(0);
  });
});
