/** The measure of P35's kills: SIGKILL while files are taken over, restart on the same data, each sent again. */
import { killImports } from '../import/import-kills.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'import-kills',
  about:
    'Kills the server (SIGKILL) while eight imports are taken over at once: of each the line with all of its cells stands, or nothing, and sent again it stands once.',
  run: async (say) => {
    const seed = chooseSeed();
    const kills = Number(process.env.KILLS ?? 500);
    say(`seed ${seed}, ${kills} kills`);
    const report = await killImports({ kills, seed, say });
    return [
      exactly('P35 kills while files are taken over', report.kills, 'kills', kills),
      atLeast('P35 imports answered before a kill', report.answered, 'imports', kills / 4),
      atLeast('P35 imports that a kill left unanswered', report.unanswered, 'imports', kills / 4),
      exactly('P35 answered imports that are lost', report.lost, 'imports', 0),
      exactly('P35 imports that stand in part', report.partly, 'imports', 0),
      exactly('P35 imports refused when sent again', report.refused, 'imports', 0),
      exactly('P35 imports that do not stand once', report.notOnce, 'imports', 0),
      exactly('P35 faults found by fsck', report.faults.length, 'faults', 0),
    ];
  },
};
