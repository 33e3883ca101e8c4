/** How many kinds of input hold, each by real keys, compositions and clipboards in a browser (`tests/e2e/input-cases.ts`). */
import { openBrowser } from '../e2e/browser.ts';
import { INPUT_CASES } from '../e2e/input-cases.ts';
import { InputDesk } from '../e2e/input-desk.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { exactly, type Figure, informative, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'inputs',
  about:
    'What people of other scripts, keyboards, phones and spreadsheets put in; counts the kinds after which stands what they meant.',
  run: async (say): Promise<Figure[]> => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const server = await startServerProcess();
    const began = performance.now();
    let held = 0;
    try {
      const desk = await InputDesk.open(opened.browser, server.url);
      for (const { kind, run } of INPUT_CASES) {
        try {
          await run(desk);
          held += 1;
          say(`${kind}: holds`);
        } catch (why) {
          say(`${kind}: ${why instanceof Error ? why.message.split('\n')[0] : String(why)}`);
          await desk.page.reload();
          await desk.workbook.saved();
        }
      }
      await desk.workbook.context.close();
    } finally {
      await opened.browser.close();
      await server.stop();
      await removeDataDir(server.dataDir);
    }
    return [
      exactly('cases that hold', held, 'cases', INPUT_CASES.length),
      informative('time of all cases', Math.round((performance.now() - began) / 1000), 's'),
    ];
  },
};
