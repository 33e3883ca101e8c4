/**
 * P34: no file that somebody hands in can exhaust the server or lead out of it. Files made to do harm and honest files
 * spoilt by chance go to the server's reader one after the other, while people type into a workbook of the same server.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { seededRandom } from '../ledger/seeded-random.ts';
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, startServerProcess, temporaryDataDir } from '../process/server-process.ts';
import { craftedFiles } from './crafted.ts';
import type { Canary } from './family.ts';
import { type Honest, honest, mutated } from './mutate.ts';
import type { Typed, Typing } from './typists.ts';

export type HostileFilesReport = {
  crafted: number;
  mutated: number;
  /** Answers, by code; `read` for those that could be read. */
  codes: Record<string, number>;
  slowest_ms: number;
  slowest: string;
  slow: string[];
  /** Each a line for a person. */
  withoutReason: string[];
  readWrongly: string[];
  crashes: string[];
  /** Requests that came to the canary, and answers that told its secret. */
  fetched: string[];
  leaks: string[];
  typed: Typed;
  p99_ms: number;
  most_ms: number;
  /** Memory of the whole process beyond what it had before the first file: after hostile files one by one, and at most. */
  one_grown_mb: number;
  grown_mb: number;
  isAlive: boolean;
};

export type HostileFilesOptions = {
  crafted: number;
  mutated: number;
  typists: number;
  seed: number;
  say?: (line: string) => void;
};

const HOST = new URL('./host.ts', import.meta.url).pathname;
const WORKBOOKS = join(import.meta.dirname, '../fixtures/workbooks');
/** Honest files of every kind, small ones for the most part. */
const HONEST = [
  'tpl_nor.xlsx',
  'fil_prefix.xlsx',
  'fil_gnumeric_rtl.xlsx',
  'tpl_lo.ods',
  'fil_german_semicolon_cp1252.csv',
  'fil_xlsm.xlsm',
  'tpl_openpyxl_office.xlsx',
  'enc_populate.xlsx',
];
const REASONS = new Set([
  'file-unknown-kind',
  'file-old-kind',
  'file-encrypted',
  'file-damaged',
  'file-too-large',
  'file-too-slow',
  'file-without-rows',
]);
const SECRET = 'a-secret-that-no-file-may-tell';
/** Files on their way at once: one, so that the memory is that of one reader; then as many as the server reads at once. */
const AT_ONCE = { crafted: 1, mutated: 2 };

export async function runHostileFiles(options: HostileFilesOptions): Promise<HostileFilesReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-hostile-'));
  const report = newReport();
  const canary = await openCanary(folder, report);
  const dataDir = await temporaryDataDir();
  const { workbook, people } = await prepareWorkbook(
    dataDir,
    Array.from({ length: options.typists }, () => 'coordinator' as const),
  );
  const server = await startServerProcess({ dataDir, args: ['--empty'], main: HOST });
  try {
    const door = /Files are read at (http\S+)/.exec(server.output())?.[1] ?? '';
    const cookies = people.map(({ cookie }) => cookie);
    const typing = await beginTyping({ url: server.url, workbook, cookies, cells: cells() });
    await send(door, 'a.xlsx', readFileSync(join(WORKBOOKS, HONEST[0] ?? '')));
    await fetch(`${door}/begin`);
    await handIn(door, craftedOf(options, { canary, report }), { report, atOnce: AT_ONCE.crafted });
    report.one_grown_mb = (await figures(door)).grown_mb;
    await handIn(door, mutatedOf(options, { report }), { report, atOnce: AT_ONCE.mutated });
    Object.assign(report, await figures(door));
    report.typed = await typing.stop();
    report.isAlive = (await fetch(`${server.url}/healthz`)).ok;
  } finally {
    await server.stop();
    report.crashes.push(
      ...server
        .output()
        .split('\n')
        .filter((line) => line.startsWith('DEFECT')),
    );
    await canary.close();
    await removeDataDir(dataDir);
    await rm(folder, { recursive: true, force: true });
  }
  return report;
}

function newReport(): HostileFilesReport {
  return {
    crafted: 0,
    mutated: 0,
    codes: {},
    slowest_ms: 0,
    slowest: '',
    slow: [],
    withoutReason: [],
    readWrongly: [],
    crashes: [],
    fetched: [],
    leaks: [],
    typed: { saves: 0, slowest_ms: 0 },
    p99_ms: Number.NaN,
    most_ms: Number.NaN,
    one_grown_mb: Number.NaN,
    grown_mb: Number.NaN,
    isAlive: false,
  };
}

