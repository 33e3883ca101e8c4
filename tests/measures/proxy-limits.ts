/** The measure of limits behind a proxy: who passes by writing another address, and who is kept out of their account? */
import { runProxyLimits } from '../attack/proxy-limits.ts';
import { atLeast, atMost, exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'proxy-limits',
  about:
    'Wrong passwords and requests with another X-Forwarded-For each time, from peers that are believed and that are not.',
  run: async (say) => {
    say('3,100 requests a peer, 250 officers behind one address');
    const report = await runProxyLimits({ requests: 3_100, officers: 250, isWhole: true });
    return [
      ...report.cases.map(({ what, passed, must }) => exactly(what, passed, 'passed', must)),
      atLeast('cases', report.cases.length, 'cases', 10),
      atMost('longest wait of an owner at a new browser', report.longestWait_s, 's', 10),
    ];
  },
};
