/**
 * The measure of P28. Own file because `measure slow-readers` answers one question: what do twenty who stopped reading
 * cost the forty who did not?
 */
import { runSlowReaders } from '../attack/slow-readers.ts';
import { atLeast, atMost, exactly, informative, type Measure } from './measure.ts';

/** P28's ten minutes, with and without the slow, each after half a minute in which everybody reads. */
const SECONDS = 600;
const WARM_SECONDS = 30;

export const measure: Measure = {
  name: 'slow-readers',
  about:
    '20 of 60 readers stop reading while much is written; they are cut, and the others hear as soon as before.',
  run: async (say) => {
    // What so much writing costs by itself is not the slow readers' doing.
    const without = await runSlowReaders({ warm_s: WARM_SECONDS, seconds: SECONDS, slow: 0 });
    say(
      `nobody stops: p99 ${Math.round(without.after_ms)} ms, memory ${Math.round(without.grown_MB)} MB`,
    );
    const report = await runSlowReaders({ warm_s: WARM_SECONDS, seconds: SECONDS });
    const ratio = report.after_ms / without.after_ms;
    const grown_MB = Math.round(report.grown_MB - without.grown_MB);
    return [
      atLeast('P28 edits written', report.edits, 'edits', SECONDS * 5),
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
