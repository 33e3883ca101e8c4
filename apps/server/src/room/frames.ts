/** Hocuspocus' frames, read and written: `[room name][type][...]`, all in lib0's encoding. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Message types of Hocuspocus' protocol (version 4). */
export const FRAME = {
  SYNC: 0,
  AWARENESS: 1,
  AUTH: 2,
  QUERY_AWARENESS: 3,
  SYNC_REPLY: 4,
  STATELESS: 5,
  CLOSE: 7,
  SYNC_STATUS: 8,
} as const;

/** Sync message types of y-protocols. */
export const SYNC = { STEP_1: 0, STEP_2: 1, UPDATE: 2 } as const;

export type Frame =
  | { kind: 'update'; room: string; update: Uint8Array; step2: boolean }
  | { kind: 'awareness'; room: string; update: Uint8Array }
  | { kind: 'auth' | 'pass' | 'stateless'; room: string }
  | { kind: 'bad' };

/** How many bytes of a frame are the room's name. */
export function nameBytes(room: string): number {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  return encoding.length(encoder);
}

/** What a frame is; `bad` where it is not of this protocol. Never throws. */
export function readFrame(data: Uint8Array): Frame {
  try {
    const decoder = decoding.createDecoder(data);
    const room = decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    switch (type) {
      case FRAME.SYNC:
      case FRAME.SYNC_REPLY: {
        const step = decoding.readVarUint(decoder);
        if (step === SYNC.STEP_1) return { kind: 'pass', room };
        if (step !== SYNC.STEP_2 && step !== SYNC.UPDATE) return { kind: 'bad' };
        const update = decoding.readVarUint8Array(decoder);
        return { kind: 'update', room, update, step2: step === SYNC.STEP_2 };
      }
      case FRAME.AWARENESS:
        return { kind: 'awareness', room, update: decoding.readVarUint8Array(decoder) };
      case FRAME.AUTH:
        return { kind: 'auth', room };
      case FRAME.QUERY_AWARENESS:
      case FRAME.CLOSE:
        return { kind: 'pass', room };
      case FRAME.STATELESS:
        return { kind: 'stateless', room };
      default:
        return { kind: 'bad' };
    }
  } catch {
    return { kind: 'bad' };
  }
}

/** `[room][sync][update]` */
export function updateFrame(room: string, update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, FRAME.SYNC);
  encoding.writeVarUint(encoder, SYNC.UPDATE);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** `[room][sync][step 1]`: asks a client for all that the server lacks. */
export function stepOneFrame(room: string, stateVector: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, FRAME.SYNC);
  encoding.writeVarUint(encoder, SYNC.STEP_1);
  encoding.writeVarUint8Array(encoder, stateVector);
  return encoding.toUint8Array(encoder);
}

/** `[room][sync status][1]`: one edit is durable. */
export function savedFrame(room: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, FRAME.SYNC_STATUS);
  encoding.writeVarInt(encoder, 1);
  return encoding.toUint8Array(encoder);
}

/** `[room][stateless][text]` */
export function statelessFrame(room: string, text: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, FRAME.STATELESS);
  encoding.writeVarString(encoder, text);
  return encoding.toUint8Array(encoder);
}

/** `[room][awareness][update]` */
export function awarenessFrame(room: string, update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, FRAME.AWARENESS);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}
