/**
 * Hocuspocus' protocol from the client's side: what it says, and what it understands of the server's frames. The
 * simulated editor must not borrow the server's own reading of the protocol. Source: @hocuspocus/provider 4
 * `OutgoingMessages`, `MessageReceiver`; y-protocols `sync.js`.
 */
import { type LiveMessage, liveMessageSchema } from '@tallystick/protocol/live';
import { WHOEVER } from '@tallystick/protocol/room-token';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const STATELESS = 5;
const SYNC_STATUS = 8;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const TOKEN = 0;
const PERMISSION_DENIED = 1;
const AUTHENTICATED = 2;

export type Heard =
  | { heard: 'update'; update: Uint8Array }
  /** The server's answer to step 1: all that this client lacks. */
  | { heard: 'state'; update: Uint8Array }
  /** The server asks for all that it lacks. */
  | { heard: 'wants state'; vector: Uint8Array }
  | { heard: 'welcome' }
  | { heard: 'saved' }
  | { heard: 'denied'; reason: string }
  | { heard: 'message'; message: LiveMessage }
  | { heard: 'other' };

export function authFrame(room: string): Uint8Array {
  return frame(room, (encoder) => {
    encoding.writeVarUint(encoder, AUTH);
    encoding.writeVarUint(encoder, TOKEN);
    encoding.writeVarString(encoder, WHOEVER);
  });
}

/** Says which client this is, and nothing else of it, as every provider does when it begins. */
export function presenceFrame(room: string, client: number): Uint8Array {
  return frame(room, (encoder) => {
    encoding.writeVarUint(encoder, AWARENESS);
    const line = encoding.createEncoder();
    encoding.writeVarUint(line, 1);
    encoding.writeVarUint(line, client);
    encoding.writeVarUint(line, 1);
    encoding.writeVarString(line, '{}');
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(line));
  });
}

/** Asks for all that this client lacks. */
export function askFrame(room: string, vector: Uint8Array): Uint8Array {
  return syncFrame(room, STEP_1, vector);
}

/** Gives all that the server lacks. */
export function giveFrame(room: string, update: Uint8Array): Uint8Array {
  return syncFrame(room, STEP_2, update);
}

export function editFrame(room: string, update: Uint8Array): Uint8Array {
  return syncFrame(room, UPDATE, update);
}

export function hear(data: Uint8Array): Heard {
  const decoder = decoding.createDecoder(data);
  decoding.readVarString(decoder);
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return hearSync(decoder);
    case SYNC_STATUS:
      return decoding.readVarInt(decoder) === 1 ? { heard: 'saved' } : { heard: 'other' };
    case STATELESS: {
      const json: unknown = JSON.parse(decoding.readVarString(decoder));
      return { heard: 'message', message: liveMessageSchema.parse(json) };
    }
    case AUTH:
      return hearAuth(decoder);
    default:
      return { heard: 'other' };
  }
}

function hearSync(decoder: decoding.Decoder): Heard {
  const step = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  if (step === STEP_1) return { heard: 'wants state', vector: body };
  return step === UPDATE ? { heard: 'update', update: body } : { heard: 'state', update: body };
}

function hearAuth(decoder: decoding.Decoder): Heard {
  const answer = decoding.readVarUint(decoder);
  if (answer === AUTHENTICATED) return { heard: 'welcome' };
  if (answer !== PERMISSION_DENIED) throw new Error(`an unknown answer to a token: ${answer}`);
  return { heard: 'denied', reason: decoding.readVarString(decoder) };
}

function syncFrame(room: string, step: number, body: Uint8Array): Uint8Array {
  return frame(room, (encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });
}

function frame(room: string, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
