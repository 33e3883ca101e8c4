/**
 * The matrix of routes: everybody asks every route; no answer holds a word that the asker may not be shown, and each is
 * one that the API document promises, to the last field.
 */
import { unzipSync } from 'fflate';
import { DescribedApi } from '../api-fuzz/described-api.ts';
import { serverRoutes } from '../programs/routes.ts';
import type { RouteLine } from './route-line.ts';
import { ROUTE_LINES } from './route-lines.ts';
import { ACTORS, type ActorName, type Scene } from './scene.ts';
import { foundIn, leaks } from './secrets.ts';

/** A stream is read for so long: what it would leak, it leaks with its first pages. */
const STREAM_READ_MS = 700;
/** Codes that speak of the asker; all others speak of what was asked. */
const ABOUT_THE_ASKER = [
  'not-signed-in',
  'not-your-role',
  'not-a-member',
  'not-found',
  'no-such-page',
];

export type RouteReport = {
  tried: number;
  passed: number;
  wrong: string[];
  /** Words met in answers to those who may read them: the search can find something. */
  found: Set<string>;
};

/** Routes without a line, and lines without a route. */
export async function routesUndecided(): Promise<string[]> {
  const known = new Set(ROUTE_LINES.map(({ route }) => route));
  const there = new Set((await serverRoutes()).declared);
  return [
    ...[...there].filter((route) => !known.has(route)).map((route) => `no line for ${route}`),
    ...[...known].filter((route) => !there.has(route)).map((route) => `no route for ${route}`),
  ];
}

export async function tryRoutes(scene: Scene): Promise<RouteReport> {
  const api = await DescribedApi.read(scene.server.url);
  const report: RouteReport = { tried: 0, passed: 0, wrong: [], found: new Set() };
  for (const line of ROUTE_LINES) {
    if (line.ask === undefined) continue;
    for (const actor of ACTORS) {
      if (line.not?.includes(actor) !== true) await tryRoute(scene, { api, line, actor }, report);
    }
  }
  return report;
}

async function tryRoute(
  scene: Scene,
  { api, line, actor }: { api: DescribedApi; line: RouteLine; actor: ActorName },
  report: RouteReport,
): Promise<void> {
  report.tried++;
  const { status, type, text, code } = await ask(scene, line, actor);
  const may = line.may === 'everybody' || line.may.includes(actor);
  const expected = may ? 'may' : outsideOf(line, actor);
  const aboutAsker = code !== undefined && ABOUT_THE_ASKER.includes(code);
  const got = status === 401 || aboutAsker ? String(status) : status < 500 ? 'may' : String(status);
  if (got === 'may') report.passed++;
  if (got !== expected) {
    report.wrong.push(`${actor}, ${line.route}: ${status} ${code ?? ''}, not ${expected}`);
  }
  const isWhole = line.isStream !== true && !type.includes('zip');
  const body = isWhole ? Buffer.from(text) : undefined;
  const fault = api.faultOf(api.operation(line.route), { status, type, body });
  if (fault !== undefined) report.wrong.push(`${actor}, ${line.route}: ${fault}`);
  for (const where of leaks(actor, text)) {
    report.wrong.push(`${actor}, ${line.route}: is shown ${where}`);
  }
  for (const word of foundIn(text)) report.found.add(word);
}

async function ask(
  scene: Scene,
  line: RouteLine,
  actor: ActorName,
): Promise<{ status: number; type: string; text: string; code: string | undefined }> {
  const { status, type, bytes } = await askFor(scene, line, actor);
  // Of an archive its files' texts: a word is not found in packed bytes.
  const text = type.includes('zip')
    ? filesOf(bytes)
        .map(({ path, text: inFile }) => `${path}\n${inFile}`)
        .join('\n')
    : Buffer.from(bytes).toString();
  return { status, type, text, code: codeIn(type, text) };
}

/** What a route answers somebody. */
export async function askFor(
  scene: Scene,
  line: RouteLine,
  actor: ActorName,
): Promise<{ status: number; type: string; bytes: Uint8Array }> {
  const [method] = line.route.split(' ') as [string];
  const { path, body, headers } = line.ask?.(scene) ?? { path: '/' };
  const { url, cookie, fetch: askFrom } = scene.clients[actor];
  const answer = await askFrom(url + path, {
    method,
    headers: {
      cookie,
      origin: url,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const type = answer.headers.get('content-type') ?? '';
  const bytes =
    line.isStream === true
      ? Buffer.from(await beginningOf(answer))
      : new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, type, bytes };
}

/** The files of an archive, and of the archives in it. */
export function filesOf(archive: Uint8Array, above = ''): { path: string; text: string }[] {
  return Object.entries(unzipSync(archive)).flatMap(([name, file]) =>
    name.endsWith('.zip')
      ? filesOf(file, `${above}${name}/`)
      : [{ path: above + name, text: Buffer.from(file).toString() }],
  );
}

async function beginningOf(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  let text = '';
  const end = setTimeout(() => void reader?.cancel(), STREAM_READ_MS);
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    text += Buffer.from(part.value).toString();
  }
  clearTimeout(end);
  return text;
}

function codeIn(type: string, text: string): string | undefined {
  if (!type.includes('problem+json')) return undefined;
  return (JSON.parse(text) as { code?: string }).code;
}

function outsideOf(line: RouteLine, actor: ActorName): string {
  if (actor === 'nobody') return '401';
  if (line.hidden?.includes(actor) === true) return '404';
  // Membership before existence: who is no member cannot tell a workbook from none.
  const isMember = actor !== 'elsewhere' && actor !== 'stranger' && actor !== 'admin';
  return isMember || line.outside === 403 ? '403' : '404';
}
