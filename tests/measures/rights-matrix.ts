/** The measure of P19 and P20: the whole matrix of rights over every door. */
import { runMatrix } from '../rights/rights-matrix.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'rights-matrix',
  about:
    'Everybody tries every cell, command and route in every state through every door, against tables written by hand; planted words are searched for in all that is answered.',
  run: async (say) => {
    const report = await runMatrix();
    for (const line of [...report.wrong, ...report.undecided, ...report.unfound]) say(line);
    return [
      atLeast('P19 edits over three doors', report.edits, 'edits', 1_500),
      atLeast('P19 of them taken', report.editsTaken, 'edits', 100),
      atLeast('P19 commands', report.commands, 'commands', 200),
      atLeast('P19 requests', report.requests, 'requests', 400),
      atLeast('P19 commands and requests let through', report.passed, 'tries', 200),
      exactly('P20 owners of webhooks that were sent to', report.hookOwners, 'owners', 2),
      atLeast('P20 entries delivered by webhooks and searched', report.hookEntries, 'entries', 10),
      exactly('P19 deviations from the tables, P20 words shown', report.wrong.length, 'tries', 0),
      exactly('P19 routes, commands, columns without a line', report.undecided.length, 'lines', 0),
      exactly('P20 words that were not found by those who may', report.unfound.length, 'words', 0),
    ];
  },
};
