/** ITU's person makes a template of a file; a city takes its workbook along in it and is told what is written. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KPI_DATA, misspeltTemplate } from '../foreign/misspelt-template.ts';
import { cellsBySheetJs } from '../foreign/workbook-files.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { signIn, until, WorkbookPage } from './workbook-page.ts';

const FILE = new URL('../fixtures/workbooks/tpl_xlsxwriter.xlsx', import.meta.url).pathname;

await describeInBrowser('templates', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });

  async function templatesFor(person: string): Promise<Page> {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    await signIn(context, server.url, person);
    const page = await context.newPage();
    await page.goto(`${server.url}/templates`);
    return page;
  }

  test('a file is mapped by itself, corrected, saved, and every city exports into it', async () => {
    const mei = await templatesFor('p_mei');
    await mei.getByTestId('template-add').waitFor();
    await mei.setInputFiles('input[type=file]', FILE);
    await mei.getByTestId('template-preview').waitFor();
    expect(await graveFaults(mei, 'main')).toEqual([]);
    const details = mei.getByLabel('What is written into column V');
    expect(await details.inputValue()).toBe('notes');
    await details.selectOption('');
    await mei.getByTestId('template-name').fill('KPI template of this year');
    await mei.getByTestId('template-save').click();
    await mei.getByTestId('template-saved').waitFor();
    expect(await mei.getByTestId('template-line').textContent()).toContain(
      'KPI template of this year',
    );
    await mei.context().close();

    const amara = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_amara',
      path: '/w/wb_riverton',
    });
    await amara.get('export-open').click();
    await amara.get('export-format').click();
    await amara.page.getByRole('option', { name: 'Into a template of ITU' }).click();
    await amara.get('into-look').click();
    await amara.get('into-report').waitFor();
    expect(await amara.get('into-report').textContent()).toMatch(/Cells written: \d+/);
    expect(await graveFaults(amara.page, '[role="dialog"]')).toEqual([]);
    const coming = amara.page.waitForEvent('download');
    await amara.get('into-download').click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^tallystick-riverton-\d+-itu\.xlsx$/);
    const cells = cellsBySheetJs(new Uint8Array(await readFile(await file.path())));
    const filled = [...cells.keys()].filter((key) => /^KPI data!J\d+$/.test(key));
    expect(filled.length).toBeGreaterThan(5);
    await amara.close();
  });

  test('by keys alone: heads in row 7 are named, misspelt rows get their data points, one is left out', async () => {
    const mei = await templatesFor('p_mei');
    await mei.getByTestId('template-add').waitFor();
    const mimeType = 'application/octet-stream';
    const buffer = Buffer.from(misspeltTemplate());
    await mei.setInputFiles('input[type=file]', { name: 'ours.xlsx', mimeType, buffer });
    const placed = mei.getByTestId('template-placed');
    expect(await placed.textContent()).toContain('5 of 121');
    await mei.getByTestId('template-sheet').click();
    await mei.getByRole('option', { name: KPI_DATA }).click();
    const head = mei.getByTestId('template-head');
    expect(await head.inputValue()).toBe('7');
    await head.press('Enter');
    await mei.getByTestId('template-next').press('Enter');
    const row = (at: number) => mei.locator(`button[data-row="${at}"]`);
    const hasKeyboard = async (at: number) =>
      await until(() => row(at).evaluate((it) => it === document.activeElement), `row ${at}`);
    await hasKeyboard(8);
    await mei.getByTestId('template-likely').press('Enter');
    await hasKeyboard(8);
    expect(await row(8).textContent()).toContain('EC: ICT: ICT: 1C');
    expect(await placed.textContent()).toContain('116 of 121');
    await row(8).press('ArrowDown');
    await hasKeyboard(9);
    await mei.keyboard.press('Enter');
    await mei.getByTestId('row-point-list').fill('fixed broadband');
    await mei.keyboard.press('ArrowDown');
    await mei.keyboard.press('Enter');
    await hasKeyboard(9);
    expect(await placed.textContent()).toContain('117 of 121');
    await row(9).press('Delete');
    expect(await placed.textContent()).toContain('116 of 121');
    expect(await graveFaults(mei, 'main')).toEqual([]);
    await mei.getByTestId('template-save').press('Enter');
    await mei.getByTestId('template-saved').waitFor();
    expect(
      await mei.getByTestId('template-line').filter({ hasText: 'ours.xlsx' }).textContent(),
    ).toContain('place: 5');
    await mei.context().close();
  });

  test('who keeps no templates sees them and changes none', async () => {
    const wen = await templatesFor('p_wen');
    await wen.getByText('kept by ITU’s people').waitFor();
    expect(await wen.getByTestId('template-add').count()).toBe(0);
    await wen.context().close();
  });
});
