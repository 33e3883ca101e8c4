/** A client that hangs up, at whatever stage, is no error of the server's: no stack in the log, and everybody else served. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;
const READS = ['', '/cells?limit=1000', '/export.json', '/export.csv', '/record.zip', '/journal']
  .map((end) => WORKBOOK + end)
  .concat('/api/openapi.json', '/', '/no/such/page');
const STREAM = `${WORKBOOK}/journal/stream`;
const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const JSON_BODY = 'Content-Type: application/json\r\n';
const CHANGE = '{"cells":{"water_supply_loss.value:source":"from one who left"}}';

/** When it hangs up: with the bytes on their way, in the next turn, at the first byte of the answer. */
const WAYS: Record<string, (socket: Socket) => void> = {
  'at once': (socket) => socket.resetAndDestroy(),
  'in the next turn': (socket) => setImmediate(() => socket.resetAndDestroy()),
  'while it is answered': (socket) => socket.once('data', () => socket.resetAndDestroy()),
};

let server: ServerProcess;
let api: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  api = await ApiClient.enter(server.url, 'p_amara');
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

const head = (line: string, more = '') =>
  `${line} HTTP/1.1\r\nHost: x\r\nCookie: ${api.cookie}\r\nOrigin: ${server.url}\r\nAccept-Encoding: gzip\r\n${more}\r\n`;

/** Whole requests: each is answered if its client stays. */
const wholes = () => [
  ...[...READS, STREAM].map((path) => head(`GET ${path}`)),
  head(`PATCH ${WORKBOOK}/cells`, `${JSON_BODY}Content-Length: ${CHANGE.length}\r\n`) + CHANGE,
  head('GET /collab', UPGRADE),
  head(`GET /yjs/${DEMO_WORKBOOK}`, UPGRADE),
];

/** Requests that are never said to their end. */
const halves = () => [
  'GET / HT',
  'GET / HTTP/1.1\r\nHo',
  `${head(`PATCH ${WORKBOOK}/cells`, `${JSON_BODY}Content-Length: 900\r\n`)}{"cells":`,
  `${head(`PATCH ${WORKBOOK}/cells`, `${JSON_BODY}Transfer-Encoding: chunked\r\n`)}5\r\n{"cel`,
];

async function hangUp(bytes: string, leave: (socket: Socket) => void): Promise<void> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise<void>((left) => {
    socket.on('close', () => left());
    socket.on('connect', () => socket.write(bytes, () => leave(socket)));
  });
}

for (const [when, leave] of Object.entries(WAYS)) {
  test(`who hangs up ${when} leaves no stack in the log`, async () => {
    const before = server.output().length;
    const some = when === 'while it is answered' ? wholes() : [...wholes(), ...halves()];
    await Promise.all(some.flatMap((bytes) => [bytes, bytes]).map((bytes) => hangUp(bytes, leave)));
    // Whoever stays is served, and by then all that left has been dealt with.
    for (let i = 0; i < 3; i++) expect((await api.get(`${WORKBOOK}/cells`)).status).toBe(200);
    expect(server.output().slice(before)).toBe('');
  });
}

test('who hangs up while their archive is being begun is no fault of the store', async () => {
  const before = server.output().length;
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise<void>((sent) => {
    socket.on('connect', () => socket.write(head(`GET ${WORKBOOK}/record.zip`), () => sent()));
  });
  // What came after it is answered: the thread that packs it has been started, and has not read the journal yet.
  expect((await api.get(`${WORKBOOK}/cells`)).status).toBe(200);
  const left = new Promise((gone) => socket.on('close', gone));
  socket.resetAndDestroy();
  await left;
  for (let i = 0; i < 3; i++) expect((await api.get(`${WORKBOOK}/cells`)).status).toBe(200);
  expect(server.output().slice(before)).toBe('');
});

test.each([
  ['no request at all', 'HELLO\r\n\r\n', 400, 'bad-request'],
  ['headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'too-large'],
])('%s is refused with a code, as all else is', async (_what, bytes, status, code) => {
  const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
  socket.on('error', () => undefined);
  let said = '';
  socket.on('data', (data: Buffer) => {
    said += data.toString();
  });
  await new Promise((ended) => socket.on('close', ended));
  const [head = '', body = ''] = said.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(JSON.parse(body)).toMatchObject({ status, code, title: expect.any(String) });
});
