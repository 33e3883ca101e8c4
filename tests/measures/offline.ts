/**
 * P5 through the web app's own code: many random sessions of two people over a network that is cut, with pages that are
 * closed and opened again without it, against a server that is killed and restarted. `OFFLINE_SEEDS` is how many,
 * `SEED` the first.
 */
import { chooseSeed } from '../ledger/seeded-random.ts';
import { runOffline } from '../offline/run.ts';
import type { Tally } from '../offline/tally.ts';
import { atLeast, exactly, type Figure, informative, type Measure } from './measure.ts';

const SEEDS = 500;

export const measure: Measure = {
  name: 'offline',
  about:
    'Seeded sessions of drop, edit, comment, lock, reassign, restart, return; counts those that lost a value or a text, or ended unequal. The ten journeys in a browser are tests/e2e/offline-journeys.test.ts.',
  run: async (say) => {
    const wanted = Number(process.env.OFFLINE_SEEDS ?? SEEDS);
    const first = chooseSeed();
    say(`seeds ${first} to ${first + wanted - 1}`);
    const { tally, failed } = await runOffline(
      Array.from({ length: wanted }, (_, i) => first + i),
      say,
    );
    for (const { seed, faults } of failed) say(`seed ${seed}: ${faults.slice(0, 3).join('; ')}`);
    return [
      exactly('P5 sessions run', tally.seeds, 'sessions', wanted),
      exactly(
        'P5, P45 sessions with something lost, unequal screens, or a value of before replacing one saved meanwhile',
        failed.length,
        'sessions',
        0,
      ),
      ...counted(tally, wanted),
    ];
  },
};

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

function counted(tally: Tally, wanted: number): Figure[] {
  const least = (count: number) => Math.floor(count * wanted);
  return [
    atLeast('values typed', tally.typed, 'values', least(20)),
    atLeast('of them without a connection', tally.typedOffline, 'values', least(5)),
    atLeast('of them before a document was in step', tally.typedEarly, 'values', least(1)),
    atLeast('texts given as comments', tally.said, 'texts', least(2)),
    atLeast('of them told to wait', tally.saidOffline, 'texts', least(1)),
    atLeast('connections cut', tally.cuts + tally.offline, 'cuts', least(5)),
    atLeast('pages closed without a farewell', tally.reloads, 'reloads', least(1)),
    atLeast('of them with values on their way', tally.reloadsUnsaved, 'reloads', least(0.2)),
    atLeast('pages opened without a connection', tally.openedOffline, 'pages', least(0.5)),
    atLeast(
      'P45 values that met one saved meanwhile, kept beside it',
      tally.drafts.overtaken ?? 0,
      'values',
      least(0.5),
    ),
    informative('writes that crossed on the wire with another', tally.conflicts, 'cells'),
    atLeast('locks', tally.locks, 'locks', least(0.2)),
    atLeast('changes of assignment', tally.reassignments, 'changes', least(2)),
    atLeast('restarts of the server', tally.restarts, 'restarts', 2),
    atLeast('values beside their cell at the end', sum(tally.drafts), 'values', least(1)),
    informative('commands refused, before their author', sum(tally.refusedCommands), 'commands'),
    informative('values replaced by their author before they were saved', tally.replaced, 'values'),
  ];
}
