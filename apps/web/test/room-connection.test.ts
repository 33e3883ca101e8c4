/** A connection that comes back: what was typed is given before anything of others is merged, whatever the server says first. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import { createRoom, readCells, setCells } from '@tallystick/room/shape';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyUpdate, type Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { LiveCells } from '../src/live/cells/live-cells.ts';
import { RoomConnection } from '../src/live/room/room-connection.ts';

const catalogue = loadCatalogue('2017');
const CELL = [...cellSpecs(catalogue).values()].find(({ kind }) => kind === 'text')?.cell as CellId;
const ROOM = 'wb_1~0';
const SYNC = 0;
const AUTH = 2;
const QUERY_AWARENESS = 3;
const SYNC_STATUS = 8;
const [STEP_1, STEP_2, UPDATE] = [0, 1, 2];
const AUTHENTICATED = 2;

function readToken(decoder: decoding.Decoder): string {
  decoding.readVarUint(decoder);
  return decoding.readVarString(decoder);
}

/** A browser's socket with the wire in the hands of the test. */
class Wire extends EventTarget {
  static made: Wire[] = [];
  readonly OPEN = 1;
  readyState = 0;
  readonly updates: Uint8Array[] = [];
  /** Steps of the sync messages that left, in order. */
  readonly steps: number[] = [];
  /** How often the other side was asked whether it is there. */
  asked = 0;
  /** For whom it asked to come in. */
  readonly tokens: string[] = [];

  constructor() {
    super();
    Wire.made.push(this);
  }

  open(): void {
    this.readyState = this.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  send(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data);
    decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === AUTH) this.tokens.push(readToken(decoder));
    if (type === QUERY_AWARENESS) this.asked += 1;
    if (type !== SYNC) return;
    const step = decoding.readVarUint(decoder);
    this.steps.push(step);
    if (step === UPDATE) this.updates.push(decoding.readVarUint8Array(decoder));
  }

  close(code = 1006): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }));
  }

  hear(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, ROOM);
    write(encoder);
    const data = encoding.toUint8Array(encoder).slice().buffer;
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  welcome(): void {
    this.hear((encoder) => {
      encoding.writeVarUint(encoder, AUTH);
      encoding.writeVarUint(encoder, AUTHENTICATED);
      encoding.writeVarString(encoder, 'readonly');
    });
  }

  sync(step: number, bytes: Uint8Array): void {
    this.hear((encoder) => {
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, bytes);
    });
  }

  acknowledge(): void {
    this.hear((encoder) => {
      encoding.writeVarUint(encoder, SYNC_STATUS);
      encoding.writeVarInt(encoder, 1);
    });
  }
}

/** A test that waits for `online` sets this so long that no try comes by itself. */
const backoff = { delay: 1, minDelay: 1, maxDelay: 2 };

let cells: LiveCells;
let connection: RoomConnection;
let room: Doc;
let network: EventTarget;
let said: string[];

beforeEach(() => {
  Wire.made = [];
  backoff.delay = 1;
  room = createRoom();
  network = new EventTarget();
  said = [];
  const parts = {
    document: { hidden: false },
    requestAnimationFrame: (run: () => void) => setImmediate(run),
    cancelAnimationFrame: (frame: NodeJS.Immediate) => clearImmediate(frame),
  };
  for (const [name, value] of Object.entries(parts))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  cells = new LiveCells({ workbook: 'w', person: 'p_ann', catalogue, permit: () => undefined });
  connection = new RoomConnection({
    route: {
      url: 'ws://localhost/collab',
      Socket: Wire as unknown as typeof WebSocket,
      backoff,
      network,
    },
    cells,
    events: {
      connection: (state) => said.push(state),
      synced: async () => {},
      people: () => {},
      message: () => {},
      turnedAway: () => {},
    },
  });
});
afterEach(() => connection.leave());

/** The next socket of the connection, open and let in. */
async function letIn(nth: number): Promise<Wire> {
  await vi.waitUntil(() => Wire.made.length === nth, { interval: 1 });
  const wire = Wire.made[nth - 1] as Wire;
  wire.open();
  await vi.waitUntil(() => wire.steps.includes(STEP_1), { interval: 1 });
  wire.welcome();
  return wire;
}

async function joined(): Promise<Wire> {
  connection.join(ROOM);
  const wire = await letIn(1);
  wire.sync(STEP_2, encodeStateAsUpdate(room));
  await vi.waitUntil(() => !cells.unsaved && connection.room === ROOM, { interval: 1 });
  return wire;
}

/** What the room's cell would be if this update came to it alone. */
function textOf(update: Uint8Array): string | undefined {
  const alone = createRoom();
  applyUpdate(alone, update);
  return readCells(alone).get(CELL);
}

const STATE_FIRST = [STEP_2, STEP_1];
const ASKED_FIRST = [STEP_1, STEP_2];

