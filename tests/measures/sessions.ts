/** The measure of P24. */
import { runSessions } from '../attack/sessions.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

const TOKENS = 10_000;

export const measure: Measure = {
  name: 'sessions',
  about: `Weighs ${TOKENS} tokens and tries them fixed, used up, idle and too old, over a server behind TLS.`,
  run: async (say) => {
    const report = await runSessions({ tokens: TOKENS });
    for (const line of report.faults) say(`does not hold: ${line}`);
    return [
      exactly('P24 distinct tokens', report.distinct, 'tokens', TOKENS),
      atLeast('P24 free bits of a token', report.freeBits, 'bits', 128),
      atLeast('P24 questions asked', report.checks, 'questions', 25),
      exactly('P24 what does not hold', report.faults.length, 'questions', 0),
    ];
  },
};
