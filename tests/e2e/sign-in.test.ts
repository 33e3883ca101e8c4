/** Coming in: each role from the sign-in page to an open workbook. */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

/** Who enters, and whether the live sheet is open to them: an observer reads released versions only. */
const PEOPLE = [
  { person: 'p_amara', name: 'Amara', role: 'Coordinator', line: 'data points reported' },
  { person: 'p_wen', name: 'Wen', role: 'Contributor', line: 'Riverton Water: 0 of 14 rows done' },
  { person: 'p_henrik', name: 'Henrik', role: 'Project head', line: 'data points reported' },
  { person: 'p_yara', name: 'Yara', role: 'Auditor', line: 'data points reported' },
  { person: 'p_mei', name: 'Mei', role: 'ITU', line: 'data points reported' },
] as const;

/** What the browser keeps of workbooks: their views, and the rooms that have a database of their own. */
async function keptIn(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const keys = await new Promise<IDBValidKey[]>((done) => {
      const opening = indexedDB.open('tallystick');
      opening.onsuccess = () => {
        const database = opening.result;
        const asked = database.transaction('views').objectStore('views').getAllKeys();
        asked.onsuccess = () => {
          database.close();
          done(asked.result);
        };
      };
    });
    return [...keys.map(String), ...names.filter((name) => name.startsWith('tallystick-room'))];
  });
}

/** Lines on which the end of a session is heard late: its pages go on as before until they are told. */
function slowLine(): { before: (context: BrowserContext) => Promise<void>; tell: () => void } {
  let tell = (): void => undefined;
  const told = new Promise<void>((done) => {
    tell = done;
  });
  const before = async (context: BrowserContext): Promise<void> => {
    await context.routeWebSocket(/\/collab/, (page) => {
      const server = page.connectToServer();
      server.onClose(
        (code, reason) =>
          void told.then(() => page.close({ code: code ?? 1000, reason: reason ?? '' })),
      );
    });
  };
  return { before, tell };
}

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
      expect(await page.title()).toBe('KPI data · Riverton · 2026 assessment · Tallystick');
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

  test('nothing of a workbook stays in the browser of who signs out in it, with another page open', async () => {
    const { before, tell } = slowLine();
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen', before });
    const other = wen.on(await wen.context.newPage());
    await other.page.goto(`${server.url}/w/wb_riverton`);
    await other.saved();
    await until(async () => (await keptIn(wen.page)).length === 2, 'view and room to be kept');
    await wen.get('me-menu').click();
    await wen.get('sign-out').click();
    await wen.get('enter-as-p_wen').waitFor();
    // The other page does what it does at its end, and whenever it shows something new: it keeps what it shows.
    await other.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    tell();
    await other.get('signed-out').waitFor();
    await other.page.close();
    await until(async () => (await keptIn(wen.page)).length === 0, 'nothing to be kept');
    // Whoever comes again is kept for again.
    await wen.get('enter-as-p_wen').click();
    await wen.get('workbook-wb_riverton').click();
    await wen.saved();
    await until(async () => (await keptIn(wen.page)).length === 2, 'it to be kept again');
    await wen.close();
  });
});
