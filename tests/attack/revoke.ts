/**
 * P21: a right is withdrawn while its holder types. Each race opens a socket, keeps edits in flight, withdraws role,
 * membership, session or all access, and notes how far the journal was then. What was appended later is judged from the
 * journal after the server is gone.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { createRoom, setCells } from '@tallystick/room/shape';
import { Sessions } from '@tallystick/server/people/sessions';
import { DATABASE_FILE } from '@tallystick/server/server';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import WebSocket from 'ws';
import { applyUpdate, encodeStateVector } from 'yjs';
import { randomFrom } from '../gate/random.ts';
import { remove } from '../people/installation.ts';
import { ApiClient } from '../process/api-client.ts';
import { fetchFrom } from '../process/fetch-from.ts';
import { type Prepared, prepareWorkbook } from '../process/prepared-workbook.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { askFrame, giveFrame, hear } from '../convergence/client-frames.ts';
import { authMessage, updateMessage } from './socket-junk.ts';

const WAYS = ['role', 'membership', 'session', 'user'] as const;
type Way = (typeof WAYS)[number];

/** Races at the same time: each is some sockets and requests. */
const AT_ONCE = 4;
const CLOSE_MS = 5_000;
/** Milliseconds after the end in which late edits would show. */
const AFTER_MS = 30;
const CELL = 'water_supply_loss.value:source';

export type RevokeReport = {
  seed: number;
  races: number;
  /** Edits of all racers that the journal holds: the races happened. */
  appended: number;
  /** Edits sent after the last one that was taken, per all races: there was something in flight. */
  inFlight: number;
  /** Edits in the journal after their author's right had ended. */
  late: string[];
  /** Sockets that were open a second after the answer, or closed with another code. */
  wrong: string[];
  slowest_ms: number;
};

/** `ended`: number of the event that withdrew the right, or the time of the answer where the journal has no event. */
type Race = { person: string; way: Way; ended: { number: number } | { at: number }; sent: number };

export async function runRevoke(options: { races: number; seed: number }): Promise<RevokeReport> {
  const { races, seed } = options;
  const dataDir = await temporaryDataDir();
  const roles = ['head', 'coordinator', ...Array(races).fill('coordinator')] as never[];
  const prepared = await prepareWorkbook(dataDir, roles);
  const adminCookie = await addAdmin(dataDir);
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  const report: RevokeReport = {
    seed,
    races: 0,
    appended: 0,
    inFlight: 0,
    late: [],
    wrong: [],
    slowest_ms: 0,
  };
  const ran: Race[] = [];
  try {
    const random = randomFrom(seed);
    const cookie = prepared.people[0]?.cookie ?? '';
    const room = (await new ApiClient(server.url, cookie).view(prepared.workbook)).room ?? '';
    const made = { server, prepared, admin: new ApiClient(server.url, adminCookie), room };
    for (let i = 0; i < races; i += AT_ONCE) {
      const group = Array.from({ length: Math.min(AT_ONCE, races - i) }, (_, j) => i + j);
      const wait = () => random.below(40);
      ran.push(...(await Promise.all(group.map((n) => race(made, report, { n, wait: wait() })))));
    }
  } finally {
    await server.stop();
  }
  await judge(dataDir, prepared.workbook, ran, report);
  await removeDataDir(dataDir);
  return report;
}

async function addAdmin(dataDir: string): Promise<string> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  try {
    const person = 'p_admin' as PersonId;
    const row = { person, email: null, name: 'Admin', passwordHash: null, demo: false };
    await store.addPerson({ ...row, admin: true, createdAt: Date.now() });
    return `tallystick=${await new Sessions(store, Date.now).begin(person)}`;
  } finally {
    await store.close();
  }
}

type Made = { server: ServerProcess; prepared: Prepared; admin: ApiClient; room: string };

async function race(
  made: Made,
  report: RevokeReport,
  { n, wait }: { n: number; wait: number },
): Promise<Race> {
  const { server, prepared } = made;
  const [head] = prepared.people;
  const racer = prepared.people[n + 2];
  if (head === undefined || racer === undefined) throw new Error('nobody to race');
  // Each from an address of their own: one address may ask only so often in a minute, and a fast machine races fast.
  const boss = new ApiClient(server.url, head.cookie, fetchFrom(n));
  const mine = new ApiClient(server.url, racer.cookie, fetchFrom(n));
  const way = WAYS[n % WAYS.length] as Way;
  const typist = await Typist.open(mine, made.room, n);
  typist.type();
  await new Promise((turn) => setTimeout(turn, wait));
  const answered = await revoke(made, { boss, mine, person: racer.person, way });
  const began = performance.now();
  // One machine, one clock: what was decided after this millisecond was decided after the answer.
  const ended = answered === null ? { at: Date.now() } : { number: answered };
  const { code, at } = await typist.closed;
  const ms = at - began;
  report.slowest_ms = Math.max(report.slowest_ms, ms);
  const wanted = way === 'role' || way === 'membership' ? 4403 : 4401;
  if (ms > 1_000 || code !== wanted)
    report.wrong.push(`${way}: ${code} after ${Math.round(ms)} ms`);
  await new Promise((turn) => setTimeout(turn, AFTER_MS));
  const view = await mine.get(`/api/workbooks/${prepared.workbook}`);
  const isOut =
    way === 'role' ? view.status === 200 : view.status === (wanted === 4403 ? 404 : 401);
  if (!isOut) report.wrong.push(`${way}: the workbook answered ${view.status}`);
  report.races += 1;
  return { person: racer.person, way, ended, sent: typist.sent };
}

