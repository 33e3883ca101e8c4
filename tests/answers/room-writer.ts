/**
 * A writer in the room by one of its two sockets, frame by frame, with a document of its own: it notes for every write
 * what the server's frames say of it. The providers of the two protocols keep that to themselves.
 */
import { createRoom, readCells, setCells } from '@tallystick/room/shape';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { applyUpdate, decodeUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { askFrame, authFrame, editFrame, giveFrame, hear } from '../convergence/client-frames.ts';
import type { PreparedPerson } from '../process/prepared-workbook.ts';
import type { Told } from './told.ts';

type Write = Pick<Told, 'cell' | 'text' | 'sentAt'>;

const WAIT_MS = 20_000;
const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export class RoomWriter {
  readonly told: Told[] = [];
  readonly #ws: WebSocket;
  readonly #door: 'socket' | 'yjs';
  readonly #by: string;
  readonly #room: string;
  readonly #doc = createRoom();
  /** Sent and not answered, oldest first; null stands for a frame that is no write of the contest. */
  readonly #waiting: (Write | null)[] = [];
  /** Values that the server said never stood, with the word for it. */
  readonly #lost = new Map<string, string>();
  #isIn = false;
  #fault: string | undefined;

  private constructor(at: {
    url: string;
    door: 'socket' | 'yjs';
    room: string;
    person: PreparedPerson;
  }) {
    const path = at.door === 'socket' ? '/collab' : `/yjs/${at.room}`;
    const headers = { cookie: at.person.cookie, origin: at.url };
    this.#ws = new WebSocket(`${at.url.replace('http', 'ws')}${path}`, { headers });
    this.#ws.binaryType = 'nodebuffer';
    this.#door = at.door;
    this.#by = at.person.person;
    this.#room = at.room;
    this.#ws.on('message', (data: Buffer) => this.#receive(new Uint8Array(data)));
    this.#ws.on('close', (code) => {
      this.#fault ??= `closed with ${code}`;
    });
    this.#ws.on('open', () => {
      const vector = encodeStateVector(this.#doc);
      if (at.door === 'socket') this.#send(authFrame(at.room), askFrame(at.room, vector));
      else this.#send(plainFrame(STEP_1, vector));
    });
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'local') return;
      this.#send(at.door === 'socket' ? editFrame(at.room, update) : plainFrame(UPDATE, update));
    });
  }

  static async join(at: {
    url: string;
    door: 'socket' | 'yjs';
    room: string;
    person: PreparedPerson;
  }): Promise<RoomWriter> {
    const writer = new RoomWriter(at);
    await writer.#until(() => writer.#isIn, 'the room');
    return writer;
  }

  text(cell: string): string | undefined {
    return readCells(this.#doc).get(cell as never);
  }

  /** Sends a write and waits for its answer. Writes of one writer at once are of different cells. */
  async write(cell: string, text: string | null): Promise<void> {
    // What is empty already is not written.
    if (text === null && this.text(cell) === undefined) return;
    const write = { cell, text, sentAt: Date.now() };
    this.#lost.delete(keyOf(write));
    this.#waiting.push(write);
    setCells(this.#doc, [[cell as never, text]], 'local');
    await this.#until(() => !this.#waiting.includes(write), `an answer for ${cell}`);
  }

  close(): void {
    this.#ws.removeAllListeners('close');
    this.#ws.close();
    this.#doc.destroy();
  }

  #receive(data: Uint8Array): void {
    if (this.#door === 'yjs') this.#receivePlain(data);
    else this.#receiveNative(data);
  }

  #receiveNative(data: Uint8Array): void {
    const heard = hear(data);
    switch (heard.heard) {
      case 'state':
        this.#isIn = true;
        applyUpdate(this.#doc, heard.update, 'server');
        break;
      case 'update':
        applyUpdate(this.#doc, heard.update, 'server');
        break;
      case 'wants state':
        this.#waiting.push(null);
        this.#send(giveFrame(this.#room, encodeStateAsUpdate(this.#doc, heard.vector)));
        break;
      case 'saved': {
        const write = this.#waiting.shift();
        if (write) this.#note(write, this.#lost.get(keyOf(write)));
        break;
      }
      case 'message': {
        const { message } = heard;
        if (message.type === 'overwritten' && message.lostBy === this.#by) {
          this.#lost.set(keyOf({ cell: message.cell, text: message.lost }), message.type);
        } else if (message.type === 'refused') this.#fault = `refused ${message.refusal.code}`;
        break;
      }
      case 'denied':
        this.#fault = `denied ${heard.reason}`;
        break;
      default:
        break;
    }
  }

  /** A plain client's answer is its own edit coming back: what its document shows then is what it may believe. */
  #receivePlain(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data);
    if (decoding.readVarUint(decoder) !== SYNC) return;
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step === STEP_1) {
      this.#send(plainFrame(STEP_2, encodeStateAsUpdate(this.#doc, body)));
      return;
    }
    this.#isIn = true;
    applyUpdate(this.#doc, body, 'server');
    const own = decodeUpdate(body).structs.filter((at) => at.id.client === this.#doc.clientID);
    // What lost comes back without its text, and several of these in a row as one.
    const answered = own.reduce((sum, { length }) => sum + length, 0);
    for (let i = 0; i < answered; i++) {
      const write = this.#waiting.shift();
      if (!write) continue;
      // Its refusal is kept beside the cell and looked up when all is over.
      this.#note(write, this.text(write.cell) === write.text ? undefined : 'lost');
    }
  }

  #note(write: Write, lost: string | undefined): void {
    const about = { door: this.#door, by: this.#by, ...write, answeredAt: Date.now() };
    this.told.push(
      lost === undefined
        ? { ...about, answer: 'saved' }
        : { ...about, answer: 'refused', code: lost },
    );
  }

  #send(...frames: Uint8Array[]): void {
    for (const frame of frames) this.#ws.send(frame);
  }

  async #until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (!isSo()) {
      if (this.#fault !== undefined) throw new Error(`${this.#door}: ${this.#fault}`);
      if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await new Promise((turn) => setTimeout(turn, 5));
    }
  }
}

const keyOf = ({ cell, text }: Pick<Told, 'cell' | 'text'>): string => JSON.stringify([cell, text]);

function plainFrame(step: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}
