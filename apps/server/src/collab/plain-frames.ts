/**
 * The frames of y-websocket, read and written: `[type][...]`, in lib0's encoding, without a room's name. Source:
 * y-protocols `sync.js`, `awareness.js`; y-websocket `src/y-websocket.js`. docs/room.md says it in words.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { FRAME, SYNC } from '../room/frames.ts';

export type PlainFrame =
  /** The client's state vector: what it has of whom. */
  | { kind: 'step1'; vector: Map<number, number> }
  | { kind: 'update'; update: Uint8Array; isWhole: boolean }
  | { kind: 'awareness'; update: Uint8Array }
  | { kind: 'query-awareness' }
  | { kind: 'bad' };

/** Clients that one state vector may name; a generation has far fewer. */
const VECTOR_CLIENTS_MAX = 20_000;

/** What a frame is; `bad` where it is not of this protocol. Never throws. */
export function readPlainFrame(data: Uint8Array): PlainFrame {
  try {
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    switch (type) {
      case FRAME.SYNC:
        return readSync(decoder);
      case FRAME.AWARENESS:
        return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
      case FRAME.QUERY_AWARENESS:
        return { kind: 'query-awareness' };
      default:
        return { kind: 'bad' };
    }
  } catch {
    return { kind: 'bad' };
  }
}

function readSync(decoder: decoding.Decoder): PlainFrame {
  const step = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  switch (step) {
    case SYNC.STEP_1: {
      const vector = readVector(body);
      return vector === undefined ? { kind: 'bad' } : { kind: 'step1', vector };
    }
    case SYNC.STEP_2:
    case SYNC.UPDATE:
      return { kind: 'update', update: body, isWhole: step === SYNC.STEP_2 };
    default:
      return { kind: 'bad' };
  }
}

/** Clock by client; undefined where there are too many. Throws where the bytes end early. */
function readVector(body: Uint8Array): Map<number, number> | undefined {
  const decoder = decoding.createDecoder(body);
  const count = decoding.readVarUint(decoder);
  if (count > VECTOR_CLIENTS_MAX) return undefined;
  const vector = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    if (clock > 0) vector.set(client, clock);
  }
  return vector;
}

/** A state vector in Yjs' encoding. */
export function encodeVector(vector: ReadonlyMap<number, number>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, vector.size);
  for (const [client, clock] of vector) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  return encoding.toUint8Array(encoder);
}

function sync(step: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}

/** Asks for all that the asker lacks. */
export const plainStepOne = (vector: Uint8Array): Uint8Array => sync(SYNC.STEP_1, vector);

/** Answers step 1. */
export const plainStepTwo = (update: Uint8Array): Uint8Array => sync(SYNC.STEP_2, update);

export function plainAwareness(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.AWARENESS);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}
