/**
 * Measure `yjs-door`: how long an edit takes to everyone with 200 editors at the door of plain Yjs clients, beside as
 * many at the native socket. The load is in tests/load.
 *
 * Quick mode by environment: `YJS_DOOR_N=20 YJS_DOOR_SECONDS=3 YJS_DOOR_RUNS=1`.
 */
import { median } from '../load/percentile.ts';
import { DEFAULT_SECONDS, DRAIN_MS, WARM_MS } from '../load/run.ts';
import { type EditRun, runEdits } from '../load/session.ts';
import { startTallystick } from '../load/servers/tallystick.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

const EDITORS = 200;
/** Each run measures both doors, one after the other, on a fresh server; the middle run stands. */
const RUNS = 3;
/** How much slower the door of plain clients may be than the native socket. */
const SLOWER = 1.5;

type Way = 'native' | 'yjs';
type Run = Record<Way, EditRun>;

export const measure: Measure = {
  name: 'yjs-door',
  about:
    'Edit to everyone with 200 editors over y-websocket’s protocol at /yjs, beside 200 at the native socket in the same run.',
  run: async (say) => {
    const env = process.env;
    const editors = Number(env['YJS_DOOR_N'] ?? EDITORS);
    const seconds = Number(env['YJS_DOOR_SECONDS'] ?? DEFAULT_SECONDS);
    const runs: Run[] = [];
    for (let run = 0; run < Number(env['YJS_DOOR_RUNS'] ?? RUNS); run++) {
      // Another door goes first in each run, so that none always meets a quiet machine.
      const order: Way[] = run % 2 === 0 ? ['native', 'yjs'] : ['yjs', 'native'];
      const found: Partial<Run> = {};
      for (const way of order) {
        found[way] = await runOne(way, { editors, seconds });
        const { p50_ms, p99_ms, delivered, why } = found[way];
        say(
          `run ${run + 1}, ${way}: p50 ${p50_ms} ms, p99 ${p99_ms} ms, delivered ${delivered} ${why}`,
        );
      }
      runs.push(found as Run);
    }
    return figuresOf(runs, editors);
  },
};

async function runOne(way: Way, load: { editors: number; seconds: number }): Promise<EditRun> {
  const target = await startTallystick(way);
  try {
    return await runEdits(target, load.editors, {
      warm_ms: WARM_MS,
      measure_ms: load.seconds * 1000,
      drain_ms: DRAIN_MS,
    });
  } finally {
    await target.stop();
  }
}

function figuresOf(runs: readonly Run[], editors: number): Figure[] {
  const ratio = (what: (run: EditRun) => number): number =>
    median(runs.map(({ yjs, native }) => what(yjs) / what(native)));
  const middle = (way: Way, what: (run: EditRun) => number): number =>
    median(runs.map((run) => what(run[way])));
  const p50 = (run: EditRun): number => run.p50_ms;
  const p99 = (run: EditRun): number => run.p99_ms;
  const amiss = runs.reduce(
    (sum, { yjs }) => sum + yjs.refused + yjs.wrong + yjs.behind + yjs.closed,
    0,
  );
  return [
    exactly(
      `N=${editors}: share of edits delivered over /yjs`,
      Math.min(...runs.map(({ yjs }) => yjs.delivered)),
      '',
      1,
    ),
    exactly(`N=${editors}: edits refused or changed, editors behind or cut off`, amiss, '', 0),
    atMost(`N=${editors}: p50, /yjs / native`, ratio(p50), 'x', SLOWER),
    atMost(`N=${editors}: p99, /yjs / native`, ratio(p99), 'x', SLOWER),
    ...(['yjs', 'native'] as const).flatMap((way) => [
      informative(`N=${editors}: p50, ${way}`, middle(way, p50), 'ms'),
      informative(`N=${editors}: p99, ${way}`, middle(way, p99), 'ms'),
      informative(
        `N=${editors}: server CPU per edit, ${way}`,
        middle(way, (run) => run.cpu_per_edit_us),
        'us',
      ),
    ]),
  ];
}
