/** Copy, cut and paste between the sheet and other programs, with true keys and the browser's true clipboard. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putOnBoard, readBoard } from '../clipboard/board.ts';
import { fixture } from '../clipboard/calc.ts';
import { pasteAndCompare, roomNow } from '../clipboard/pasted-block.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { reads, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const NETWORK = 'water_supply_ict_monitoring.value';
const DRAINS = 'drainage_storm_water_system_ict_monitoring.value';
const POWER = 'smart_electricity_meters.value';
const FIRST = 'household_internet_access.value';
/** All data points. */
const ROWS = 112;

await describeInBrowser('the clipboard', (browser: Browser) => {
  let server: ServerProcess;
  let amara: WorkbookPage;
  let wen: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    amara = await WorkbookPage.enter({ browser, url, person: 'p_amara' });
    wen = await WorkbookPage.enter({ browser, url, person: 'p_wen' });
  });
  afterAll(async () => {
    for (const each of [amara, wen]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const paste = async (who: WorkbookPage, at: [string, string], text: string): Promise<void> => {
    await who.focus(...at);
    await putOnBoard(who.page, { html: '', text });
    await who.page.keyboard.press('Control+V');
  };

  test.each(['mixed', 'german'] as const)(
    'the block “%s” of LibreOffice Calc pastes equal, cell by cell, as one edit, and is taken back whole',
    async (name) => {
      const board = await fixture(name);
      const table = await pasteAndCompare(amara, { name, board, by: 'fromHtml' });
      expect(table.wrong).toEqual([]);
      expect(table.cells).toBeGreaterThan(10);
      expect(table.edits).toBe(1);
      const text = { html: '', text: board.text };
      const plain = await pasteAndCompare(amara, { name, board: text, by: 'fromText' });
      expect(plain.wrong).toEqual([]);
      expect(plain.edits).toBe(1);
    },
  );

  test('a block is copied inside the sheet and stays outlined until Escape', async () => {
    await amara.type(METERS, 'source', 'Register A');
    await amara.type(NETWORK, 'source', 'Register B');
    await amara.focus(METERS, 'source');
    await amara.page.keyboard.press('Shift+ArrowDown');
    await amara.page.keyboard.press('Control+C');
    await amara.page.locator('.ts-range-copied').first().waitFor();
    expect((await readBoard(amara.page)).text).toBe('Register A\r\nRegister B');
    await amara.focus(DRAINS, 'source');
    await amara.page.keyboard.press('Control+V');
    await amara.shows(DRAINS, 'source', 'Register A');
    await amara.shows(POWER, 'source', 'Register B');
    await amara.page.keyboard.press('Escape');
    await until(
      async () => (await amara.page.locator('.ts-range-copied').count()) === 0,
      'no outline',
    );
  });

  test('what is cut moves when it is pasted, as one gesture', async () => {
    await amara.type(DRAINS, 'notes', 'moves');
    await amara.focus(DRAINS, 'notes');
    await amara.page.keyboard.press('Control+X');
    await amara.shows(DRAINS, 'notes', 'moves');
    await amara.focus(POWER, 'notes');
    await amara.page.keyboard.press('Control+V');
    await amara.shows(POWER, 'notes', 'moves');
    await amara.shows(DRAINS, 'notes', '');
    await amara.page.keyboard.press('Control+Z');
    await amara.shows(DRAINS, 'notes', 'moves');
    await amara.shows(POWER, 'notes', '');
  });

  test('one value fills all that is selected, and figures go out as numbers without blanks', async () => {
    await amara.type(METERS, 'override', '1234.5');
    await amara.focus(METERS, 'override');
    await amara.page.keyboard.press('Control+C');
    const board = await readBoard(amara.page);
    expect(board.text).toBe('1234.5');
    expect(board.html).toContain('sdval="1234.5"');
    await amara.focus(NETWORK, 'override');
    await amara.page.keyboard.press('Shift+ArrowDown');
    await amara.page.keyboard.press('Control+V');
    await amara.shows(NETWORK, 'override', '1 234.5');
    await amara.shows(DRAINS, 'override', '1 234.5');
  });

  test('a text that begins like a formula leaves as a text', async () => {
    await amara.type(METERS, 'notes', '=1+1');
    await amara.focus(METERS, 'notes');
    await amara.page.keyboard.press('Control+C');
    const board = await readBoard(amara.page);
    expect(board.text).toBe("'=1+1");
    expect(board.html).toContain('sdnum="1033;0;@"');
    await amara.focus(NETWORK, 'notes');
    await amara.page.keyboard.press('Control+V');
    await amara.shows(NETWORK, 'notes', '=1+1');
  });

  test('a block that meets cells of others pastes what it may and says cell by cell what it left out and why', async () => {
    const lines = ['x\ty', 'x\ty'].join('\n');
    await paste(wen, [FIRST, 'source'], lines);
    const words = wen.get('left-out-words');
    await reads(words, '0 cells pasted, 4 left out');
    await wen.get('left-out-list').click();
    const list = wen.get('left-out').locator('li');
    expect(await list.count()).toBe(4);
    expect(await list.first().textContent()).toContain('assigned to another entity');
    expect(await wen.page.locator('.ts-refused').count()).toBe(0);
    await wen.get('left-out-copy').click();
    expect((await readBoard(wen.page)).text.replaceAll('\r', '')).toBe('x\ny\nx\ny');
    await wen.get('left-out-close').click();
  });

  test('what cannot be read stays in its cell as a refused value and stands in the report', async () => {
    await paste(wen, [METERS, 'numerator'], 'many\t\t12\n17\t\tfew');
    await reads(wen.get('left-out-words'), '2 cells pasted, 2 left out');
    await wen.at(METERS, 'numerator').and(wen.page.locator('.ts-refused')).waitFor();
    await wen.shows(METERS, 'denominator', '12');
    await wen.get('left-out-list').click();
    const [first] = await wen.get('left-out').locator('li button').all();
    await first?.click();
    await until(
      async () =>
        (await wen.at(METERS, 'numerator').getAttribute('class'))?.includes('ag-cell-focus') ===
        true,
      'the line to lead to its cell',
    );
    // Mended, and the report with it: it says nothing that is over.
    await wen.type(METERS, 'numerator', '11');
    await wen.get('left-out').waitFor({ state: 'detached' });
    await wen.focus(NETWORK, 'denominator');
    await wen.get('draft-drop').click();
    await until(async () => (await wen.page.locator('.ts-refused').count()) === 0, 'none refused');
  });

  test('what falls beyond the last column is said', async () => {
    await paste(wen, [METERS, 'entity'], 'a\tb\tc\nd\te\tf');
    expect(await wen.get('left-out').textContent()).toContain('4 values fell beyond');
    await wen.get('left-out-close').click();
  });

  test('a figure that can be read in two ways is settled by the block, or said to be looked at', async () => {
    await paste(amara, [METERS, 'override'], '1.234\n76,5');
    await amara.shows(METERS, 'override', '1 234');
    await amara.shows(NETWORK, 'override', '76.5');
    expect(await amara.get('left-out').textContent()).toContain('decimal comma, as the rest');
    await paste(amara, [METERS, 'override'], '1,234\n76');
    await amara.shows(METERS, 'override', '1 234');
    expect(await amara.get('left-out').textContent()).toContain('Look at it again');
    await amara.get('left-out-close').click();
  });

  test('ranges that are no block are not copied, and a sentence says why', async () => {
    await amara.focus(METERS, 'source');
    const other = await amara.show(DRAINS, 'notes');
    await other.click({ modifiers: ['Control'] });
    await amara.page.keyboard.press('Control+C');
    expect(await amara.get('left-out-words').textContent()).toContain('Copy them one by one');
    await amara.get('left-out-close').click();
  });

  test('a paste over the whole sheet is one line in the history and one undo', async () => {
    const before = await roomNow(amara);
    const line = ['2024', '', '', '', '', '', '', '', 'All of it', 'Pasted at once'].join('\t');
    await paste(amara, [FIRST, 'year'], Array(ROWS).fill(line).join('\n'));
    await until(
      async () =>
        (await amara.get('undo').getAttribute('aria-label'))?.includes('paste of') === true,
      'the paste',
    );
    await amara.saved();
    const after = await roomNow(amara);
    const changed = Object.keys(after.cells).filter((id) => after.cells[id] !== before.cells[id]);
    expect(changed.length).toBeGreaterThan(300);
    expect(Object.keys(after.cells).filter((id) => id.endsWith(':notes')).length).toBe(ROWS);
    expect(after.head - before.head).toBe(1);
    await amara.page.keyboard.press('Control+Z');
    await amara.saved();
    const back = await roomNow(amara);
    expect(back.head - after.head).toBe(1);
    expect(back.cells).toEqual(before.cells);
  });
});
