/**
 * A full disk as those see it who ask by every door: a 503 within a second, bounded memory, nothing carried out later that
 * was refused, nothing lost that was saved, and saving again as soon as there is room.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { journalEdits } from '../crash/journal-edits.ts';
import { prepareWorkbook, type PreparedPerson } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import type { AttendedProcess } from './attended-process.ts';
import { defectsIn } from './inside.ts';
import { copyOf, fill, startOnDisk } from './small-disk.ts';

const MAIN = new URL('../../apps/server/src/main.ts', import.meta.url).pathname;
const CELLS = ['water_supply_loss.value:source', 'water_supply_loss.value:notes'];
/** Bytes of the text of a request that its client does not wait for; the server reads each whole. */
const HEAVY_BYTES = 500_000;

export type DiskFullReport = {
  /** Requests of each kind while the disk was full, each answered 503 in the time given. */
  asked: number;
  wrong: string[];
  slowest_ms: number;
  /** Which one that was. */
  slowest: string;
  /** From the full disk to the first look at the server's health that says so. */
  unwell_ms: number;
  /** From the first saved edit to one that says that all is well. */
  well_ms: number;
  /** Requests whose client hung up before an answer. */
  leftAlone: number;
  /** Megabytes by which the server grew meanwhile. */
  grew_mb: number;
  /** Saved while there was room, and in the journal at the end; and how many are not. */
  saved: number;
  lost: number;
  /** Refused or left alone, and in the journal all the same. */
  carriedOutLater: number;
  again_ms: number;
};

type Stage = {
  server: AttendedProcess;
  workbook: string;
  people: PreparedPerson[];
  report: DiskFullReport;
  saved: string[];
  refused: string[];
};

export async function diskFull(plan: { rounds: number; heavy: number }): Promise<DiskFullReport> {
  const dataDir = await temporaryDataDir();
  const mount = join(dataDir, 'disk');
  const made = join(dataDir, 'made');
  mkdirSync(mount);
  mkdirSync(made);
  const { workbook, people } = await prepareWorkbook(made, ['coordinator', 'coordinator']);
  const server = await startOnDisk(mount, made);
  const report: DiskFullReport = {
    asked: 0,
    wrong: [],
    slowest_ms: 0,
    slowest: '',
    unwell_ms: 0,
    well_ms: 0,
    leftAlone: 0,
    grew_mb: 0,
    saved: 0,
    lost: 0,
    carriedOutLater: 0,
    again_ms: 0,
  };
  const stage: Stage = { server, workbook, people, report, saved: [], refused: [] };
  try {
    const disk = `/proc/${server.pid}/root${mount}`;
    await run(stage, disk, plan);
    const edits = journalEdits(copyOf(disk, join(dataDir, 'copy')), workbook);
    const texts = new Set(edits.map(({ text }) => text));
    report.saved = stage.saved.length;
    report.lost = stage.saved.filter((text) => !texts.has(text)).length;
    report.carriedOutLater = stage.refused.filter((text) => texts.has(text)).length;
    return report;
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
    await removeDataDir(dataDir);
  }
}

async function run(
  stage: Stage,
  disk: string,
  plan: { rounds: number; heavy: number },
): Promise<void> {
  const { server, report } = stage;
  for (let i = 0; i < 5; i++) await save(stage, `before ${i}`);
  if ((await ask(stage, 'GET', '/healthz')).status !== 200) report.wrong.push('not well before');
  const free = fill(disk);
  report.unwell_ms = await untilHealth(stage, 503);
  const before = residentMb(server.pid);
  for (let round = 0; round < plan.rounds; round++) await askEveryDoor(stage, round);
  for (let i = 0; i < plan.heavy; i++) {
    await leaveAlone(stage, i);
    // They are to lie in the server, not on their way to it.
    if (i % 10 === 9) await ask(stage, 'GET', '/api/session');
  }
  await askEveryDoor(stage, plan.rounds);
  report.grew_mb = Math.max(0, residentMb(server.pid) - before);
  free();
  const freed = performance.now();
  while ((await set(stage, `after ${freed}`)).status !== 200) {
    if (performance.now() - freed > 30_000) throw new Error('nothing is saved again');
  }
  report.again_ms = performance.now() - freed;
  stage.saved.push(`after ${freed}`);
  report.well_ms = await untilHealth(stage, 200);
  report.wrong.push(...defectsIn(server.output()));
}

async function untilHealth(stage: Stage, status: number): Promise<number> {
  const began = performance.now();
  while ((await ask(stage, 'GET', '/healthz')).status !== status) {
    if (performance.now() - began > 30_000) throw new Error(`the health is never ${status}`);
  }
  return performance.now() - began;
}

