/**
 * P31: what sockets, hooks and rounds of sending run fails in turn, while people come, write and leave. None of it runs
 * inside a request: an error there that nobody catches ends the process.
 */
import { roomName } from '@tallystick/room/shape';
import { DATABASE_FILE } from '@tallystick/server/server';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { journalEdits, timesIn } from '../crash/journal-edits.ts';
import { KillWriter } from '../crash/kill-writer.ts';
import { type Prepared, prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { type AttendedProcess, startAttended } from './attended-process.ts';
import type { FaultOrder, Point } from './faulty-server.ts';
import { CANARY } from './inside.ts';
import { rejections, tell } from './store-faults.ts';

const FAULTY = new URL('./faulty-server.ts', import.meta.url).pathname;
const CELL = 'water_supply_loss.value:source';
const HEAL_MS = 15_000;
/** A fault that the traffic has not run into by then will not be met. */
const MEET_MS = 15_000;
/** Between two edits while a fault is waited for, in milliseconds. */
const AGAIN_MS = 100;

const POINTS: readonly Point[] = [
  'RoomSocket.enter',
  'RoomSocket.opened',
  'RoomSocket.receive',
  'RoomSocket.saved',
  'RoomSocket.gone',
  'LiveRoom.apply',
  'FanOut.broadcast',
  'FanOut.acknowledge',
  'FanOut.flush',
];

export type SocketFaultsReport = {
  ordered: number;
  met: number;
  written: number;
  edits: number;
  editsLost: number;
  /** Acknowledged edits that another person's screen does not show in the end. */
  notShown: number;
  wrong: string[];
  crashes: string[];
};

/** Orders each fault at its first, its second and at all calls (0). */
export async function failEveryPoint(nths: readonly number[]): Promise<SocketFaultsReport> {
  const dataDir = await temporaryDataDir();
  const live = await prepareWorkbook(dataDir, ['coordinator', 'coordinator']);
  const server = await startAttended([process.execPath, FAULTY], {
    env: { DATA_DIR: dataDir, PORT: '0' },
    ipc: true,
  });
  const report: SocketFaultsReport = {
    ordered: 0,
    met: 0,
    written: 0,
    edits: 0,
    editsLost: 0,
    notShown: 0,
    wrong: [],
    crashes: [],
  };
  try {
    const writer = await enter(server, live, 0);
    for (const method of POINTS)
      for (const nth of nths) {
        const ways = method === 'RoomSocket.enter' ? (['throws', 'rejects'] as const) : ['throws'];
        for (const way of ways as readonly FaultOrder['way'][])
          await tryPoint({ server, live, writer, report }, { method, way, nth });
      }
    report.edits = writer.acknowledged.length;
    const reader = await enter(server, live, 1);
    const last = writer.acknowledged.at(-1)?.text;
    if (reader.text(CELL) !== last) report.notShown++;
    reader.close();
    writer.close();
    report.crashes.push(...rejections(server.output()));
    server.child.kill('SIGTERM');
    const code = await server.ended;
    if (code !== 0) report.crashes.push(`it ended with ${code}`);
    const times = timesIn(journalEdits(join(dataDir, DATABASE_FILE), live.workbook));
    report.editsLost = writer.acknowledged.filter((edit) => times(edit) === 0).length;
    return report;
  } finally {
    server.child.kill('SIGKILL');
    await removeDataDir(dataDir);
  }
}

type Stage = {
  server: AttendedProcess;
  live: Prepared;
  writer: KillWriter;
  report: SocketFaultsReport;
};

async function enter(server: AttendedProcess, live: Prepared, nth: number): Promise<KillWriter> {
  const person = live.people[nth];
  if (person === undefined) throw new Error('nobody is there');
  return await KillWriter.join(server.url, roomName(live.workbook, 0), person);
}

/** One fault: somebody leaves, somebody comes and somebody writes while it holds; then all is as before. */
async function tryPoint({ server, live, writer, report }: Stage, order: FaultOrder): Promise<void> {
  const name = `${order.method} ${order.way} ${order.nth}`;
  await writer.useSession();
  const leavers = await Promise.all([enter(server, live, 1), enter(server, live, 1)]);
  report.ordered++;
  const logged = linesOfFaults(server);
  await tell(server, order);
  for (const leaver of leavers) leaver.close();
  const coming = [enter(server, live, 1), enter(server, live, 1)];
  const met = performance.now() + MEET_MS;
  let text = '';
  // Written again until the fault is met: several edits at once are one call to what may fail.
  for (let again = 0; ; again++) {
    text = `round ${report.ordered}, ${again}`;
    writer.write(CELL, text);
    report.written++;
    const pace = performance.now() + AGAIN_MS;
    while (linesOfFaults(server) === logged && performance.now() < pace) await pause(5);
    if (linesOfFaults(server) > logged || performance.now() > met) break;
  }
  const { failed } = await tell(server, { ...order, method: 'none' });
  if (failed > 0) report.met++;
  const deadline = performance.now() + HEAL_MS;
  const healed = () => writer.isSaved && writer.pending.length === 0;
  while (!healed() && performance.now() < deadline) {
    if (server.child.exitCode !== null) throw new Error(`the process ended: ${name}`);
    await pause(5);
  }
  if (!healed()) report.wrong.push(`${name}: the edit was not saved ${HEAL_MS} ms after healing`);
  const came = await Promise.all(coming);
  const isSeen = () => came.every((one) => one.text(CELL) === text);
  while (!isSeen() && performance.now() < deadline) await pause(5);
  if (!isSeen()) report.wrong.push(`${name}: who came meanwhile does not see the edit`);
  // The log comes by another way than the answer, so it may come after it.
  const isLogged = () => linesOfFaults(server) > logged;
  while (failed > 0 && !isLogged() && performance.now() < deadline) await pause(5);
  if (failed > 0 && !isLogged()) report.wrong.push(`${name}: not logged`);
  for (const one of came) one.close();
}

/** Lines of the log that tell of a made-up fault. */
function linesOfFaults(server: AttendedProcess): number {
  return server.output().split(CANARY).length - 1;
}
