/** The measure of one-time links: can anybody come in by one that is not theirs, or not any more? */
import { tryLinks } from '../people/link-states.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'links',
  about:
    'Uses every kind of one-time link in every state that it can be in, and looks whose account has changed.',
  run: async (say) => {
    const report = await tryLinks();
    for (const line of report.wrong) say(line);
    return [
      atLeast('kinds of link by state', report.cases, 'cases', 40),
      exactly('took what was not its own, or answered otherwise', report.wrong.length, 'cases', 0),
    ];
  },
};
