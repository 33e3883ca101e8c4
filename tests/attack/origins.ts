/** P23 and the end of sessions (P24): every way to a socket or a change of state that is not the server's own page. */
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import type { ServerProcess } from '../process/server-process.ts';
import { foreignOrigins } from './foreign-origins.ts';
import { type Answer, handshake, type Headers, send, type Sent } from './raw-request.ts';

/** One hostile try, and the statuses that refuse it. */
type Try = { name: string; refusedWith: number[]; go: () => Promise<Answer> };

export type OriginsReport = {
  handshakes: number;
  requests: number;
  /** Tries that were let in, or refused with another status than the table's. */
  wrong: string[];
  /** Hostile tries after which a workbook had moved or the session was gone. */
  changed: string[];
  /** Right ones that were refused. */
  rightRefused: string[];
};

/** Where a server is reached, and what a right request carries there. */
export type Door = {
  port: number;
  origin: string;
  cookieName: string;
  token: string;
  endedToken: string;
};

const CELL = 'water_supply_loss.value:source';

/** A server of this machine alone: the demo, entered as its head. */
export async function demoDoor(server: ServerProcess): Promise<Door & { api: ApiClient }> {
  const api = await ApiClient.enter(server.url, 'p_henrik');
  const other = await ApiClient.enter(server.url, 'p_henrik');
  const headers = { origin: server.url, cookie: other.cookie };
  await send(server.port, { method: 'DELETE', path: '/api/session', headers });
  const [cookieName = '', token = ''] = api.cookie.split('=');
  const endedToken = other.cookie.split('=')[1] ?? '';
  return { port: server.port, origin: server.url, cookieName, token, endedToken, api };
}

/** Every hostile handshake at a door, and the right one. */
export async function tryHandshakes(door: Door): Promise<OriginsReport> {
  const report = emptyReport();
  const cookie = `${door.cookieName}=${door.token}`;
  const own = { origin: door.origin, cookie };
  for (const [name, origin] of foreignOrigins(door.origin)) {
    const headers: Headers = origin === null ? { cookie } : { origin, cookie };
    await judge(report, 'handshakes', {
      name: `origin ${name}`,
      refusedWith: [403],
      go: () => handshake(door.port, headers),
    });
  }
  for (const [name, header] of badCookies(door)) {
    const headers: Headers = {
      origin: door.origin,
      ...(header === null ? {} : { cookie: header }),
    };
    await judge(report, 'handshakes', {
      name: `cookie ${name}`,
      refusedWith: [401],
      go: () => handshake(door.port, headers),
    });
  }
  for (const path of ['/', '/collab/', '/Collab', '/collab2', '/collab%2f', '/api/session']) {
    await judge(report, 'handshakes', {
      name: `path ${path}`,
      refusedWith: [404],
      go: () => handshake(door.port, own, path),
    });
  }
  const let_in = await handshake(door.port, own);
  if (let_in.status !== 101) report.rightRefused.push(`handshake: ${let_in.status}`);
  return report;
}

function badCookies(door: Door): [string, string | null][] {
  const { cookieName: name, token } = door;
  const other = name.startsWith('__Host-') ? 'tallystick' : '__Host-tallystick';
  return [
    ['none', null],
    ['empty', ''],
    ['without a value', `${name}=`],
    ['of an ended session', `${name}=${door.endedToken}`],
    ['made up', `${name}=${'A'.repeat(43)}`],
    ['one character short', `${name}=${token.slice(0, -1)}`],
    ['one character more', `${name}=${token}A`],
    [
      'other case',
      `${name}=${token.toLowerCase() === token ? token.toUpperCase() : token.toLowerCase()}`,
    ],
    ['other name', `${other}=${token}`],
    ['name in capitals', `${name.toUpperCase()}=${token}`],
    ['quoted', `${name}="${token}"`],
    ['made up before the right one', `${name}=${'A'.repeat(43)}; ${name}=${token}`],
    ['percent', `${name}=%00${token.slice(3)}`],
  ];
}

/** Every hostile change of state at the demo's door, after each of which nothing may have moved. */
export async function tryChanges(door: Door & { api: ApiClient }): Promise<OriginsReport> {
  const report = emptyReport();
  const head = (await door.api.view()).head;
  for (const one of hostileChanges(door)) {
    await judge(report, 'requests', one);
    const now = await door.api.get(`/api/workbooks/${DEMO_WORKBOOK}`);
    const view = (await now.json()) as { head?: number };
    if (now.status !== 200 || view.head !== head) report.changed.push(one.name);
  }
  await tryRightOnes(door, report);
  return report;
}

async function tryRightOnes(door: Door & { api: ApiClient }, report: OriginsReport): Promise<void> {
  const cookie = `${door.cookieName}=${door.token}`;
  const sites = [{}, { 'sec-fetch-site': 'same-origin' }];
  const hosts = ['127.0.0.1', 'localhost', '[::1]'];
  for (const host of hosts) {
    const origin = `http://${host}:${door.port}`;
    const shaken = await handshake(door.port, { origin, cookie });
    if (shaken.status !== 101) report.rightRefused.push(`handshake ${host}: ${shaken.status}`);
    for (const site of sites) {
      const { head } = await door.api.view();
      const headers = { origin, cookie, 'content-type': 'application/json', ...site };
      const answer = await send(door.port, { ...commentRequest(), headers });
      const moved = (await door.api.view()).head - head;
      if (answer.status !== 200 || moved !== 1)
        report.rightRefused.push(`comment ${host}: ${answer.status}, moved ${moved}`);
    }
  }
}