/** What a program, a page and whoever looks after the server ask: all at once, as nobody waits for another. */
async function askEveryDoor(stage: Stage, round: number): Promise<void> {
  const { workbook, refused } = stage;
  const at = `/api/workbooks/${workbook}`;
  const text = (what: string) => {
    refused.push(`${what} ${round}`);
    return `${what} ${round}`;
  };
  const comment = { type: 'comment', cell: CELLS[0], parent: null, text: 'x', audience: 'members' };
  const cells = (what: string) => ({ [CELLS[round % 2] as string]: text(what) });
  const doors: [string, string, unknown][] = [
    ['PATCH', `${at}/cells`, { cells: cells('all') }],
    ['PATCH', `${at}/cells`, { cells: cells('each'), mode: 'each' }],
    ['POST', `${at}/commands`, { id: `c_one_${round}`, command: comment }],
    ['POST', `${at}/commands`, { id: `c_two_${round}`, command: comment }],
    ['POST', `${at}/commands`, { id: `c_three_${round}`, command: comment }],
    [
      'POST',
      `${at}/refused-drafts`,
      { cell: CELLS[0], text: 'draft', code: 'locked', detail: '', note: 'x' },
    ],
    ['GET', '/healthz', undefined],
  ];
  await Promise.all(
    doors.map(async ([method, path, body]) => {
      const began = performance.now();
      const answer = await ask(stage, method, path, body);
      const took = performance.now() - began;
      stage.report.asked++;
      if (took > stage.report.slowest_ms) {
        stage.report.slowest_ms = took;
        stage.report.slowest = `${method} ${path}, round ${round}`;
      }
      if (answer.status !== 503) stage.report.wrong.push(`${method} ${path}: ${answer.status}`);
      const isTold = path === '/healthz' || answer.body.includes('"unavailable"');
      if (!isTold) stage.report.wrong.push(`${method} ${path}: ${answer.body.slice(0, 200)}`);
    }),
  );
  const read = await ask(stage, 'GET', `${at}/cells`);
  if (read.status !== 200) stage.report.wrong.push(`reading: ${read.status}`);
}

async function set(stage: Stage, text: string): Promise<{ status: number }> {
  const cells = { [CELLS[0] as string]: text };
  return await ask(stage, 'PATCH', `/api/workbooks/${stage.workbook}/cells`, { cells });
}

async function save(stage: Stage, text: string): Promise<void> {
  const { status } = await set(stage, text);
  if (status === 200) stage.saved.push(text);
  else stage.report.wrong.push(`not saved with room: ${status}`);
}

type Reply = { status: number; body: string };

async function ask(stage: Stage, method: string, path: string, body?: unknown): Promise<Reply> {
  const sent = send(stage, method, path);
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  return await new Promise((answer, failed) => {
    sent.on('error', failed);
    sent.on('response', (reply) => {
      let text = '';
      reply.on('data', (data: Buffer) => {
        text += data.toString();
      });
      reply.on('end', () => answer({ status: reply.statusCode ?? 0, body: text }));
    });
  });
}

/** A large request whose client hangs up as soon as it is sent. */
async function leaveAlone(stage: Stage, nth: number): Promise<void> {
  const text = `left alone ${nth}`;
  stage.refused.push(text);
  stage.report.leftAlone++;
  const sent = send(stage, 'PATCH', `/api/workbooks/${stage.workbook}/cells`);
  sent.on('error', () => undefined);
  const body = JSON.stringify({ cells: { [CELLS[1] as string]: text } });
  // Blanks are read like all else.
  await new Promise<void>((written) => sent.end(body + ' '.repeat(HEAVY_BYTES), () => written()));
  sent.destroy();
}

let sent = 0;

function send({ server, people }: Stage, method: string, path: string) {
  sent++;
  return request({
    port: server.port,
    host: '127.0.0.1',
    // One address may ask only so often in a minute, and a fast machine asks fast.
    localAddress: `127.0.2.${1 + (sent % 250)}`,
    method,
    path,
    agent: false,
    headers: {
      origin: server.url,
      cookie: people[0]?.cookie ?? '',
      'content-type': 'application/json',
    },
  });
}

function residentMb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}

/** What a server says that is started on a disk that cannot be written, and how it ends. */
export async function startOn(
  disk: 'full' | 'read-only' | 'read-only, empty',
): Promise<{ said: string; code: number | null }> {
  const folder = '/mnt';
  const mounted = `mount -t tmpfs -o size=64k tmpfs ${folder}`;
  const spoil = {
    full: `${mounted} && { cat /dev/zero > ${folder}/filling 2>/dev/null; true; }`,
    'read-only': `${mounted} && mkdir ${folder}/data && mount -o remount,ro ${folder}`,
    'read-only, empty': `${mounted} && mount -o remount,ro ${folder}`,
  }[disk];
  const script = `${spoil} && exec "$0" "$1" --empty`;
  const inside = ['--map-root-user', '--mount', 'sh', '-c', script, process.execPath, MAIN];
  const env = { ...process.env, DATA_DIR: `${folder}/data`, PORT: '0' };
  const child = spawn('unshare', inside, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data.toString();
    });
  }
  const code = await new Promise<number | null>((ended) => child.on('close', ended));
  return { said, code };
}
