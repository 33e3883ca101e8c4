/** The measure of P1: SIGKILL right after acknowledgements, restart on the same data. */
import { killAgainAndAgain } from '../crash/kill.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

const EDITS_PER_KILL = 20;

export const measure: Measure = {
  name: 'kill',
  about:
    'Kills the server (SIGKILL) in the turn of an acknowledgement while one to six people write, and counts lost edits.',
  run: async (say) => {
    const seed = chooseSeed();
    const kills = Number(process.env.KILLS ?? 200);
    say(`seed ${seed}, ${kills} kills of ${EDITS_PER_KILL} edits`);
    const report = await killAgainAndAgain({ kills, edits: EDITS_PER_KILL, seed, say });
    return [
      exactly('P1 kills', report.kills, 'kills', kills),
      atLeast(
        'P1 edits acknowledged before a kill',
        report.acknowledged,
        'edits',
        kills * EDITS_PER_KILL,
      ),
      exactly('P1 of them lost after the restart', report.acknowledgedLost, 'edits', 0),
      informative('P1 edits under way at a kill, writer alive', report.unanswered, 'edits'),
      exactly('P1 of them lost once the writer is back', report.unansweredLost, 'edits', 0),
      exactly('P1 edits in the journal twice', report.twice, 'edits', 0),
      informative(
        'P1 edits under way whose writer died as well',
        report.unansweredOfTheDead,
        'edits',
      ),
      exactly('P1 faults found by fsck, after every kill', report.faults.length, 'faults', 0),
      informative('P1 restart, middle', Math.round(report.restart_ms), 'ms'),
    ];
  },
};
