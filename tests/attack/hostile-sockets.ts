/**
 * P29: hostile sockets do not stop the room. Giant frames, frames in pieces of a byte, frames that never end,
 * compression nobody agreed on, thousands of headers, handshakes that stop half-way, sockets that enter no room and ask
 * for a thousand that are not there; meanwhile an honest client saves.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Role } from '@tallystick/domain/roles';
import WebSocket from 'ws';
import { ApiClient } from '../process/api-client.ts';
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { RoomClient } from '../process/room-client.ts';
import { removeDataDir, startServerProcess, temporaryDataDir } from '../process/server-process.ts';
import { authMessage } from './socket-junk.ts';

const CELL = 'water_supply_loss.value:source';
/** Milliseconds in which each attack has to be over; headers have 10 s, and are looked at every 2 s. */
const OVER_MS = 16_000;
const LOOP_DELAY = new URL('./loop-delay.mjs', import.meta.url).pathname;

export type HostileReport = {
  attacks: number;
  /** Attacks that the server did not end. */
  open: string[];
  saves: number;
  slowestSave_ms: number;
  /** 99th percentile of the server's event loop being late. */
  loop_ms: number;
  isAlive: boolean;
};

type Field = { port: number; url: string; hostile: ApiClient; room: string };

export async function runHostileSockets(options: {
  halfOpen: number;
  rooms: number;
}): Promise<HostileReport> {
  const dataDir = await temporaryDataDir();
  const roles: Role[] = ['coordinator', 'coordinator'];
  const { workbook, people } = await prepareWorkbook(dataDir, roles);
  const env = { NODE_OPTIONS: `--import=${LOOP_DELAY}` };
  const server = await startServerProcess({ dataDir, args: ['--empty'], env });
  const [honestCookie, hostileCookie] = people.map(({ cookie }) => cookie);
  const honest = new ApiClient(server.url, honestCookie ?? '');
  const hostile = new ApiClient(server.url, hostileCookie ?? '');
  const { room } = await honest.view(workbook);
  const field: Field = { port: server.port, url: server.url, hostile, room: room ?? '' };
  const report: HostileReport = {
    attacks: 0,
    open: [],
    saves: 0,
    slowestSave_ms: 0,
    loop_ms: Number.NaN,
    isAlive: false,
  };
  const client = await RoomClient.join(honest, field.room);
  const saving = new Saving(client, report);
  try {
    await saving.during(async () => {
      for (const [name, attack] of attacksOn(field, options)) {
        report.attacks += 1;
        if (!(await attack())) report.open.push(name);
      }
    });
    report.isAlive = (await fetch(`${server.url}/healthz`)).ok;
  } finally {
    client.close();
    await server.stop();
    await removeDataDir(dataDir);
  }
  report.loop_ms = Number(/event loop p99 ([\d.-]+) ms/.exec(server.output())?.[1] ?? Number.NaN);
  return report;
}

/** An honest client that saves again and again, and notes how long it took. */
class Saving {
  readonly #client: RoomClient;
  readonly #report: HostileReport;

  constructor(client: RoomClient, report: HostileReport) {
    this.#client = client;
    this.#report = report;
  }

  async during(work: () => Promise<void>): Promise<void> {
    let isOver = false;
    const working = work().finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const began = performance.now();
      await this.#client.save(CELL, `save ${this.#report.saves}`);
      const ms = performance.now() - began;
      this.#report.saves += 1;
      this.#report.slowestSave_ms = Math.max(this.#report.slowestSave_ms, ms);
      await new Promise((turn) => setTimeout(turn, 25));
    }
    await working;
  }
}

type Attack = () => Promise<boolean>;

function attacksOn(
  field: Field,
  { halfOpen, rooms }: { halfOpen: number; rooms: number },
): [string, Attack][] {
  const raw = (bytes: Iterable<Buffer>) => () => pour(field, bytes);
  const upgraded = (more: string) => handshake(field, more);
  return [
    ['a frame of 60 MB', raw([header(0x82, 60_000_000), ...chunks(60_000_000)])],
    ['a frame of an impossible length', raw([header(0x82, 2 ** 52)])],
    ['a message in pieces of a byte', raw([header(0x02, 1), byte(), ...pieces(5_000)])],
    ['a message that never ends', raw([header(0x02, 60_000), ...chunks(60_000), ...endless()])],
    ['a frame that says it is compressed', raw([header(0xc2, 100), ...chunks(100)])],
    ['a frame without a mask', raw([Buffer.from([0x82, 1, 0])])],
    ['pings without end', () => pour(field, pings(20_000), { isTolerated: true })],
    ['compression is not agreed on', async () => !(await upgraded(DEFLATE)).includes('deflate')],
    ['a thousand headers', async () => isRefused(await upgraded('x: y\r\n'.repeat(2_000)))],
    ['a header of 64 KiB', async () => isRefused(await upgraded(`x: ${'y'.repeat(65_536)}\r\n`))],
    ['a frame of 60 MB without a session', () => pour({ ...field, hostile: NOBODY }, chunks(60e6))],
    ['handshakes that stop half-way', () => stopHalfWay(field.port, halfOpen)],
    ['sockets that enter no room', () => enterNothing(field)],
    [`${rooms} rooms that are not there`, () => askRooms(field, rooms)],
  ];
}

const NOBODY = new ApiClient('', '');
const DEFLATE = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n';
const isRefused = (answer: string) => /^HTTP\/1.1 (4\d\d|101)/.test(answer);

