/**
 * A WebSocket that says which sync frames really left and which acknowledgements came, in the order of the wire.
 * Own file because it reads Hocuspocus' framing: name, message type, and for sync frames the step.
 */
import * as decoding from 'lib0/decoding';

export type FrameWatch = {
  sent(kind: 'update' | 'whole', update: Uint8Array): void;
  acknowledged(): void;
};

/** Message types of Hocuspocus' protocol that matter here. */
const SYNC = 0;
const SYNC_STATUS = 8;
/** Steps of y-protocols' sync messages. */
const STEP_2 = 1;
const UPDATE = 2;
/** A frame of one byte is a ping or pong without a name. */
const SHORTEST_BYTES = 2;

function watchSent(data: unknown, watch: FrameWatch): void {
  if (!(data instanceof Uint8Array) || data.length < SHORTEST_BYTES) return;
  const decoder = decoding.createDecoder(data);
  decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== SYNC) return;
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

/** A WebSocket class that reports to `watch`; for the provider's `WebSocketPolyfill`. */
export function watchedSocket(watch: FrameWatch): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', (event) => watchReceived(event.data, watch));
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      watchSent(data, watch);
      super.send(data);
    }
  };
}
