/**
 * Workbooks under whose open pages and programs the server is restored from an older backup, in each of the ways in
 * which that is done.
 */
import { DATABASE_FILE } from '@tallystick/server/server';
import Database from 'better-sqlite3';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { becomeBrowser, BrowserStorage } from './browser-parts.ts';
import { type Files, judge } from './restore-judge.ts';
import { setUpRestores } from './restore-places.ts';
import { RestoreSession } from './restore-session.ts';

/**
 * `database`: a backup in the place of the database alone. `origin`: the same, and a new origin. `folder`: the whole
 * folder as it was copied, so that nothing on the disk tells that it is an old one.
 */
const WAYS = ['database', 'origin', 'folder'] as const;
type Way = (typeof WAYS)[number];

export type RestoreReport = {
  restores: number;
  signedForOthers: number;
  lostIds: number;
  lostEdits: number;
  drafts: number;
  forgotten: number;
  typed: number;
  offline: number;
  joined: number;
  reloaded: number;
  /** Programs that were told to begin anew. */
  turnedAway: number;
  /** What went wrong, by seed. */
  faults: string[];
};

/** Restores a workbook for each seed, `together` at a time, in all ways in turn. `say` prints progress. */
export async function runRestores(
  seeds: number[],
  { together, say = () => {} }: { together: number; say?: (line: string) => void },
): Promise<RestoreReport> {
  const report: RestoreReport = {
    restores: 0,
    signedForOthers: 0,
    lostIds: 0,
    lostEdits: 0,
    drafts: 0,
    forgotten: 0,
    typed: 0,
    offline: 0,
    joined: 0,
    reloaded: 0,
    turnedAway: 0,
    faults: [],
  };
  for (let at = 0; at < seeds.length; at += together) {
    const way = WAYS[(at / together) % WAYS.length] as Way;
    const before = report.faults.length;
    await runTogether(seeds.slice(at, at + together), way, report);
    for (const fault of report.faults.slice(before)) say(`${way}: ${fault}`);
    say(`${report.restores} restored, ${report.faults.length} faults`);
  }
  return report;
}

async function runTogether(seeds: number[], way: Way, report: RestoreReport): Promise<void> {
  const dataDir = await temporaryDataDir();
  const backup = await temporaryDataDir();
  const lost = await temporaryDataDir();
  becomeBrowser(new BrowserStorage());
  let sessions: RestoreSession[] = [];
  let server: ServerProcess | undefined;
  try {
    const places = await setUpRestores(dataDir, seeds);
    server = await startServerProcess({ dataDir, args: ['--empty'] });
    const { url, port } = server;
    sessions = places.map((place) => new RestoreSession(place, url));
    const each = async (work: (session: RestoreSession) => Promise<void>): Promise<void> => {
      await Promise.all(sessions.map(work));
    };
    await each((session) => session.begin());
    if (way === 'folder') {
      await server.stop();
      await cp(dataDir, backup, { recursive: true });
      server = await startServerProcess({ dataDir, port, args: ['--empty'] });
    } else await copyRunning(dataDir, backup);
    await each((session) => session.goOn());
    if (way === 'database') await server.kill();
    else await server.stop();
    for (const session of sessions) session.typeAlone();
    await copyRunning(dataDir, lost);
    await putBack({ dataDir, backup, way });
    server = await startServerProcess({ dataDir, port, args: ['--empty'] });
    await each((session) => session.comeBack());
    await server.stop();
    const files = { lost: join(lost, DATABASE_FILE), now: join(dataDir, DATABASE_FILE) };
    for (const session of sessions) count(session, files, report);
  } finally {
    for (const session of sessions) session.close();
    await server?.kill();
    for (const folder of [dataDir, backup, lost]) await removeDataDir(folder);
  }
}

/** A copy of the database with all that its log holds, whether a server has it open or not. */
async function copyRunning(from: string, to: string): Promise<void> {
  const database = new Database(join(from, DATABASE_FILE), { readonly: true });
  try {
    await database.backup(join(to, DATABASE_FILE));
  } finally {
    database.close();
  }
}

async function putBack(at: { dataDir: string; backup: string; way: Way }): Promise<void> {
  const { dataDir, backup, way } = at;
  if (way === 'folder') {
    await rm(dataDir, { recursive: true });
    await cp(backup, dataDir, { recursive: true });
    return;
  }
  // A log left behind would be written into the restored file.
  for (const log of ['-wal', '-shm'])
    await rm(join(dataDir, `${DATABASE_FILE}${log}`), { force: true });
  await cp(join(backup, DATABASE_FILE), join(dataDir, DATABASE_FILE));
  if (way === 'database') return;
  const args = ['--new-origin'];
  const begun = await startServerProcess({ dataDir, args }).then(
    () => 'it started',
    (error: Error) => error.message,
  );
  if (!begun.includes('A new origin begins')) throw new Error(`no new origin: ${begun}`);
}

function count(session: RestoreSession, files: Files, report: RestoreReport): void {
  const judged = judge(session, files);
  const { seed } = session.place;
  report.restores++;
  report.signedForOthers += judged.signedForOthers.length;
  report.lostIds += judged.lostIds.length;
  report.lostEdits += judged.lostEdits.length;
  report.drafts += judged.drafts;
  report.forgotten += judged.forgotten;
  report.typed += session.did.late;
  report.offline += session.did.offline;
  report.joined += session.did.joined;
  report.reloaded += session.did.reloaded;
  for (const { ends } of session.programs) report.turnedAway += ends.length;
  const wrong = [
    ...session.faults,
    ...judged.signedForOthers,
    ...judged.lostIds,
    ...judged.lostEdits,
  ];
  report.faults.push(...wrong.map((fault) => `seed ${seed}: ${fault}`));
}
