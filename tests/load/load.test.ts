/** The load harness itself: its hand-made bytes are Yjs', and a small load arrives complete. */
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { latencyFigures } from '../measures/latency.ts';
import { median, percentile } from './percentile.ts';
import { plainCells } from './servers/baseline.ts';
import { processUsage } from './process-usage.ts';
import { onDisk, placeOnDisk } from './real-disk.ts';
import type { LoadRows } from './run.ts';
import { runEdits, runFlood, startTarget } from './session.ts';
import { talk } from './talk.ts';
import { FrameReader } from './websocket-frame.ts';
import { type ItemId, visitItems, writeCellSet } from './yjs-update.ts';
import type { EditRow } from './table.ts';

/** Every item number an update carries for one client, with the live texts. */
function itemsOf(update: Uint8Array, client: number): { clocks: number[]; values: string[] } {
  const clocks: number[] = [];
  const values: string[] = [];
  visitItems(update, (id, length, value) => {
    if (id.client !== client) return;
    for (let at = 0; at < length; at += 1) clocks.push(id.clock + at);
    if (value !== undefined) values.push(value);
  });
  return { clocks, values };
}

describe('the bytes of an edit', () => {
  test('cells set by hand are what Yjs reads, each replacing the one before', () => {
    const room = new Y.Doc();
    let over: ItemId | undefined;
    for (const clock of [0, 1, 2]) {
      const set = { client: 3_000_000_007, clock, cell: 'a:notes', over, value: `text ${clock}` };
      Y.applyUpdate(room, writeCellSet(set));
      over = { client: set.client, clock };
      expect(room.getMap('cells').toJSON()).toEqual({ 'a:notes': `text ${clock}` });
    }
    expect(room.store.pendingStructs).toBeNull();
    expect(room.store.pendingDs).toBeNull();
  });

  test('a cell set by hand is byte for byte what a Yjs client sends', () => {
    const room = new Y.Doc();
    room.clientID = 3_000_000_007;
    const sent: Uint8Array[] = [];
    room.on('update', (update: Uint8Array) => sent.push(update));
    room.getMap('cells').set('a:notes', 'first');
    room.getMap('cells').set('a:notes', 'second');
    const place = { client: room.clientID, cell: 'a:notes' };
    const over = { client: room.clientID, clock: 0 };
    expect(sent.map((update) => Buffer.from(update))).toEqual([
      Buffer.from(writeCellSet({ ...place, clock: 0, value: 'first' })),
      Buffer.from(writeCellSet({ ...place, clock: 1, over, value: 'second' })),
    ]);
  });

  test('every edit is found again in a merged update and in a replayed batch', () => {
    const updates = [0, 1, 2].map((clock) => {
      const over = clock === 0 ? undefined : { client: 9, clock: clock - 1 };
      return writeCellSet({ client: 9, clock, cell: 'a:notes', over, value: `text ${clock}` });
    });
    expect(itemsOf(Y.mergeUpdates(updates), 9)).toEqual({
      clocks: [0, 1, 2],
      values: ['text 0', 'text 1', 'text 2'],
    });
    const room = new Y.Doc();
    const batches: Uint8Array[] = [];
    room.on('update', (update: Uint8Array) => batches.push(update));
    room.transact(() => {
      for (const update of updates) Y.applyUpdate(room, update);
    });
    expect(batches).toHaveLength(1);
    // Two of the three were superseded inside the batch: their items arrive, their texts do not.
    expect(itemsOf(batches[0] as Uint8Array, 9)).toEqual({ clocks: [0, 1, 2], values: ['text 2'] });
  });
});