type Revoking = { boss: ApiClient; mine: ApiClient; person: PersonId; way: Way };

/** Withdraws a right; answers the number of the event where the journal has one. */
async function revoke(made: Made, { boss, mine, person, way }: Revoking): Promise<number | null> {
  const { workbook } = made.prepared;
  const expectOk = (answer: Response) => {
    if (!answer.ok) throw new Error(`${way} was not withdrawn: ${answer.status}`);
    return answer;
  };
  switch (way) {
    case 'role':
    case 'membership': {
      const command =
        way === 'role'
          ? ({ type: 'change-member', person, role: 'observer', entity: null } as const)
          : ({ type: 'remove-member', person } as const);
      const answer = expectOk(await boss.command(command, { id: randomUUID(), workbook }));
      return ((await answer.json()) as { number: number }).number;
    }
    case 'session':
      expectOk(await remove(mine, '/api/session'));
      return null;
    case 'user':
      expectOk(await made.admin.post(`/api/admin/people/${person}/shut-out`, {}));
      return null;
  }
}

/** An update without entries and deletions. */
const NOTHING = Uint8Array.of(0, 0);

/** Somebody who types as fast as the socket takes it, and does not stop when told to. */
class Typist {
  readonly closed: Promise<{ code: number; at: number }>;
  readonly #ws: WebSocket;
  readonly #room: string;
  readonly #doc = createRoom();
  #updates: Uint8Array[] = [];
  sent = 0;

  private constructor(ws: WebSocket, room: string, n: number) {
    this.#ws = ws;
    this.#room = room;
    this.#doc.clientID = 1_000_000 + n;
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'local') this.#updates.push(update);
    });
    this.closed = new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error('the socket stayed open')), CLOSE_MS);
      ws.on('close', (code) => {
        clearTimeout(late);
        done({ code, at: performance.now() });
      });
    });
    // Awaited later than it may fail.
    this.closed.catch(() => undefined);
  }

  static async open(api: ApiClient, room: string, n: number): Promise<Typist> {
    const ws = new WebSocket(`${api.url.replace('http', 'ws')}/collab`, {
      headers: { cookie: api.cookie, origin: api.url },
    });
    const typist = new Typist(ws, room, n);
    ws.on('error', () => undefined);
    await new Promise((open) => ws.once('open', open));
    ws.send(authMessage(room));
    await typist.#read();
    return typist;
  }

  /** Reads the room as an honest client does: it writes over what it has seen, and has nothing to bring along. */
  async #read(): Promise<void> {
    const ws = this.#ws;
    const state = new Promise<Uint8Array>((found) => {
      ws.on('message', (data: Buffer) => {
        const heard = hear(data);
        if (heard.heard === 'welcome') ws.send(askFrame(this.#room, encodeStateVector(this.#doc)));
        if (heard.heard === 'state') found(heard.update);
      });
    });
    applyUpdate(this.#doc, await state, 'remote');
    ws.removeAllListeners('message');
    ws.send(giveFrame(this.#room, NOTHING));
  }

  type(): void {
    if (this.#ws.readyState !== WebSocket.OPEN) return;
    for (let i = 0; i < 3; i++) {
      setCells(this.#doc, [[CELL as never, `by ${this.#doc.clientID}: ${this.sent}`]], 'local');
      for (const update of this.#updates.splice(0)) {
        this.#ws.send(updateMessage(this.#room, update), () => undefined);
        this.sent += 1;
      }
    }
    setTimeout(() => this.type(), 1);
  }
}

async function judge(
  dataDir: string,
  workbook: WorkbookId,
  ran: Race[],
  report: RevokeReport,
): Promise<void> {
  const races = new Map(ran.map((each) => [each.person, each]));
  const taken = new Map<string, number>();
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  try {
    for (let after = 0; ; ) {
      const page = await store.entries(workbook, { after, limit: 5_000, kind: 'edit' });
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.entry.number;
      for (const { entry } of page) {
        const one = races.get(entry.by);
        if (one === undefined) continue;
        taken.set(entry.by, (taken.get(entry.by) ?? 0) + 1);
        const { ended, way } = one;
        const isLate = 'at' in ended ? entry.at > ended.at : entry.number > ended.number;
        if (isLate) report.late.push(`${way}: ${entry.by}, entry ${entry.number}`);
      }
    }
  } finally {
    await store.close();
  }
  for (const each of ran) {
    const count = taken.get(each.person) ?? 0;
    report.appended += count;
    report.inFlight += Math.max(0, each.sent - count);
  }
}
