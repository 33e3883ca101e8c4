/** Formulas in a browser: typed, shown as values, followed when a figure changes, explained, refused, locked. */
import { unzipSync } from 'fflate';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
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
import { part } from './part.ts';
import { isNamed, plainText, reads, WorkbookPage } from './workbook-page.ts';

const PATH = `/w/${DEMO_WORKBOOK}?sheet=profile`;
const FLOOR = 'city.public_floor_area_m2';
const PEOPLE = 'city.population';
const AREA = 'city.city_area_km2';

await describeInBrowser('formulas', (browser: Browser) => {
  let server: ServerProcess;
  let amara: WorkbookPage;
  let lucia: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    const options = { locale: 'de-DE' };
    amara = await WorkbookPage.enter({ browser, url, person: 'p_amara', path: PATH });
    lucia = await WorkbookPage.enter({ browser, url, person: 'p_lucia', path: PATH, options });
  });
  afterAll(async () => {
    for (const each of [amara, lucia]) {
      expect(each.errors).toEqual([]);
      await each.close();
    }
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('a formula from its first letter to the lock', async () => {
    await part('a sum is typed and its value is seen, F2 shows the sum again', async () => {
      await amara.type(FLOOR, 'value', '=4200+1350');
      await amara.shows(FLOOR, 'value', '5 550');
      await lucia.shows(FLOOR, 'value', '5.550'.replace('.', ' '));
      const cell = await amara.focus(FLOOR, 'value');
      await isNamed(cell, '= 4\u202F200 + 1\u202F350');
      await amara.page.keyboard.press('F2');
      expect(await amara.page.locator('.ts-editor').inputValue()).toBe('=4200+1350');
      await amara.page.keyboard.press('Escape');
    });

    await part(
      'a name is completed from the list with keys alone, and the hint says what comes out',
      async () => {
        await amara.focus(FLOOR, 'value');
        await amara.page.keyboard.type('=POPU');
        const list = amara.page.getByRole('listbox', { name: 'Names of figures' });
        await list.getByRole('option').first().waitFor();
        expect(await plainText(list.getByRole('option').first())).toBe(
          'population – Inhabitants of the city',
        );
        const editor = amara.page.locator('.ts-editor');
        expect(await editor.getAttribute('aria-activedescendant')).not.toBeNull();
        await amara.page.keyboard.press('ArrowDown');
        await amara.page.keyboard.press('ArrowUp');
        expect(await graveFaults(amara.page)).toEqual([]);
        await amara.page.keyboard.press('Tab');
        await list.waitFor({ state: 'detached' });
        expect(await editor.inputValue()).toBe('=population');
        await amara.page.keyboard.type('*0.12');
        await reads(amara.get('typing-hint'), '= 25 680 m²');
        await amara.page.keyboard.press('Enter');
        await amara.shows(FLOOR, 'value', '25 680');
      },
    );

    await part(
      'it follows the figure when another person changes it, and the panel leads there',
      async () => {
        await lucia.type(PEOPLE, 'value', '215000');
        await amara.shows(FLOOR, 'value', '25 800');
        await amara.focus(FLOOR, 'value');
        await reads(amara.get('cell-formula'), '= population × 0.12= 215 000 × 0.12 = 25 800');
        await amara.get('cell-formula-figure').click();
        await amara.page.locator(`[row-id="${PEOPLE}"] [col-id="value"].ag-cell-focus`).waitFor();
      },
    );

    await part('an author with a decimal comma reads and types it with one', async () => {
      await lucia.focus(FLOOR, 'value');
      await lucia.page.keyboard.press('F2');
      expect(await lucia.page.locator('.ts-editor').inputValue()).toBe('=population*0,12');
      await lucia.page.keyboard.press('Escape');
      await lucia.type(AREA, 'value', '=1,5*100');
      await amara.shows(AREA, 'value', '150');
      await amara.focus(AREA, 'value');
      await amara.page.keyboard.press('F2');
      expect(await amara.page.locator('.ts-editor').inputValue()).toBe('=1.5*100');
      await amara.page.keyboard.press('Escape');
    });

    await part('an empty figure is waited for, and never taken as nought', async () => {
      await amara.focus(PEOPLE, 'value');
      await amara.page.keyboard.press('Delete');
      await lucia.shows(FLOOR, 'value', '…');
      await lucia.focus(FLOOR, 'value');
      await lucia.get('cell-formula').filter({ hasText: 'Inhabitants of the city' }).waitFor();
      await amara.type(PEOPLE, 'value', '214000');
      await lucia.shows(FLOOR, 'value', '25 680');
    });

    await part('a circle and an unknown name are refused at the cell with a sentence', async () => {
      await amara.type(PEOPLE, 'value', '=round(public_floor_area_m2*2)');
      await amara.get('refusal').filter({ hasText: 'would lead back to its own cell' }).waitFor();
      await amara.page.keyboard.press('Escape');
      await amara.type(PEOPLE, 'value', '=B5*2');
      await amara.get('refusal').filter({ hasText: 'No figure has this name' }).waitFor();
      await amara.page.keyboard.press('Escape');
      await lucia.shows(PEOPLE, 'value', '214 000');
      await amara.type(PEOPLE, 'value', '214000');
      await amara.shows(PEOPLE, 'value', '214 000');
    });

    await part('the history tells the formula and its value at that time', async () => {
      await amara.focus(FLOOR, 'value');
      await amara.page.getByRole('tab', { name: 'History' }).click();
      const change = amara.page.locator('.history-change').first();
      await change.filter({ hasText: '= population × 0.12' }).waitFor();
      expect(await plainText(change.getByTestId('value-then'))).toBe('Value at that time: 25 680');
    });

    await part('a lock keeps text and value, and its bundle proves itself', async () => {
      const head = await ApiClient.enter(server.url, 'p_henrik');
      expect((await head.command({ type: 'lock' })).status).toBe(200);
      await amara.get('phase').filter({ hasText: 'locked, version 1' }).waitFor();
      await amara.shows(FLOOR, 'value', '25 680');
      const zip = await head.get(`/api/workbooks/${DEMO_WORKBOOK}/submissions/1/bundle`);
      const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
      expect(verifyBundle(new Map(Object.entries(files)), {}).ok).toBe(true);
      expect(JSON.parse(new TextDecoder().decode(files['snapshot.json']))).toMatchObject({
        cells: { [`${FLOOR}:value`]: '=population*0.12' },
        values: { [`${FLOOR}:value`]: '25680' },
      });
      await amara.page.goto(`${server.url}/w/${DEMO_WORKBOOK}/v/1`);
      await amara.page.getByText('City profile', { exact: true }).click();
      await amara.shows(FLOOR, 'value', '25 680');
    });
  });
});
