/** Several people in one workbook: whose hand is where, what arrives, whose cell it is. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { isNamed, reads, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const INTERNET = 'household_internet_access.value';
const LOSS = 'water_supply_loss.value';

await describeInBrowser('people together', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let bruno: WorkbookPage;
  let amara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    [wen, bruno, amara] = await Promise.all([
      WorkbookPage.enter({ browser, url, person: 'p_wen' }),
      WorkbookPage.enter({ browser, url, person: 'p_bruno' }),
      WorkbookPage.enter({ browser, url, person: 'p_amara' }),
    ]);
  });
  afterAll(async () => {
    for (const each of [wen, bruno, amara]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('each sees who else is here, by name', async () => {
    const names = (other: string, more: string) => (text: string | null) =>
      text?.includes(other) === true && text.includes(more);
    await until(
      async () => names('Bruno', 'Amara')(await wen.get('faces').textContent()),
      'Wen to see Bruno and Amara',
    );
    await until(
      async () => names('Wen', 'Amara')(await bruno.get('faces').textContent()),
      'Bruno to see Wen and Amara',
    );
    expect(await wen.get('faces').textContent()).toContain('3 here');
  });

  test('the cell that one person is in is outlined on the other screen and says whose hand it is', async () => {
    await bruno.show(METERS, 'numerator');
    await wen.focus(METERS, 'numerator');
    const outlined = bruno.page.locator(`[row-id="${METERS}"] [col-id="numerator"].ts-hand`);
    await outlined.waitFor();
    await isNamed(outlined, 'Wen here');
    expect(await outlined.locator('.ts-hand-tag').getAttribute('data-initials')).toBe('W');
    await wen.focus(LOSS, 'numerator');
    await outlined.waitFor({ state: 'detached' });
  });

  test('a value typed by one is on the other screen, and its author reads saving, then saved', async () => {
    await bruno.show(METERS, 'numerator');
    await wen.page.evaluate(() => {
      const states: string[] = [];
      Object.assign(window, { states });
      const state = document.querySelector('[data-testid="save-state"]');
      if (!state) throw new Error('no save state');
      new MutationObserver(() => states.push(state.textContent ?? '')).observe(state, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    await wen.type(METERS, 'numerator', '20000');
    await bruno.shows(METERS, 'numerator', '20 000');
    await until(async () => {
      const states = await wen.page.evaluate(
        () => (window as unknown as { states: string[] }).states,
      );
      const saving = states.findIndex((state) => state.startsWith('Saving 1 value'));
      const saved = states.findLastIndex((state) => state.startsWith('All saved · '));
      return saving >= 0 && saved > saving;
    }, 'saving, then saved');
    await bruno.focus(METERS, 'numerator');
    await until(
      async () => (await bruno.get('last-change').textContent())?.includes('Wen') === true,
      'the author in the panel',
    );
  });

  test('two people who type into different cells of one row both have their values kept', async () => {
    await Promise.all([
      wen.type(METERS, 'source', 'Meter register, May'),
      bruno.type(METERS, 'notes', 'Without the harbour'),
    ]);
    await wen.shows(METERS, 'notes', 'Without the harbour');
    await bruno.shows(METERS, 'source', 'Meter register, May');
  });

  test('a cell of another entity is not opened for typing and says why', async () => {
    const cell = await wen.focus(INTERNET, 'numerator');
    const before = await wen.text(INTERNET, 'numerator');
    await wen.page.keyboard.type('7');
    const refusal = wen.get('refusal');
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain('assigned to another entity');
    expect(await refusal.textContent()).toContain('Statistics and Digital Office');
    expect(await cell.locator('input').count()).toBe(0);
    expect(await wen.text(INTERNET, 'numerator')).toBe(before);
    await wen.page.keyboard.press('Escape');
  });

  test('a row assigned to another entity gives its people the right at once, and taken back it is gone', async () => {
    const cell = await wen.focus(INTERNET, 'numerator');
    const notYours = /ts-not-yours/;
    expect(await cell.getAttribute('class')).toMatch(notYours);
    const assign = async (name: string): Promise<void> => {
      const place = await amara.show(INTERNET, 'entity');
      await place.getByTestId('assign-open').click();
      await amara.get('assign-search').pressSequentially(name.slice(0, -2).toUpperCase());
      await amara.page.keyboard.press('Enter');
      await reads(place.getByTestId('assign-open'), name);
    };
    await assign('Riverton Water');
    await until(
      async () => !notYours.test((await cell.getAttribute('class')) ?? ''),
      'the row to be theirs',
    );
    await wen.type(INTERNET, 'numerator', '84300');
    await bruno.shows(INTERNET, 'numerator', '84 300');
    await wen.show(INTERNET, 'numerator');
    await assign('Statistics and Digital Office');
    await until(
      async () => notYours.test((await cell.getAttribute('class')) ?? ''),
      'the row to be theirs no more',
    );
    await wen.focus(INTERNET, 'numerator');
    await wen.page.keyboard.press('F2');
    await wen.get('refusal').waitFor();
    await wen.page.keyboard.press('Escape');
  });

  test('what was typed without a line stands beside the value saved meanwhile: both are told, one click takes it', async () => {
    await wen.show(LOSS, 'source');
    await bruno.show(LOSS, 'source');
    // Three times, as which of the two has the higher client id is chance.
    for (const turn of ['1', '2', '3']) {
      await bruno.goOffline();
      await bruno.type(LOSS, 'source', `from Bruno ${turn}`);
      await wen.type(LOSS, 'source', `from Wen ${turn}`);
      await wen.saved();
      await bruno.goOnline();
      await bruno.at(LOSS, 'source').and(bruno.page.locator('.ts-refused')).waitFor();
      expect(await wen.text(LOSS, 'source')).toBe(`from Wen ${turn}`);
      await wen.at(LOSS, 'source').and(wen.page.locator('.ts-overwritten')).waitFor();
      await bruno.focus(METERS, 'notes');
      await bruno.focus(LOSS, 'source');
      const said = (await bruno.get('refusal').textContent()) ?? '';
      for (const words of [`from Bruno ${turn}`, `from Wen ${turn}`]) expect(said).toContain(words);
      await bruno.get('draft-again').click();
      await wen.shows(LOSS, 'source', `from Bruno ${turn}`);
      await bruno.saved();
    }
  });

  test('somebody who leaves is gone from the faces and from the cells', async () => {
    await bruno.focus(METERS, 'numerator');
    await until(async () => (await wen.get('face-p_bruno').count()) === 1, 'Bruno to be here');
    await bruno.close();
    await wen.get('face-p_bruno').waitFor({ state: 'detached' });
    bruno = await WorkbookPage.enter({ browser, url: server.url, person: 'p_bruno' });
  });
});