/** The changes there are, as a page of the server would ask for them. */
function changes(): Omit<Sent, 'headers'>[] {
  const json = (body: unknown) => JSON.stringify(body);
  return [
    commentRequest(),
    {
      method: 'POST',
      path: `/api/workbooks/${DEMO_WORKBOOK}/commands`,
      body: json({ id: id(), command: { type: 'lock' } }),
    },
    { method: 'DELETE', path: '/api/session' },
    { method: 'POST', path: '/api/session/demo', body: json({ person: 'p_amara' }) },
    {
      method: 'POST',
      path: '/api/session',
      body: json({ email: 'a@city.example', password: 'x' }),
    },
    { method: 'POST', path: '/api/workbooks', body: json({ city: 'X', title: 'X', due: null }) },
    {
      method: 'POST',
      path: `/api/workbooks/${DEMO_WORKBOOK}/people`,
      body: json({ id: id(), name: 'X', email: 'x@evil.example', role: 'observer', entity: null }),
    },
    { method: 'POST', path: '/api/links/x', body: json({ password: 'long enough to count' }) },
  ];
}

function commentRequest(): Omit<Sent, 'headers'> {
  const command = { type: 'comment', cell: CELL, parent: null, text: 'x', audience: 'members' };
  return {
    method: 'POST',
    path: `/api/workbooks/${DEMO_WORKBOOK}/commands`,
    body: JSON.stringify({ id: id(), command }),
  };
}

const id = () => `c_${Math.random().toString(36).slice(2)}`;

function hostileChanges(door: Door): Try[] {
  const cookie = `${door.cookieName}=${door.token}`;
  const json = { cookie, 'content-type': 'application/json' };
  const tries: Try[] = [];
  const add = (name: string, refusedWith: number[], sent: Sent) =>
    tries.push({ name, refusedWith, go: () => send(door.port, sent) });
  for (const [name, origin] of foreignOrigins(door.origin)) {
    const from: Headers = origin === null ? json : { ...json, origin };
    add(`comment, origin ${name}`, [403], { ...commentRequest(), headers: from });
  }
  for (const change of changes()) {
    const what = `${change.method} ${change.path}`;
    const sites = ['cross-site', 'same-site', 'none', '', 'Same-Origin', 'same-origin, cross-site'];
    for (const site of sites) {
      const headers = { ...json, origin: door.origin, 'sec-fetch-site': site };
      add(`${what}, site ${site}`, [403], { ...change, headers });
    }
    for (const origin of ['null', 'https://evil.example', null]) {
      const headers: Headers = origin === null ? json : { ...json, origin };
      add(`${what}, origin ${origin}`, [403], { ...change, headers });
    }
  }
  addForms(tries, door, cookie);
  addMethods(tries, door, json);
  return tries;
}

/** What a form or an image of a foreign page can send, from the right origin: the body's kind alone must refuse it. */
function addForms(tries: Try[], door: Door, cookie: string): void {
  const kinds = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/html',
    'application/xml',
    'application/octet-stream',
    'application/jsonx',
    'text/json',
  ];
  for (const kind of [...kinds, null]) {
    const headers: Headers = { cookie, origin: door.origin };
    if (kind !== null) headers['content-type'] = kind;
    const sent = { ...commentRequest(), headers };
    tries.push({ name: `body ${kind}`, refusedWith: [400, 415], go: () => send(door.port, sent) });
    const foreign = { ...sent, headers: { ...headers, origin: 'https://evil.example' } };
    const go = () => send(door.port, foreign);
    tries.push({ name: `foreign body ${kind}`, refusedWith: [403], go });
  }
}

function addMethods(tries: Try[], door: Door, json: Headers): void {
  const headers = { ...json, origin: door.origin };
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LOCK']) {
    for (const from of [headers, { ...json, origin: 'https://evil.example' }]) {
      const sent = { ...commentRequest(), method, headers: from };
      const refusedWith = from === headers ? [404, 405, 400] : [403, 404, 405, 400];
      const name = `${method} from ${from.origin}`;
      tries.push({ name, refusedWith, go: () => send(door.port, sent) });
    }
  }
  for (const header of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
    const sent = { ...commentRequest(), method: 'GET', headers: { ...json, [header]: 'POST' } };
    tries.push({ name: header, refusedWith: [404], go: () => send(door.port, sent) });
  }
}

async function judge(
  report: OriginsReport,
  kind: 'handshakes' | 'requests',
  one: Try,
): Promise<void> {
  report[kind]++;
  const answer = await one.go();
  if (!one.refusedWith.includes(answer.status)) report.wrong.push(`${one.name}: ${answer.status}`);
  const opens = Object.keys(answer.headers).find((name) => name.startsWith('access-control-'));
  if (opens !== undefined) report.wrong.push(`${one.name}: ${opens}`);
  if (kind === 'requests' && answer.headers['set-cookie'] !== undefined)
    report.wrong.push(`${one.name}: sets a cookie`);
}

function emptyReport(): OriginsReport {
  return { handshakes: 0, requests: 0, wrong: [], changed: [], rightRefused: [] };
}

export function sumOf(reports: OriginsReport[]): OriginsReport {
  return {
    handshakes: reports.reduce((n, each) => n + each.handshakes, 0),
    requests: reports.reduce((n, each) => n + each.requests, 0),
    wrong: reports.flatMap((each) => each.wrong),
    changed: reports.flatMap((each) => each.changed),
    rightRefused: reports.flatMap((each) => each.rightRefused),
  };
}
