/**
 * Requests that no honest page sends, for every route: bodies, ids, methods. It is a list, made from the one right form
 * of each request by bending every part of it.
 */
import { DEMO_WORKBOOK } from '../process/api-client.ts';
import type { Headers, Sent } from './raw-request.ts';

const CELL = 'water_supply_loss.value:source';
const ROW = 'water_supply_loss.value';

/** The right form of each changing request. */
const COMMANDS: Record<string, unknown>[] = [
  { type: 'open-workbook', city: 'X', title: 'X', edition: '2017', due: null },
  { type: 'add-entity', entity: 'e_x', name: 'X' },
  { type: 'add-member', person: 'p_nobody', role: 'observer', entity: null },
  { type: 'remove-member', person: 'p_nobody' },
  { type: 'assign-rows', rows: ['unemployment_rate.value'], entity: null },
  { type: 'unlock', reason: 'X' },
  { type: 'comment', cell: CELL, parent: null, text: 'X', audience: 'members' },
  { type: 'resolve-comment', comment: 'c_1' },
  { type: 'reopen-comment', comment: 'c_1' },
  { type: 'verify', row: ROW, verdict: 'yes', result: 'X', note: '' },
  { type: 'withdraw-verification', row: ROW },
  { type: 'release-verification' },
];

const COMMANDS_PATH = `/api/workbooks/${DEMO_WORKBOOK}/commands`;
const PEOPLE = { id: 'c_1', name: 'X', email: 'x@city.example', role: 'observer', entity: null };
const POSTS: [path: string, body: Record<string, unknown>][] = [
  ['/api/session', { email: 'x@city.example', password: 'not the right one' }],
  ['/api/session/demo', { person: 'p_nobody' }],
  ['/api/workbooks', { city: 'X', title: 'X', due: null }],
  [`/api/workbooks/${DEMO_WORKBOOK}/people`, PEOPLE],
  ['/api/links/x', { password: 'long enough to count', name: 'X', email: 'x@city.example' }],
];

const deep = (open: string, close: string, depth: number) =>
  open.repeat(depth) + close.repeat(depth);

/** Bodies that are no JSON, or JSON of a shape that hurts. */
export const BODIES: (string | Buffer)[] = [
  '',
  ' ',
  '\u0000',
  'null',
  'true',
  '0',
  '1e999',
  '"x"',
  '[]',
  '{}',
  '{',
  '{"id":',
  '{"id":"x",}',
  "{'id':1}",
  '\ufeff{}',
  '[[[]',
  deep('[', ']', 100_000),
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  `{"id":"x","command":${deep('[', ']', 50_000)}}`,
  '{"__proto__":{"admin":true},"id":"x"}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"id":"x","command":{"__proto__":{"type":"lock"}}}',
  '{"toString":1,"valueOf":null,"hasOwnProperty":2}',
  '{"id":"x","id":"y","command":{"type":"lock"},"command":null}',
  '{"id":"\\ud800","command":{"type":"lock"}}',
  `{"id":"${'x'.repeat(500_000)}"}`,
  `{"x":"${'y'.repeat(1_100_000)}"}`,
  `[${'0,'.repeat(400_000)}0]`,
  Buffer.from([0xff, 0xfe, 0xfd, 0x00, 0x80]),
  Buffer.from('{"id":"\xff\xfe"}', 'latin1'),
  'a=1&b=2',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
];

/** What a field is bent into. */
const BENT: unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'x'.repeat(70),
  'x'.repeat(200_000),
  '\u0000',
  '\ud800',
  '../../../etc/passwd',
  "'; DROP TABLE entry; --",
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  [],
  [[]],
  {},
  { toString: null },
];

/** Ids and cells in an address. */
export const ODD_IDS: string[] = [
  '.',
  '..',
  '%2e%2e',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%ff',
  '%',
  '%zz',
  '%u0041',
  '%c0%ae',
  '%ed%a0%80',
  'a'.repeat(299),
  'a'.repeat(5_000),
  '__proto__',
  'constructor',
  'toString',
  'wb_none',
  `${DEMO_WORKBOOK}~0`,
  DEMO_WORKBOOK.toUpperCase(),
  '%20',
  '-1',
  '0',
  '1e9',
  'NaN',
  "'%20OR%201=1--",
  '%F0%9F%94%92',
  '*',
  ';',
  '%0d%0aset-cookie:x=1',
  '?a=%',
  '?__proto__[x]=1',
];