/** Cells of prose, one for each who types. */
function cells(): string[] {
  return loadCatalogue().dataPoints.map(({ row }) => `${row}:source`);
}

async function openCanary(folder: string, report: HostileFilesReport) {
  const file = join(folder, 'secret');
  await writeFile(file, SECRET);
  const listener = createServer((request, response) => {
    report.fetched.push(request.url ?? '');
    response.end(SECRET);
  });
  await new Promise<void>((begun) => listener.listen(0, '127.0.0.1', begun));
  const address = listener.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const close = () => new Promise<void>((closed) => listener.close(() => closed()));
  return { url: `http://127.0.0.1:${port}`, file, close };
}

async function beginTyping(typing: Typing): Promise<{ stop(): Promise<Typed> }> {
  const thread = new Worker(new URL('./typists.ts', import.meta.url), { workerData: typing });
  const failed = new Promise<never>((_, fail) => thread.once('error', fail));
  const next = () => Promise.race([failed, new Promise((said) => thread.once('message', said))]);
  await next();
  return {
    stop: async () => {
      const typed = next();
      thread.postMessage('stop');
      return (await typed) as Typed;
    },
  };
}

type Answer = { code: string; ms: number; told: string };
type Sent = { name: string; file: string; bytes: Uint8Array; mayBeRead: boolean };

async function send(door: string, file: string, bytes: Uint8Array): Promise<Answer> {
  const body = new Uint8Array(bytes);
  const answer = await fetch(`${door}/read?name=${encodeURIComponent(file)}`, {
    method: 'POST',
    body,
  });
  if (!answer.ok) return { code: `answer ${answer.status}`, ms: 0, told: await answer.text() };
  return (await answer.json()) as Answer;
}

type Figures = Pick<HostileFilesReport, 'p99_ms' | 'most_ms' | 'grown_mb'>;

async function figures(door: string): Promise<Figures> {
  return (await (await fetch(`${door}/figures`)).json()) as Figures;
}

async function handIn(
  door: string,
  files: Iterator<Sent>,
  { report, atOnce }: { report: HostileFilesReport; atOnce: number },
): Promise<void> {
  const one = async (): Promise<void> => {
    for (let next = files.next(); !next.done; next = files.next()) {
      const sent: Sent = next.value;
      const answer = await send(door, sent.file, sent.bytes).catch((error: unknown) => ({
        code: `no answer: ${String(error)}`,
        ms: 0,
        told: '',
      }));
      judge(sent, answer, report);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

type Over = { canary: Canary; report: HostileFilesReport };

function* craftedOf(options: HostileFilesOptions, { canary, report }: Over): Generator<Sent> {
  for (const crafted of craftedFiles(options.crafted, options.seed, canary)) {
    report.crafted += 1;
    yield crafted;
  }
}

function* mutatedOf(
  options: HostileFilesOptions,
  { report }: Pick<Over, 'report'>,
): Generator<Sent> {
  const bases: Honest[] = HONEST.map((name) => honest(name, readFileSync(join(WORKBOOKS, name))));
  for (let at = 0; at < options.mutated; at += 1) {
    report.mutated += 1;
    if (at % 1_000 === 999) options.say?.(`${at + 1} spoilt by chance (seed ${options.seed})`);
    const base = bases[at % bases.length];
    if (base === undefined) return;
    const seed = options.seed + at;
    const name = `${base.name} spoilt by ${seed}`;
    yield { name, ...mutated(base, seededRandom(seed)), mayBeRead: true };
  }
}

function judge(sent: Sent, answer: Answer, report: HostileFilesReport): void {
  const line = `${sent.name}: ${answer.code} in ${answer.ms.toFixed(0)} ms`;
  report.codes[answer.code] = (report.codes[answer.code] ?? 0) + 1;
  if (answer.ms > 2_000) report.slow.push(line);
  if (answer.ms > report.slowest_ms)
    Object.assign(report, { slowest_ms: answer.ms, slowest: line });
  if (answer.code === 'read') {
    if (!sent.mayBeRead) report.readWrongly.push(line);
  } else if (!REASONS.has(answer.code)) report.withoutReason.push(line);
  if (answer.told.includes(SECRET)) report.leaks.push(line);
}
