/**
 * P28: a slow reader costs others nothing. Sixty read a room in which much is written; then twenty of them stop
 * reading. They are cut, the others hear as soon as before, and the server's memory stays.
 */
import { readFileSync } from 'node:fs';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import { createRoom, setCells } from '@tallystick/room/shape';
import { FRAME } from '@tallystick/server/room/frames';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { percentile } from '../load/percentile.ts';
import { ApiClient } from '../process/api-client.ts';
import { type PreparedPerson, prepareWorkbook } from '../process/prepared-workbook.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { authMessage, message, updateMessage } from './socket-junk.ts';

const READERS = 60;
const SLOW = 20;
/** Letters and cells of one edit, and edits a second unless told: what a reader has to take in. */
const LETTERS = 1_800;
const CELLS = 32;
const EDITS_PER_SECOND = 10;
/** Whoever says nothing for a minute is let go of, slow or not; Hocuspocus' provider speaks up as often. */
const SIGN_OF_LIFE_MS = 20_000;
/** What is under way has arrived by then, in milliseconds. */
const SOON_MS = 20_000;
const MARK = /edit-(\d+)-/g;

export type SlowReport = {
  edits: number;
  cut: number;
  /** Readers that read and were cut all the same. */
  wronglyCut: number;
  before_ms: number;
  after_ms: number;
  grown_MB: number;
};

/**
 * `slow` is how many stop reading, after `warm` edits that all read; none of them for a run to compare with. Then
 * `edits` more are written.
 */
export async function runSlowReaders(options: {
  warm: number;
  edits: number;
  slow?: number;
  editsPerSecond?: number;
}): Promise<SlowReport> {
  const dataDir = await temporaryDataDir();
  const roles = Array(READERS + 1).fill('coordinator');
  const { workbook, people } = await prepareWorkbook(dataDir, roles);
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  try {
    const [writing, ...reading] = people.map((person) => apiOf(server, person));
    if (writing === undefined) throw new Error('nobody writes');
    const room = (await writing.view(workbook)).room ?? '';
    const writer = await Writer.open(writing, {
      room,
      editsPerSecond: options.editsPerSecond ?? EDITS_PER_SECOND,
    });
    const readers = await Promise.all(reading.map((api) => Reader.open(api, room, writer)));
    await writer.write(options.warm);
    const before = readers.flatMap((reader) => reader.takeTimes());
    const slow = readers.slice(0, options.slow ?? SLOW);
    const quick = readers.slice(slow.length);
    for (const reader of slow) reader.stop();
    const grown = new Memory(server.pid);
    await writer.write(options.edits, () => grown.look());
    await soon(() =>
      quick.every((reader) => reader.isCut || reader.last === writer.sentAt.length - 1),
    );
    const after = quick.flatMap((reader) => reader.takeTimes());
    const report = {
      edits: writer.sentAt.length,
      cut: await cutOf(slow),
      wronglyCut: quick.filter((reader) => reader.isCut).length,
      before_ms: percentile(before, 0.99),
      after_ms: percentile(after, 0.99),
      grown_MB: grown.most_MB,
    };
    for (const reader of readers) reader.close();
    writer.close();
    return report;
  } finally {
    await server.stop();
    await removeDataDir(dataDir);
  }
}

const apiOf = (server: ServerProcess, person: PreparedPerson) =>
  new ApiClient(server.url, person.cookie);

/** Waits until something is so, or is not in time: what then stands is judged by who asked. */
async function soon(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + SOON_MS;
  while (!isSo() && performance.now() < deadline) await new Promise((turn) => setTimeout(turn, 5));
}

/** Who had stopped reads again: what was cut comes to its end, what was not goes on. */
async function cutOf(slow: Reader[]): Promise<number> {
  for (const reader of slow) reader.resume();
  await soon(() => slow.every((reader) => reader.isCut));
  return slow.filter((reader) => reader.isCut).length;
}

