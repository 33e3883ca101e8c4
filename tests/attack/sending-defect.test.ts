/** A defect while a room is sent to belongs to no socket: it must be in the log once, whoever is there to hear of it. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { FanOut, type Reader } from '@tallystick/server/room/fan-out';
import { makeHocuspocus } from '@tallystick/server/collab/hocuspocus';
import { LiveRoom } from '@tallystick/server/room/live-room';
import type { WebSocket } from 'ws';
import { expect, test, vi } from 'vitest';
import { CANARY } from './inside.ts';

/** A room whose next sending fails, and what its log says. */
async function faultyRoom(): Promise<{ room: LiveRoom; logged: unknown[] }> {
  const logged: unknown[] = [];
  const log = { error: (what: object) => logged.push((what as { error: Error }).error.message) };
  const hocuspocus = makeHocuspocus();
  const workbook = '00000000-0000-4000-8000-000000000001' as WorkbookId;
  const room = await LiveRoom.open({ hocuspocus, log }, { workbook, generation: 0 }, []);
  vi.spyOn(room.fanOut, 'broadcast').mockImplementation(() => {
    throw new TypeError(CANARY);
  });
  return { room, logged };
}

function reader(): Reader & { begun: number; failures: number } {
  return {
    // Nothing is written in these tests: sending fails before.
    ws: undefined as unknown as WebSocket,
    savedWaiting: 0,
    isPlain: false,
    begun: 0,
    failures: 0,
    beginAnew() {
      this.begun++;
    },
    failed() {
      this.failures++;
    },
  };
}

test('presence that cannot be sent is logged although everybody has left meanwhile', async () => {
  const { room, logged } = await faultyRoom();
  room.document.awareness.setLocalState({ cell: 'a' });
  await vi.waitFor(() => expect(logged).toEqual([CANARY]));
  await room.close();
});

test('with many readers it is logged once, and each of them begins anew', async () => {
  const { room, logged } = await faultyRoom();
  const readers = Array.from({ length: 5 }, reader);
  for (const one of readers) room.fanOut.add(one);
  room.document.awareness.setLocalState({ cell: 'a' });
  await vi.waitFor(() => expect(readers.map(({ begun }) => begun)).toEqual([1, 1, 1, 1, 1]));
  expect(readers.map(({ failures }) => failures)).toEqual([0, 0, 0, 0, 0]);
  expect(logged).toEqual([CANARY]);
  await room.close();
});

test('a round that fails does not stand in the way of the next', async () => {
  const failed: unknown[] = [];
  const fanOut = new FanOut(new Uint8Array(3), 1, { error: (what) => failed.push(what) });
  fanOut.add(reader());
  const flush = vi.spyOn(fanOut, 'flush').mockImplementationOnce(() => {
    throw new TypeError(CANARY);
  });
  fanOut.broadcast(new Uint8Array(8));
  await vi.waitFor(() => expect(failed).toHaveLength(1));
  fanOut.broadcast(new Uint8Array(8));
  await vi.waitFor(() => expect(flush).toHaveBeenCalledTimes(2));
});
