/** The figures of a run as lines of text for a person. */
import type { EditRun, FloodRun } from './session.ts';
import type { TargetName } from './target.ts';

export type FloodRow = FloodRun & { target: TargetName; run: number };

/** One session, and in which of the repeated runs it was. */
export type EditRow = EditRun & { target: TargetName; editors: number; run: number };

/** One line per server for one number of editors. */
export function editTable(rows: readonly EditRow[]): string[] {
  return lines([
    [
      'server',
      'editors',
      'p50 ms',
      'p99 ms',
      'saved p50',
      'saved p99',
      'delivered',
      'us CPU/edit',
      'client us/edit',
      'kB/conn',
      'note',
    ],
    ...rows.map((row) => [
      row.target,
      String(row.editors),
      text(row.p50_ms),
      text(row.p99_ms),
      text(row.saved_p50_ms),
      text(row.saved_p99_ms),
      share(row.delivered),
      text(row.cpu_per_edit_us, 0),
      text(row.client_cpu_us / row.edits, 0),
      text(row.memory_per_connection_kb),
      note(row),
    ]),
  ]);
}

/** One line per server for writers at full speed. */
export function floodTable(rows: readonly FloodRow[]): string[] {
  return lines([
    ['server', 'edits/s', 'p50 ms', 'p99 ms', 'delivered', 'us CPU/edit', 'note'],
    ...rows.map((row) => [
      row.target,
      text(row.edits_per_s, 0),
      text(row.p50_ms),
      text(row.p99_ms),
      share(row.delivered),
      text(row.cpu_per_edit_us, 0),
      note(row),
    ]),
  ]);
}

/** What a reader must know to trust a line: failures, and a client that was itself the bottleneck. */
function note(row: EditRow | FloodRow): string {
  const said = [
    row.refused > 0 ? `${row.refused} refused` : '',
    row.wrong > 0 ? `${row.wrong} wrong` : '',
    row.behind > 0 ? `${row.behind} editors behind` : '',
    row.closed > 0 ? `${row.closed} sockets closed: ${row.why}` : '',
    row.superseded > 0 ? `${share(row.superseded)} superseded` : '',
    row.late_ms > 100 ? `client up to ${text(row.late_ms, 0)} ms late` : '',
  ];
  return said.filter((part) => part !== '').join(', ');
}

function text(value: number, digits = 1): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '-';
}

function share(value: number): string {
  return `${(value * 100).toFixed(value === 1 ? 0 : 1)} %`;
}

function lines(rows: string[][]): string[] {
  const widths = (rows[0] as string[]).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] as string).length)),
  );
  return rows.map((row) =>
    row
      .map((part, column) =>
        column === 0 || column === row.length - 1
          ? part.padEnd(widths[column] as number)
          : part.padStart(widths[column] as number),
      )
      .join('  ')
      .trimEnd(),
  );
}