describe('the reader of frames', () => {
  test('meets the same frames however the bytes are cut, and skims the long ones', () => {
    const payloads = [3, 125, 126, 4_000, 70_000].map((length) =>
      Buffer.alloc(length, length & 255),
    );
    const stream = Buffer.concat(
      payloads.flatMap((payload) => {
        if (payload.length < 126) return [Buffer.of(0x82, payload.length), payload];
        const head = Buffer.alloc(payload.length < 65_536 ? 4 : 10);
        head[0] = 0x82;
        head[1] = payload.length < 65_536 ? 126 : 127;
        if (head.length === 4) head.writeUInt16BE(payload.length, 2);
        else head.writeBigUInt64BE(BigInt(payload.length), 2);
        return [head, payload];
      }),
    );
    for (const whole of [true, false]) {
      for (const cut of [1, 7, 1_000, stream.length]) {
        const met: number[] = [];
        const reader = new FrameReader(3, ({ bytes, from, available, total }) => {
          expect(available).toBeGreaterThanOrEqual(whole ? total : 3);
          expect(bytes[from]).toBe(total & 255);
          met.push(total);
        });
        reader.whole = whole;
        for (let at = 0; at < stream.length; at += cut) reader.push(stream.subarray(at, at + cut));
        expect(met).toEqual([3, 125, 126, 4_000, 70_000]);
      }
    }
  });
});

describe('percentiles', () => {
  test('are of the nearest rank, and the median of two is their mean', () => {
    const samples = Array.from({ length: 200 }, (_, at) => 200 - at);
    expect(percentile(samples, 0.5)).toBe(100);
    expect(percentile(samples, 0.99)).toBe(198);
    expect(median([4, 1])).toBe(2.5);
    expect(median([9, 1, 4])).toBe(4);
  });
});

describe('the figures of the measure', () => {
  const row = (
    target: EditRow['target'],
    run: number,
    p99_ms: number,
    editors = 1_000,
  ): EditRow => ({
    target,
    run,
    editors,
    edits: 100,
    p50_ms: p99_ms / 2,
    p99_ms,
    saved_p50_ms: Number.NaN,
    saved_p99_ms: Number.NaN,
    delivered: 1,
    refused: 0,
    wrong: 0,
    superseded: 0,
    behind: 0,
    closed: 0,
    why: '',
    late_ms: 0,
    client_cpu_us: 0,
    cpu_per_edit_us: 1,
    memory_per_connection_kb: 1,
    rss_mb: 1,
  });
  const none: LoadRows = { edits: [], floods: [], appends_ms: [1, 2, 3], isOnDisk: true };
  const held = (edits: EditRow[], about: string): { value: number; holds: boolean } => {
    const figure = latencyFigures({ ...none, edits }).find((each) => each.figure === about);
    if (figure === undefined) throw new Error(`no figure is called ${about}`);
    return { value: figure.value, holds: figure.holds };
  };
  const p99 = 'N=1000: p99, ours / (b) stock Hocuspocus';

  test('a ratio is taken within each run, and the middle run stands', () => {
    const edits = [
      row('tallystick', 0, 5),
      row('hocuspocus', 0, 10),
      row('tallystick', 1, 130),
      row('hocuspocus', 1, 100),
      row('tallystick', 2, 100),
      row('hocuspocus', 2, 1000),
    ];
    expect(held(edits, p99)).toEqual({ value: 0.5, holds: true });
    expect(held(edits.slice(2, 4), p99)).toEqual({ value: 1.3, holds: false });
  });

  test('few editors may wait for two durable appends of the same run, and no more', () => {
    const name = 'N=10: p50, ours / ((b) stock Hocuspocus + two durable appends)';
    // Half of these: 7 ms beside 3 ms and two appends of 2 ms; then 8 ms.
    const edits = (ours: number) => [row('tallystick', 1, ours, 10), row('hocuspocus', 1, 6, 10)];
    expect(held(edits(14), name)).toEqual({ value: 1, holds: true });
    expect(held(edits(16), name).holds).toBe(false);
  });

  test('no figure holds when our server was not measured', () => {
    const edits = [row('hocuspocus', 0, 10), row('relay', 0, 10)];
    const asked = latencyFigures({ ...none, edits }).filter(
      ({ figure, target }) => !target.startsWith('none') && !figure.startsWith('data on'),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((figure) => figure.holds)).toEqual([]);
  });

  test('data in memory break the run: a durable append would be allowed nothing', () => {
    const about = 'data on a disk: 1, in memory: 0';
    const found = [true, false].map((isOnDisk) => {
      return latencyFigures({ ...none, isOnDisk }).find(({ figure }) => figure === about)?.holds;
    });
    expect(found).toEqual([true, false]);
  });

  test('an edit that never arrived breaks the run it was lost in', () => {
    const edits = [{ ...row('tallystick', 0, 5), delivered: 0.999 }, row('tallystick', 1, 5)];
    const about = 'N=1000: share of edits delivered';
    expect(held(edits, about)).toEqual({ value: 0.999, holds: false });
  });
});

