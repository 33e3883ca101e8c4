/**
 * Messages and frames that no honest client sends over a socket. It is a list: what is said before sign-in to a room,
 * what is said inside it, and what is no WebSocket frame at all.
 */
import * as encoding from 'lib0/encoding';
import { WHOEVER } from '@tallystick/protocol/room-token';
import { createRoom, ROOT, setCells } from '@tallystick/room/shape';
import { FRAME, SYNC } from '@tallystick/server/room/frames';
import { encodeStateAsUpdate } from 'yjs';
import type { Random } from '../gate/random.ts';

export type Junk = { name: string; messages: (Uint8Array | string)[] };

const CELL = 'water_supply_loss.value:source';

type Write = (encoder: encoding.Encoder) => void;

/** `[room][...]` */
export function message(room: string, ...writes: Write[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  for (const write of writes) write(encoder);
  return encoding.toUint8Array(encoder);
}

const uint =
  (n: number): Write =>
  (to) =>
    encoding.writeVarUint(to, n);
const text =
  (value: string): Write =>
  (to) =>
    encoding.writeVarString(to, value);
const bytes =
  (value: Uint8Array): Write =>
  (to) =>
    encoding.writeVarUint8Array(to, value);
const raw =
  (value: Uint8Array): Write =>
  (to) =>
    encoding.writeUint8Array(to, value);

/** What a client says to enter a room. */
export function authMessage(room: string, token = WHOEVER): Uint8Array {
  return message(room, uint(FRAME.AUTH), uint(0), text(token), text('4.8.0'));
}

/** An edit as a client sends it; `step` for the other kinds of sync. */
export const updateMessage = (room: string, of: Uint8Array, step: number = SYNC.UPDATE) =>
  message(room, uint(FRAME.SYNC), uint(step), bytes(of));
const update = updateMessage;

const randomBytes = (random: Random, upTo: number) =>
  Uint8Array.from({ length: random.below(upTo) }, () => random.below(256));

const deepJson = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** Room names, most of them of no room. */
function roomNames(room: string): string[] {
  const workbook = room.split('~')[0] ?? '';
  return [
    '',
    '~',
    '~0',
    `${workbook}~`,
    workbook,
    `${workbook}~-1`,
    `${workbook}~00`,
    `${workbook}~1e3`,
    `${workbook}~999999999`,
    `${workbook}~9999999999999999999`,
    `${workbook}~0~0`,
    'wb_none~0',
    '__proto__~0',
    'constructor~0',
    '../../x~0',
    "'; DROP TABLE entry; --~0",
    '\u0000~0',
    '\ud800~0',
    `${'x'.repeat(100_000)}~0`,
    '🔒~0',
  ];
}

/** Said before anybody has entered a room. */
export function beforeEntering(room: string, random: Random): Junk[] {
  const junk: Junk[] = [
    { name: 'text', messages: ['hello'] },
    { name: 'JSON text', messages: ['{"type":"auth","token":"x"}'] },
    { name: 'deep JSON text', messages: [deepJson(100_000)] },
    { name: 'nothing', messages: [new Uint8Array(0)] },
    { name: 'two megabytes', messages: [new Uint8Array(2_000_000)] },
    { name: 'two megabytes of text', messages: ['x'.repeat(2_000_000)] },
    { name: 'forty frames', messages: Array(40).fill(update(room, new Uint8Array(10))) },
    { name: 'update first', messages: [update(room, honestUpdate('before'))] },
    {
      name: 'sync first',
      messages: [message(room, uint(FRAME.SYNC), uint(0), bytes(new Uint8Array([0])))],
    },
    { name: 'presence first', messages: [presence(room, '{}')] },
    { name: 'stateless first', messages: [message(room, uint(FRAME.STATELESS), text('x'))] },
    { name: 'long token', messages: [authMessage(room, 'x'.repeat(500_000))] },
    {
      name: 'auth of another kind',
      messages: [message(room, uint(FRAME.AUTH), uint(7), text('x'))],
    },
    { name: 'auth cut off', messages: [message(room, uint(FRAME.AUTH))] },
    {
      name: 'auth as permission',
      messages: [message(room, uint(FRAME.AUTH), uint(2), text('read-write'))],
    },
    { name: 'auth ten times', messages: Array(10).fill(authMessage(room)) },
    {
      name: 'auth of ten rooms',
      messages: roomNames(room)
        .slice(0, 10)
        .map((name) => authMessage(name)),
    },
  ];
  for (const name of roomNames(room)) {
    junk.push({ name: `room ${name.slice(0, 30)}`, messages: [authMessage(name)] });
    const then = [authMessage(room), authMessage(name), update(name, honestUpdate('x'))];
    junk.push({ name: `then room ${name.slice(0, 30)}`, messages: then });
  }
  for (let type = 0; type < 16; type++)
    junk.push({
      name: `type ${type}`,
      messages: [message(room, uint(type), raw(randomBytes(random, 40)))],
    });
  for (let i = 0; i < 60; i++)
    junk.push({
      name: 'random bytes',
      messages: [randomBytes(random, 300), randomBytes(random, 30)],
    });
  return junk;
}

/** Said by a member inside the room. */
export function insideRoom(room: string, random: Random): Junk[] {
  const junk: Junk[] = [];
  const add = (name: string, ...messages: (Uint8Array | string)[]) => junk.push({ name, messages });
  add('text', 'hello');
  add('two megabytes', new Uint8Array(2_000_000));
  add('close', message(room, uint(FRAME.CLOSE), text('x')));
  add('close cut off', message(room, uint(FRAME.CLOSE)));
  add('sync status', message(room, uint(FRAME.SYNC_STATUS), uint(1)));
  add('ask for presence', message(room, uint(FRAME.QUERY_AWARENESS)));
  add('auth again', authMessage(room), authMessage(room));
  for (const payload of ['', 'x', deepJson(50_000), '{"__proto__":{"x":1}}', '\u0000', '\ud800'])
    add('stateless', message(room, uint(FRAME.STATELESS), text(payload)));
  for (const name of roomNames(room))
    add(`room ${name.slice(0, 30)}`, update(name, honestUpdate('x')));
  for (let type = 9; type < 140; type += 13)
    add(`type ${type}`, message(room, uint(type), text('x')));
  junk.push(...presenceJunk(room), ...syncJunk(room, random));
  for (let i = 0; i < 60; i++) add('random bytes', randomBytes(random, 200));
  for (let i = 0; i < 60; i++)
    add('random after the room', message(room, raw(randomBytes(random, 80))));
  return junk;
}

/** An awareness message about one client. */
export function presence(room: string, state: string, client = 5, clock = 1): Uint8Array {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, 1);
  encoding.writeVarUint(inner, client);
  encoding.writeVarUint(inner, clock);
  encoding.writeVarString(inner, state);
  return message(room, uint(FRAME.AWARENESS), bytes(encoding.toUint8Array(inner)));
}

