/**
 * P34: files made to do harm and honest files spoilt by chance, read by the server while 50 people type. `CRAFTED`,
 * `MUTATED` and `SEED` may be set.
 */
import { runHostileFiles } from '../hostile-files/run.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, atMost, exactly, informative, type Measure } from './measure.ts';

const CRAFTED = 300;
const MUTATED = 20_000;
const TYPISTS = 50;

export const measure: Measure = {
  name: 'hostile-files',
  about:
    'Bombs, lies, entities, bad names, endless sheets, and 20,000 honest files spoilt by chance, handed in while 50 people type.',
  run: async (say) => {
    const seed = chooseSeed();
    const crafted = Number(process.env.CRAFTED ?? CRAFTED);
    const mutated = Number(process.env.MUTATED ?? MUTATED);
    say(`seed ${seed}`);
    const report = await runHostileFiles({ crafted, mutated, typists: TYPISTS, seed, say });
    const faults = [
      ...report.crashes,
      ...report.withoutReason,
      ...report.readWrongly,
      ...report.leaks,
    ];
    for (const line of faults.slice(0, 20)) say(line);
    for (const line of report.slow.slice(0, 10)) say(`slow: ${line}`);
    say(`answers: ${JSON.stringify(report.codes)}; slowest: ${report.slowest}`);
    return [
      atLeast('P34 files made to do harm', report.crafted, 'files', CRAFTED),
      atLeast('P34 files spoilt by chance', report.mutated, 'files', MUTATED),
      exactly('P34 crashes', report.crashes.length, 'files', 0),
      exactly('P34 files that ended without a reason', report.withoutReason.length, 'files', 0),
      exactly('P34 bombs that were read', report.readWrongly.length, 'files', 0),
      exactly('P34 fetched from outside', report.fetched.length, 'requests', 0),
      exactly('P34 read from outside', report.leaks.length, 'files', 0),
      atMost('P34 longest file', Math.round(report.slowest_ms), 'ms', 10_500),
      atMost('P34 memory of one reader', Math.round(report.one_grown_mb), 'MB', 256),
      informative('P34 memory of two readers', Math.round(report.grown_mb), 'MB'),
      atMost('P34 event loop late, p99', Number(report.p99_ms.toFixed(1)), 'ms', 50),
      informative('P34 event loop late, at most', Number(report.most_ms.toFixed(1)), 'ms'),
      atLeast('P34 values saved meanwhile', report.typed.saves, 'saves', 1_000),
      informative('P34 slowest save', Math.round(report.typed.slowest_ms), 'ms'),
      exactly('P34 server alive at the end', report.isAlive ? 1 : 0, 'servers', 1),
    ];
  },
};
