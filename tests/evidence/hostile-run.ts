/**
 * Hands hostile files in as evidence, puts behind a value what is kept, and looks at all that comes back: nothing is sent
 * as a page, no name leads elsewhere, and opened in a browser, where there is one, none of it runs.
 */
import type { EvidenceId } from '@tallystick/domain/cells/ids';
import { EVIDENCE_FILE_BYTES_MAX } from '@tallystick/server/service/limits';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { fetchFrom } from '../process/fetch-from.ts';
import {
  removeDataDir,
  startServerProcess,
  type ServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { type HostileEvidence, hostileEvidence } from './hostile-evidence.ts';

export type HostileReport = {
  files: number;
  kept: number;
  refused: number;
  /** Opened in a browser, each in both ways. */
  opened: number;
  /** Each a line for a person. */
  wrong: string[];
  /** Requests that a file caused when it was looked at, and pages in which it ran. */
  ran: string[];
  /** Names on the disk that are none of the server's. */
  escaped: string[];
};

const HERE = `/api/workbooks/${DEMO_WORKBOOK}/evidence`;
/** Of one row a bound stands before the others are tried. */
const PER_ROW = 15;
const SHOWN = /^(?:application\/pdf|image\/(?:png|jpeg|webp)|text\/plain; charset=utf-8)$/;
/** A name in quotes and one in percent signs, and nothing else. */
const DISPOSITION =
  /^(?:attachment|inline); filename="[A-Za-z0-9._-]+"(?:; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+)?$/;

type Run = { server: ServerProcess; by: ApiClient; rows: string[]; report: HostileReport };

export async function runHostileEvidence(asked: {
  files: number;
  seed: number;
  browser?: Browser | undefined;
}): Promise<HostileReport> {
  const { files, seed, browser } = asked;
  const heard: string[] = [];
  const listener = createServer((request, reply) => {
    heard.push(request.url ?? '');
    reply.end();
  });
  await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/ran`;
  const outside = await temporaryDataDir();
  const file = join(outside, 'secret.txt');
  await writeFile(file, 'qzsecretoutside');
  const server = await startServerProcess();
  const report: HostileReport = {
    files: 0,
    kept: 0,
    refused: 0,
    opened: 0,
    wrong: [],
    ran: [],
    escaped: [],
  };
  try {
    const { cookie } = await ApiClient.enter(server.url, 'p_amara');
    const rows = Object.keys((await new ApiClient(server.url, cookie).view()).assignments);
    let at = 0;
    for (const each of hostileEvidence(files, { seed, url, file })) {
      // Each from an address of its own: what is counted of one is not the question here.
      const by = new ApiClient(server.url, cookie, fetchFrom(at));
      await tryOne({ server, by, rows, report }, { each, at, browser });
      at += 1;
    }
    report.ran.push(...heard);
    report.escaped.push(...(await escapedFrom(server.dataDir)));
    const answer = await fetch(`${server.url}/healthz`);
    if (answer.status !== 200) report.wrong.push(`the server is not well: ${answer.status}`);
    return report;
  } finally {
    await server.stop();
    listener.close();
    await removeDataDir(server.dataDir);
    await removeDataDir(outside);
  }
}

type Tried = { each: HostileEvidence; at: number; browser: Browser | undefined };

async function tryOne(run: Run, { each, at, browser }: Tried): Promise<void> {
  const { by, rows, report } = run;
  const { what, name, bytes, isKept } = each;
  const wrong = (how: string) => report.wrong.push(`${what}: ${how}`);
  report.files += 1;
  const row = rows[Math.floor(at / PER_ROW) % rows.length] ?? '';
  const answer = await by.fetch(`${by.url}${HERE}?row=${row}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: by.url, cookie: by.cookie },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  const told = (await answer.json()) as { file?: string; code?: string };
  if (answer.status >= 500) wrong(`answered ${answer.status}`);
  if (isKept === true && told.file === undefined) wrong(`was not kept: ${told.code}`);
  if (isKept === false && told.file !== undefined) wrong('was kept');
  if (told.file === undefined) {
    report.refused += 1;
    const isReason = told.code === 'evidence-kind' || told.code === 'file-damaged';
    const isLarge = told.code === 'evidence-too-large' && bytes.length > EVIDENCE_FILE_BYTES_MAX;
    if (!isReason && !isLarge) wrong(`was refused with ${answer.status} ${told.code}`);
    return;
  }
  report.kept += 1;
  const evidence = `ev_${at}` as EvidenceId;
  const attach = { type: 'attach-evidence', evidence, row, file: told.file, name, note: '' };
  const attached = await by.command(attach as never);
  if (attached.status !== 200 && attached.status !== 409)
    wrong(`was not put behind the value: ${attached.status}`);
  if (attached.status !== 200) return;
  for (const way of ['', '/preview'])
    await lookAt(run, { path: `${HERE}/${evidence}${way}`, wrong });
  if (browser !== undefined) await openBoth(run, { browser, evidence, wrong });
}

async function lookAt(
  { by }: Run,
  { path, wrong }: { path: string; wrong: (how: string) => void },
): Promise<void> {
  const isPreview = path.endsWith('/preview');
  const answer = await by.get(path);
  const type = answer.headers.get('content-type') ?? '';
  await answer.arrayBuffer();
  if (isPreview && answer.status === 422) return;
  if (answer.status !== 200) return wrong(`${path} answered ${answer.status}`);
  const isTypeRight = isPreview ? SHOWN.test(type) : type === 'application/octet-stream';
  if (!isTypeRight) wrong(`${path} is sent as ${type}`);
  const disposition = answer.headers.get('content-disposition') ?? '';
  if (!DISPOSITION.test(disposition)) wrong(`${path} is called ${disposition}`);
  if (disposition.startsWith('attachment') === isPreview) wrong(`${path} is ${disposition}`);
  if (answer.headers.get('x-content-type-options') !== 'nosniff') wrong(`${path} may be guessed`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  const isPdf = isPreview && type === 'application/pdf';
  if (!policy.startsWith("default-src 'none'; ")) wrong(`${path} has the policy ${policy}`);
  if (!isPdf && !policy.includes('sandbox')) wrong(`${path} stands in no sandbox`);
  if (answer.headers.get('set-cookie') !== null) wrong(`${path} sets a cookie`);
}

/** As a page of its own, the way somebody is led to it by a link. */
async function openBoth(
  { by, report }: Run,
  of: { browser: Browser; evidence: string; wrong: (how: string) => void },
): Promise<void> {
  const context = await of.browser.newContext();
  const [name = '', value = ''] = by.cookie.split('=');
  await context.addCookies([{ name, value, url: by.url }]);
  const page = await context.newPage();
  page.on('dialog', (dialog) => {
    report.ran.push(`${of.evidence} opens a dialog`);
    void dialog.dismiss();
  });
  for (const way of ['', '/preview']) {
    // One that is saved, and a PDF where there is no viewer, ends the visit as an error.
    await page.goto(`${by.url}${HERE}/${of.evidence}${way}`).catch(() => undefined);
    const isMarked = await page.evaluate(() => document.documentElement.dataset.ran === '1');
    if (isMarked) report.ran.push(`${of.evidence}${way} ran`);
    report.opened += 1;
  }
  await context.close();
}

async function escapedFrom(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, 'evidence');
  const known = /^(?:\.coming|wb_[a-z]+(?:\/[0-9a-f]{64})?)$/;
  const there = await readdir(folder, { recursive: true });
  return there.filter((path) => !known.test(path));
}
