/** A pilot from invitation to a signed version 3, by all roles in a real browser (`tests/month`), with forty planted faults. */
import { openBrowser } from '../e2e/browser.ts';
import { runPilot } from '../month/pilot.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'month',
  about:
    'A pilot by all roles in a real browser on a real city’s values, from the invitation to the countersigned version 3: forty faults are planted in its versions, sound variants beside them.',
  run: async (say): Promise<Figure[]> => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const began = performance.now();
    try {
      const came = await runPilot(opened.browser, say);
      for (const name of came.missed) say(`not found: ${name}`);
      for (const each of came.flagged) say(`flagged though sound: ${each}`);
      const { sound, skipped, keys } = came.judged;
      return [
        exactly('planted faults found by the screening', came.found.length, 'faults', 40),
        exactly('results where the sound variants stand', came.flagged.length, 'results', 0),
        exactly('versions locked', came.versions, 'versions', 3),
        atMost('keys a sound data point', keys / sound, 'keys', 2),
        informative('verdicts by the keyboard', sound, 'verdicts'),
        informative('data points passed over', skipped, 'data points'),
        informative('queries asked, answered and settled', came.queries, 'queries'),
        exactly('proofs of version 3 that hold', came.proof.includes('HOLDS') ? 1 : 0, 'proofs', 1),
        informative('time of the machine', (performance.now() - began) / 60_000, 'min'),
      ];
    } finally {
      await opened.browser.close();
    }
  },
};
