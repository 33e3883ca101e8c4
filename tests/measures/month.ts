/** A pilot from invitation to its versions, by all roles in a real browser (`tests/month`), with forty faults planted in it. */
import { openBrowser } from '../e2e/browser.ts';
import { runPilot } from '../month/pilot.ts';
import { FIRST } from '../month/plan.ts';
import { exactly, type Figure, informative, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'month',
  about:
    'A pilot by all roles in a real browser on a real city’s values: faults are planted in its versions and found by the screening, sound variants are let be.',
  run: async (say): Promise<Figure[]> => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const began = performance.now();
    try {
      const came = await runPilot(opened.browser, say);
      for (const name of came.missed) say(`not found: ${name}`);
      for (const each of came.flagged) say(`flagged though sound: ${each}`);
      return [
        exactly('planted faults found by the screening', came.found.length, 'faults', FIRST.length),
        exactly('results where nothing is amiss', came.flagged.length, 'results', 0),
        informative('time of the machine', (performance.now() - began) / 60_000, 'min'),
      ];
    } finally {
      await opened.browser.close();
    }
  },
};