test.each([
  ['gives its state first', STATE_FIRST],
  ['asks first', ASKED_FIRST],
])(
  'a value that loses is given to the room as it was typed, where the server %s',
  async (_, said) => {
    const first = await joined();
    cells.set(CELL, 'sent, not answered');
    expect(first.updates.map(textOf)).toEqual(['sent, not answered']);
    first.close();
    // A higher client wins over any other that has not seen it.
    room.clientID = 2 ** 32 - 1;
    setCells(room, [[CELL, 'theirs']], 'other');
    const second = await letIn(2);
    expect(second.updates).toEqual([]);
    for (const step of said)
      second.sync(step, step === STEP_1 ? encodeStateVector(room) : encodeStateAsUpdate(room));
    expect(second.updates.map(textOf)).toEqual(['sent, not answered']);
    expect(second.steps).toEqual([STEP_1, UPDATE, STEP_2]);
    expect(cells.status(CELL)).toBe('saving');
    second.acknowledge();
    expect(cells.status(CELL)).toBe('saved');
    await vi.waitUntil(() => cells.get(CELL) === 'theirs', { interval: 1 });
  },
);

test('what was typed without a connection leaves once, in order, after what was not answered before', async () => {
  const first = await joined();
  cells.set(CELL, 'one');
  first.close();
  cells.set(CELL, 'two');
  cells.set(CELL, 'three');
  const second = await letIn(2);
  second.sync(UPDATE, encodeStateAsUpdate(createRoom()));
  expect(second.updates).toHaveLength(3);
  expect(second.updates[0]).toEqual(first.updates[0]);
  for (const left of [2, 1, 0]) {
    second.acknowledge();
    expect(cells.unsaved).toBe(left);
  }
});

test('an answer that comes on an old socket while it closes saves nothing', async () => {
  const first = await joined();
  cells.set(CELL, 'typed');
  first.readyState = 2;
  first.acknowledge();
  expect(cells.status(CELL)).toBe('saving');
});

test('a network that goes is said at once, and one that comes back is tried at once', async () => {
  backoff.delay = 600_000;
  const first = await joined();
  network.dispatchEvent(new Event('offline'));
  expect(said.at(-1)).toBe('offline');
  expect(first.readyState).toBe(3);
  cells.set(CELL, 'typed meanwhile');
  expect(Wire.made).toHaveLength(1);
  network.dispatchEvent(new Event('online'));
  const second = await letIn(2);
  second.sync(STEP_2, encodeStateAsUpdate(room));
  expect(said.at(-1)).toBe('live');
  expect(second.updates.map(textOf)).toEqual(['typed meanwhile']);
});

test('a room that was left hears no more of the network', async () => {
  await joined();
  connection.leave();
  said.length = 0;
  network.dispatchEvent(new Event('offline'));
  network.dispatchEvent(new Event('online'));
  expect(said).toEqual([]);
  expect(Wire.made).toHaveLength(1);
});

test('it comes in for the person whose values it holds, and never again once these were let go of', async () => {
  const first = await joined();
  expect(first.tokens).toEqual(['p_ann']);
  connection.leave();
  cells.set(CELL, 'typed meanwhile');
  cells.close();
  connection.comeBack();
  expect(Wire.made).toHaveLength(1);
  expect(() => cells.follow(createRoom())).toThrow('closed');
});

test('a line that goes silent is asked, and counts as lost where no answer comes', async () => {
  const first = await joined();
  vi.useFakeTimers({
    toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'Date'],
  });
  try {
    // A new room, so that its timers are the ones that are moved.
    connection.join(ROOM);
    await vi.advanceTimersByTimeAsync(1);
    const second = Wire.made[1] as Wire;
    second.open();
    await vi.advanceTimersByTimeAsync(1);
    second.welcome();
    second.sync(STEP_2, encodeStateAsUpdate(room));
    expect(said.at(-1)).toBe('live');
    await vi.advanceTimersByTimeAsync(9_000);
    expect(second.asked).toBe(0);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(second.asked).toBe(1);
    // What takes everything and brings nothing.
    await vi.advanceTimersByTimeAsync(7_000);
    expect(said.at(-1)).toBe('live');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(said.at(-1)).toBe('offline');
    expect(second.readyState).toBe(3);
  } finally {
    vi.useRealTimers();
  }
  expect(first.readyState).toBe(3);
});

test('after a sleep nothing is known until the line has answered', async () => {
  await joined();
  vi.useFakeTimers({
    toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'Date'],
  });
  try {
    connection.join(ROOM);
    await vi.advanceTimersByTimeAsync(1);
    const wire = Wire.made[1] as Wire;
    wire.open();
    await vi.advanceTimersByTimeAsync(1);
    wire.welcome();
    wire.sync(STEP_2, encodeStateAsUpdate(room));
    expect(said.at(-1)).toBe('live');
    // The clock goes on, the page does not.
    vi.setSystemTime(Date.now() + 180_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(said.at(-1)).toBe('connecting');
    expect(wire.asked).toBe(1);
    wire.acknowledge();
    expect(said.at(-1)).toBe('live');
  } finally {
    vi.useRealTimers();
  }
});
