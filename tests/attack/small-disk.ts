/** P4 and P31: a server whose disk fills up while people type, and is freed again. */
import { DATABASE_FILE } from '@tallystick/server/server';
import { fsck } from '@tallystick/store/fsck';
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cellPools } from '../crash/cell-pools.ts';
import { journalEdits, timesIn } from '../crash/journal-edits.ts';
import { KillWriter, type WrittenEdit } from '../crash/kill-writer.ts';
import { randomFrom } from '../gate/random.ts';
import { ApiClient } from '../process/api-client.ts';
import { type Prepared, prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { type AttendedProcess, startAttended } from './attended-process.ts';
import { defectsIn, faultOf } from './inside.ts';
import { send } from './raw-request.ts';

const MAIN = new URL('../../apps/server/src/main.ts', import.meta.url).pathname;
const DISK_MB = 24;
const WRITERS = 6;
/** Rounds of writing at most while the disk is full; every writer has a cell for each. */
const ROUNDS_WHILE_FULL = 30;
const CELL = 'water_supply_loss.value:source';

export type SmallDiskReport = {
  /** Milliseconds for which nothing could be written. */
  full_ms: number;
  edits: number;
  /** Edits acknowledged while the disk was full that the journal did not hold at that moment. */
  falselySaved: number;
  /** Writers that waited, unsaved, when the disk had been full for its time. */
  waiting: number;
  lost: number;
  twice: number;
  /** Writers whose edits stand in the journal in another order than they were made. */
  outOfOrder: number;
  /** Answers other than a 503 with a sentence, and log lines that tell of a defect. */
  wrong: string[];
  samePid: boolean;
  healed_ms: number;
  faults: string[];
};

/** Why this machine cannot make a small disk; undefined where it can. */
export function noSmallDisk(): string | undefined {
  const probe = spawnSync('unshare', [
    '--map-root-user',
    '--mount',
    'sh',
    '-c',
    'mount -t tmpfs -o size=1m tmpfs /mnt',
  ]);
  return probe.status === 0 ? undefined : 'this machine lets nobody mount a small disk';
}

type Stage = { server: AttendedProcess; prepared: Prepared; disk: string; writers: KillWriter[] };

/** Fills the disk for `full_ms` while six people write, frees it, and looks what became of their edits. */
export async function fillTheDisk(full_ms: number): Promise<SmallDiskReport> {
  const dataDir = await temporaryDataDir();
  const mount = join(dataDir, 'disk');
  const made = join(dataDir, 'made');
  mkdirSync(mount);
  mkdirSync(made);
  const roles = Array.from({ length: WRITERS }, () => 'coordinator' as const);
  const prepared = await prepareWorkbook(made, roles);
  const server = await startOnDisk(mount, made);
  const stage: Stage = { server, prepared, disk: `/proc/${server.pid}/root${mount}`, writers: [] };
  try {
    return await run(stage, { full_ms, copy: join(dataDir, 'copy') });
  } finally {
    for (const writer of stage.writers) writer.close();
    server.child.kill('SIGKILL');
    await server.ended;
    await removeDataDir(dataDir);
  }
}

/** Starts a server on a small disk that holds what was made before; others see it under `/proc/PID/root`. */
export async function startOnDisk(mount: string, made: string): Promise<AttendedProcess> {
  const script = `mount -t tmpfs -o size=${DISK_MB}m tmpfs "$0" && cp -a "$1"/. "$0"/ && exec "$2" "$3" --empty`;
  const inside = ['sh', '-c', script, mount, made, process.execPath, MAIN];
  return await startAttended(['unshare', '--map-root-user', '--mount', ...inside], {
    env: { DATA_DIR: mount, PORT: '0' },
  });
}

async function run(
  stage: Stage,
  plan: { full_ms: number; copy: string },
): Promise<SmallDiskReport> {
  const { server, prepared, disk, writers } = stage;
  const api = new ApiClient(server.url, prepared.people[0]?.cookie ?? '');
  const room = (await api.view(prepared.workbook)).room ?? '';
  for (const person of prepared.people)
    writers.push(await KillWriter.join(server.url, room, person));
  const made: WrittenEdit[] = [];
  const pools = cellPools(randomFrom(plan.full_ms), WRITERS);
  const write = (round: number) =>
    writers.forEach((writer, i) => {
      const cell = pools[i]?.[round] ?? '';
      const edit = { cell, text: `round ${round} by ${i}`, by: writer.person.person };
      made.push(edit);
      writer.write(edit.cell, edit.text);
    });
  for (let round = 0; round < 5; round++) write(round);
  await everybodySaved(writers);
  const free = fill(disk);
  const began = performance.now();
  const wrong: string[] = [];
  let falselySaved = 0;
  for (let round = 5; performance.now() - began < plan.full_ms; round++) {
    write(round);
    await pause(Math.max(400, plan.full_ms / ROUNDS_WHILE_FULL));
    const times = timesIn(journalEdits(copyOf(disk, plan.copy), prepared.workbook));
    const saved = writers.flatMap((writer) => writer.acknowledged);
    falselySaved += saved.filter((edit) => times(edit) === 0).length;
    wrong.push(...(await askWhileFull(stage)));
  }
  const waiting = writers.filter((writer) => !writer.isSaved).length;
  const lasted_ms = performance.now() - began;
  free();
  const freed = performance.now();
  await everybodySaved(writers);
  const healed_ms = performance.now() - freed;
  wrong.push(...defectsIn(server.output()));
  if (!server.output().includes('cannot write')) wrong.push('no line of the log says it');
  return {
    full_ms: Math.round(lasted_ms),
    edits: made.length,
    falselySaved,
    waiting,
    ...(await lookBack(copyOf(disk, plan.copy), prepared, made)),
    wrong,
    samePid: server.child.exitCode === null && (await isAnswering(server)),
    healed_ms: Math.round(healed_ms),
  };
}

/**
 * The journal as it lies on the disk at this moment, in a file that can be opened: SQLite would follow /proc back into
 * our own file system. Its log is copied last and moved into it.
 */
export function copyOf(disk: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const file = join(folder, DATABASE_FILE);
  copyFileSync(join(disk, DATABASE_FILE), file);
  copyFileSync(join(disk, `${DATABASE_FILE}-wal`), `${file}-wal`);
  const database = new Database(file);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return file;
}

async function everybodySaved(writers: KillWriter[]): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!writers.every((writer) => writer.isSaved && writer.pending.length === 0)) {
    if (performance.now() > deadline) throw new Error('not everybody was saved');
    await pause(5);
  }
}

