/**
 * A WebSocket that says which sync frames really left and which acknowledgements came, in the order of the wire. It
 * reads Hocuspocus' framing: name, message type, and for sync frames the step.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export type FrameWatch = {
  /** A new socket: nothing that an older one carried will be acknowledged on it. */
  began(): void;
  sent(kind: 'update' | 'whole', update: Uint8Array): void;
  acknowledged(): void;
};

/** Message types of Hocuspocus' protocol that matter here. */
const SYNC = 0;
const QUERY_AWARENESS = 3;
const SYNC_STATUS = 8;
/** Steps of y-protocols' sync messages. */
export const STEP_2 = 1;
const UPDATE = 2;
/** A frame of one byte is a ping or pong without a name. */
const SHORTEST_BYTES = 2;

function syncDecoder(data: Uint8Array): decoding.Decoder | undefined {
  if (data.length < SHORTEST_BYTES) return undefined;
  const decoder = decoding.createDecoder(data);
  decoding.readVarString(decoder);
  return decoding.readVarUint(decoder) === SYNC ? decoder : undefined;
}

/** Asks a room who is in it. */
export function queryFrame(room: string): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, QUERY_AWARENESS);
  return encoding.toUint8Array(encoder).slice();
}

/** The step of a received sync message; undefined where it is another message. */
export function syncStep(data: unknown): number | undefined {
  if (!(data instanceof ArrayBuffer)) return undefined;
  const decoder = syncDecoder(new Uint8Array(data));
  return decoder && decoding.readVarUint(decoder);
}

function watchSent(data: unknown, watch: FrameWatch): void {
  const decoder = data instanceof Uint8Array ? syncDecoder(data) : undefined;
  if (!decoder) return;
  const step = decoding.readVarUint(decoder);
  if (step !== STEP_2 && step !== UPDATE) return;
  watch.sent(step === UPDATE ? 'update' : 'whole', decoding.readVarUint8Array(decoder));
}

function watchReceived(data: unknown, watch: FrameWatch): void {
  if (!(data instanceof ArrayBuffer) || data.byteLength < SHORTEST_BYTES) return;
  const decoder = decoding.createDecoder(new Uint8Array(data));
  decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== SYNC_STATUS) return;
  if (decoding.readVarInt(decoder) === 1) watch.acknowledged();
}

/** A WebSocket class over `base` that reports to `watch`; for the provider's `WebSocketPolyfill`. */
export function watchedSocket(watch: FrameWatch, base: typeof WebSocket): typeof WebSocket {
  return class extends base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      watch.began();
      this.addEventListener('message', (event) => {
        // What comes while it closes is no answer any more: its frames are given again on the next socket.
        if (this.readyState === this.OPEN) watchReceived(event.data, watch);
      });
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      watchSent(data, watch);
      super.send(data);
    }
  };
}
