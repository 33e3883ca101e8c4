/** The measure of P23: foreign handshakes and cross-site requests. */
import { runOrigins } from '../attack/origins-run.ts';
import { atLeast, atMost, exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'origins',
  about:
    'Tries handshakes and changes of state from foreign, look-alike and missing origins, with valid and ended sessions.',
  run: async (say) => {
    const report = await runOrigins();
    for (const line of [...report.wrong, ...report.changed, ...report.rightRefused]) say(line);
    return [
      atLeast('P23 hostile handshakes', report.handshakes, 'handshakes', 100),
      atLeast('P23 hostile requests', report.requests, 'requests', 100),
      exactly('P23 let in, or refused with a wrong status', report.wrong.length, 'tries', 0),
      exactly('P23 changed something', report.changed.length, 'tries', 0),
      exactly('P23 right ones refused', report.rightRefused.length, 'tries', 0),
      atMost('P24 socket open after signing out', Math.round(report.signOut_ms), 'ms', 1_000),
    ];
  },
};
