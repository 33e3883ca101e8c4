/** The measure of P20: words of the audit side, looked for in all that the city's side can get. */
import { runCanaries } from '../canary/canaries.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

const REQUESTS = 10_000;

export const measure: Measure = {
  name: 'canaries',
  about:
    'Fifty words in papers, interviews, drafts, dismissals, audit comments and unreleased verdicts; everybody of the city’s side asks at every door, 10,000 times, and all that they are given is searched.',
  run: async (say) => {
    const report = await runCanaries(REQUESTS);
    for (const leak of report.leaks) say(leak);
    return [
      exactly('P20 words planted', report.planted, 'words', 50),
      exactly('P20 of them read by the audit side', report.shown, 'words', 50),
      atLeast('P20 requests by everybody else', report.requests, 'requests', REQUESTS),
      atLeast('P20 of them answered', report.answered, 'requests', REQUESTS * 0.9),
      atLeast('P20 answers, files, messages searched', report.searched, 'texts', REQUESTS),
      exactly('P20 words shown to them', report.leaks.size, 'doors', 0),
    ];
  },
};