function presenceJunk(room: string): Junk[] {
  const states = [
    '',
    'x',
    'null',
    '1',
    '[]',
    '{}',
    '{"at":null}',
    '{"at":5}',
    '{"at":{"cell":7,"editing":"x"}}',
    `{"at":{"cell":"${'x'.repeat(500)}","editing":true}}`,
    '{"who":{"name":"Somebody else"}}',
    '{"__proto__":{"x":1},"at":{"__proto__":null}}',
    `{"at":${deepJson(900)}}`,
    deepJson(400_000),
    `"${'x'.repeat(900_000)}"`,
  ];
  const junk = states.map((state) => ({ name: 'presence', messages: [presence(room, state)] }));
  for (const client of [0, 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1])
    junk.push({ name: 'presence client', messages: [presence(room, '{}', client, client)] });
  const many = Array.from({ length: 300 }, (_, i) => presence(room, '{}', 5, i));
  junk.push({ name: 'presence flood', messages: many });
  junk.push({ name: 'presence cut off', messages: [message(room, uint(FRAME.AWARENESS))] });
  const lying = message(room, uint(FRAME.AWARENESS), uint(4_000_000_000), raw(new Uint8Array(3)));
  junk.push({ name: 'presence that lies about its length', messages: [lying] });
  return junk;
}

