/** However many send files, and however slowly: the server holds so many of them and no more, and gives each place back. */
import {
  FILES_HELD_AT_ONCE,
  FILES_HELD_PER_PERSON_MAX,
  FILES_UNREAD_WAITING_MAX,
} from '@tallystick/server/service/limits';
import { startServer } from '@tallystick/server/server';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileBytes } from '../foreign/workbook-files.ts';
import { ApiClient } from '../process/api-client.ts';
import { type Prepared, prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';

const MB = 1024 * 1024;
/** Of one file that is being sent, of which the end never comes. */
const FILE_BYTES = 3 * MB;
const SENT = Buffer.alloc(FILE_BYTES - 1_000);
/** One byte now and then: the line does not stand still. */
const DRIP_MS = 500;
/** What the server and its system take of a body that nobody reads yet. */
const UNREAD_BYTES = 512 * 1024;
const PEOPLE = 16;

let dataDir: string;
let prepared: Prepared;
let running: Exclude<Awaited<ReturnType<typeof startServer>>, { fault: string }>;
/** The server's ends of the connections over which files come. */
const ends = new Set<Socket>();
const seen = (told: unknown) => {
  const { request, socket } = told as { request: IncomingMessage; socket: Socket };
  if (request.url?.includes('/files?')) ends.add(socket);
};

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  prepared = await prepareWorkbook(dataDir, Array(PEOPLE + 1).fill('coordinator'));
  const unbuilt = { webDir: '/nowhere', verifyFile: '/nowhere' };
  const started = await startServer(
    { port: 0, host: '127.0.0.1', dataDir, publicUrl: null, empty: true, ...unbuilt },
    { logLevel: 'silent' },
  );
  if ('fault' in started) throw new Error(started.fault);
  running = started;
  subscribe('http.server.request.start', seen);
});
afterAll(async () => {
  unsubscribe('http.server.request.start', seen);
  await running.close();
  await removeDataDir(dataDir);
});

const path = () => `/api/workbooks/${prepared.workbook}/files?name=a.xlsx`;

/** Sends all but the end of a file, which then drips. */
class Sender {
  answer = '';
  readonly #socket: Socket;

  constructor(cookie: string) {
    const head = `POST ${path()} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nOrigin: ${running.url}\r\n`;
    const body = `Content-Type: application/octet-stream\r\nContent-Length: ${FILE_BYTES}\r\n\r\n`;
    const socket = connect(running.port, '127.0.0.1', () => {
      socket.write(head + body);
      socket.write(SENT);
    });
    const drip = setInterval(() => {
      if (socket.writableLength === 0) socket.write('x');
    }, DRIP_MS);
    socket.on('data', (data: Buffer) => {
      this.answer += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => clearInterval(drip));
    this.#socket = socket;
  }

  async hangUp(): Promise<void> {
    const closed = new Promise((gone) => this.#socket.once('close', gone));
    this.#socket.resetAndDestroy();
    await closed;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((turn) => setTimeout(turn, 5));
}

const handIn = async (cookie: string): Promise<Response> =>
  await fetch(running.url + path(), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: running.url, cookie },
    body: fileBytes('fil_openpyxl_text.xlsx') as Uint8Array<ArrayBuffer>,
  });

test('of many slow files few are held, more wait unread, the rest are told; who hangs up gives the place back', async () => {
  const [last, ...others] = prepared.people.map(({ cookie }) => cookie);
  expect((await handIn(last ?? '')).status).toBe(200);
  ends.clear();
  const before = process.memoryUsage().arrayBuffers;
  const senders = others.flatMap((cookie) =>
    Array.from({ length: FILES_HELD_PER_PERSON_MAX }, () => new Sender(cookie)),
  );
  const told = () => senders.filter(({ answer }) => answer !== '');
  const whole = () => [...ends].filter(({ bytesRead }) => bytesRead > SENT.length);
  const tooMany = senders.length - FILES_HELD_AT_ONCE - FILES_UNREAD_WAITING_MAX;
  expect(tooMany).toBe(6);
  await until(() => told().length >= tooMany && whole().length >= FILES_HELD_AT_ONCE);
  // Others are served meanwhile, and by then what was sent has been taken where it is taken at all.
  const api = new ApiClient(running.url, last ?? '');
  for (let i = 0; i < 3; i += 1)
    expect((await api.get(`/api/workbooks/${prepared.workbook}/cells`)).status).toBe(200);
  const [refused] = told();
  expect(refused?.answer).toMatch(/^HTTP\/1\.1 429 /);
  expect(refused?.answer).toContain('"code":"too-many-files"');
  const unread = [...ends].filter((end) => !end.destroyed && end.bytesRead < UNREAD_BYTES);
  expect(unread.length).toBe(FILES_UNREAD_WAITING_MAX);
  const held_mb = (process.memoryUsage().arrayBuffers - before) / MB;
  expect(held_mb).toBeGreaterThan(0);
  expect(held_mb).toBeLessThan(PEOPLE * FILES_HELD_PER_PERSON_MAX * 3 * 0.5);
  await Promise.all(senders.map((sender) => sender.hangUp()));
  expect((await handIn(last ?? '')).status).toBe(200);
}, 60_000);
