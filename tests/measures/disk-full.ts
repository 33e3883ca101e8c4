/** P4 and P31: a disk that is full for a while, asked by every door. `ROUNDS` and `HEAVY` may be set. */
import { diskFull } from '../attack/disk-full.ts';
import { noSmallDisk } from '../attack/small-disk.ts';
import { atLeast, atMost, exactly, informative, type Measure } from './measure.ts';

const ROUNDS = 40;
const HEAVY = 600;

export const measure: Measure = {
  name: 'disk-full',
  about:
    'A full disk: every door answers 503 within a second in bounded memory; what was refused is not done later.',
  run: async (say) => {
    const none = noSmallDisk();
    if (none !== undefined) {
      say(none);
      return [exactly('machines that can make a small disk', 0, 'machines', 1)];
    }
    const rounds = Number(process.env.ROUNDS ?? ROUNDS);
    const heavy = Number(process.env.HEAVY ?? HEAVY);
    const report = await diskFull({ rounds, heavy });
    for (const line of report.wrong.slice(0, 10)) say(line);
    say(`slowest: ${report.slowest}`);
    return [
      atLeast('requests while the disk was full', report.asked, 'requests', rounds * 7),
      exactly('of them not answered 503 with the code', report.wrong.length, 'requests', 0),
      atMost('slowest answer', report.slowest_ms, 'ms', 1_000),
      atMost('from the full disk to a health that says so', report.unwell_ms, 'ms', 1_000),
      atMost('from saving again to a health that says so', report.well_ms, 'ms', 1_000),
      exactly('large requests that were left alone', report.leftAlone, 'requests', heavy),
      atMost('memory that all this took', report.grew_mb, 'MB', 128),
      exactly('saved and not in the journal', report.lost, 'edits', 0),
      exactly('refused or left alone, and in the journal', report.carriedOutLater, 'edits', 0),
      atMost('from room on the disk to the next saved edit', report.again_ms, 'ms', 1_000),
      informative('edits saved around it', report.saved, 'edits'),
    ];
  },
};
