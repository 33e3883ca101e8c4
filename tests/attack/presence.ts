/**
 * P26: presence cannot lie. One member sends presence messages that claim names, roles, colours, other people's client
 * ids, great sizes and great numbers; another reads what everybody is shown.
 */
import * as decoding from 'lib0/decoding';
import type { Presence } from '@tallystick/protocol/presence';
import { FRAME } from '@tallystick/server/room/frames';
import WebSocket from 'ws';
import { type Random, randomFrom } from '../gate/random.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { RoomClient } from '../process/room-client.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { authMessage, presence } from './socket-junk.ts';

const LIAR_CLIENT = 777_001;
/** Lies a second: far above the ten that are heard. */
const PER_SECOND = 400;
const GONE_MS = 30_000;

export type PresenceReport = {
  seed: number;
  sent: number;
  /** Lines about the liar that others were shown. */
  shown: number;
  /** The most lines about one socket that others were shown within a second. */
  mostInSecond: number;
  largestBytes: number;
  faults: string[];
  /** From the loss of the socket until nobody saw the liar any more. */
  gone_ms: number;
};

type Shown = { client: number; state: { who?: Presence } | null; bytes: number };

export async function runPresence(options: {
  messages: number;
  seed: number;
}): Promise<PresenceReport> {
  const server = await startServerProcess();
  const report: PresenceReport = {
    seed: options.seed,
    sent: 0,
    shown: 0,
    mostInSecond: 0,
    largestBytes: 0,
    faults: [],
    gone_ms: GONE_MS,
  };
  try {
    const reader = await ApiClient.enter(server.url, 'p_henrik');
    const room = (await reader.view(DEMO_WORKBOOK)).room ?? '';
    const victim = await RoomClient.join(await ApiClient.enter(server.url, 'p_wen'), room);
    victim.provider.awareness?.setLocalStateField('at', { cell: null, editing: false });
    const watcher = await Watcher.open(reader, room, report);
    const liar = await enter(await ApiClient.enter(server.url, 'p_bruno'), room);
    const random = randomFrom(options.seed);
    watcher.honest.set(victim.doc.clientID, 'p_wen');
    watcher.honest.set(LIAR_CLIENT, 'p_bruno');
    liar.send(presence(room, JSON.stringify({ at: { cell: null, editing: false } }), LIAR_CLIENT));
    await watcher.until(() => watcher.here.has(LIAR_CLIENT), 'the liar was never shown');
    for (let i = 0; i < options.messages; i++) {
      liar.send(lie(random, { room, clock: i + 2, victim: victim.doc.clientID }));
      report.sent += 1;
      if (i % 20 === 19) await new Promise((turn) => setTimeout(turn, 20_000 / PER_SECOND));
    }
    if (liar.readyState !== WebSocket.OPEN) report.faults.push('the liar was cut off: no lie came');
    await watcher.until(() => watcher.here.has(victim.doc.clientID), 'the victim was removed');
    // What was sent last may have been a leaving: the next second hears a word again.
    await new Promise((turn) => setTimeout(turn, 1_100));
    const back = JSON.stringify({ at: { cell: null, editing: false } });
    liar.send(presence(room, back, LIAR_CLIENT, options.messages + 9));
    await watcher.until(() => watcher.here.has(LIAR_CLIENT), 'the liar did not come back');
    const lost = performance.now();
    liar.terminate();
    await watcher.until(() => !watcher.here.has(LIAR_CLIENT), 'the liar stayed');
    report.gone_ms = performance.now() - lost;
    watcher.close();
    victim.close();
    return report;
  } finally {
    await server.stop();
    await removeDataDir(server.dataDir);
  }
}