/** A client's frame header: first byte, masked, the mask all zero. */
function header(first: number, length: number): Buffer {
  const head = Buffer.alloc(14);
  head[0] = first;
  head[1] = 0x80 | 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
const byte = () => Buffer.from([65]);
function* chunks(bytes: number): Iterable<Buffer> {
  const one = Buffer.alloc(Math.min(bytes, 65_536), 65);
  for (let left = bytes; left > 0; left -= one.length) yield one.subarray(0, left);
}
function* pieces(count: number): Iterable<Buffer> {
  for (let i = 0; i < count; i++) yield Buffer.concat([header(0x00, 1), byte()]);
}
function* endless(): Iterable<Buffer> {
  for (let i = 0; i < 400; i++) yield Buffer.concat([header(0x00, 60_000), ...chunks(60_000)]);
}
function* pings(count: number): Iterable<Buffer> {
  for (let i = 0; i < count; i++) yield Buffer.concat([header(0x89, 0)]);
}

function openRaw({ port, hostile, url }: Field, more = ''): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const key = randomBytes(16).toString('base64');
  socket.write(
    `GET /collab HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nOrigin: ${url}\r\nCookie: ${hostile.cookie}\r\n${more}\r\n`,
  );
  return socket;
}

/** The first that the server says to a handshake; empty where it hangs up. */
async function handshake(field: Field, more: string): Promise<string> {
  const socket = openRaw(field, more);
  const said = await Promise.race([
    new Promise<string>((done) => socket.once('data', (data) => done(data.toString('latin1')))),
    new Promise<string>((done) => socket.once('close', () => done('HTTP/1.1 400 hung up'))),
  ]);
  socket.destroy();
  return said;
}

/** Sends bytes after a handshake for as long as the other side lets it; answers whether it was ended. */
async function pour(
  field: Field,
  bytes: Iterable<Buffer>,
  { isTolerated = false } = {},
): Promise<boolean> {
  const began = performance.now();
  const socket = openRaw(field);
  const closed = new Promise<boolean>((done) => socket.once('close', () => done(true)));
  const over = Promise.race([closed, late(OVER_MS)]);
  socket.resume();
  await new Promise((heard) => {
    socket.once('data', heard);
    socket.once('close', heard);
  });
  for (const chunk of bytes) {
    if (socket.destroyed || socket.writableEnded) break;
    if (!socket.write(chunk)) {
      const drained = new Promise((drain) => socket.once('drain', drain));
      await Promise.race([drained, over]);
      if (performance.now() - began > OVER_MS) break;
    }
  }
  if (isTolerated) socket.destroy();
  const isOver = await over;
  socket.destroy();
  return isOver;
}

const late = (ms: number) =>
  new Promise<boolean>((done) => {
    setTimeout(() => done(false), ms).unref();
  });

async function stopHalfWay(port: number, count: number): Promise<boolean> {
  const starts = ['', 'GET /collab HTTP/1.1\r\n', 'GET /collab HTTP/1.1\r\nUpgrade: webso', 'G'];
  const before = heldBy(port);
  const sockets: Socket[] = [];
  let most = 0;
  while (sockets.length < count) {
    for (let i = 0; i < SLICE && sockets.length < count; i++) {
      const start = starts[sockets.length % starts.length] ?? '';
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('connect', () => socket.write(start));
      socket.resume();
      sockets.push(socket);
    }
    // The honest client saves in this process too, and is not to wait for the attacker.
    await new Promise((turn) => setImmediate(turn));
    most = Math.max(most, heldBy(port));
  }
  const deadline = performance.now() + OVER_MS * 2;
  while (performance.now() < deadline && (most < count / 10 || heldBy(port) > before + REST)) {
    await new Promise((turn) => setTimeout(turn, 20));
    most = Math.max(most, heldBy(port));
  }
  const isOver = most >= count / 10 && heldBy(port) <= before + REST;
  for (const socket of sockets) socket.destroy();
  return isOver;
}

/** Handshakes begun in one turn. */
const SLICE = 100;
/** Connections that may have been made meanwhile by those who save and ask. */
const REST = 5;

/**
 * Connections that the server's end holds. Not the attacker's: one that the system dropped from a full queue is open
 * for its client alone. Source: proc(5), `/proc/net/tcp`, state 01 is established.
 */
function heldBy(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n');
  return lines.filter((line) => {
    const [, here = '', , state] = line.trim().split(/\s+/);
    return here.endsWith(local) && state === '01';
  }).length;
}

function openSocket({ url, hostile }: Field): WebSocket {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/collab`, {
    headers: { cookie: hostile.cookie, origin: url },
  });
  ws.on('error', () => undefined);
  return ws;
}

async function enterNothing(field: Field): Promise<boolean> {
  const sockets = Array.from({ length: 15 }, () => openSocket(field));
  const closed = sockets.map(
    (ws) => new Promise<boolean>((done) => ws.once('close', () => done(true))),
  );
  return await Promise.race([Promise.all(closed).then(() => true), late(OVER_MS)]);
}

/** Asks for rooms that are not there, many on one socket and on many; none may open. */
async function askRooms(field: Field, rooms: number): Promise<boolean> {
  let opened = 0;
  for (let i = 0; i < rooms; ) {
    const ws = openSocket(field);
    ws.on('message', (data: Buffer) => {
      if (data.includes('read-write') || data.includes('readonly')) opened += 1;
    });
    await new Promise((open) => {
      ws.once('open', open);
      ws.once('close', open);
    });
    for (let j = 0; j < 10; j++, i++) {
      if (ws.readyState === WebSocket.OPEN) ws.send(authMessage(`wb_${i}~0`));
    }
    await new Promise((heard) => {
      ws.once('message', heard);
      ws.once('close', heard);
    });
    ws.terminate();
  }
  return opened === 0;
}
