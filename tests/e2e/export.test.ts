/** The workbook is taken along as an Excel file: above the sheet, among the versions, and at a version. */
import { complaintsOf } from '../office/strict-xlsx.ts';
import { partsOf, plainSheets } from '../office/xlsx-parts.ts';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { ApiClient } from '../process/api-client.ts';
import { ProgramClient } from '../programs/program-client.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { WorkbookPage } from './workbook-page.ts';

await describeInBrowser('export', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });
  const enter = (person: string, path: string) =>
    WorkbookPage.enter({ browser, url: server.url, person, path });

  /** The file that the open dialog gives, and its name. */
  async function taken(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
    const coming = page.waitForEvent('download');
    await page.getByTestId('export-take').click();
    const file = await coming;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }
  const tabs = (bytes: Uint8Array): string[] => plainSheets(bytes).map(({ name }) => name);

  test('Export above the sheet gives the whole workbook, and the rows of one entity', async () => {
    const wen = await enter('p_wen', '/w/wb_riverton');
    await wen.get('export-open').click();
    await wen.get('export-part').waitFor();
    expect(await graveFaults(wen.page, '[role="dialog"]')).toEqual([]);
    const whole = await taken(wen.page);
    expect(whole.name).toMatch(/^tallystick-.+-\d+\.xlsx$/);
    expect(complaintsOf(partsOf(whole.bytes))).toEqual([]);
    expect(tabs(whole.bytes).slice(0, 3)).toEqual(['Start here', 'City profile', 'KPI data']);
    await wen.close();
    const henrik = await enter('p_henrik', '/w/wb_riverton');
    await henrik.get('export-open').press('Enter');
    await henrik.get('export-part').click();
    await henrik.page.getByRole('option', { name: 'The rows of one entity' }).click();
    // Who is of no entity says whose rows they want.
    await henrik.get('export-take').click();
    await henrik.get('export-take-missing').waitFor();
    await henrik.get('export-entity').click();
    await henrik.page.getByRole('option', { name: 'Riverton Water' }).click();
    const entity = await taken(henrik.page);
    expect(entity.name).toMatch(/-e_[\w-]+\.xlsx$/);
    expect(entity.bytes.length).toBeLessThan(whole.bytes.length);
    expect([wen.errors, henrik.errors]).toEqual([[], []]);
    await henrik.close();
  });

  test('the dialog opens from the versions too, and gives a version in the language of the page', async () => {
    const wen = await enter('p_wen', '/w/wb_riverton_2025?lang=ar');
    await wen.get('versions-open').click();
    await wen.get('export-xlsx').click();
    const now = await taken(wen.page);
    expect(tabs(now.bytes)[0]).toBe('ابدأ من هنا');
    await wen.get('versions-open').click();
    await wen.get('version-export-2').click();
    await wen.get('export-part').waitFor();
    expect(await graveFaults(wen.page, '[role="dialog"]')).toEqual([]);
    expect((await taken(wen.page)).name).toMatch(/-v2\.xlsx$/);
    await wen.page.goto(`${server.url}/w/wb_riverton_2025/v/2`);
    await wen.get('version-export').click();
    expect((await taken(wen.page)).name).toMatch(/-v2\.xlsx$/);
    expect(wen.errors).toEqual([]);
    await wen.close();
  });

  test('CSV and the formats of statistics offices come as they were chosen, and a refusal is said in the dialog', async () => {
    const wen = await enter('p_wen', '/w/wb_riverton');
    const choose = async (what: string, option: string | RegExp) => {
      await wen.get(`export-${what}`).click();
      await wen.page.getByRole('option', { name: option }).click();
    };
    const textOf = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);
    await wen.get('export-open').click();
    await choose('format', /^CSV /);
    expect(await wen.get('export-part').count()).toBe(0);
    await choose('marks', /Semicolon, decimal comma/);
    expect(await graveFaults(wen.page, '[role="dialog"]')).toEqual([]);
    const csv = await taken(wen.page);
    expect(csv.name).toMatch(/^tallystick-riverton-\d+\.csv$/);
    expect(textOf(csv)).toMatch(/^kpi;name;row;.*\r\n[^]*;\d+,\d+;/);

    const program = await ProgramClient.of(await ApiClient.enter(server.url, 'p_wen'));
    const cells = { 'water_supply_loss.value:notes': 'عمّان' };
    const path = '/api/workbooks/wb_riverton/cells';
    expect((await program.ask('PATCH', path, { body: { cells } })).status).toBe(200);
    // The versions lead to the same place, with the format chosen.
    await wen.get('versions-open').click();
    await wen.get('export-csv').click();
    await choose('encoding', /Windows-1252/);
    await wen.get('export-take').click();
    await wen.page.getByText('letters that this encoding does not have').waitFor();
    await choose('format', 'SDMX-CSV 2.0');
    await choose('labels', /Codes, and their names/);
    const sdmx = await taken(wen.page);
    expect(sdmx.name).toMatch(/^tallystick-riverton-\d+\.sdmx\.csv$/);
    expect(textOf(sdmx)).toMatch(/^STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,/);
    await wen.get('export-open').click();
    await choose('format', 'JSON-stat 2.0');
    const cube = JSON.parse(textOf(await taken(wen.page))) as { class: string; size: number[] };
    expect([cube.class, cube.size[0]]).toEqual(['dataset', 112]);
    await wen.get('export-open').click();
    await choose('format', /^JSON All cells/);
    expect((await taken(wen.page)).name).toMatch(/^tallystick-riverton-\d+\.json$/);
    await wen.get('export-open').click();
    await choose('format', /^Whole record/);
    expect((await taken(wen.page)).name).toMatch(/^tallystick-riverton-.*\.zip$/);
    expect(wen.errors).toEqual([]);
    await wen.close();
  });
});