/** A message with something untrue in it. */
function lie(random: Random, about: { room: string; clock: number; victim: number }): Uint8Array {
  const { room, clock, victim } = about;
  const at = { cell: 'city.population:value', editing: true };
  const names = ['Henrik', '<img src=x onerror=alert(1)>', 'x'.repeat(300), '\u202eevil', ''];
  const who = {
    person: random.pick(['p_henrik', 'p_wen', 'p_nobody']),
    name: random.pick(names),
    role: random.pick(['head', 'auditor', 'admin']),
    colour: random.below(99),
  };
  const state = random.pick<unknown>([
    { who, at },
    { who, user: who, ...who, at },
    { at: { ...at, ...who } },
    { at: { cell: `${random.pick(names)}`.repeat(3), editing: 'yes' } },
    { at, rubbish: 'x'.repeat(random.below(1_500)) },
    { at, rubbish: 'x'.repeat(1_000_000) },
    { __proto__: { who }, at },
    null,
  ]);
  const client = random.chance(0.3)
    ? victim
    : random.chance(0.2)
      ? random.below(2 ** 31)
      : LIAR_CLIENT;
  return presence(room, JSON.stringify(state).slice(0, 900_000), client, clock);
}

async function enter(api: ApiClient, room: string): Promise<WebSocket> {
  const ws = new WebSocket(`${api.url.replace('http', 'ws')}/collab`, {
    headers: { cookie: api.cookie, origin: api.url },
  });
  ws.on('error', () => undefined);
  await new Promise((open) => ws.once('open', open));
  ws.send(authMessage(room));
  await new Promise((heard) => ws.once('message', heard));
  return ws;
}

/** Reads presence as every screen does, and holds each line against who is who. */
class Watcher {
  readonly honest = new Map<number, string>();
  /** Client ids that are shown as here. */
  readonly here = new Set<number>();
  readonly #ws: WebSocket;
  readonly #report: PresenceReport;
  #recent: number[] = [];

  private constructor(ws: WebSocket, report: PresenceReport) {
    this.#ws = ws;
    this.#report = report;
    ws.on('message', (data: Buffer) => {
      for (const shown of linesOf(data)) this.#take(shown);
    });
  }

  static async open(api: ApiClient, room: string, report: PresenceReport): Promise<Watcher> {
    return new Watcher(await enter(api, room), report);
  }

  #take({ client, state, bytes }: Shown): void {
    if (state === null) this.here.delete(client);
    else this.here.add(client);
    const fault = (what: string) => {
      if (this.#report.faults.length < 20) this.#report.faults.push(`client ${client}: ${what}`);
    };
    const person = this.honest.get(client);
    if (person === undefined) {
      if (state !== null && this.honest.size > 0) fault('a client id that nobody here has');
      return;
    }
    if (client === LIAR_CLIENT) this.#count(bytes);
    if (state === null) {
      if (person !== 'p_bruno') fault('somebody else was made to leave');
      return;
    }
    const { who } = state;
    const names: Record<string, string> = { p_bruno: 'Bruno', p_wen: 'Wen' };
    if (who?.person !== person || who.name !== names[person] || who.role !== 'contributor') {
      fault(`shown as ${JSON.stringify(state).slice(0, 200)}`);
    }
    if (Object.keys(state).join() !== 'who') fault(`more than who: ${Object.keys(state).join()}`);
  }

  #count(bytes: number): void {
    const now = performance.now();
    this.#report.shown += 1;
    this.#report.largestBytes = Math.max(this.#report.largestBytes, bytes);
    this.#recent = this.#recent.filter((at) => now - at < 1_000);
    this.#recent.push(now);
    this.#report.mostInSecond = Math.max(this.#report.mostInSecond, this.#recent.length);
  }

  async until(isSo: () => boolean, otherwise: string): Promise<void> {
    const deadline = performance.now() + GONE_MS;
    while (!isSo()) {
      if (performance.now() > deadline) {
        this.#report.faults.push(otherwise);
        return;
      }
      await new Promise((turn) => setTimeout(turn, 5));
    }
  }

  close(): void {
    this.#ws.terminate();
  }
}

function linesOf(data: Buffer): Shown[] {
  const decoder = decoding.createDecoder(data);
  decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== FRAME.AWARENESS) return [];
  const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder));
  const shown: Shown[] = [];
  for (let left = decoding.readVarUint(inner); left > 0; left--) {
    const client = decoding.readVarUint(inner);
    decoding.readVarUint(inner);
    const text = decoding.readVarString(inner);
    shown.push({ client, state: JSON.parse(text) as Shown['state'], bytes: text.length });
  }
  return shown;
}
