/**
 * P31 and parts of P29: everything hostile at both doors of one server, while an honest person goes on writing. It
 * judges: the process alive, no inside shown, nothing of the honest work lost.
 */
import { randomFrom } from '../gate/random.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { RoomClient } from '../process/room-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { sayBytes, sayJunk } from './hostile-client.ts';
import { junkRequests } from './http-junk.ts';
import { defectsIn, faultOf, insideShown } from './inside.ts';
import { oddBytes } from './raw-bytes.ts';
import { addressOf, send, sendBytes } from './raw-request.ts';
import { beforeEntering, insideRoom, oddFrames } from './socket-junk.ts';

export type HostileReport = {
  requests: number;
  socketTries: number;
  /** Answers that show our inside, are no sentence, or are a 5xx though nothing had failed. */
  wrong: string[];
  /** The process ended, or logged a defect of ours. */
  crashes: string[];
  honestEdits: number;
  honestLost: number;
  /** Milliseconds to the acknowledgement of an honest edit meanwhile. */
  honestMiddle_ms: number;
  honestLongest_ms: number;
};

/** Eight people attack at the same time; each has sockets and requests of its own. */
const ATTACKERS = [
  'p_henrik',
  'p_amara',
  'p_yara',
  'p_mei',
  'p_olu',
  'p_lucia',
  'p_salma',
  'p_noor',
];
const AT_ONCE = 6;
const HALF_OPEN = 200;
const CELL = 'water_supply_loss.value:source';

type Attack = { server: ServerProcess; report: HostileReport; people: ApiClient[]; room: string };

/** `part` of all requests and messages is tried: 1 for all, 4 for every fourth. */
export async function attackAll(plan: { seed: number; part: number }): Promise<HostileReport> {
  const server = await startServerProcess();
  const report = emptyReport();
  try {
    const people = await Promise.all(ATTACKERS.map((who) => ApiClient.enter(server.url, who)));
    const { room } = await (people[0] as ApiClient).view();
    const attack: Attack = { server, report, people, room: room ?? '' };
    const honest = await HonestWriter.begin(server);
    await attackSockets(attack, plan);
    await attackBytes(attack, plan);
    await attackRequests(attack, plan);
    await honest.end(report);
    const health = await fetch(`${server.url}/healthz`).catch(() => undefined);
    if (health?.status !== 200) report.crashes.push('the server does not answer any more');
    report.crashes.push(...defectsIn(server.output()));
    const code = await server.stop();
    if (code !== 0) report.crashes.push(`it ended with ${code}`);
    return report;
  } finally {
    await server.kill();
    await removeDataDir(server.dataDir);
  }
}

function emptyReport(): HostileReport {
  return {
    requests: 0,
    socketTries: 0,
    wrong: [],
    crashes: [],
    honestEdits: 0,
    honestLost: 0,
    honestMiddle_ms: 0,
    honestLongest_ms: 0,
  };
}

async function attackRequests(attack: Attack, plan: { part: number }): Promise<void> {
  const { server, report, people } = attack;
  const signedIn = (i: number) => ({
    origin: server.url,
    cookie: (people[i % 2] as ApiClient).cookie,
  });
  const all = [
    ...junkRequests({ origin: server.url }),
    ...junkRequests(signedIn(0)),
    ...junkRequests(signedIn(1)),
  ].filter((_, i) => i % plan.part === 0);
  await inParallel(all, async (sent, i) => {
    const answer = await send(server.port, { ...sent, from: addressOf(i) });
    report.requests++;
    const what = `${sent.method} ${sent.path.slice(0, 80)} ${String(sent.body ?? '').slice(0, 120)}`;
    const echoes = answer.status === 200 || sent.method === 'HEAD';
    const fault = echoes ? undefined : faultOf(answer);
    if (fault !== undefined) report.wrong.push(`${what}: ${fault}`);
    if (answer.status >= 500) report.wrong.push(`${what}: ${answer.status} ${answer.body}`);
    if (answer.status === 429) report.wrong.push(`${what}: held back, so not tried`);
  });
}