function syncJunk(room: string, random: Random): Junk[] {
  const junk: Junk[] = [];
  const sync = (step: number, of: Uint8Array) => update(room, of, step);
  for (const step of [SYNC.STEP_1, SYNC.STEP_2, SYNC.UPDATE, 3, 250]) {
    for (const of of [
      new Uint8Array(0),
      new Uint8Array([0]),
      new Uint8Array([255]),
      new Uint8Array([1, 255, 255, 255, 255, 15]),
    ])
      junk.push({ name: `sync ${step}`, messages: [sync(step, of)] });
    for (let i = 0; i < 15; i++)
      junk.push({ name: `sync ${step} random`, messages: [sync(step, randomBytes(random, 120))] });
    junk.push({
      name: `sync ${step} cut off`,
      messages: [message(room, uint(FRAME.SYNC), uint(step))],
    });
    const lying = message(
      room,
      uint(FRAME.SYNC),
      uint(step),
      uint(2 ** 40),
      raw(new Uint8Array(5)),
    );
    junk.push({ name: `sync ${step} that lies about its length`, messages: [lying] });
  }
  const huge = encoding.encode((to) => {
    encoding.writeVarUint(to, 2 ** 32);
    for (let i = 0; i < 1_000; i++) encoding.writeVarUint(to, 2 ** 31 + i);
  });
  junk.push({ name: 'state vector of four billion', messages: [sync(SYNC.STEP_1, huge)] });
  for (let i = 0; i < 40; i++) {
    const bent = honestUpdate(`bent ${i}`);
    for (let flips = 0; flips <= random.below(3); flips++)
      bent[random.below(bent.length)] = random.below(256);
    junk.push({
      name: 'update with bytes changed',
      messages: [sync(SYNC.UPDATE, bent.slice(0, bent.length - random.below(2)))],
    });
  }
  junk.push({
    name: 'update of 700 kB',
    messages: [sync(SYNC.UPDATE, honestUpdate('x'.repeat(700_000)))],
  });
  junk.push({
    name: 'unknown cell',
    messages: [sync(SYNC.UPDATE, honestUpdate('x', '__proto__:source'))],
  });
  junk.push({ name: 'unknown root', messages: [sync(SYNC.UPDATE, otherRoot())] });
  return junk;
}

function honestUpdate(value: string, cell = CELL): Uint8Array {
  const doc = createRoom();
  setCells(doc, [[cell as never, value]], 'local');
  const made = encodeStateAsUpdate(doc);
  doc.destroy();
  return made;
}

function otherRoot(): Uint8Array {
  const doc = createRoom();
  doc.getArray(`${ROOT}2`).insert(0, ['x']);
  const made = encodeStateAsUpdate(doc);
  doc.destroy();
  return made;
}

/** Bytes after a right handshake that are no WebSocket frames, or frames that RFC 6455 forbids. */
export function oddFrames(random: Random): { name: string; bytes: Buffer }[] {
  const masked = (first: number, payload: Buffer, length = payload.length) =>
    Buffer.concat([Buffer.from([first, 0x80 | Math.min(length, 125)]), Buffer.alloc(4), payload]);
  const header64 = (length: bigint) => {
    const header = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    header.writeBigUInt64BE(length, 2);
    return header;
  };
  const one = masked(0x00, Buffer.from('x'));
  const odd: [string, Buffer][] = [
    ['not masked', Buffer.from([0x82, 0x01, 0x00])],
    ['reserved bits', masked(0xf2, Buffer.from('x'))],
    ['compressed bit', masked(0xc2, Buffer.from('x'))],
    ['unknown opcode', masked(0x83, Buffer.from('x'))],
    ['unknown control', masked(0x8b, Buffer.from('x'))],
    ['continuation of nothing', masked(0x80, Buffer.from('x'))],
    ['long ping', Buffer.concat([Buffer.from([0x89, 0xfe, 0x01, 0x00]), Buffer.alloc(260)])],
    ['ping in parts', masked(0x09, Buffer.from('x'))],
    ['close without a code', masked(0x88, Buffer.from('x'))],
    ['close with a wrong code', masked(0x88, Buffer.from([0, 1]))],
    ['close with broken text', masked(0x88, Buffer.from([3, 232, 0xff, 0xff]))],
    ['text that is no UTF-8', masked(0x81, Buffer.from([0xff, 0xfe]))],
    ['frame of 2^63 bytes', header64(2n ** 63n)],
    ['frame of 2^53 bytes', header64(2n ** 53n)],
    ['frame of 2 MB announced', header64(2_000_000n)],
    [
      'parts that never end',
      Buffer.concat([masked(0x02, Buffer.from('x')), ...Array(5_000).fill(one)]),
    ],
    [
      'empty parts that never end',
      Buffer.concat([
        masked(0x02, Buffer.alloc(0)),
        ...Array(20_000).fill(masked(0x00, Buffer.alloc(0))),
      ]),
    ],
    [
      'two beginnings',
      Buffer.concat([masked(0x02, Buffer.from('x')), masked(0x02, Buffer.from('y'))]),
    ],
    ['ten thousand pings', Buffer.concat(Array(10_000).fill(masked(0x89, Buffer.from('x'))))],
    ['half a header', Buffer.from([0x82])],
    ['HTTP again', Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n')],
  ];
  for (let i = 0; i < 40; i++) {
    const bytes_ = Buffer.from(randomBytes(random, 300));
    odd.push(
      ['random', bytes_],
      ['random after a frame', Buffer.concat([masked(0x82, bytes_.subarray(0, 100)), bytes_])],
    );
  }
  return odd.map(([name, all]) => ({ name, bytes: all }));
}
