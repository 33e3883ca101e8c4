/**
 * P31: a server asked to stop (SIGTERM) while six people write ends in order. Stopping is the one event that every
 * installation meets, with every update.
 */
import { DATABASE_FILE } from '@tallystick/server/server';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cellPools } from '../crash/cell-pools.ts';
import { journalEdits, timesIn } from '../crash/journal-edits.ts';
import { KillWriter, type WrittenEdit } from '../crash/kill-writer.ts';
import { type Random, randomFrom } from '../gate/random.ts';
import { ApiClient } from '../process/api-client.ts';
import { type Prepared, prepareWorkbook } from '../process/prepared-workbook.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { defectsIn } from './inside.ts';

const WRITERS = 6;

export type StopReport = {
  stops: number;
  acknowledged: number;
  lost: number;
  /** Edits not answered when it stopped, and of them those missing after their writers came back. */
  unanswered: number;
  unansweredLost: number;
  /** Exit codes other than 0, and defects in the log. */
  wrong: string[];
  longest_ms: number;
};

/** Stops a server under load, again and again. */
export async function stopUnderLoad(plan: { stops: number; seed: number }): Promise<StopReport> {
  const dataDir = await temporaryDataDir();
  const roles = Array.from({ length: WRITERS }, () => 'coordinator' as const);
  const prepared = await prepareWorkbook(dataDir, roles);
  const random = randomFrom(plan.seed);
  const report = emptyReport();
  let server = await startServerProcess({ dataDir, args: ['--empty'] });
  try {
    for (let stop = 1; stop <= plan.stops; stop++) {
      const { port } = server;
      const writers = await writeUntilStopped({ server, prepared, random, stop }, report);
      server = await startServerProcess({ dataDir, port, args: ['--empty'] });
      await judge({ dataDir, prepared }, writers, report);
      report.stops = stop;
    }
    return report;
  } finally {
    await server.stop();
    await removeDataDir(dataDir);
  }
}

function emptyReport(): StopReport {
  return {
    stops: 0,
    acknowledged: 0,
    lost: 0,
    unanswered: 0,
    unansweredLost: 0,
    wrong: [],
    longest_ms: 0,
  };
}

type Round = { server: ServerProcess; prepared: Prepared; random: Random; stop: number };

async function writeUntilStopped(round: Round, report: StopReport): Promise<KillWriter[]> {
  const { server, prepared, random, stop } = round;
  const api = new ApiClient(server.url, prepared.people[0]?.cookie ?? '');
  const room = (await api.view(prepared.workbook)).room ?? '';
  const writers = await Promise.all(
    prepared.people.map((person) => KillWriter.join(server.url, room, person)),
  );
  const pools = cellPools(random, WRITERS);
  let edit = 0;
  writers.forEach((writer, i) => {
    const cells = pools[i] ?? [];
    let at = 0;
    const next = () =>
      writer.write(cells[at++ % cells.length] ?? '', `stop ${stop} edit ${++edit}`);
    writer.onAcknowledged(next);
    for (let ahead = 0; ahead < 3; ahead++) next();
  });
  await pause(200 + random.below(400));
  const began = performance.now();
  process.kill(server.pid, 'SIGTERM');
  const code = await server.ended;
  report.longest_ms = Math.max(report.longest_ms, Math.round(performance.now() - began));
  if (code !== 0) report.wrong.push(`ended with ${code}`);
  report.wrong.push(...defectsIn(server.output()));
  await Promise.all(writers.map((writer) => writer.freeze()));
  return writers;
}

async function judge(
  where: { dataDir: string; prepared: Prepared },
  writers: KillWriter[],
  report: StopReport,
): Promise<void> {
  const file = join(where.dataDir, DATABASE_FILE);
  const missing = (edits: WrittenEdit[]) => {
    const times = timesIn(journalEdits(file, where.prepared.workbook));
    return edits.filter((edit) => times(edit) === 0).length;
  };
  const acknowledged = writers.flatMap((writer) => writer.acknowledged);
  report.acknowledged += acknowledged.length;
  report.lost += missing(acknowledged);
  const unanswered = writers.flatMap((writer) => writer.pending);
  report.unanswered += unanswered.length;
  await Promise.all(writers.map((writer) => writer.comeBack()));
  report.unansweredLost += missing(unanswered);
  for (const writer of writers) writer.close();
}
