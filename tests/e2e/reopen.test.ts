/** Reopening cells on the screen: the dialog that says what will happen, the ribbon, and who can type where. */
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { plainText, reads, until as so, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const REASON = 'The meters of the harbour are counted twice.';
/** How long a reopening lasts whose end is waited for, in milliseconds. */
const SHORT_MS = 2_000;

/** In the page: notes that a cell was drawn as open; a busy machine may look for it too late. */
function noteOpen([row, column]: string[]): void {
  const look = (): void => {
    if (document.querySelector(`[row-id="${row}"] [col-id="${column}"].ts-reopened`))
      document.documentElement.dataset.wasOpen = 'yes';
  };
  const seen = new MutationObserver(look);
  const grid = document.querySelector('.ag-root');
  if (grid) seen.observe(grid, { subtree: true, attributeFilter: ['class'] });
}

await describeInBrowser('reopened cells', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let henrik: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    expect((await (await ApiClient.enter(url, 'p_henrik')).command({ type: 'lock' })).status).toBe(
      200,
    );
    wen = await WorkbookPage.enter({ browser, url, person: 'p_wen' });
    const dark = { colorScheme: 'dark', reducedMotion: 'reduce' } as const;
    henrik = await WorkbookPage.enter({ browser, url, person: 'p_henrik', options: dark });
  });
  afterAll(async () => {
    for (const each of [wen, henrik]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const cannotType = async (who: WorkbookPage, row: string, column: string) => {
    await who.focus(row, column);
    await who.page.keyboard.press('F2');
    expect(await who.page.locator('.ts-editor').count()).toBe(0);
    await who.page.keyboard.press('Escape');
  };

  test('from a reopening to the next version', async () => {
    await part(
      'the dialog names the cell in focus, says who fills it, and asks for an end and a reason',
      async () => {
        await henrik.focus(METERS, 'numerator');
        await henrik.get('reopen-open').click();
        const dialog = henrik.page.getByRole('dialog', { name: 'Reopen cells of version 1' });
        await henrik.get('reopen-confirm').waitFor();
        const words = await plainText(dialog);
        for (const part of [
          'Everything else stays locked, and version 1 stays as it is. Lock again, and it becomes version 2.',
          'Smart Water Meters: J Numerator',
          '1 cell opens.',
          'Filled in by Riverton Water, and by the coordinators.',
        ])
          expect(words).toContain(part);
        await henrik.get('reopen-confirm').click();
        await reads(henrik.get('reopen-confirm-missing'), 'Write the reason first.');
        expect(await graveFaults(henrik.page)).toEqual([]);
        await henrik.get('reopen-reason').fill(REASON);
        await henrik.get('reopen-confirm').click();
        await dialog.waitFor({ state: 'detached' });
      },
    );

    await part('what was said in the corner leaves it to the dialog that opens', async () => {
      const said = henrik.page.getByText('1 cell is open again');
      await said.waitFor();
      await henrik.get('lock-open').click();
      await henrik.get('lock-confirm').waitFor();
      // By itself it would stay for twelve seconds, over the button that locks.
      await said.waitFor({ state: 'detached', timeout: 5_000 });
      await henrik.page.keyboard.press('Escape');
      await henrik.get('lock-confirm').waitFor({ state: 'detached' });
    });

    await part('the ribbon on every screen says what is open until when and why', async () => {
      for (const each of [wen, henrik]) {
        const words = await plainText(each.get('reopened-ribbon'));
        expect(words).toContain('1 cell is open until');
        expect(words).toContain(REASON);
      }
      expect(await plainText(wen.get('reopened-ribbon'))).toContain(
        '1 of them is yours to fill in',
      );
      expect(await plainText(henrik.get('reopened-ribbon'))).not.toContain('yours');
      expect(await wen.get('reopened-end').count()).toBe(0);
      expect(await wen.get('reopen-open').count()).toBe(0);
      for (const each of [wen, henrik]) expect(await graveFaults(each.page)).toEqual([]);
    });

    await part(
      'the open cell takes a value, its neighbour does not, and the head cannot type at all',
      async () => {
        await wen.get('reopened-show').click();
        await reads(wen.get('filter-words'), '1 row: Reopened');
        await wen.get('clear-filter').click();
        await wen.type(METERS, 'numerator', '17000');
        await wen.shows(METERS, 'numerator', '17 000');
        await wen.saved();
        await henrik.shows(METERS, 'numerator', '17 000');
        await cannotType(wen, METERS, 'denominator');
        await cannotType(henrik, METERS, 'numerator');
        const open = await wen.show(METERS, 'numerator');
        expect(await open.getAttribute('aria-label')).toContain('Open until');
        expect(await open.getAttribute('class')).not.toContain('ts-locked');
      },
    );

    await part('locking again makes version 2 and ends the reopening', async () => {
      await reads(henrik.get('lock-open'), 'Lock version 2…');
      await henrik.get('lock-open').click();
      await henrik.page.getByText('the reopening ends with this lock').waitFor();
      await reads(henrik.get('lock-since').locator('summary'), '1 row differs from version 1');
      expect(await henrik.get('lock-untouched').count()).toBe(0);
      await henrik.get('lock-confirm').click();
      for (const each of [wen, henrik]) {
        await each.get('phase').filter({ hasText: 'locked, version 2' }).waitFor();
        await each.get('reopened-ribbon').waitFor({ state: 'detached' });
      }
      await cannotType(wen, METERS, 'numerator');
      await wen.shows(METERS, 'numerator', '17 000');
    });
  });

  test('at the end of a reopening the screen turns read-only by itself', async () => {
    const api = await ApiClient.enter(server.url, 'p_henrik');
    const cells = [`${METERS}:numerator` as CellId];
    const rows: RowId[] = [];
    const open = await wen.show(METERS, 'numerator');
    await wen.page.evaluate(noteOpen, [METERS, 'numerator']);
    const until = Date.now() + SHORT_MS;
    const outcome = await api.command({ type: 'reopen-cells', cells, rows, reason: REASON, until });
    expect(outcome.status).toBe(200);
    const isOpen = async () => ((await open.getAttribute('class')) ?? '').includes('ts-reopened');
    const wasOpen = wen.page.locator('html[data-was-open]');
    await so(async () => (await wasOpen.count()) === 1, 'the cell is open');
    await so(async () => !(await isOpen()), 'the cell is locked again');
    await wen.get('reopened-ribbon').filter({ hasText: 'No cell is open any more' }).waitFor();
    await cannotType(wen, METERS, 'numerator');
  });

  test('the head ends a reopening before its time', async () => {
    await henrik.focus(METERS, 'source');
    await henrik.get('reopen-open').click();
    await henrik.get('reopen-reason').fill(REASON);
    await henrik.get('reopen-confirm').click();
    await wen.get('reopened-ribbon').filter({ hasText: '1 cell is open' }).waitFor();
    await henrik.get('reopened-end').click();
    await wen.get('reopened-ribbon').filter({ hasText: 'No cell is open any more' }).waitFor();
    await cannotType(wen, METERS, 'source');
  });

  test('reopens all that is selected, and ready-made choices, each said before it happens', async () => {
    await henrik.focus(METERS, 'numerator');
    await henrik.page.keyboard.press('Shift+ArrowDown');
    await henrik.page.keyboard.press('Shift+ArrowRight');
    await henrik.get('reopen-open').click();
    const opens = async (text: string) =>
      await reads(henrik.get('reopen-opens').locator('p').first(), text);
    await opens('2 cells open.');
    await henrik.get('reopen-commented').click();
    await opens('3 cells open.');
    await henrik.get('reopen-selected').click();
    await opens('1 cell opens.');
    expect(await plainText(henrik.get('reopen-opens'))).toContain('Riverton Water');
    await henrik.get('reopen-entity').click();
    await henrik.page.getByRole('option', { name: 'Statistics and Digital Office' }).click();
    await so(async () => {
      const words = await plainText(henrik.get('reopen-opens').locator('p').first());
      return Number(/^\d+/.exec(words)?.[0]) > 50;
    }, 'all rows of the entity to open');
    const names = henrik.page.locator('.reopening-names');
    expect(await plainText(names)).toContain('whole row');
    expect(await graveFaults(henrik.page)).toEqual([]);
    await henrik.page.keyboard.press('Escape');
  });

  test('a reopened cell is made ready though its neighbours lack something that nobody can change', async () => {
    const SHARE = 'household_internet_access.value';
    const api = await ApiClient.enter(server.url, 'p_henrik');
    const reason = 'Where is it from?';
    const until = Date.now() + 600_000;
    const cells = [`${SHARE}:source`, `${METERS}:source`] as CellId[];
    expect(
      (await api.command({ type: 'reopen-cells', cells, rows: [], reason, until })).status,
    ).toBe(200);
    await wen.get('reopened-ribbon').filter({ hasText: 'UTC' }).waitFor();
    await wen.type(METERS, 'source', 'Register of meters');
    await wen.saved();
    await wen.focus(METERS, 'source');
    await wen.get('row-ready').click();
    await reads(wen.get('row-life'), 'Ready');
    await henrik.get('lock-open').click();
    const untouched = henrik.get('lock-untouched');
    expect(await plainText(untouched.locator('summary'))).toMatch(/^1 reopened row reads as/);
    await untouched.locator('summary').click();
    expect(await plainText(untouched)).toContain('Household Internet Access');
    await henrik.page.keyboard.press('Escape');
  });
});
