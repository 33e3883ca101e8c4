/** Columns of figures that are in view when a workbook is opened, at each width and at 200 %, for who fills in and who judges. */
import { openBrowser } from '../e2e/browser.ts';
import { figuresAt, WINDOWS } from '../e2e/figures-in-view.ts';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { atLeast, exactly, type Figure, type Measure } from './measure.ts';

/** Of these at least so many are to be in view. */
const COLUMNS = 2;

const PEOPLE = [
  { who: 'contributor', person: 'p_wen', path: '/w/wb_riverton' },
  { who: 'auditor, Arabic', person: 'p_yara', path: '/w/wb_riverton?lang=ar' },
] as const;

export const measure: Measure = {
  name: 'zoom',
  about: 'Columns of figures in view at 1440, 1280, 1024, 820 and 720 px and at 200 % zoom.',
  run: async (say): Promise<Figure[]> => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const server = await startServerProcess();
    const figures: Figure[] = [];
    const wasted = [];
    try {
      for (const { who, person, path } of PEOPLE) {
        const one = await WorkbookPage.enter({
          browser: opened.browser,
          url: server.url,
          person,
          path,
        });
        for (const { what, ...size } of WINDOWS) {
          const seen = await figuresAt(one.page, size);
          say(`${who}, ${what}: ${seen.figures.join(', ')}`);
          wasted.push(...seen.wasted, ...seen.halved);
          figures.push(
            atLeast(`in view at ${what}, ${who}`, seen.figures.length, 'columns', COLUMNS),
          );
        }
        await one.close();
      }
      figures.push(exactly('figures cut though their cell has room', wasted.length, 'cells', 0));
      return figures;
    } finally {
      await opened.browser.close();
      await server.stop();
      await removeDataDir(server.dataDir);
    }
  },
};
