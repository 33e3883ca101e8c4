/**
 * Kills the server again and again while files come in and are put behind values, and looks at what is left: every file
 * that an entry names is whole, what was answered is there, and a sweep leaves nothing that nobody names.
 */
import { EvidenceShelf } from '@tallystick/server/evidence/evidence-shelf';
import { DATABASE_FILE } from '@tallystick/server/server';
import { BlobFolder } from '@tallystick/store/blobs/folder';
import { fsck } from '@tallystick/store/fsck';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { join } from 'node:path';
import { type Random, seededRandom } from '../ledger/seeded-random.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  startServerProcess,
  type ServerProcess,
} from '../process/server-process.ts';

export type KillReport = {
  kills: number;
  /** Files under way when the server died, and files that were answered before. */
  underWay: number;
  answered: number;
  /** Commands that were answered. */
  attached: number;
  /** Each a line for a person. */
  wrong: string[];
  /** What the last sweep, two days later, left without an entry. */
  orphans: string[];
};

const HERE = `/api/workbooks/${DEMO_WORKBOOK}/evidence`;
const DAY_MS = 24 * 60 * 60_000;
/** Files that come before, and with, a kill. */
const FILES_MAX = 4;
const PIECE_BYTES = 16_384;
const PIECES_MAX = 16;

type Run = { random: Random; report: KillReport; rows: string[]; attached: Map<string, string> };

export async function killWhileFilesCome(asked: {
  kills: number;
  seed: number;
}): Promise<KillReport> {
  const { kills, seed } = asked;
  const report: KillReport = {
    kills: 0,
    underWay: 0,
    answered: 0,
    attached: 0,
    wrong: [],
    orphans: [],
  };
  let server = await startServerProcess();
  const { dataDir } = server;
  try {
    const amara = await ApiClient.enter(server.url, 'p_amara');
    const rows = Object.keys((await amara.view()).assignments);
    const run: Run = { random: seededRandom(seed), report, rows, attached: new Map() };
    for (; report.kills < kills; report.kills += 1) {
      await comeAndKill(run, server);
      server = await startServerProcess({ dataDir });
      await check(run, server);
    }
    await server.stop();
    await sweepLater(dataDir, report);
    const evidence = join(dataDir, 'evidence');
    const { faults } = await fsck(join(dataDir, DATABASE_FILE), { evidence });
    report.wrong.push(...faults.map(({ what }) => what));
    return report;
  } finally {
    await server.kill();
    await removeDataDir(dataDir);
  }
}

/** A few files one after the other; the server dies somewhere on the way of the last. */
async function comeAndKill(run: Run, server: ServerProcess): Promise<void> {
  const { random, report } = run;
  const amara = await ApiClient.enter(server.url, 'p_amara');
  const before = random.below(FILES_MAX);
  for (let n = 0; n < before; n += 1) {
    const bytes = aFile(random);
    const file = await send(amara, { bytes, row: rowOf(run) });
    if (file !== undefined) await attach(run, amara, file);
  }
  const pieces = 1 + random.below(PIECES_MAX);
  const bytes = aFile(random, pieces);
  const stopsAt = random.below(pieces + 3);
  report.underWay += 1;
  if (stopsAt < pieces) {
    await send(amara, { bytes, row: rowOf(run), stopsAt, reached: () => server.kill() });
    return;
  }
  // All of it has left: the server dies while it is kept, right after its answer, or while it is put behind a value.
  const sent = send(amara, { bytes, row: rowOf(run) });
  if (stopsAt === pieces) return void (await Promise.all([sent, server.kill()]));
  const file = await sent;
  if (file !== undefined && stopsAt === pieces + 2)
    await Promise.all([attach(run, amara, file), server.kill()]);
  await server.kill();
}

const rowOf = ({ rows, attached }: Run): string => rows[attached.size % rows.length] ?? '';

function aFile(random: Random, pieces = 1 + random.below(PIECES_MAX)): Buffer {
  const bytes = Buffer.alloc(pieces * PIECE_BYTES, random.below(2 ** 31).toString(36));
  bytes.write('%PDF-1.7\n');
  return bytes;
}

type Sent = {
  bytes: Buffer;
  row: string;
  /** After so many pieces `reached` is called, and the rest stays behind. */
  stopsAt?: number;
  reached?: () => Promise<void>;
};

/** The hash that was answered; undefined where nothing was. */
async function send(
  by: ApiClient,
  { bytes, row, stopsAt, reached }: Sent,
): Promise<string | undefined> {
  const sent = await new Promise<string | undefined>((answer) => {
    const asked: ClientRequest = request(
      `${by.url}${HERE}?row=${row}`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': bytes.length,
          origin: by.url,
          cookie: by.cookie,
        },
      },
      (reply) => {
        let told = '';
        reply.on('data', (part: Buffer) => (told += part.toString()));
        reply.on('end', () => answer((JSON.parse(told) as { file?: string }).file));
        reply.on('error', () => answer(undefined));
      },
    );
    asked.on('error', () => answer(undefined));
    if (stopsAt === undefined) return void asked.end(bytes);
    asked.write(bytes.subarray(0, stopsAt * PIECE_BYTES), () => void reached?.());
  });
  const hash = createHash('sha256').update(bytes).digest('hex');
  return sent === hash ? hash : undefined;
}

async function attach(run: Run, by: ApiClient, file: string): Promise<void> {
  const { attached, report } = run;
  const evidence = `ev_${report.kills}_${attached.size}`;
  report.answered += 1;
  const put = { type: 'attach-evidence', evidence, row: rowOf(run), file, name: 'a.pdf', note: '' };
  const answer = await by.command(put as never).catch(() => undefined);
  if (answer?.status === 200) {
    report.attached += 1;
    attached.set(evidence, file);
  } else if (answer !== undefined) report.wrong.push(`${evidence} was refused: ${answer.status}`);
}

/** Asked of the server that came after: what is shown can be fetched whole, and nothing that was answered is missing. */
async function check({ report, attached }: Run, server: ServerProcess): Promise<void> {
  const amara = await ApiClient.enter(server.url, 'p_amara');
  const { evidence } = await amara.view();
  const shown = new Map(evidence.map(({ id, file }) => [id as string, file]));
  for (const [id, file] of attached)
    if (shown.get(id) !== file) report.wrong.push(`${id} was answered and is gone`);
  for (const { id, file } of evidence.slice(-2 * FILES_MAX)) {
    const fetched = await amara.get(`${HERE}/${id}`);
    const bytes = Buffer.from(await fetched.arrayBuffer());
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (hash !== file) report.wrong.push(`${id} is not whole: ${fetched.status}`);
  }
}

async function sweepLater(dataDir: string, report: KillReport): Promise<void> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const folder = join(dataDir, 'evidence');
  const blobs = new BlobFolder(folder);
  const log = { error: () => undefined, info: () => undefined };
  const shelf = new EvidenceShelf({
    store,
    blobs,
    scanner: null,
    now: () => Date.now() + 2 * DAY_MS,
    log,
  });
  await shelf.sweep();
  await shelf.close();
  const kept = new Set((await store.evidenceFiles(DEMO_WORKBOOK as never)).map(({ hash }) => hash));
  for await (const { hash } of blobs.all()) if (!kept.has(hash)) report.orphans.push(hash);
  const coming = await readdir(join(folder, '.coming')).catch(() => []);
  report.orphans.push(...coming);
  await store.close();
}
