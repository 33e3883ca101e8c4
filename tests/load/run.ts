/** Runs the load: every server, fresh each time, with each number of editors and then with writers at full speed. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { durableAppend } from './durable-append.ts';
import { onDisk } from './real-disk.ts';
import { plainCells } from './servers/baseline.ts';
import { runEdits, runFlood, startTarget } from './session.ts';
import { type EditRow, editTable, type FloodRow, floodTable } from './table.ts';
import { TARGET_NAMES, type TargetName } from './target.ts';

/**
 * Stock Hocuspocus saves after 10 s of steady edits at the latest (`maxDebounce`). A shorter window would spare it
 * its saves, which are part of what it does.
 */
export const DEFAULT_SECONDS = 12;
export const WARM_MS = 2_000;
/** A server that is still this late did not keep up; what is missing counts as at least that late. */
export const DRAIN_MS = 10_000;
const FLOOD_SECONDS = 6;

export type LoadOptions = {
  targets: readonly TargetName[];
  editors: readonly number[];
  seconds: number;
  runs: number;
  /** Also 20 writers as fast as they are answered. */
  flood: boolean;
  /** Text cells that everyone may write; default as many as a workbook has. */
  cells?: string[];
};

/**
 * `appends_ms`: what one durable append cost in each run, before and after its sessions. `isOnDisk`: what the servers kept
 * was on a disk, and not in memory.
 */
export type LoadRows = {
  edits: EditRow[];
  floods: FloodRow[];
  appends_ms: number[];
  isOnDisk: boolean;
};

export async function runLoad(
  options: LoadOptions,
  say: (line: string) => void,
): Promise<LoadRows> {
  return await onDisk(async ({ folder, isOnDisk }) => {
    say(`data in ${folder}${isOnDisk ? '' : ': in memory, so a durable append costs nothing'}`);
    return { ...(await runAll(options, say)), isOnDisk };
  });
}

async function runAll(
  options: LoadOptions,
  say: (line: string) => void,
): Promise<Omit<LoadRows, 'isOnDisk'>> {
  const rows: Omit<LoadRows, 'isOnDisk'> = { edits: [], floods: [], appends_ms: [] };
  const timing = { warm_ms: WARM_MS, measure_ms: options.seconds * 1000, drain_ms: DRAIN_MS };
  for (let run = 0; run < options.runs; run += 1) {
    const before_ms = await durableAppend();
    for (const editors of options.editors) {
      for (const target of inTurn(options.targets, run)) {
        say(`run ${run + 1}: ${target}, ${editors} editors (load average ${loadNow()})`);
        const figures = await onFresh(target, options, (fresh) => runEdits(fresh, editors, timing));
        rows.edits.push({ ...figures, target, editors, run });
      }
      const done = rows.edits.filter((row) => row.run === run && row.editors === editors);
      for (const line of editTable(done)) say(line);
    }
    rows.appends_ms.push((before_ms + (await durableAppend())) / 2);
    if (!options.flood) continue;
    const measure_ms = Math.min(options.seconds, FLOOD_SECONDS) * 1000;
    for (const target of inTurn(options.targets, run)) {
      say(`run ${run + 1}: ${target}, 20 writers at full speed (load average ${loadNow()})`);
      const figures = await onFresh(target, options, (fresh) =>
        runFlood(fresh, { ...timing, measure_ms }),
      );
      rows.floods.push({ ...figures, target, run });
    }
    for (const line of floodTable(rows.floods.filter((row) => row.run === run))) say(line);
  }
  return rows;
}

async function onFresh<Run>(
  name: TargetName,
  options: LoadOptions,
  measure: (target: Awaited<ReturnType<typeof startTarget>>) => Promise<Run>,
): Promise<Run> {
  const target = await startTarget(name, options.cells ?? plainCells());
  try {
    return await measure(target);
  } finally {
    await target.stop();
  }
}

/** Another server goes first in each run, so that none always meets a quiet machine. */
function inTurn<Item>(items: readonly Item[], run: number): Item[] {
  const first = run % Math.max(1, items.length);
  return [...items.slice(first), ...items.slice(0, first)];
}

function loadNow(): string {
  return (loadavg()[0] as number).toFixed(1);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      n: { type: 'string', default: '10,50,200,1000' },
      seconds: { type: 'string', default: String(DEFAULT_SECONDS) },
      runs: { type: 'string', default: '1' },
      targets: { type: 'string', default: TARGET_NAMES.join(',') },
      flood: { type: 'boolean', default: false },
    },
  });
  const wanted = values.targets.split(',');
  const options: LoadOptions = {
    targets: TARGET_NAMES.filter((name) => wanted.includes(name)),
    editors: values.n.split(',').filter(Boolean).map(Number),
    seconds: Number(values.seconds),
    runs: Number(values.runs),
    flood: values.flood,
  };
  await runLoad(options, (line) => console.log(line));
}

if (import.meta.main) await main();