/** Takes all that is left of the disk; answers how to give it back. */
export function fill(disk: string): () => void {
  const path = join(disk, 'filling');
  const file = openSync(path, 'w');
  for (const size of [1_048_576, 65_536, 4_096, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
  return () => rmSync(path);
}

/** What needs a write is answered 503 in a sentence; what only reads goes on. */
async function askWhileFull(stage: Stage): Promise<string[]> {
  const { server, prepared } = stage;
  const headers = {
    origin: server.url,
    cookie: prepared.people[0]?.cookie ?? '',
    'content-type': 'application/json',
  };
  const path = `/api/workbooks/${prepared.workbook}`;
  const command = { type: 'comment', cell: CELL, parent: null, text: 'x', audience: 'members' };
  const body = JSON.stringify({ id: `c_${Math.random()}`, command });
  const answer = await send(server.port, {
    method: 'POST',
    path: `${path}/commands`,
    headers,
    body,
  });
  const wrong: string[] = [];
  const fault = faultOf(answer);
  if (answer.status !== 503) wrong.push(`a comment on a full disk: ${answer.status}`);
  if (fault !== undefined) wrong.push(fault);
  const read = await send(server.port, { method: 'GET', path, headers });
  if (read.status !== 200) wrong.push(`reading on a full disk: ${read.status} ${read.body}`);
  return wrong;
}

async function isAnswering(server: AttendedProcess): Promise<boolean> {
  const health = await fetch(`${server.url}/healthz`).catch(() => undefined);
  return health?.status === 200;
}

async function lookBack(
  file: string,
  prepared: Prepared,
  made: WrittenEdit[],
): Promise<Pick<SmallDiskReport, 'lost' | 'twice' | 'outOfOrder' | 'faults'>> {
  const edits = journalEdits(file, prepared.workbook);
  const times = timesIn(edits);
  const { faults } = await fsck(file);
  const people = prepared.people.map(({ person }) => person);
  const outOfOrder = people.filter((person) => {
    const wrote = made.filter((edit) => edit.by === person).map((edit) => edit.text);
    const kept = edits.filter((edit) => edit.by === person).map((edit) => edit.text ?? '');
    return kept.join('\n') !== wrote.filter((text) => kept.includes(text)).join('\n');
  });
  return {
    lost: made.filter((edit) => times(edit) === 0).length,
    twice: made.filter((edit) => times(edit) > 1).length,
    outOfOrder: outOfOrder.length,
    faults: faults.map((fault) => fault.what),
  };
}
