/** The measure of P29. */
import { runHostileSockets } from '../attack/hostile-sockets.ts';
import { atLeast, atMost, exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'hostile-sockets',
  about:
    'Giant, endless and broken frames, 10,000 half-open handshakes, 1,000 rooms asked for, while an honest client saves.',
  run: async (say) => {
    const report = await runHostileSockets({ halfOpen: 10_000, rooms: 1_000 });
    for (const line of report.open) say(`not ended: ${line}`);
    return [
      atLeast('P29 attacks', report.attacks, 'attacks', 10),
      exactly('P29 attacks that were not ended', report.open.length, 'attacks', 0),
      atLeast('P29 honest saves meanwhile', report.saves, 'saves', 100),
      atMost('P29 slowest honest save', Math.round(report.slowestSave_ms), 'ms', 500),
      atMost('P29 event loop late, 99th percentile', report.loop_ms, 'ms', 100),
      exactly('P29 server alive', report.isAlive ? 1 : 0, 'servers', 1),
    ];
  },
};
