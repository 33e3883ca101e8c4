/** The life of a row on the screen: ready and taken back, not available and why, bars that move, the next empty cell. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import { rowErrors } from '@tallystick/domain/screening/readiness';
import { hasFigure } from '@tallystick/domain/nouns/row-life';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import { RoomClient } from '../process/room-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { isNamed, plainText, until as so, WorkbookPage, reads } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const MONITORING = 'water_supply_ict_monitoring.value';
const DRAINS = 'drainage_storm_water_system_ict_monitoring.value';
const LOSS = 'water_supply_loss.value';
const catalogue = loadCatalogue();
const REASON = 'Nobody keeps a register of drains.';

await describeInBrowser('the life of a row', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let amara: WorkbookPage;
  let henrik: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    const small = { viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' } as const;
    wen = await WorkbookPage.enter({ browser, url, person: 'p_wen', options: small });
    amara = await WorkbookPage.enter({ browser, url, person: 'p_amara' });
    const dark = { ...small, colorScheme: 'dark' } as const;
    henrik = await WorkbookPage.enter({ browser, url, person: 'p_henrik', options: dark });
  });
  afterAll(async () => {
    for (const each of [wen, amara, henrik]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  /** Waits until the beginning of a row shows a state, to the eye and to a screen reader. */
  const isIn = async (who: WorkbookPage, row: string, life: string, words: string) => {
    const cell = await who.show(row, 'code');
    await so(
      async () => (await cell.getAttribute('class'))?.includes(`ts-life-${life}`) ?? false,
      `${row} is ${life}`,
    );
    await isNamed(cell, words);
  };
  const waterBar = async (who: WorkbookPage, name: string) =>
    await who.get('entity-e_water').getByTestId('life-bar').getAttribute(`data-${name}`);

  test('a row through all its states', async () => {
    await part(
      'what blocks it is listed, leads to its cell, and gone the row can be called ready',
      async () => {
        await wen.focus(METERS, 'numerator');
        const block = wen.get('row-block');
        expect(await plainText(wen.get('row-life'))).toBe('In progress');
        expect(await wen.get('row-not-available').count()).toBe(0);
        expect(await plainText(wen.get('row-error'))).toContain('a source in column V');
        await wen.page.keyboard.press('Alt+r');
        await wen.page.getByText('Not ready yet').waitFor();
        await wen.get('row-ready').click();
        expect(await plainText(wen.get('row-life'))).toBe('In progress');
        await wen.get('row-error').click();
        await wen.at(METERS, 'source').and(wen.page.locator('.ag-cell-focus')).waitFor();
        expect(await graveFaults(wen.page)).toEqual([]);
        // What is being typed belongs to what is said: the key takes both.
        await wen.focus(METERS, 'source');
        await wen.page.keyboard.press('F2');
        await wen.page.locator('.ts-editor').fill('Meter register');
        await wen.page.keyboard.press('Alt+r');
        await block.getByText('Ready', { exact: true }).waitFor();
        for (const each of [wen, amara, henrik]) await isIn(each, METERS, 'ready', 'Row: ready');
        await henrik.shows(METERS, 'source', 'Meter register');
        await wen.at(METERS, 'source').and(wen.page.locator('.ag-cell-focus')).waitFor();
      },
    );

    await part('the bars of another person move with it', async () => {
      await so(async () => (await waterBar(henrik, 'ready')) === '1', 'one row is ready');
      await wen.focus(LOSS, 'numerator');
      await wen.page.keyboard.press('Alt+r');
      await so(async () => (await waterBar(henrik, 'ready')) === '2', 'two rows are ready');
      expect(await plainText(wen.get('my-progress'))).toContain('Mine: 2 of 14 rows ready');
      const said = henrik.get('entity-e_water').getByRole('img');
      expect(await said.getAttribute('aria-label')).toContain('14 rows: 2 ready');
    });

    await part(
      'an edit by the coordinator takes it back for everybody, and the panel says who it was',
      async () => {
        await amara.type(METERS, 'numerator', '18350');
        await amara.saved();
        for (const each of [wen, amara, henrik])
          await isIn(each, METERS, 'in-progress', 'changed since it was said to be ready');
        await so(async () => (await waterBar(henrik, 'ready')) === '1', 'one row is ready');
        await wen.focus(METERS, 'numerator');
        const words = wen.get('row-withdrawn');
        await words.filter({ hasText: 'Changed by Amara' }).waitFor();
        expect(await plainText(words)).toContain('said on');
        await wen.get('row-ready').click();
        await isIn(henrik, METERS, 'ready', 'Row: ready');
        await wen.get('row-back').click();
        await isIn(henrik, METERS, 'in-progress', 'Row: in progress');
      },
    );

    await part('not available asks for a reason, which everybody reads, the lock too', async () => {
      await wen.focus(DRAINS, 'numerator');
      await wen.get('row-not-available').click();
      await wen.page.getByRole('dialog', { name: 'Not available' }).waitFor();
      await wen.get('not-available-confirm').click();
      await reads(wen.get('not-available-confirm-missing'), 'Choose why first.');
      expect(await graveFaults(wen.page)).toEqual([]);
      const dialog = wen.page.getByRole('dialog', { name: 'Not available' });
      await dialog.getByLabel('Another reason').check();
      await wen.get('not-available-confirm').click();
      await reads(wen.get('not-available-confirm-missing'), 'Write the reason in your words.');
      await dialog.getByLabel('Expected by a date').check();
      await wen.get('not-available-reason').fill(REASON);
      await wen.get('not-available-confirm').click();
      await reads(
        wen.get('not-available-confirm-missing'),
        'Choose the day by which it is expected.',
      );
      await wen.get('not-available-expected').fill('2031-03-31');
      await wen.get('not-available-confirm').click();
      await isIn(henrik, DRAINS, 'not-available', 'Row: not available');
      await henrik.focus(DRAINS, 'numerator');
      expect(await plainText(henrik.get('row-reason'))).toContain(
        `Why not: expected by Mar 31, 2031: ${REASON}`,
      );
      expect(await henrik.get('row-back').count()).toBe(0);
      await henrik.get('lock-open').click();
      expect(await plainText(henrik.get('lock-rows'))).toContain('1 not available');
      expect(await plainText(henrik.get('lock-kinds'))).toContain('1 not available');
      expect(await plainText(henrik.get('lock-why'))).toContain(REASON);
      await henrik.page.keyboard.press('Escape');
      await wen.type(DRAINS, 'numerator', '4');
      await isIn(henrik, DRAINS, 'in-progress', 'Row: in progress');
      await wen.type(DRAINS, 'numerator', '');
      await isIn(henrik, DRAINS, 'not-available', 'Row: not available');
      expect(await graveFaults(henrik.page)).toEqual([]);
    });

    await part('the coordinator sees what is left of each contributor', async () => {
      await amara.get('people-open').click();
      await amara.get('people-tab').click();
      const line = amara.get('member-line').filter({ hasText: 'Wen' });
      expect(await plainText(line.getByTestId('person-progress'))).toContain(
        '1 of 14 ready · 12 rows left',
      );
      expect(await line.getByTestId('remind').count()).toBe(1);
      expect(await graveFaults(amara.page)).toEqual([]);
    });

    await part('she sees who is behind, most first, and copies one reminder for all', async () => {
      await amara.get('progress-tab').click();
      const lines = amara.get('behind-line');
      await so(
        async () => (await plainText(amara.get('seen-p_wen'))).includes('here now'),
        'Wen to be seen here',
      );
      const texts = await Promise.all((await lines.all()).map(plainText));
      const left = texts.map((text) => Number(/(\d+) of \d+$/u.exec(text)?.[1] ?? 0));
      expect(left).toEqual(left.toSorted((a, b) => b - a));
      expect(texts.find((text) => text.startsWith('Riverton Water'))).toMatch(/12 of 14$/u);
      expect(await graveFaults(amara.page)).toEqual([]);
      await amara.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await amara.get('remind-all').click();
      const copied = await amara.page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toMatch(/^Riverton, 2026 assessment: .* They are due \w+ \d+, \d{4}, /u);
      expect(copied).toMatch(/^- Riverton Water \(.*Wen.*\): 12 rows left$/mu);
      await amara.page.keyboard.press('Escape');
    });

    await part(
      'rows that are selected together are called ready together, and what stands against one is said',
      async () => {
        await wen.focus(METERS, 'numerator');
        await wen.at(MONITORING, 'numerator').click({ modifiers: ['Shift'] });
        expect(await plainText(wen.get('ready-selection'))).toBe('Mark 1 row as ready');
        await wen.page.keyboard.press('Alt+r');
        await isIn(henrik, METERS, 'ready', 'Row: ready');
        const said = wen.page
          .locator('.mantine-Notification-root')
          .filter({ hasText: 'Marked as ready' });
        expect(await plainText(said)).toContain('1 row is left as it was');
        expect(await plainText(said)).toContain('Water Supply ICT Monitoring');
        await isIn(henrik, MONITORING, 'in-progress', 'Row: in progress');
        await wen.get('ready-selection').waitFor({ state: 'detached' });
        await wen.at(DRAINS, 'numerator').click({ modifiers: ['Shift'] });
        expect(await wen.get('ready-selection').count()).toBe(0);
      },
    );

    await part(
      'a key leads from one empty cell of mine to the next, and says when none is left',
      async () => {
        const focused = async () =>
          await wen.page.evaluate(() => {
            const cell = document.activeElement?.closest('[col-id]');
            return `${cell?.closest('[row-id]')?.getAttribute('row-id')}:${cell?.getAttribute('col-id')}`;
          });
        await wen.focus(METERS, 'numerator');
        await wen.page.keyboard.press('Alt+n');
        const second = `${MONITORING}:source`;
        await so(async () => (await focused()) === second, 'the focus is on the next empty cell');
        await wen.page.keyboard.type('Register');
        await wen.page.keyboard.press('Alt+n');
        await so(async () => (await focused()) !== second, 'the focus moves on');
        await wen.saved();
        await wen.shows(MONITORING, 'source', 'Register');
        await fillAll(server.url);
        await wen.page.keyboard.press('Alt+n');
        await wen.page.getByText('No empty cell of yours is left').waitFor();
        expect(await henrik.get('next-empty').count()).toBe(0);
      },
    );
  });

  test('the keys stand on a sheet of their own', async () => {
    await wen.focus(METERS, 'numerator');
    await wen.page.keyboard.press('Control+/');
    const dialog = wen.page.getByRole('dialog', { name: 'Keys' });
    expect(await plainText(dialog)).toContain('Next empty cell of mine');
    expect(await graveFaults(wen.page)).toEqual([]);
    await wen.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await wen.page.keyboard.press('F6');
    await wen.page.keyboard.press('?');
    await dialog.waitFor();
    await wen.page.keyboard.press('Escape');
  });

  /** Says of every row of the water utility why it is not there, or what it rests on. */
  async function fillAll(url: string): Promise<void> {
    const api = await ApiClient.enter(url, 'p_wen');
    const { assignments, room } = await api.view();
    const client = await RoomClient.join(api, room ?? '');
    const rows = Object.keys(assignments).filter((row) => assignments[row] === 'e_water');
    expect(rows.length).toBe(14);
    const bare: RowId[] = [];
    const read = (cell: CellId): string | undefined => client.cells().get(cell);
    for (const row of rows as RowId[]) {
      if (row === DRAINS) continue;
      if (!hasFigure(catalogue, row, read)) bare.push(row);
      else for (const { cell } of rowErrors(catalogue, row, read)) await client.save(cell, '2025');
    }
    await client.save(`${METERS}:numerator`, '18351');
    client.close();
    const said = { as: 'not-available', reason: 'Not counted' } as const;
    const answer = await api.command({ type: 'mark-rows', rows: bare, ...said });
    expect([bare.length > 0, answer.status]).toEqual([true, 200]);
    // Both have reached the page: it draws what it was told last.
    await isIn(wen, bare.at(-1) ?? '', 'not-available', 'Row: not available');
    await wen.shows(METERS, 'numerator', '18 351');
  }
});
