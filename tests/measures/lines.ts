/** Measure `lines`: bad lines in a real browser, through a proxy that delays, loses, flaps, swallows and bars sockets. */
import { openBrowser } from '../e2e/browser.ts';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { firstFigures } from '../lines/first-figures.ts';
import { onBadLines } from '../lines/journey.ts';
import { typeDown } from '../lines/requests.ts';
import { NOTICED_S } from '../lines/words.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

const ROUNDS = 3;
const EDITS = 20;

export const measure: Measure = {
  name: 'lines',
  about:
    'A browser on lines with delay, loss, flaps, swallowed packets and barred sockets: words on the screen held against what is so, values lost, seconds to first figures at 400 kbit/s beside the bare transfer time of the same bytes, requests an edit.',
  run: async (say): Promise<Figure[]> => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const { browser } = opened;
    const server = await startServerProcess();
    try {
      const { url } = server;
      const first = await firstFigures(browser, url);
      say(`first figures ${first.first_s.toFixed(1)} s, the sheet ${first.sheet_s.toFixed(1)} s`);
      const wen = await WorkbookPage.enter({ browser, url, person: 'p_wen' });
      const cost = await typeDown(wen, { edits: EDITS, tab: 'kpi' });
      const beside = await typeDown(wen, { edits: EDITS, tab: 'history' });
      await wen.close();
      const tally = await onBadLines(browser, url, { rounds: ROUNDS, say });
      for (const line of [...tally.untrue, ...tally.lost]) say(line);
      return [
        exactly('untrue words on the screen', tally.untrue.length, 'samples', 0),
        informative('words read', tally.samples, 'samples'),
        exactly('values lost', tally.lost.length, 'values', 0),
        informative('values typed', tally.typed, 'values'),
        atMost('until a half-open line is noticed', tally.noticed_s, 's', NOTICED_S),
        atMost('first figures at 400 kbit/s', first.first_s, 's', 8),
        informative('the same bytes, bare', first.bare_s, 's'),
        informative('the sheet itself at 400 kbit/s', first.sheet_s, 's'),
        atMost('requests an edit', cost.requests.length / EDITS, '', 1.5),
        atMost('requests an edit beside its history', beside.requests.length / EDITS, '', 1.5),
      ];
    } finally {
      await browser.close();
      await server.stop();
      await removeDataDir(server.dataDir);
    }
  },
};
