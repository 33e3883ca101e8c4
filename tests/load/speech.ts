/**
 * The three ways of speaking that the measured servers know, as bytes: greeting, edit, what an answer means. Source:
 * y-protocols `sync.js`; Hocuspocus' `types.ts` (MessageType) and `auth.ts`.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** `relay` sends what it gets, several messages joined in one frame; the others answer a greeting. */
export type Speech = 'hocuspocus' | 'y-websocket' | 'relay';

const SYNC = 0;
const AUTH = 2;
const CLOSE = 7;
const SYNC_STATUS = 8;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const TOKEN = 0;
const PERMISSION_DENIED = 1;
const AUTHENTICATED = 2;

/** The state vector of an empty document, and an update that holds nothing. */
const EMPTY_VECTOR = Uint8Array.of(0);
const EMPTY_UPDATE = Uint8Array.of(0, 0);

/** What one message of a server means to an editor. */
export type Heard =
  | { heard: 'update'; update: Uint8Array }
  | { heard: 'wants state' }
  | { heard: 'state' }
  | { heard: 'authenticated' }
  | { heard: 'status'; saved: boolean }
  | { heard: 'turned away' }
  | { heard: 'other' };

/** One way of speaking about one room. */
export type Tongue = {
  speech: Speech;
  /** First payload bytes that tell an update and a status from all else. */
  peek: number;
  /** Bytes before the type of a message. */
  head: number;
  token(text: string): Uint8Array;
  askState(): Uint8Array;
  giveState(): Uint8Array;
  edit(update: Uint8Array): Uint8Array;
  /** Every message of one whole frame. */
  hear(payload: Uint8Array): Heard[];
};

/** Bytes for `room` in a server's way of speaking. */
export function tongue(speech: Speech, room: string): Tongue {
  const named = speech === 'hocuspocus';
  const message = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
    const encoder = encoding.createEncoder();
    if (named) encoding.writeVarString(encoder, room);
    write(encoder);
    return encoding.toUint8Array(encoder);
  };
  const sync = (step: number, body: Uint8Array): Uint8Array =>
    message((encoder) => {
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, body);
    });
  const head = message(() => {}).length;
  return {
    speech,
    head,
    peek: head + 2,
    token: (text) =>
      message((encoder) => {
        encoding.writeVarUint(encoder, AUTH);
        encoding.writeVarUint(encoder, TOKEN);
        encoding.writeVarString(encoder, text);
      }),
    askState: () => sync(STEP_1, EMPTY_VECTOR),
    giveState: () => sync(STEP_2, EMPTY_UPDATE),
    edit: (update) => sync(UPDATE, update),
    hear: (payload) => hearFrame(payload, named),
  };
}

/** Tells an update (`update`) and an acknowledgement (`saved`, `refused`) by the first bytes of a message. */
export function skim(
  bytes: Buffer,
  from: number,
  head: number,
): 'update' | 'saved' | 'refused' | 'other' {
  const type = bytes[from + head];
  const next = bytes[from + head + 1];
  if (type === SYNC && next === UPDATE) return 'update';
  if (type === SYNC_STATUS) return next === 1 ? 'saved' : 'refused';
  return 'other';
}

function hearFrame(payload: Uint8Array, named: boolean): Heard[] {
  const decoder = decoding.createDecoder(payload);
  const messages: Heard[] = [];
  if (named) decoding.readVarString(decoder);
  do {
    messages.push(hearMessage(decoder));
  } while (!named && decoding.hasContent(decoder));
  return messages;
}

function hearMessage(decoder: decoding.Decoder): Heard {
  const type = decoding.readVarUint(decoder);
  if (type === SYNC) {
    const step = decoding.readVarUint(decoder);
    const update = decoding.readVarUint8Array(decoder);
    if (step === UPDATE) return { heard: 'update', update };
    return { heard: step === STEP_1 ? 'wants state' : 'state' };
  }
  if (type === SYNC_STATUS) return { heard: 'status', saved: decoding.readVarUint(decoder) === 1 };
  if (type === CLOSE) return { heard: 'turned away' };
  if (type === AUTH) {
    const answer = decoding.readVarUint(decoder);
    if (answer === AUTHENTICATED) {
      decoding.readVarString(decoder);
      return { heard: 'authenticated' };
    }
    if (answer === PERMISSION_DENIED) return { heard: 'turned away' };
  }
  // Presence and stateless messages are no part of an edit; nothing joined to them is read.
  decoder.pos = decoder.arr.length;
  return { heard: 'other' };
}
