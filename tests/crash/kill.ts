/**
 * P1: one to six people write, the server is killed in the turn of an acknowledgement, and comes back on the same data.
 */
import { DATABASE_FILE } from '@tallystick/server/server';
import { fsck } from '@tallystick/store/fsck';
import { join } from 'node:path';
import { type Random, randomFrom } from '../gate/random.ts';
import { ApiClient } from '../process/api-client.ts';
import { type Prepared, prepareWorkbook } from '../process/prepared-workbook.ts';
import { RoomClient } from '../process/room-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { cellPools } from './cell-pools.ts';
import { journalEdits, timesIn } from './journal-edits.ts';
import { KillWriter, type WrittenEdit } from './kill-writer.ts';

const WRITERS_MAX = 6;

export type KillPlan = {
  kills: number;
  /** Acknowledgements after which a kill comes. */
  edits: number;
  seed: number;
  say?: (line: string) => void;
};

export type KillReport = {
  kills: number;
  /** Edits whose acknowledgement a writer had received when the server was dead. */
  acknowledged: number;
  /** Of them: not in the journal under their author, or not in the room, after the restart and before anybody came back. */
  acknowledgedLost: number;
  /** Edits sent and not answered when the server died, of writers that stayed alive. */
  unanswered: number;
  /** Of them: not in the journal once their writer was back and called everything saved. */
  unansweredLost: number;
  /** Edits that stand in the journal twice. */
  twice: number;
  /** Unanswered edits of writers that died with the server: they may be there or not. */
  unansweredOfTheDead: number;
  faults: string[];
  /** Milliseconds from the start of the process to its address, middle of all restarts. */
  restart_ms: number;
};

type Stage = { prepared: Prepared; file: string; dataDir: string; random: Random; plan: KillPlan };

/** Kills a server again and again; throws only where the run itself could not go on. */
export async function killAgainAndAgain(plan: KillPlan): Promise<KillReport> {
  const dataDir = await temporaryDataDir();
  const roles = Array.from({ length: WRITERS_MAX }, () => 'coordinator' as const);
  const prepared = await prepareWorkbook(dataDir, roles);
  const file = join(dataDir, DATABASE_FILE);
  const stage: Stage = { prepared, file, dataDir, random: randomFrom(plan.seed), plan };
  const report = emptyReport();
  const restarts: number[] = [];
  const certain: WrittenEdit[] = [];
  let server = await startServerProcess({ dataDir, args: ['--empty'] });
  try {
    for (let kill = 1; kill <= plan.kills; kill++) {
      const { port } = server;
      const writers = await writeUntilKilled(stage, server, kill);
      const began = performance.now();
      server = await startServerProcess({ dataDir, port, args: ['--empty'] });
      restarts.push(performance.now() - began);
      certain.push(...(await judge(stage, { server, writers, report })));
      report.kills = kill;
      if (kill % 10 === 0) plan.say?.(`${kill} kills, ${report.acknowledged} acknowledged`);
    }
    // Nothing that was certain once may be gone at the end.
    const times = timesIn(journalEdits(file, prepared.workbook));
    report.acknowledgedLost += certain.filter((edit) => times(edit) === 0).length;
    report.twice = certain.filter((edit) => times(edit) > 1).length;
    report.restart_ms = restarts.toSorted((a, b) => a - b)[restarts.length >> 1] ?? 0;
    return report;
  } finally {
    await server.stop();
    await removeDataDir(dataDir);
  }
}

function emptyReport(): KillReport {
  return {
    kills: 0,
    acknowledged: 0,
    acknowledgedLost: 0,
    unanswered: 0,
    unansweredLost: 0,
    twice: 0,
    unansweredOfTheDead: 0,
    faults: [],
    restart_ms: 0,
  };
}

/** Everybody writes into cells of their own until enough is acknowledged; the kill comes in that same turn. */
async function writeUntilKilled(
  stage: Stage,
  server: ServerProcess,
  kill: number,
): Promise<KillWriter[]> {
  const { prepared, random, plan } = stage;
  const people = prepared.people.slice(0, 1 + random.below(WRITERS_MAX));
  const room = await roomOf(stage, server);
  const writers = await Promise.all(
    people.map((person) => KillWriter.join(server.url, room, person)),
  );
  const pools = cellPools(random, writers.length);
  let acknowledged = 0;
  let edit = 0;
  const writeNext = (i: number) => {
    const cell = pools[i]?.pop();
    if (cell !== undefined) writers[i]?.write(cell, `kill ${kill} edit ${++edit}`);
  };
  writers.forEach((writer, i) => {
    writer.onAcknowledged(() => {
      acknowledged++;
      if (acknowledged === plan.edits) process.kill(server.pid, 'SIGKILL');
      else if (acknowledged < plan.edits) writeNext(i);
    });
  });
  // Some have one edit under way at a time, some up to three.
  writers.forEach((_, i) => {
    for (let ahead = 0; ahead <= random.below(3); ahead++) writeNext(i);
  });
  await server.ended;
  await Promise.all(writers.map((writer) => writer.freeze()));
  return writers;
}

async function roomOf({ prepared }: Stage, server: ServerProcess): Promise<string> {
  const api = new ApiClient(server.url, prepared.people[0]?.cookie ?? '');
  const { room } = await api.view(prepared.workbook);
  if (room === null) throw new Error('the writer sees no room');
  return room;
}

/** First what the disk and a fresh reader say, while the writers are away; then the writers come back. */
async function judge(
  stage: Stage,
  now: { server: ServerProcess; writers: KillWriter[]; report: KillReport },
): Promise<WrittenEdit[]> {
  const { server, writers, report } = now;
  const { prepared, file, random } = stage;
  const times = timesIn(journalEdits(file, prepared.workbook));
  const cells = await cellsSeenBy(stage, server);
  const acknowledged = writers.flatMap((writer) => writer.acknowledged);
  report.acknowledged += acknowledged.length;
  report.acknowledgedLost += acknowledged.filter(
    (edit) => times(edit) === 0 || cells.get(edit.cell) !== edit.text,
  ).length;
  const isAlive = random.chance(0.7);
  const unanswered = writers.flatMap((writer) => writer.pending);
  if (isAlive) {
    await Promise.all(writers.map((writer) => writer.comeBack()));
    const after = timesIn(journalEdits(file, prepared.workbook));
    const present = await cellsSeenBy(stage, server);
    report.unanswered += unanswered.length;
    report.unansweredLost += unanswered.filter(
      (edit) => after(edit) === 0 || present.get(edit.cell) !== edit.text,
    ).length;
  } else report.unansweredOfTheDead += unanswered.length;
  for (const writer of writers) writer.close();
  const checked = await fsck(file);
  report.faults.push(...checked.faults.map((fault) => fault.what));
  return isAlive ? [...acknowledged, ...unanswered] : acknowledged;
}

async function cellsSeenBy(stage: Stage, server: ServerProcess): Promise<Map<string, string>> {
  const api = new ApiClient(server.url, stage.prepared.people[0]?.cookie ?? '');
  const reader = await RoomClient.join(api, await roomOf(stage, server)).catch((error: unknown) => {
    throw new Error(`a fresh reader got no room; the server said:\n${server.output()}`, {
      cause: error,
    });
  });
  const cells = new Map<string, string>(reader.cells());
  reader.close();
  return cells;
}
