/**
 * The server's end of a WebSocket that leads nowhere: what is sent waits until somebody delivers it. It stands for
 * `ws`, and offers only the members of it that this product uses.
 */
import type { WebSocket } from 'ws';

/** What travels from the server to a client, in order. */
export type Delivery = { kind: 'frame'; data: Uint8Array } | { kind: 'closed'; code: number };

const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
/** FIN and the opcode of a binary message (RFC 6455 section 5.2). */
const BINARY = 0x82;

export class SimSocket {
  readonly OPEN = OPEN;
  readyState = OPEN;
  /** What was sent is with the client's queue at once. */
  readonly bufferedAmount = 0;
  isPaused = false;
  readonly #deliver: (delivery: Delivery) => void;
  readonly #onTerminated: () => void;
  /** What `wire.ts` reaches for below `ws`. */
  readonly _socket = {
    writableLength: 0,
    write: (bytes: Uint8Array): boolean => this.#write(bytes),
    cork: (): void => {},
    uncork: (): void => {},
  };

  constructor(deliver: (delivery: Delivery) => void, onTerminated: () => void) {
    this.#deliver = deliver;
    this.#onTerminated = onTerminated;
  }

  /** As the type that the server's code takes; the members above are all that it uses. */
  asWebSocket(): WebSocket {
    return this as unknown as WebSocket;
  }

  send(data: Uint8Array): void {
    if (this.readyState === OPEN) this.#deliver({ kind: 'frame', data });
  }

  /** Begins the closing: what was sent before still arrives, then the code. */
  close(code = 1005): void {
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSING;
    this.#deliver({ kind: 'closed', code });
  }

  terminate(): void {
    this.readyState = CLOSED;
    this.#onTerminated();
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  /** Takes prebuilt frames apart again. */
  #write(bytes: Uint8Array): boolean {
    if (this.readyState !== OPEN) return false;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length; ) {
      if (bytes[at] !== BINARY) throw new Error(`not a binary frame at byte ${at}`);
      let length = bytes[at + 1] as number;
      at += 2;
      if (length === 126) {
        length = view.getUint16(at);
        at += 2;
      } else if (length === 127) {
        length = Number(view.getBigUint64(at));
        at += 8;
      }
      if (at + length > bytes.length) throw new Error('a frame is cut short');
      this.#deliver({ kind: 'frame', data: bytes.subarray(at, at + length) });
      at += length;
    }
    return true;
  }
}
