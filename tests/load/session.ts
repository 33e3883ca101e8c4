/** One server, fresh, under one load: started, filled, measured from outside, stopped. */
import { setTimeout as pause } from 'node:timers/promises';
import type { EditFigures, FloodFigures } from './crowd.ts';
import { type LoadClient, startClient } from './load-client.ts';
import { type ProcessUsage, processUsage } from './process-usage.ts';
import { startBaseline } from './servers/baseline.ts';
import { startTallystick } from './servers/tallystick.ts';
import type { Target, TargetName } from './target.ts';

/** How long memory may settle before it is read. */
const SETTLE_MS = 700;
/** Sampled editors: all of a small crowd, so that a tail can be told; few of a large one, which then stays cheap. */
const SAMPLED_SMALL = 10;
const SAMPLED_LARGE = 5;
const LARGE = 100;

export type Timing = { warm_ms: number; measure_ms: number; drain_ms: number };

/** What the server itself used. */
export type ServerUse = {
  /** Processor time from the opening of the window until everything had arrived, for each edit of the window. */
  cpu_per_edit_us: number;
  /** Resident memory that all editors but the first added, for each of them, in sync and before any edit. */
  memory_per_connection_kb: number;
  /** Resident memory at the end. */
  rss_mb: number;
};

export type EditRun = EditFigures & ServerUse;
export type FloodRun = FloodFigures & ServerUse;

/** Starts a server whose editors write `cells`; this project's own server brings its cells itself. */
export function startTarget(name: TargetName, cells: string[]): Promise<Target> {
  return name === 'tallystick' ? startTallystick() : startBaseline(name, cells);
}

/** `editors` on one workbook, one edit a second each. */
export async function runEdits(target: Target, editors: number, timing: Timing): Promise<EditRun> {
  const sampled = editors < LARGE ? SAMPLED_SMALL : SAMPLED_LARGE;
  return await inFrontOf(target, editors, async (client, measuring) => {
    return await client.edit({ ...timing, sampled }, measuring);
  });
}

/** 20 writers with 8 unanswered edits each, 50 sockets in all. */
export async function runFlood(target: Target, timing: Timing): Promise<FloodRun> {
  const plan = { ...timing, sampled: SAMPLED_LARGE, writers: 20, window: 8 };
  return await inFrontOf(target, 50, async (client, measuring) => {
    return await client.flood(plan, measuring);
  });
}

async function inFrontOf<Figures extends EditFigures>(
  target: Target,
  editors: number,
  run: (client: LoadClient, measuring: () => void) => Promise<Figures>,
): Promise<Figures & ServerUse> {
  const client = await startClient(target.door);
  try {
    // The first editor makes the server load its code and the room; that is no connection's cost.
    await client.connect(1);
    await pause(SETTLE_MS);
    const one = processUsage(target.pid);
    await client.connect(editors);
    await pause(SETTLE_MS);
    const all = processUsage(target.pid);
    let open: ProcessUsage = all;
    const figures = await run(client, () => {
      open = processUsage(target.pid);
    });
    const end = processUsage(target.pid);
    return {
      ...figures,
      cpu_per_edit_us: (end.cpu_us - open.cpu_us) / figures.edits,
      memory_per_connection_kb: (all.rss_bytes - one.rss_bytes) / 1024 / Math.max(1, editors - 1),
      rss_mb: end.rss_bytes / 1024 / 1024,
    };
  } finally {
    await client.stop();
  }
}