test('data are put on a disk where there is one, also of servers that are started', async () => {
  const memory = '/dev/shm';
  const checkout = new URL('.', import.meta.url).pathname;
  const nowhere = { folder: memory, isOnDisk: false };
  const here = placeOnDisk([checkout]);
  expect(placeOnDisk([memory])).toEqual(nowhere);
  expect(placeOnDisk([memory, checkout])).toEqual(here.isOnDisk ? here : nowhere);
  const before = tmpdir();
  expect(await onDisk(async ({ folder }) => tmpdir() === folder)).toBe(true);
  expect(tmpdir()).toBe(before);
});

test('processor time and memory of a process are read from outside', () => {
  const before = processUsage(process.pid);
  const until = performance.now() + 200;
  while (performance.now() < until);
  const used_us = processUsage(process.pid).cpu_us - before.cpu_us;
  // In steps of 10 ms, and other processes may run meanwhile.
  expect(used_us).toBeGreaterThan(0);
  expect(before.rss_bytes).toBeGreaterThan(10_000_000);
});

describe('a small load', () => {
  const timing = { warm_ms: 200, measure_ms: 2_000, drain_ms: 5_000 };

  test.each(['hocuspocus', 'relay', 'y-websocket'] as const)(
    'five editors in front of %s see every edit of each other',
    async (name) => {
      // Three cells for five editors, so that some are shared.
      const target = await startTarget(name, plainCells().slice(0, 3));
      try {
        const figures = await runEdits(target, 5, timing);
        expect(figures.edits).toBe(10);
        expect(figures).toMatchObject({ delivered: 1, refused: 0, wrong: 0, behind: 0, closed: 0 });
        expect(figures.p50_ms).toBeGreaterThan(0);
        expect(figures.p99_ms).toBeGreaterThanOrEqual(figures.p50_ms);
        expect(figures.p99_ms).toBeLessThan(5_000);
        expect(Number.isFinite(figures.saved_p99_ms)).toBe(name === 'hocuspocus');
      } finally {
        await target.stop();
      }
    },
  );

  test('twenty writers at full speed are all answered, and all they wrote arrives', async () => {
    const target = await startTarget('hocuspocus', plainCells());
    try {
      const figures = await runFlood(target, { ...timing, measure_ms: 1_000 });
      expect(figures.edits_per_s).toBeGreaterThan(20);
      expect(figures).toMatchObject({ delivered: 1, refused: 0, wrong: 0, behind: 0, closed: 0 });
    } finally {
      await target.stop();
    }
  });
});

test('comments, queries and verdicts arrive at everybody who may see them, and verdicts at nobody else', async () => {
  const { arrived_ms, lost, overheard } = await talk({ sockets: 6, warm_ms: 0, each: 4 });
  expect({ lost, overheard }).toEqual({ lost: 0, overheard: 0 });
  // Three of six are auditors; who says something does not wait for it.
  expect([arrived_ms.comment, arrived_ms.query].map(({ length }) => length)).toEqual([20, 20]);
  expect(arrived_ms.verdict.length).toBe(8);
  expect(arrived_ms.edit.length).toBeGreaterThan(0);
}, 60_000);
