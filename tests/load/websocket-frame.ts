/**
 * WebSocket framing by hand: the upgrade request, a masked client frame, a reader that can skim. The load client must
 * cost less than the server it measures, so it uses no WebSocket library. Source: RFC 6455 sections 4.1 and 5.2.
 */

/** Opcodes the load client meets (RFC 6455 5.2). */
export const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Any fixed key does: a server must unmask it as it would a browser's random one. */
const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;

/** The bytes that open a WebSocket. `headers` are further lines such as `Cookie`. */
export function upgradeRequest(path: string, headers: Record<string, string>): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** One masked, unfragmented frame around `payload` (at most 65,535 bytes, or it throws). */
export function clientFrame(payload: Uint8Array, opcode: number = OPCODE.binary): Buffer {
  const length = payload.length;
  if (length > 0xffff) throw new Error(`a client frame of ${length} bytes: the limit is 65535`);
  const head = length < 126 ? 6 : 8;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x80 | opcode;
  if (length < 126) {
    frame[1] = 0x80 | length;
  } else {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  }
  for (let at = 0; at < 4; at += 1) frame[head - 4 + at] = MASK[at & 3] as number;
  for (let at = 0; at < length; at += 1) {
    frame[head + at] = (payload[at] as number) ^ (MASK[at & 3] as number);
  }
  return frame;
}

/** A frame as it was met: `available` bytes of its `total` payload bytes lie at `from`. */
export type MetFrame = {
  opcode: number;
  bytes: Buffer;
  from: number;
  available: number;
  total: number;
};

const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of server frames. While `whole` is true a frame is handed on complete; otherwise as soon as
 * its first `peek` payload bytes are there, and the rest is stepped over without being copied.
 */
export class FrameReader {
  whole = true;
  #kept: Buffer = NOTHING;
  #skip = 0;
  readonly #peek: number;
  readonly #meet: (frame: MetFrame) => void;

  constructor(peek: number, meet: (frame: MetFrame) => void) {
    this.#peek = peek;
    this.#meet = meet;
  }

  /** Takes the next bytes; `chunk` may be reused by the caller afterwards. */
  push(chunk: Buffer): void {
    const stepped = Math.min(this.#skip, chunk.length);
    this.#skip -= stepped;
    if (stepped === chunk.length) return;
    let bytes = stepped === 0 ? chunk : chunk.subarray(stepped);
    if (this.#kept.length > 0) {
      bytes = Buffer.concat([this.#kept, bytes]);
      this.#kept = NOTHING;
    }
    let from = 0;
    while (from < bytes.length) {
      const next = this.#step(bytes, from);
      if (next === from) break;
      from = next;
    }
    if (from < bytes.length) this.#kept = Buffer.from(bytes.subarray(from));
  }

  /** Meets the frame at `from`; returns where the next begins, or `from` when bytes are missing. */
  #step(bytes: Buffer, from: number): number {
    const size = frameSize(bytes, from);
    if (size === undefined) return from;
    const first = bytes[from] as number;
    if ((first & 0x80) === 0) throw new Error('a fragmented frame: no measured server sends one');
    const opcode = first & 0x0f;
    const here = bytes.length - from - size.head;
    const needed = this.whole || opcode > 7 ? size.total : Math.min(size.total, this.#peek);
    if (here < needed) return from;
    const available = Math.min(here, size.total);
    this.#meet({ opcode, bytes, from: from + size.head, available, total: size.total });
    this.#skip = size.total - available;
    return from + size.head + available;
  }
}

/** Length of a server frame's head and of its payload; undefined while the head is incomplete. */
function frameSize(bytes: Buffer, from: number): { head: number; total: number } | undefined {
  const here = bytes.length - from;
  if (here < 2) return undefined;
  const short = (bytes[from + 1] as number) & 0x7f;
  if (short < 126) return { head: 2, total: short };
  if (short === 126) {
    return here < 4 ? undefined : { head: 4, total: bytes.readUInt16BE(from + 2) };
  }
  if (here < 10) return undefined;
  return { head: 10, total: Number(bytes.readBigUInt64BE(from + 2)) };
}
