/** When a large room is sent to, and when its next edits are written. */
import { FanOut, type Reader } from '@tallystick/server/room/fan-out';
import { Pace } from '@tallystick/server/room/pace';
import { Round } from '@tallystick/server/room/round';
import { ROUND_REST_MS_MAX } from '@tallystick/server/service/limits';
import { describe, expect, test } from 'vitest';

describe('the rest after a round', () => {
  test('follows what rounds cost, and is over by itself', () => {
    const pace = new Pace();
    expect(pace.rest_ms(0)).toBe(0);
    pace.ended(0, 10);
    pace.ended(20, 30);
    expect(pace.rest_ms(30)).toBeGreaterThan(0);
    expect(pace.rest_ms(30)).toBeLessThanOrEqual(10);
    expect(pace.rest_ms(31)).toBe(pace.rest_ms(30) - 1);
    expect(pace.rest_ms(41)).toBe(0);
  });

  test('is not longer after one round that took long by accident', () => {
    const pace = new Pace();
    pace.ended(0, 10);
    pace.ended(20, 30);
    const usual_ms = pace.rest_ms(30);
    pace.ended(40, 240);
    expect(pace.rest_ms(240)).toBe(usual_ms);
    pace.ended(250, 450);
    expect(pace.rest_ms(450)).toBe(ROUND_REST_MS_MAX);
  });
});

test('edits are decided so early that they are durable when the rest is over', () => {
  const pace = new Pace();
  pace.ended(0, 10);
  pace.ended(20, 30);
  const rest_ms = pace.rest_ms(30);
  expect(pace.gather_ms(30)).toBe(rest_ms);
  pace.wrote(3);
  pace.wrote(3);
  expect(pace.gather_ms(30)).toBe(rest_ms - 3);
  // One append for which the disk took long by accident changes nothing.
  pace.wrote(200);
  expect(pace.gather_ms(30)).toBe(rest_ms - 3);
  pace.wrote(200);
  expect(pace.gather_ms(30)).toBe(0);
});

test('a socket is told what it is owed before what everybody is sent, and pieces are made once', () => {
  const round = new Round(Buffer.from('s'), [Buffer.from('ab'), Buffer.from('c')]);
  expect([0, 1, 3].map((owed) => round.bytes(owed).toString())).toEqual(['abc', 'sabc', 'sssabc']);
  expect(round.bytes(3)).toBe(round.bytes(3));
  const nothing = new Round(Buffer.from('s'), []);
  expect([0, 2].map((owed) => nothing.bytes(owed).toString())).toEqual(['', 'ss']);
});

describe('edits of a large room', () => {
  const READERS = 256;

  /** Its socket is closed, so nothing is written. */
  const reader = (): Reader => ({
    ws: { readyState: 3, OPEN: 1 } as Reader['ws'],
    savedWaiting: 0,
    isPlain: false,
    beginAnew() {},
    failed(error) {
      throw error;
    },
  });

  const roomOf = (readers: number): FanOut => {
    const fanOut = new FanOut(new Uint8Array(3), 1, {
      error: (what) => {
        throw (what as { error: Error }).error;
      },
    });
    for (let nth = 0; nth < readers; nth += 1) fanOut.add(reader());
    return fanOut;
  };

  const settled = async (promise: Promise<void>): Promise<boolean> => {
    let isSettled = false;
    void promise.then(() => {
      isSettled = true;
    });
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    return isSettled;
  };

  test('wait for the round that is due: written now they would come too late for it', async () => {
    const room = roomOf(READERS);
    expect(await settled(room.gathered())).toBe(true);
    room.broadcast(new Uint8Array(8));
    const gathered = room.gathered();
    expect(await settled(gathered)).toBe(false);
    room.flush();
    expect(await settled(gathered)).toBe(true);
  });

  test('wait for nothing where few are in the room', async () => {
    const room = roomOf(READERS - 1);
    room.broadcast(new Uint8Array(8));
    expect(await settled(room.gathered())).toBe(true);
    room.flush();
  });
});
