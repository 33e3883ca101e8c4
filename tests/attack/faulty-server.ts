/**
 * The server as it is, whose calls fail on order: each method of the store, and what sockets and Hocuspocus' hooks run,
 * each way, at its n-th call.
 */
import { FanOut } from '@tallystick/server/room/fan-out';
import { LiveRoom } from '@tallystick/server/room/live-room';
import { RoomSocket } from '@tallystick/server/collab/room-socket';
import { readConfig } from '@tallystick/server/service/config';
import { startServer } from '@tallystick/server/server';
import { type Store, StoreUnavailable } from '@tallystick/store/port';
import { CANARY } from './inside.ts';

/** Ways in which a call of the store can fail. */
export type Way = 'is-unavailable' | 'rejects' | 'throws';

/** What sockets, hooks and rounds of sending run outside of any request. */
const POINTS = {
  'RoomSocket.enter': RoomSocket.prototype,
  'RoomSocket.opened': RoomSocket.prototype,
  'RoomSocket.receive': RoomSocket.prototype,
  'RoomSocket.saved': RoomSocket.prototype,
  'RoomSocket.gone': RoomSocket.prototype,
  'LiveRoom.apply': LiveRoom.prototype,
  'FanOut.broadcast': FanOut.prototype,
  'FanOut.acknowledge': FanOut.prototype,
  'FanOut.flush': FanOut.prototype,
};
export type Point = keyof typeof POINTS;

/** Fail `method` in `way` at its `nth` call from now on (from 1), or at every call (0); `none` lets all pass. */
export type FaultOrder = { method: keyof Store | Point | 'none'; way: Way; nth: number };
/** How often the call was made, and how often it failed, since the order before this one. */
export type FaultAnswer = { calls: number; failed: number };

/** Milliseconds by which the clock moves with each order, so that a session's last use is written anew. */
const STEP_MS = 61_000;

let order: FaultOrder = { method: 'none', way: 'rejects', nth: 0 };
let calls = 0;
let failed = 0;
let clockAhead_ms = 0;

const config = readConfig(process.env, ['--empty']);
if ('fault' in config) throw new Error(config.fault);
process.on('unhandledRejection', (error) => console.error('unhandled rejection', error));
const now = () => Date.now() + clockAhead_ms;
const running = await startServer(config, { logLevel: 'warn', logFormat: 'json', now });
if ('fault' in running) throw new Error(running.fault);
makeFaulty(running.store);
for (const [point, prototype] of Object.entries(POINTS)) makePointFaulty(point, prototype);
process.on('message', (asked: FaultOrder) => {
  process.send?.({ calls, failed } satisfies FaultAnswer);
  order = asked;
  calls = 0;
  failed = 0;
  clockAhead_ms += STEP_MS;
});
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => {
  running.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
process.stdout.write(`Tallystick is at ${running.url}\n`);

/** Every holder of the store calls through this one object, so its methods are replaced in place. */
function makeFaulty(store: Store): void {
  const methods = store as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const [name, method] of Object.entries(methods)) {
    if (name === 'close') continue;
    methods[name] = (...args) => (isToFail(name) ? fail(name, args) : method(...args));
  }
}

function makePointFaulty(point: string, prototype: object): void {
  const methods = prototype as Record<string, (...args: unknown[]) => unknown>;
  const name = point.split('.')[1] as string;
  const method = methods[name] as (...args: unknown[]) => unknown;
  methods[name] = function faulty(this: unknown, ...args: unknown[]) {
    return isToFail(point) ? fail(name, args) : method.apply(this, args);
  };
}

function isToFail(name: string): boolean {
  if (order.method !== name) return false;
  calls++;
  if (order.nth !== 0 && order.nth !== calls) return false;
  failed++;
  return true;
}

function fail(name: string, args: unknown[]): unknown {
  const inside = `${CANARY} SQLITE_IOERR: SELECT text FROM entry at /var/lib/tallystick.sqlite`;
  if (order.way === 'throws') throw new TypeError(inside);
  if (order.way === 'rejects') return Promise.reject(new Error(inside));
  if (name !== 'append') return Promise.reject(new StoreUnavailable(inside));
  const requests = args[0] as { expected: number }[];
  return Promise.resolve(
    requests.map(({ expected }) => ({
      ok: false,
      why: 'unavailable',
      head: expected,
      message: inside,
    })),
  );
}
