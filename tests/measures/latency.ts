/**
 * Measure `latency`: how long an edit takes to everyone and until it is saved, beside three other servers. The load is
 * in tests/load.
 *
 * Quick mode by environment: `LATENCY_N=10,50 LATENCY_SECONDS=5 LATENCY_RUNS=1`.
 */
import { median } from '../load/percentile.ts';
import { DEFAULT_SECONDS, type LoadRows, runLoad } from '../load/run.ts';
import type { EditRow, FloodRow } from '../load/table.ts';
import { TARGET_NAMES, type TargetName } from '../load/target.ts';
import { atLeast, atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

const EDITORS = [10, 50, 200, 1_000];

/** How the servers are called in the figures. */
const CALLED: Record<TargetName, string> = {
  tallystick: 'ours',
  'y-websocket': '(a) bare y-websocket',
  hocuspocus: '(b) stock Hocuspocus',
  relay: '(c) relay joining 20 ms',
};

export const measure: Measure = {
  name: 'latency',
  about:
    'Edit to everyone, saved, processor and memory with 10 to 1,000 editors on one workbook, beside a bare y-websocket relay, stock Hocuspocus with SQLite, and a raw batching relay in the same run.',
  run: async (say) => {
    const env = process.env;
    const rows = await runLoad(
      {
        targets: TARGET_NAMES,
        editors: env['LATENCY_N']?.split(',').map(Number) ?? EDITORS,
        seconds: Number(env['LATENCY_SECONDS'] ?? DEFAULT_SECONDS),
        runs: Number(env['LATENCY_RUNS'] ?? 1),
        flood: true,
      },
      say,
    );
    return latencyFigures(rows);
  },
};

/** The figures of all runs: ratios within each run, then the median over the runs. */
export function latencyFigures(rows: LoadRows): Figure[] {
  const counts = [...new Set(rows.edits.map((row) => row.editors))];
  return [
    ...counts.flatMap((editors) => {
      const some = rows.edits.filter((row) => row.editors === editors);
      return [...wholeness(some, editors), ...editRatios(some, editors, rows.appends_ms)];
    }),
    ...floodRatios(rows.floods),
    exactly('data on a disk: 1, in memory: 0', rows.isOnDisk ? 1 : 0, '', 1),
    informative('one durable append', median(rows.appends_ms), 'ms'),
    ...counts.flatMap((editors) => {
      return editNumbers(
        rows.edits.filter((row) => row.editors === editors),
        editors,
      );
    }),
    ...floodNumbers(rows.floods),
  ];
}

/** Fast is worth nothing unless everything arrived, as it was sent, at everyone. */
function wholeness(rows: readonly EditRow[], editors: number): Figure[] {
  const ours = rows.filter((row) => row.target === 'tallystick');
  // No row is no proof: both are then no number, and hold nothing.
  const delivered = ours.length === 0 ? Number.NaN : Math.min(...ours.map((row) => row.delivered));
  const amiss = ours.reduce(
    (sum, row) => sum + row.refused + row.wrong + row.behind + row.closed,
    ours.length === 0 ? Number.NaN : 0,
  );
  return [
    exactly(`N=${editors}: share of edits delivered`, delivered, '', 1),
    exactly(`N=${editors}: edits refused or changed, editors behind or cut off`, amiss, '', 0),
  ];
}

/** Within the run alone: machines differ by a factor of three, and their disks by more. */
function editRatios(
  rows: readonly EditRow[],
  editors: number,
  appends_ms: readonly number[],
): Figure[] {
  const p50 = (row: EditRow): number => row.p50_ms;
  const p99 = (row: EditRow): number => row.p99_ms;
  const cpu = (row: EditRow): number => row.cpu_per_edit_us;
  const memory = (row: EditRow): number => row.memory_per_connection_kb;
  const stock = CALLED.hocuspocus;
  const ours = (what: string, read: (row: EditRow) => number, limit: number): Figure => {
    const name = `N=${editors}: ${what}, ours / ${stock}`;
    return atMost(name, ratio(rows, 'hocuspocus', read), 'x', limit);
  };
  // What servers that check nothing and keep nothing reach on the same machine: to judge the targets by.
  const beside = (what: string, of: TargetName, read: (row: EditRow) => number): Figure => {
    const value = between(rows, [of, 'hocuspocus'], read);
    return informative(`N=${editors}: ${what}, ${CALLED[of]} / ${stock}`, value, 'x');
  };
  switch (editors) {
    case 10:
    case 50:
      return [besideAppends(rows, editors, appends_ms), beside('p50', 'relay', p50)];
    case 1_000:
      return [
        ours('p50', p50, 1),
        ours('p99', p99, 1.2),
        ours('server CPU per edit', cpu, 0.8),
        ours('memory per connection', memory, 1.2),
        beside('p50', 'relay', p50),
        beside('p99', 'relay', p99),
        beside('server CPU per edit', 'relay', cpu),
        beside('memory per connection', 'relay', memory),
      ];
    default:
      return [beside('p99', 'tallystick', p99), beside('p99', 'relay', p99)];
  }
}

/**
 * An edit is on the disk before anybody sees it here, and stock Hocuspocus saves seconds later. So with few editors ours
 * may be slower by what that costs on this machine: one append, and one more that was under way when the edit came.
 */
function besideAppends(
  rows: readonly EditRow[],
  editors: number,
  appends_ms: readonly number[],
): Figure {
  const shares = rows
    .filter(({ target }) => target === 'tallystick')
    .flatMap(({ run, p50_ms }) => {
      const stock = rows.find((row) => row.target === 'hocuspocus' && row.run === run);
      return stock === undefined ? [] : [p50_ms / (stock.p50_ms + 2 * (appends_ms[run] ?? 0))];
    });
  const name = `N=${editors}: p50, ours / (${CALLED.hocuspocus} + two durable appends)`;
  return atMost(name, median(shares), 'x', 1);
}

function floodRatios(rows: readonly FloodRow[]): Figure[] {
  const speed = (row: FloodRow): number => row.edits_per_s;
  const ours = rows.filter((row) => row.target === 'tallystick');
  return [
    exactly(
      '20 writers: share of edits delivered',
      Math.min(...ours.map((row) => row.delivered)),
      '',
      1,
    ),
    atLeast(
      `20 writers: edits/s, ours / ${CALLED.hocuspocus}`,
      ratio(rows, 'hocuspocus', speed),
      'x',
      2,
    ),
    informative(
      `20 writers: edits/s, ours / ${CALLED['y-websocket']}`,
      ratio(rows, 'y-websocket', speed),
      'x',
    ),
    informative(`20 writers: edits/s, ours / ${CALLED.relay}`, ratio(rows, 'relay', speed), 'x'),
  ];
}

/** Ours against another server in each run, and the median of that. */
function ratio<Row extends { target: TargetName; run: number }>(
  rows: readonly Row[],
  other: TargetName,
  what: (row: Row) => number,
): number {
  return between(rows, ['tallystick', other], what);
}

/** One server against another in each run, and the median of that. */
function between<Row extends { target: TargetName; run: number }>(
  rows: readonly Row[],
  [one, other]: readonly [TargetName, TargetName],
  what: (row: Row) => number,
): number {
  return median(
    rows
      .filter((row) => row.target === one)
      .flatMap((row) => {
        const beside = rows.find((theirs) => theirs.target === other && theirs.run === row.run);
        return beside === undefined ? [] : [what(row) / what(beside)];
      }),
  );
}

function editNumbers(rows: readonly EditRow[], editors: number): Figure[] {
  return TARGET_NAMES.flatMap((target) => {
    const some = rows.filter((row) => row.target === target);
    const number = (what: string, unit: string, of: (row: EditRow) => number): Figure[] => {
      const value = median(some.map(of));
      const name = `N=${editors}: ${what}, ${CALLED[target]}`;
      return Number.isFinite(value) ? [informative(name, value, unit)] : [];
    };
    return [
      ...number('p50', 'ms', (row) => row.p50_ms),
      ...number('p99', 'ms', (row) => row.p99_ms),
      ...number('saved p50', 'ms', (row) => row.saved_p50_ms),
      ...number('saved p99', 'ms', (row) => row.saved_p99_ms),
      ...number('share delivered', '', (row) => row.delivered),
      ...number('server CPU per edit', 'us', (row) => row.cpu_per_edit_us),
      ...number('memory per connection', 'kB', (row) => row.memory_per_connection_kb),
    ];
  });
}

function floodNumbers(rows: readonly FloodRow[]): Figure[] {
  return TARGET_NAMES.flatMap((target) => {
    const some = rows.filter((row) => row.target === target);
    if (some.length === 0) return [];
    const value = median(some.map((row) => row.edits_per_s));
    return [informative(`20 writers: edits/s, ${CALLED[target]}`, value, 'edits/s')];
  });
}
