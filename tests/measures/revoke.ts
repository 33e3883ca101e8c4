/** The measure of P21: rights withdrawn in the middle of typing. */
import { runRevoke } from '../attack/revoke.ts';
import { atLeast, atMost, exactly, type Measure } from './measure.ts';

const RACES = 1_000;

export const measure: Measure = {
  name: 'revoke',
  about: `Withdraws role, membership, session or all access of somebody who types, ${RACES} times; nothing may be appended after it.`,
  run: async (say) => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    say(`seed ${seed}`);
    const report = await runRevoke({ races: RACES, seed });
    for (const line of [...report.late, ...report.wrong].slice(0, 50)) say(line);
    return [
      exactly('P21 races', report.races, 'races', RACES),
      atLeast('P21 edits that were appended before', report.appended, 'edits', RACES),
      atLeast('P21 edits in flight at the end', report.inFlight, 'edits', RACES),
      exactly('P21 edits appended after the right had ended', report.late.length, 'edits', 0),
      exactly(
        'P21 sockets or pages still open, or closed wrongly',
        report.wrong.length,
        'races',
        0,
      ),
      atMost('P21 slowest end of a socket', Math.round(report.slowest_ms), 'ms', 1_000),
    ];
  },
};