/** A socket of a person that has entered a room. */
export async function enterRoom(api: ApiClient, room: string): Promise<WebSocket> {
  const ws = new WebSocket(`${api.url.replace('http', 'ws')}/collab`, {
    headers: { cookie: api.cookie, origin: api.url },
  });
  ws.on('error', () => undefined);
  await new Promise((open) => ws.once('open', open));
  ws.send(authMessage(room));
  await new Promise((heard) => ws.once('message', heard));
  return ws;
}

type Writing = { room: string; editsPerSecond: number };

/** Writes long texts into many cells, each edit with its number in it. */
class Writer {
  readonly sentAt: number[] = [];
  readonly #ws: WebSocket;
  readonly #room: string;
  readonly #rest_ms: number;
  readonly #doc = createRoom();
  readonly #cells: CellId[];

  private constructor(ws: WebSocket, { room, editsPerSecond }: Writing) {
    this.#ws = ws;
    this.#room = room;
    this.#rest_ms = 1_000 / editsPerSecond;
    const notes = [...cellSpecs(loadCatalogue()).keys()].filter((id) => id.endsWith(':notes'));
    this.#cells = notes.slice(0, CELLS) as CellId[];
    this.#doc.on('update', (update: Uint8Array) => ws.send(updateMessage(room, update)));
  }

  static async open(api: ApiClient, writing: Writing): Promise<Writer> {
    return new Writer(await enterRoom(api, writing.room), writing);
  }

  async write(edits: number, each: () => void = () => undefined): Promise<void> {
    for (let left = edits; left > 0; left -= 1) {
      const text = `edit-${this.sentAt.length}-${'x'.repeat(LETTERS)}`;
      this.sentAt.push(performance.now());
      setCells(
        this.#doc,
        this.#cells.map((cell) => [cell, text]),
        'local',
      );
      each();
      await new Promise((turn) => setTimeout(turn, this.#rest_ms));
    }
    if (this.#ws.readyState !== WebSocket.OPEN)
      throw new Error(`${this.#room}: the writer was cut`);
  }

  close(): void {
    this.#ws.terminate();
  }
}

class Reader {
  readonly #ws: WebSocket;
  #times: number[] = [];
  /** The number of the last edit that came. */
  last = -1;
  isCut = false;

  private constructor(ws: WebSocket, { room, writer }: { room: string; writer: Writer }) {
    this.#ws = ws;
    const alive = message(room, (to) => encoding.writeVarUint(to, FRAME.QUERY_AWARENESS));
    const sign = setInterval(() => ws.send(alive), SIGN_OF_LIFE_MS);
    ws.on('close', () => {
      clearInterval(sign);
      this.isCut = true;
    });
    ws.on('message', (data: Buffer) => {
      const now = performance.now();
      const head = data.subarray(0, 4_000).toString('latin1');
      for (const [, number] of head.matchAll(MARK)) {
        const at = Number(number);
        // An edit has its number in every cell; the first tells when it came.
        if (at <= this.last) continue;
        this.last = at;
        this.#times.push(now - (writer.sentAt[at] ?? now));
      }
    });
  }

  static async open(api: ApiClient, room: string, writer: Writer): Promise<Reader> {
    return new Reader(await enterRoom(api, room), { room, writer });
  }

  takeTimes(): number[] {
    const times = this.#times;
    this.#times = [];
    return times;
  }

  stop(): void {
    this.#ws.pause();
  }

  resume(): void {
    this.#ws.resume();
  }

  close(): void {
    this.#ws.terminate();
  }
}

/** The most memory of a process since it was first looked at. */
class Memory {
  readonly #pid: number;
  readonly #first: number;
  most_MB = 0;

  constructor(pid: number) {
    this.#pid = pid;
    this.#first = this.#resident();
  }

  look(): void {
    this.most_MB = Math.max(this.most_MB, this.#resident() - this.#first);
  }

  #resident(): number {
    const status = readFileSync(`/proc/${this.#pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
  }
}
