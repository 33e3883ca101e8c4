/**
 * A client of another language, as docs/room.md lets one be written: a WebSocket, its own framing, and a Yjs library
 * for the document alone.
 */
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export class BareClient {
  readonly doc = new Doc();
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  #isSynced = false;

  constructor(address: string) {
    this.#socket = new WebSocket(address);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.addEventListener('open', () =>
      this.#send([SYNC, STEP_1], encodeStateVector(this.doc)),
    );
    this.#socket.addEventListener('message', ({ data }) =>
      this.#hear(new Uint8Array(data as ArrayBuffer)),
    );
    this.closed = new Promise((ended) => {
      this.#socket.addEventListener('close', ({ code, reason }) => ended({ code, reason }));
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#send([SYNC, UPDATE], update);
    });
  }

  get cells(): Map<string, unknown> {
    return new Map(this.doc.getMap('cells').entries());
  }

  set(cell: string, text: string): void {
    this.doc.getMap('cells').set(cell, text);
  }

  /** Waits until something is so; looks after each message. Rejects when the socket closes first. */
  async until(isSo: (client: BareClient) => boolean): Promise<void> {
    const ended = this.closed.then(({ code }) => Promise.reject(new Error(`closed: ${code}`)));
    const so = new Promise<void>((met) => {
      const look = () => {
        if (!this.#isSynced || !isSo(this)) return;
        this.#waiting.delete(look);
        met();
      };
      this.#waiting.add(look);
      look();
    });
    await Promise.race([so, ended]);
  }

  close(): void {
    this.#socket.close();
  }

  #hear(message: Uint8Array): void {
    const [type, step] = message;
    // Presence is not this client's business.
    if (type !== SYNC) return;
    const body = bytesAt(message, 2);
    if (step === STEP_1) this.#send([SYNC, STEP_2], encodeStateAsUpdate(this.doc, body));
    else applyUpdate(this.doc, body, this);
    if (step === STEP_2) this.#isSynced = true;
    for (const look of this.#waiting) look();
  }

  #send(head: number[], body: Uint8Array): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(Uint8Array.of(...head, ...lengthOf(body), ...body));
  }
}

/** A length in LEB128. */
function lengthOf(body: Uint8Array): number[] {
  const bytes: number[] = [];
  let rest = body.length;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}

/** A length in LEB128 and the bytes after it. */
function bytesAt(message: Uint8Array, from: number): Uint8Array {
  let length = 0;
  let at = from;
  for (let shift = 0; ; shift += 7) {
    const byte = message[at++] as number;
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  return message.subarray(at, at + length);
}
