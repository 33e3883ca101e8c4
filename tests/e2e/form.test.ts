/** The workbook as a form: on a phone, by keyboard, and for those who listen. */
import type { EntityId, RowId } from '@tallystick/domain/cells/ids';
import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';

await describeInBrowser('the form', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });
  const enter = async (person: string, options: BrowserContextOptions = PHONE) => {
    const one = await WorkbookPage.enter({ browser, url: server.url, person, options });
    await one.get('form').waitFor();
    return one;
  };
  const open = async (one: WorkbookPage, row: string) => {
    await one.get('form-row').selectOption(row);
    await one.get('field-year').waitFor();
  };
  const textOf = async (cell: string): Promise<string | null> => {
    const amara = await ApiClient.enter(server.url, 'p_amara');
    const answer = await amara.get(`/api/workbooks/${DEMO_WORKBOOK}/cells/${cell}`);
    return ((await answer.json()) as { text: string | null }).text;
  };

  test('a phone shows one row a page and fetches no grid', async () => {
    const wen = await enter('p_wen');
    expect(await wen.page.locator('.ag-root').count()).toBe(0);
    const fetched = await wen.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(fetched.some((name) => name.includes('/assets/workbook-'))).toBe(true);
    expect(fetched.filter((name) => name.includes('kpi-grid'))).toEqual([]);
    await open(wen, METERS);
    await wen.page.getByRole('heading', { name: 'Smart Water Meters' }).waitFor();
    await wen.get('form-next').click();
    await wen.page.getByRole('heading', { name: 'Water Supply ICT Monitoring' }).waitFor();
    const wider = await wen.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
    expect(await graveFaults(wen.page)).toEqual([]);
    expect(wen.errors).toEqual([]);
    await wen.close();
  });

  test('whoever fills rows begins with the first of theirs that lacks something, others at the top', async () => {
    const wen = await enter('p_wen');
    const row = await wen.get('form-row').inputValue();
    expect(await wen.get('form-previous').isEnabled()).toBe(true);
    await wen.get('field-numerator').fill('1');
    await wen.page.keyboard.press('Enter');
    await until(async () => (await textOf(`${row}:numerator`)) === '1', 'not saved');
    await wen.close();
    const yara = await enter('p_yara');
    expect(await yara.get('form-previous').isEnabled()).toBe(false);
    await yara.close();
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    await henrik.command({ type: 'lock' });
    const again = await enter('p_wen');
    expect(await again.get('form-previous').isEnabled()).toBe(true);
    await again.close();
    await henrik.command({ type: 'unlock', reason: 'To go on' });
  });

  test('a phone is offered the rows that were assigned while its view was open', async () => {
    const path = `/w/${DEMO_WORKBOOK}?show=mine`;
    const wen = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      path,
      options: PHONE,
    });
    await wen.get('form').waitFor();
    const rows = () => wen.get('form-row').locator('option').count();
    const before = await rows();
    const amara = await ApiClient.enter(server.url, 'p_amara');
    const assign = (row: string, entity: string | null) =>
      amara.command({
        type: 'assign-rows',
        rows: [row as RowId],
        entity: entity as EntityId | null,
      });
    const again = wen.get('filter-again');
    // A view that has only just opened takes in by itself what comes.
    await assign('life_expectancy.value', 'e_water');
    await until(async () => {
      if (await again.isVisible()) await again.tap();
      return (await rows()) === before + 1;
    }, 'the first row that was assigned');
    await assign('maternal_mortality_rate.value', 'e_water');
    await again.tap();
    await until(async () => (await rows()) === before + 2, 'the second row that was assigned');
    for (const row of ['life_expectancy.value', 'maternal_mortality_rate.value'])
      await assign(row, null);
    await wen.close();
  });

  test('what is typed in a field is saved, and its result follows', async () => {
    const wen = await enter('p_wen');
    await open(wen, METERS);
    await wen.get('field-numerator').fill('20000');
    await wen.page.keyboard.press('Enter');
    await until(async () => (await textOf(`${METERS}:numerator`)) === '20000', 'not saved');
    await wen.page.getByText('28.09', { exact: false }).first().waitFor();
    expect(
      await wen.get('field-denominator').evaluate((each) => each === document.activeElement),
    ).toBe(true);
    await wen.close();
  });

  test('a row is called ready with one press from within its last field, and what is missing is said', async () => {
    const wen = await enter('p_wen');
    await open(wen, METERS);
    // The source is what the row still lacks.
    const source = wen.get('field-source');
    await source.fill('');
    await wen.get('row-ready').tap();
    await wen.page.getByText('Not ready yet').waitFor();
    expect(await wen.get('row-life').textContent()).toBe('In progress');
    await source.tap();
    await wen.page.keyboard.type('Meter register');
    await wen.get('row-ready').tap();
    await wen.get('row-life').getByText('Ready', { exact: true }).waitFor();
    expect(await textOf(`${METERS}:source`)).toBe('Meter register');
    await wen.get('row-back').tap();
    await wen.get('row-ready').waitFor();
    await wen.close();
  });

  test('the panel’s button takes what is being typed in the sheet with it', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    await wen.focus(METERS, 'source');
    await wen.page.keyboard.type('Register of meters');
    await wen.get('row-ready').click();
    await wen.get('row-life').getByText('Ready', { exact: true }).waitFor();
    expect(await textOf(`${METERS}:source`)).toBe('Register of meters');
    await wen.get('row-back').click();
    await wen.get('row-ready').waitFor();
    await wen.close();
  });

  test('a text that is no figure is said while it is typed, stays in its field, and nothing is saved', async () => {
    const wen = await enter('p_wen');
    await open(wen, METERS);
    await wen.get('field-denominator').fill('many');
    await wen.page.getByText('Not a number.', { exact: false }).waitFor();
    await wen.get('field-year').focus();
    await until(
      async () => (await wen.get('field-denominator').getAttribute('data-status')) === 'refused',
      'the refusal is not shown',
    );
    expect(await wen.get('field-denominator').inputValue()).toBe('many');
    // Said once, in the field, with what can be done below it.
    await wen.get('field-denominator').focus();
    await wen.get('draft-discard').waitFor();
    expect(await wen.page.getByText('Type a number, for example', { exact: false }).count()).toBe(
      1,
    );
    expect(await wen.get('refused-draft').count()).toBe(1);
    await wen.get('draft-discard').click();
    await wen.get('refused-draft').waitFor({ state: 'detached' });
    expect(await textOf(`${METERS}:denominator`)).toBe('71200');
    await wen.close();
  });

  test('what another person writes is there at once, and said aloud', async () => {
    const wen = await enter('p_wen');
    await open(wen, LOSS);
    const amara = await ApiClient.enter(server.url, 'p_amara');
    const written = await fetch(`${server.url}/api/workbooks/${DEMO_WORKBOOK}/cells`, {
      method: 'PATCH',
      headers: { origin: server.url, cookie: amara.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ cells: { [`${LOSS}:notes`]: 'read again in May' } }),
    });
    expect(written.status).toBe(200);
    await until(
      async () => (await wen.get('field-notes').inputValue()) === 'read again in May',
      'the form did not follow',
    );
    await until(
      async () =>
        ((await wen.get('changed-under-you').textContent()) ?? '').includes('read again in May'),
      'nothing was said',
    );
    await wen.close();
  });

  test('what is not one’s own can be read and not typed, and the form says why', async () => {
    const yara = await enter('p_yara');
    await open(yara, METERS);
    expect(await yara.get('field-numerator').getAttribute('readonly')).not.toBeNull();
    await yara.page.getByText('Your role does not allow this.').first().waitFor();
    await yara.close();
  });

  test('by keyboard alone: choose a row, fill it in, comment, and go over to the sheet', async () => {
    const wen = await enter('p_wen', { viewport: { width: 600, height: 800 } });
    await open(wen, LOSS);
    await wen.get('field-source').focus();
    await wen.page.keyboard.press('Control+A');
    await wen.page.keyboard.type('Loss report');
    await wen.page.keyboard.press('Tab');
    await until(async () => (await textOf(`${LOSS}:source`)) === 'Loss report', 'not saved');
    await wen.get('tab-comments').focus();
    await wen.page.keyboard.press('Enter');
    await wen.get('comment-text').fill('Is the year right?');
    await wen.get('comment-send').focus();
    await wen.page.keyboard.press('Enter');
    await wen.page.locator('.panel-said').filter({ hasText: 'Is the year right?' }).waitFor();
    await wen.get('as-sheet').focus();
    await wen.page.keyboard.press('Enter');
    await wen.page.getByRole('grid').waitFor();
    await wen.page.reload();
    await wen.page.getByRole('grid').waitFor();
    await wen.close();
  });
});