async function attackSockets(attack: Attack, plan: { seed: number; part: number }): Promise<void> {
  const { report, people, room } = attack;
  const random = randomFrom(plan.seed);
  const tries = [
    ...beforeEntering(room, random).map((junk) => ({ ...junk, room: null })),
    ...insideRoom(room, random).map((junk) => ({ ...junk, room })),
  ].filter((_, i) => i % plan.part === 0);
  await inParallel(tries, async (junk, i) => {
    const heard = await sayJunk(people[i % people.length] as ApiClient, junk.room, junk.messages);
    report.socketTries++;
    const shown = insideShown(heard.text);
    if (shown !== undefined) report.wrong.push(`socket, ${junk.name}: shows ${shown}`);
  });
}

async function attackBytes(attack: Attack, plan: { seed: number; part: number }): Promise<void> {
  const { server, report, people } = attack;
  const random = randomFrom(plan.seed + 1);
  const frames = oddFrames(random).filter((_, i) => i % plan.part === 0);
  await inParallel(frames, async ({ name, bytes }, i) => {
    const heard = await sayBytes(people[i % people.length] as ApiClient, bytes);
    report.socketTries++;
    const shown = insideShown(heard.text);
    if (shown !== undefined) report.wrong.push(`frame, ${name}: shows ${shown}`);
  });
  const cookie = (people[0] as ApiClient).cookie;
  const raw = [...oddBytes(random, cookie), badHost(server.url, cookie)];
  await inParallel(raw, async (bytes) => {
    const heard = await sendBytes(server.port, bytes);
    report.requests++;
    const shown = insideShown(heard);
    if (shown !== undefined)
      report.wrong.push(`bytes ${String(bytes).slice(0, 60)}: shows ${shown}`);
  });
  // Handshakes begun and left standing.
  const half = Array.from({ length: HALF_OPEN }, () => 'GET /collab HTTP/1.1\r\nHost: x\r\nUpgr');
  await Promise.all(half.map((bytes) => sendBytes(server.port, bytes, 1_000)));
  report.socketTries += HALF_OPEN;
}

/** A right handshake whose Host header is no host. */
function badHost(origin: string, cookie: string): string {
  return `GET /collab HTTP/1.1\r\nHost: %%[\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n\r\n`;
}

async function inParallel<T>(all: T[], go: (one: T, i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < all.length; i = next++) await go(all[i] as T, i);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Writes one value after the other until it is told to end; each waits for its acknowledgement. */
class HonestWriter {
  readonly #client: RoomClient;
  readonly #api: ApiClient;
  readonly #took: number[] = [];
  #isEnding = false;
  #running: Promise<void> = Promise.resolve();
  #lost = 0;

  private constructor(client: RoomClient, api: ApiClient) {
    this.#client = client;
    this.#api = api;
  }

  static async begin(server: ServerProcess): Promise<HonestWriter> {
    const api = await ApiClient.enter(server.url, 'p_wen');
    const client = await RoomClient.join(api, (await api.view()).room ?? '');
    const writer = new HonestWriter(client, api);
    writer.#running = writer.#run();
    return writer;
  }

  async #run(): Promise<void> {
    while (!this.#isEnding) {
      const began = performance.now();
      await this.#client.save(CELL, `honest ${this.#took.length}`).catch(() => {
        this.#lost++;
      });
      this.#took.push(performance.now() - began);
      await new Promise((turn) => setTimeout(turn, 50));
    }
  }

  async end(report: HostileReport): Promise<void> {
    this.#isEnding = true;
    await this.#running;
    const last = `honest ${this.#took.length - 1}`;
    const path = `/api/workbooks/${DEMO_WORKBOOK}/cells/${CELL}`;
    const now = (await (await this.#api.get(path)).json()) as { text?: string };
    if (now.text !== last) this.#lost++;
    this.#client.close();
    const sorted = this.#took.toSorted((a, b) => a - b);
    report.honestEdits = sorted.length;
    report.honestLost = this.#lost;
    report.honestMiddle_ms = Math.round(sorted[sorted.length >> 1] ?? 0);
    report.honestLongest_ms = Math.round(sorted.at(-1) ?? 0);
  }
}
