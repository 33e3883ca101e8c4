/** What the gate costs: a one-cell edit at three ages of a room, and the worst hostile message of 64 kB. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { inspect } from '@tallystick/room/gate';
import { applyBatch, openRoom, type RoomIndex } from '@tallystick/room/room-index';
import { createRoom, setCells } from '@tallystick/room/shape';
import * as Y from 'yjs';
import { agedRoom, HIGH, HOSTILE, keyOf, LOW } from '../gate/hostile.ts';
import { atMost, type Figure, informative, type Measure } from './measure.ts';

const ME = 'p_me' as PersonId;
const OTHER = 'p_other' as PersonId;
const AGES = [
  { name: 'fresh, 300 keys', edits: 300 },
  { name: '20,000 edits', edits: 20_000 },
  { name: '200,000 edits', edits: 200_000 },
];
const STOCK_EDITS = 20_000;
const SAMPLES = 3_000;

const context = {
  person: ME,
  ownerOf: (client: number): PersonId | undefined =>
    client === LOW || client === HIGH ? ME : client > 1_000_000 ? undefined : OTHER,
  judge: () => undefined,
  maxBytes: 256 * 1024,
};

/** One-cell edits, each made by a client that has seen the room: a set over what is there. */
function editsFor(doc: Y.Doc, count: number): Uint8Array[] {
  const author = createRoom();
  author.clientID = HIGH;
  Y.applyUpdate(author, Y.encodeStateAsUpdate(doc));
  const updates: Uint8Array[] = [];
  author.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < count; i++) {
    setCells(author, [[keyOf((i * 7) % 300), `typed ${i}`] as [CellId, string]], undefined);
  }
  return updates;
}

/** Median microseconds of inspecting, and of applying to a stock document, the same edits one by one. */
function oneCell(doc: Y.Doc): { inspected: number; applied: number } {
  const room = openRoom(cloneOf(doc));
  const stock = cloneOf(doc);
  const inspected: number[] = [];
  const applied: number[] = [];
  for (const update of editsFor(doc, SAMPLES)) {
    const start = performance.now();
    const verdict = inspect(room, update, context);
    const middle = performance.now();
    Y.applyUpdate(stock, update);
    const end = performance.now();
    if (verdict.kind !== 'edit') throw new Error(`an honest edit was answered ${verdict.kind}`);
    applyBatch(room, [update]);
    inspected.push((middle - start) * 1000);
    applied.push((end - middle) * 1000);
  }
  return { inspected: median(inspected), applied: median(applied) };
}

type Hostile = { verdict: string; gate: number; inRoom: number };

/** Milliseconds that this thread computed, whatever else the machine was doing. Ticks of some milliseconds: take means. */
function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The mean of ten runs after two to warm up. */
function hostile(doc: Y.Doc, bytes: Uint8Array): Hostile {
  const runs: Hostile[] = [];
  let room: RoomIndex | undefined;
  for (let run = 0; run < 12; run++) {
    room ??= openRoom(cloneOf(doc));
    const start = now();
    const verdict = inspect(room, bytes, context);
    const inspected = now();
    if (verdict.kind === 'edit') applyBatch(room, [bytes]);
    runs.push({
      verdict: verdict.kind === 'refused' ? verdict.refusal.code : verdict.kind,
      gate: inspected - start,
      inRoom: now() - start,
    });
    // Only what was accepted has changed the room.
    if (verdict.kind === 'edit') room = undefined;
  }
  const warm = runs.slice(2);
  return {
    verdict: warm[0]?.verdict ?? '',
    gate: mean(warm.map((run) => run.gate)),
    inRoom: mean(warm.map((run) => run.inRoom)),
  };
}

/** Milliseconds that stock Yjs takes for the same message. */
function stockCost(doc: Y.Doc, bytes: Uint8Array): number {
  const stock = cloneOf(doc);
  const from = now();
  try {
    Y.applyUpdate(stock, bytes);
  } catch {
    // What stock Yjs throws on is the gate's business to refuse.
  }
  return now() - from;
}

function cloneOf(doc: Y.Doc): Y.Doc {
  const clone = createRoom();
  Y.applyUpdate(clone, Y.encodeStateAsUpdate(doc));
  return clone;
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[values.length >>> 1] as number;
const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number): number => Math.round(value * 100) / 100;

export const measure: Measure = {
  name: 'gate-cost',
  about:
    'Microseconds of inspecting a one-cell edit, and milliseconds of the worst hostile 64 kB message, beside stock Yjs.',
  run: async (say) => {
    const figures: Figure[] = [];
    const worst = { gate: 0, inRoom: 0, stock: 0 };
    for (const { name, edits } of AGES) {
      const doc = agedRoom(300, edits);
      oneCell(doc);
      const { inspected, applied } = oneCell(doc);
      figures.push(
        atMost(`inspect a one-cell edit, ${name}, median`, round(inspected), 'us', 20),
        informative(`stock applyUpdate of the same, ${name}, median`, round(applied), 'us'),
      );
      say(`${name}: inspect ${round(inspected)} us, stock applyUpdate ${round(applied)} us`);
      for (const [title, make] of Object.entries(HOSTILE)) {
        const bytes = make(doc);
        const found = hostile(doc, bytes);
        // Stock Yjs takes up to half a minute for one of these: once is enough.
        const stock = edits === STOCK_EDITS ? stockCost(doc, bytes) : 0;
        say(
          `  ${title}: ${found.verdict}, gate ${round(found.gate)} ms, with applying ${round(found.inRoom)} ms${stock > 0 ? `, stock ${round(stock)} ms` : ''}`,
        );
        worst.gate = Math.max(worst.gate, found.gate);
        worst.inRoom = Math.max(worst.inRoom, found.inRoom);
        worst.stock = Math.max(worst.stock, stock);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    figures.push(
      atMost('worst hostile 64 kB message, inspected, mean', round(worst.gate), 'ms', 20),
      atMost('the same, inspected and applied where accepted', round(worst.inRoom), 'ms', 20),
      informative(
        'worst of the same messages, stock applyUpdate after 20,000 edits',
        round(worst.stock),
        'ms',
      ),
    );
    return figures;
  },
};
