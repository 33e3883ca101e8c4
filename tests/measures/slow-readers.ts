/** The measure of P28. */
import { runSlowReaders } from '../attack/slow-readers.ts';
import { atLeast, atMost, exactly, informative, type Measure } from './measure.ts';

/** P28's ten minutes, after half a minute in which everybody reads; about 60 MB for each reader. */
const RUN = { warm: 60, edits: 1_200, editsPerSecond: 2 };

export const measure: Measure = {
  name: 'slow-readers',
  about:
    '20 of 60 readers stop reading in ten minutes of edits; they are cut, and the others hear as soon as at a server where nobody stops.',
  run: async (say) => {
    // What so much writing costs by itself is not the slow readers' doing, nor what else this machine does meanwhile:
    // a second server writes as much to sixty who all read, in the same minutes.
    const [report, without] = await Promise.all([
      runSlowReaders(RUN),
      runSlowReaders({ ...RUN, slow: 0 }),
    ]);
    say(`${report.edits} edits each, to 60 readers at either server`);
    const ratio = report.after_ms / without.after_ms;
    const grown_MB = Math.round(report.grown_MB - without.grown_MB);
    return [
      atLeast('P28 edits written', report.edits, 'edits', RUN.edits),
      exactly('P28 slow readers that were cut', report.cut, 'readers', 20),
      exactly('P28 others that were cut', report.wronglyCut, 'readers', 0),
      informative('P28 p99 where nobody stops', without.after_ms, 'ms'),
      informative('P28 p99 of the others', report.after_ms, 'ms'),
      atMost('P28 p99 of the others against a run where nobody stops', ratio, 'times', 1.2),
      informative('P28 memory grown by the writing alone', without.grown_MB, 'MB'),
      atMost('P28 memory grown because of the slow', grown_MB, 'MB', 60),
    ];
  },
};
