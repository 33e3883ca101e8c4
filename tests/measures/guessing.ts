/** The measure of P22. */
import { runGuessing } from '../attack/guessing.ts';
import { atLeast, atMost, exactly, type Measure } from './measure.ts';

const REQUESTS = 100_000;

export const measure: Measure = {
  name: 'guessing',
  about: `Asks for ${REQUESTS} ids of other cities and of nobody; the same answer, and median times within 10 %.`,
  run: async (say) => {
    const report = await runGuessing({ requests: REQUESTS });
    for (const line of report.faults) say(line);
    return [
      atLeast('P22 ids asked for', report.requests, 'requests', REQUESTS),
      exactly('P22 answers that differ or tell', report.faults.length, 'answers', 0),
      ...report.ratios.map(({ kind, ratio }) =>
        atMost(`P22 median times apart: ${kind}`, Number(ratio.toFixed(3)), 'times', 1.1),
      ),
    ];
  },
};
