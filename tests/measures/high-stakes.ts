/** The measure of P25. */
import { runStakes } from '../stakes/stakes-run.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'high-stakes',
  about:
    'Every act of high stakes without the password of late, with a wrong or another one, without its reason or its second person, and by whom it must not be.',
  run: async (say) => {
    const report = await runStakes();
    for (const line of report.faults) say(line);
    return [
      atLeast('P25 acts that passed where all was right', report.passed, 'acts', 8),
      atLeast('P25 tries that must not pass', report.tries, 'tries', 150),
      exactly(
        'P25 tries that passed, or were refused for another reason',
        report.faults.length,
        'tries',
        0,
      ),
    ];
  },
};
