/** Rows on paper of rows in the sheet: the pages that a browser prints are read as text, in English and in Arabic. */
import { openBrowser } from '../e2e/browser.ts';
import { printed, rowNames, rowsOnPaper } from '../e2e/on-paper.ts';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { exactly, type Figure, informative, type Measure } from './measure.ts';

/** A workbook that is filled in, and a locked version. */
const PAPERS = [
  { what: 'workbook', path: '/w/wb_riverton' },
  { what: 'version', path: '/w/wb_riverton_2025/v/2' },
] as const;

export const measure: Measure = {
  name: 'print',
  about: 'Rows of both sheets that stand on the printed pages of a workbook and of a version.',
  run: async (say): Promise<Figure[]> => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const server = await startServerProcess();
    const figures: Figure[] = [];
    try {
      for (const lang of ['en', 'ar']) {
        const wen = await WorkbookPage.enter({
          browser: opened.browser,
          url: server.url,
          person: 'p_wen',
        });
        for (const { what, path } of PAPERS) {
          await wen.page.goto(`${server.url}${path}?lang=${lang}`);
          await wen.page.locator('[row-id] [col-id="kpi"]').first().waitFor();
          const pages = await printed(wen.page);
          say(`${what}, ${lang}: ${pages.length} pages`);
          const rows = rowNames().length;
          figures.push(
            exactly(`rows on paper, ${what}, ${lang}`, rowsOnPaper(pages), 'rows', rows),
          );
          figures.push(informative(`pages, ${what}, ${lang}`, pages.length, 'pages'));
        }
        await wen.close();
      }
      return figures;
    } finally {
      await opened.browser.close();
      await server.stop();
      await removeDataDir(server.dataDir);
    }
  },
};
