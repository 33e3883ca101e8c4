/**
 * P7, with P5 and P12 on the way: many random sessions of people, networks and restarts, each brought to rest.
 * `CONVERGENCE_SEEDS=50000` is the long run, `SEED` names the first.
 */
import { PINNED } from '../convergence/pinned.ts';
import { runSeeds, type SeedsReport } from '../convergence/run-seeds.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, exactly, type Figure, informative, type Measure } from './measure.ts';

const SEEDS = 500;
/** Seeds between two lines for a person. */
const CHUNK = 50;

export const measure: Measure = {
  name: 'convergence',
  about:
    'Random sessions of 2 to 6 editors over a bad network with restarts, crashes and locks; counts those that end unequal.',
  run: async (say) => {
    const wanted = Number(process.env.CONVERGENCE_SEEDS ?? SEEDS);
    const first = chooseSeed();
    say(`seeds ${first} to ${first + wanted - 1}, and ${PINNED.length} pinned`);
    const reports = [
      await runSeeds(
        PINNED.map(({ seed }) => seed),
        { say },
      ),
    ];
    const began = performance.now();
    for (let at = 0; at < wanted; at += CHUNK) {
      const count = Math.min(CHUNK, wanted - at);
      const report = await runSeeds(
        Array.from({ length: count }, (_, i) => first + at + i),
        { say },
      );
      reports.push(report);
      const seconds = Math.round((performance.now() - began) / 1000);
      say(`${at + count} seeds, ${failedOf(reports)} failed, ${seconds} s`);
    }
    return figuresOf(reports, wanted + PINNED.length);
  },
};

const failedOf = (reports: SeedsReport[]): number =>
  reports.reduce((sum, { failed }) => sum + failed.length, 0);

function figuresOf(reports: SeedsReport[], wanted: number): Figure[] {
  type Counted = Exclude<keyof SeedsReport['tally'], 'refusals'>;
  const sum = (count: Counted) => reports.reduce((all, { tally }) => all + tally[count], 0);
  const refusals = reports.flatMap(({ tally }) => Object.values(tally.refusals));
  const onSqlite = reports.reduce((all, report) => all + report.onSqlite, 0);
  const least = (count: number) => Math.floor(count * wanted);
  return [
    exactly('P7 seeds run', sum('seeds'), 'seeds', wanted),
    exactly(
      'P7 seeds with unequal copies, lost values or a gap in a history',
      failedOf(reports),
      'seeds',
      0,
    ),
    atLeast('of them on a SQLite file', onSqlite, 'seeds', least(0.5)),
    atLeast('edits in the journals', sum('edits'), 'edits', least(50)),
    atLeast('values acknowledged and found in an entry', sum('saved'), 'values', least(100)),
    atLeast(
      'conflicts: writes that lost or overwrote unseen',
      sum('lost') + sum('unseen'),
      'cells',
      least(20),
    ),
    atLeast('connections made', sum('reconnects'), 'connections', least(5)),
    atLeast('connections cut with frames under way', sum('cuts'), 'cuts', least(0.3)),
    atLeast('restarts in order', sum('stops'), 'restarts', least(0.05)),
    atLeast('crashes', sum('crashes'), 'crashes', least(0.05)),
    atLeast('updates sent twice', sum('resent'), 'updates', least(1)),
    atLeast('locks', sum('locks'), 'locks', least(0.1)),
    atLeast('unlocks', sum('unlocks'), 'unlocks', least(0.02)),
    atLeast(
      'edits refused',
      refusals.reduce((all, count) => all + count, 0),
      'edits',
      least(1),
    ),
    atLeast('values kept as refused drafts', sum('drafts'), 'values', least(10)),
    informative(
      'values that plain Yjs providers merged away before sending',
      sum('forgotten'),
      'values',
    ),
  ];
}
