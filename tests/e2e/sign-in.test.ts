/** Coming in: each role from the sign-in page to an open workbook. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';

/** Who enters, and whether the live sheet is open to them: an observer reads released versions only. */
const PEOPLE = [
  { person: 'p_amara', name: 'Amara', role: 'Coordinator', line: 'data points reported' },
  { person: 'p_wen', name: 'Wen', role: 'Contributor', line: 'Riverton Water: 11 of 14 rows' },
  { person: 'p_henrik', name: 'Henrik', role: 'Project head', line: 'data points reported' },
  { person: 'p_yara', name: 'Yara', role: 'Auditor', line: 'data points reported' },
  { person: 'p_mei', name: 'Mei', role: 'ITU', line: 'data points reported' },
] as const;

await describeInBrowser('coming in', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const enter = async (person: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    await page.getByTestId(`enter-as-${person}`).click();
    await page.getByTestId('workbook-wb_riverton').waitFor();
    return page;
  };

  test.each(PEOPLE)(
    '$role $name enters the demo, finds the workbook and opens it',
    async ({ person, name, role, line }) => {
      const page = await enter(person);
      const listed = page.getByTestId('workbook-wb_riverton');
      for (const words of ['Riverton', '2026 assessment', role, 'Collecting', line])
        expect(await listed.textContent()).toContain(words);
      await listed.click();
      await page.getByRole('grid', { name: 'KPI data of Riverton' }).waitFor();
      await page
        .getByTestId('save-state')
        .filter({ hasText: /saved|read here/ })
        .waitFor();
      expect(await page.title()).toBe('Riverton · 2026 assessment · Tallystick');
      await page.getByTestId('me-menu').click();
      expect(await page.getByTestId('me-name').textContent()).toBe(name);
      await page.close();
    },
  );

  test('an observer finds the workbook and is told that nothing is released yet', async () => {
    const page = await enter('p_olu');
    await page.getByTestId('workbook-wb_riverton').click();
    await page.getByTestId('versions-open').click();
    await page.getByText('A version appears here once the auditor has released its').waitFor();
    expect(await page.getByText('84 210').count()).toBe(0);
    await page.close();
  });

  test('who signs out is at the sign-in page, and the workbook is closed to them', async () => {
    const page = await enter('p_wen');
    await page.getByTestId('me-menu').click();
    await page.getByTestId('sign-out').click();
    await page.getByTestId('enter-as-p_wen').waitFor();
    await page.goto(`${server.url}/w/wb_riverton`);
    await page.getByTestId('enter-as-p_wen').waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    await page.close();
  });
});
