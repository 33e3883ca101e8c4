/**
 * P43: a restored backup signs for nobody. Workbooks with pages and programs in them, whose server is put back to an older
 * backup in every way. `RESTORES` is how many, `SEED` the first.
 */
import { chooseSeed } from '../ledger/seeded-random.ts';
import { runRestores } from '../offline/restore-run.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

const RESTORES = 200;
/** Workbooks that share a server. */
const TOGETHER = 16;

export const measure: Measure = {
  name: 'restore',
  about:
    'Seeded restores of an older backup under three pages and three plain Yjs clients each: whose name is under what they bring, and what becomes of it. Of a document that was turned away before the restore only the lost database had anything.',
  run: async (say) => {
    const wanted = Number(process.env.RESTORES ?? RESTORES);
    const first = chooseSeed();
    say(`seeds ${first} to ${first + wanted - 1}`);
    const seeds = Array.from({ length: wanted }, (_, i) => first + i);
    const report = await runRestores(seeds, { together: TOGETHER, say });
    for (const fault of report.faults.slice(0, 10)) say(fault);
    return [
      exactly('P43 restores', report.restores, 'restores', wanted),
      exactly('P43 entries and drafts under another’s name', report.signedForOthers, 'edits', 0),
      exactly('P43 client ids lost', report.lostIds, 'ids', 0),
      exactly('P43 edits lost', report.lostEdits, 'edits', 0),
      exactly('P43 faults of any kind', report.faults.length, 'faults', 0),
      atLeast('values typed', report.typed, 'values', wanted * 20),
      atLeast('values that the restored journal had not', report.forgotten, 'values', wanted * 4),
      atLeast('drafts of them, beside their cells', report.drafts, 'drafts', wanted),
      atLeast('programs told to begin anew', report.turnedAway, 'programs', wanted),
      informative('writers without a line at the restore', report.offline, 'writers'),
      informative('programs that had begun anew before it', report.joined, 'programs'),
      informative('pages reloaded before it', report.reloaded, 'pages'),
    ];
  },
};