const GET_SHAPES = [
  (id: string) => `/${id}`,
  (id: string) => `/api/${id}`,
  (id: string) => `/assets/${id}`,
  (id: string) => `/api/workbooks/${id}`,
  (id: string) => `/api/workbooks/${DEMO_WORKBOOK}/cells/${id}`,
  (id: string) => `/api/workbooks/${id}/cells/${CELL}`,
  (id: string) => `/api/workbooks/${DEMO_WORKBOOK}/submissions/${id}`,
  (id: string) => `/api/workbooks/${DEMO_WORKBOOK}/submissions/${id}/bundle`,
  (id: string) => `/api/links/${id}`,
  (id: string) => `/w/${id}`,
];
const POST_SHAPES = [
  (id: string) => `/api/workbooks/${id}/commands`,
  (id: string) => `/api/workbooks/${id}/people`,
  (id: string) => `/api/links/${id}`,
];
const METHODS = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'HEAD', 'SEARCH'];

/** Every bent request of one person. `headers` are those of an honest request. */
export function* junkRequests(headers: Headers): Generator<Sent> {
  const json = { ...headers, 'content-type': 'application/json' };
  const posts = [...POSTS, [COMMANDS_PATH, { id: 'c_1', command: { type: 'lock' } }] as const];
  for (const [path] of posts)
    for (const body of BODIES) yield { method: 'POST', path, headers: json, body };
  for (const [path, body] of POSTS)
    for (const bent of bend(body)) yield { method: 'POST', path, headers: json, body: bent };
  for (const command of COMMANDS)
    for (const bent of bend(command)) {
      const body = `{"id":"c_${Math.random()}","command":${bent}}`;
      yield { method: 'POST', path: COMMANDS_PATH, headers: json, body };
    }
  for (const shape of GET_SHAPES)
    for (const id of ODD_IDS) yield { method: 'GET', path: shape(id), headers };
  for (const shape of POST_SHAPES)
    for (const id of ODD_IDS)
      yield { method: 'POST', path: shape(id), headers: json, body: JSON.stringify(PEOPLE) };
  yield* oddMethods(headers);
  yield* oddHeaders(headers);
}

/** A right body with each field in turn bent, and one field too many. */
function* bend(body: Record<string, unknown>): Generator<string> {
  for (const key of Object.keys(body))
    for (const value of BENT) yield JSON.stringify({ ...body, [key]: value });
  yield JSON.stringify({ ...body, extra: 1 });
  yield JSON.stringify(body).replace('{', '{"__proto__":{"x":1},');
}

function* oddMethods(headers: Headers): Generator<Sent> {
  const paths = ['/', '/healthz', '/api/session', '/api/workbooks', COMMANDS_PATH, '/collab'];
  for (const method of METHODS) for (const path of paths) yield { method, path, headers };
}

function* oddHeaders(headers: Headers): Generator<Sent> {
  const path = COMMANDS_PATH;
  // Not the lock itself: one that was let in would stop the honest writer, and rightly.
  const body = '{"id":"c_1","command":{"type":"lock","extra":1}}';
  const json = { ...headers, 'content-type': 'application/json' };
  const odd: Headers[] = [
    { 'content-type': '' },
    { 'content-type': 'application/json; charset=utf-7' },
    { 'content-type': 'application/json;'.repeat(100) },
    { 'content-type': '/' },
    { 'content-type': 'multipart/form-data' },
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'x' },
    { accept: 'x'.repeat(4_000) },
    { 'accept-encoding': '*;q=9' },
    { cookie: '='.repeat(4_000) },
    { cookie: 'tallystick=%' },
    { cookie: `tallystick=${'%ff'.repeat(20)}` },
    { range: 'bytes=9-1' },
    { 'if-none-match': '"' },
    { 'if-modified-since': 'x' },
    { expect: '100-continue' },
    { host: '' },
    { host: 'evil.example:99999' },
    { 'x-forwarded-for': "' OR 1=1" },
    { upgrade: 'h2c', connection: 'Upgrade' },
  ];
  for (const more of odd) {
    yield { method: 'POST', path, headers: { ...json, ...more }, body };
    yield { method: 'GET', path: '/api/session', headers: { ...headers, ...more } };
    yield { method: 'GET', path: '/', headers: { ...headers, ...more } };
  }
}
