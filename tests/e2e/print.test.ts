/** What is printed: every row of the workbook whatever the screen shows, signed, and nothing of the page around it. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { pagesWithHead, printed, rowNames, rowsOnPaper } from './on-paper.ts';
import { WorkbookPage } from './workbook-page.ts';

await describeInBrowser('print', (browser: Browser) => {
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

  test.each([
    {
      lang: 'en',
      numerator: 'Numerator',
      draft: 'Draft of',
      head: 'Project head',
      last: /^Page (\d+) of \1/u,
    },
    { lang: 'ar', numerator: 'البسط', draft: '', head: '', last: /./u },
  ])('a workbook is printed whole, whatever is filtered and folded: $lang', async (words) => {
    const wen = await enter('p_wen', `/w/wb_riverton?lang=${words.lang}`);
    await wen.get('view-mine').click();
    await wen.get('filter-words').waitFor();
    const pages = await printed(wen.page);
    expect(rowNames()).toHaveLength(121);
    expect(rowsOnPaper(pages)).toBe(121);
    // The city profile, on the last page, has no numerators.
    expect(pagesWithHead(pages, words.numerator)).toBe(pages.length - 1);
    const lines = pages.flat();
    expect(lines.some((line) => line.includes('9 840 000 000'))).toBe(true);
    expect(lines.some((line) => line.includes(words.draft) && line.includes('UTC'))).toBe(true);
    expect(lines.some((line) => line.includes(words.head))).toBe(true);
    expect(lines.filter((line) => /Versions|Filter|All saved/u.test(line))).toEqual([]);
    expect(pages.at(-1)?.[0]).toMatch(words.last);
    // The screen is as it was.
    expect(await wen.get('paper').count()).toBe(0);
    await wen.get('filter-words').waitFor();
    await wen.close();
  });

  test('Print stands above the sheet and among the versions', async () => {
    const wen = await enter('p_wen', '/w/wb_riverton');
    // The dialog is the browser's own, and no test can press a key in it.
    await wen.page.evaluate(() => {
      window.print = () => document.body.classList.add('asked-to-print');
    });
    const asked = wen.page.locator('body.asked-to-print');
    await wen.get('print').click();
    await asked.waitFor();
    await wen.page.evaluate(() => document.body.classList.remove('asked-to-print'));
    await wen.get('versions-open').click();
    await wen.page.locator('.versions-menu').getByTestId('print').click();
    await asked.waitFor();
    await wen.close();
  });

  test('a version is printed with its hash, a comparison with its changes alone', async () => {
    const yara = await enter('p_yara', '/w/wb_riverton_2025');
    await yara.page.goto(`${server.url}/w/wb_riverton_2025/v/2`);
    const hash = (await yara.get('version-hash').textContent()) ?? '';
    expect(hash).toMatch(/^[0-9a-f]{64}$/u);
    await yara.get('results-same').waitFor();
    const version = await printed(yara.page);
    expect(rowsOnPaper(version)).toBe(121);
    const [head = ''] = version.flat().filter((line) => line.startsWith('Version 2, locked'));
    expect(head).toMatch(/UTC/u);
    expect(version.flat().some((line) => line.includes(hash))).toBe(true);
    expect(version.flat()).toContain('Auditor');
    await yara.page.goto(`${server.url}/w/wb_riverton_2025/compare?from=v1&to=v2`);
    await yara.get('compare-summary').waitFor();
    await yara.page.locator('.ts-changed').first().waitFor();
    const compared = await printed(yara.page);
    expect(rowsOnPaper(compared)).toBe(1);
    expect(compared.flat().join(' ')).toMatch(/Changes from Version 1, locked .* to Version 2/u);
    await yara.page.goto(`${server.url}/w/wb_riverton_2025/history`);
    await yara.page.locator('[row-id] [col-id="kpi"]').first().waitFor();
    expect(rowsOnPaper(await printed(yara.page))).toBe(121);
    await yara.close();
  });
});
