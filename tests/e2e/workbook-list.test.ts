/** The list of workbooks: what each person reads of theirs before opening one. */
import type { CellId } from '@tallystick/domain/cells/ids';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { signIn } from './workbook-page.ts';

await describeInBrowser('the list of workbooks', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const listOf = async (person: string): Promise<Page> => {
    const context = await browser.newContext();
    await signIn(context, server.url, person);
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByTestId(`workbook-${DEMO_WORKBOOK}`).waitFor();
    return page;
  };
  const work = (page: Page): Promise<string | null> =>
    page.getByTestId(`workbook-${DEMO_WORKBOOK}`).getByTestId('work').textContent();

  test('tells who looks after the whole what is ready and what is asked, and whoever fills rows of those', async () => {
    const yara = await ApiClient.enter(server.url, 'p_yara');
    await yara.command({
      type: 'comment',
      cell: 'smart_water_meters.value:numerator' as CellId,
      parent: null,
      text: 'Flats or buildings?',
      audience: 'members',
    });
    const [amara, mei, wen] = await Promise.all(['p_amara', 'p_mei', 'p_wen'].map(listOf));
    for (const page of [amara, mei])
      expect(await work(page as Page)).toMatch(/^\d+ rows? (is|are) ready · 2 open comments$/);
    expect(await work(wen as Page)).toBe('2 open comments');
    await (wen as Page).getByText('Riverton Water: ').first().waitFor();
    for (const page of [amara, mei, wen]) await page?.context().close();
  });
});
