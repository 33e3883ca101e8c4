/** The measure of what leaves the server: a field that no noun names, in every entry, behind every door. */
import { EVENT_TYPES } from '@tallystick/domain/nouns/nouns';
import { runCanary } from '../canary/canary-run.ts';

import { atLeast, exactly, informative, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'canary-fields',
  about:
    'Every entry of a server holds a field that no noun names; everybody asks at every door, and all that is given is searched for it.',
  run: async (say) => {
    const report = await runCanary();
    for (const leak of report.leaks) say(leak);
    return [
      atLeast(
        'kinds of entries with the field in them',
        report.kinds.size,
        'kinds',
        EVENT_TYPES.length + 1,
      ),
      exactly('entries without it', report.unplanted, 'entries', 0),
      atLeast('doors that gave somebody something', report.doors.size, 'doors', 60),
      atLeast('answers, messages and files searched', report.searched, 'texts', 700),
      exactly('the field shown to somebody', report.leaks.size, 'doors', 0),
      informative('texts of entries in bundles, as they were hashed', report.hashed, 'entries'),
    ];
  },
};
