/**
 * Sending to everybody in a room: updates, presence and acknowledgements gathered into one write a socket.
 *
 * A small room sends at once. A large one rests after a round (`pace.ts`), and what is to be sent gathers meanwhile.
 *
 * Plain Yjs clients read the same messages without the room's name in front. Theirs are made only while one is here.
 */
import type { WebSocket } from 'ws';
import { CLOSE } from '@tallystick/protocol/close-codes';
import { SOCKET_UNSENT_BYTES_MAX } from '../service/limits.ts';
import { type DefectLog, type Served, serve } from './defect.ts';
import { Pace } from './pace.ts';
import { Round } from './round.ts';
import { tcpOf, wireFrame } from './wire.ts';
import { setTimeout as pause } from 'node:timers/promises';

/** Readers from which a room is large: fewer are sent to as soon as there is something to send. */
const LARGE_ROOM = 256;

/** `isPlain`: it speaks y-websocket's protocol, which knows neither room names nor acknowledgements. */
export type Reader = Served & {
  ws: WebSocket;
  savedWaiting: number;
  isPlain: boolean;
  /** Closes the socket so that its client comes again and has the room anew. */
  beginAnew(): void;
};

export class FanOut {
  readonly #readers = new Set<Reader>();
  readonly #saved: Buffer;
  readonly #nameBytes: number;
  readonly #log: DefectLog;
  #frames: Buffer[] = [];
  #plainFrames: Buffer[] = [];
  #plainReaders = 0;
  #acknowledge = new Set<Reader>();
  /** Set while a round is due: takes it back. */
  #takeBack: (() => void) | null = null;
  readonly #pace = new Pace();
  /** Who waits for the round that is due. */
  #afterRound: (() => void)[] = [];

  /** `nameBytes`: how many bytes of every message are the room's name. */
  constructor(savedFrame: Uint8Array, nameBytes: number, log: DefectLog) {
    this.#saved = wireFrame(savedFrame);
    this.#nameBytes = nameBytes;
    this.#log = log;
  }

  get size(): number {
    return this.#readers.size;
  }

  add(reader: Reader): void {
    if (this.#readers.has(reader)) return;
    this.#readers.add(reader);
    if (reader.isPlain) this.#plainReaders++;
  }

  remove(reader: Reader): void {
    this.#acknowledge.delete(reader);
    if (this.#readers.delete(reader) && reader.isPlain) this.#plainReaders--;
  }

  /** One message to all readers with the next round. */
  broadcast(message: Uint8Array): void {
    if (this.#readers.size === 0) return;
    // Who comes later has it with the room's state, so nobody misses a frame that is not made here.
    if (this.#readers.size > this.#plainReaders) this.#frames.push(wireFrame(message));
    if (this.#plainReaders > 0) {
      this.#plainFrames.push(wireFrame(message.subarray(this.#nameBytes)));
    }
    this.#schedule();
  }

  /** Tells one reader, with the next round, that `count` of its edits are durable. */
  acknowledge(reader: Reader, count: number): void {
    reader.savedWaiting += count;
    this.#acknowledge.add(reader);
    this.#schedule();
  }

  /** Tells one reader at once what it is owed, before something that may not overtake it. */
  settle(reader: Reader): void {
    if (reader.savedWaiting > 0) this.#tell(reader, new Round(this.#saved, []));
  }

  /** A defect that is nobody's in particular: logged once, also where nobody is left, and everybody here begins anew. */
  fail(error: unknown): void {
    this.#log.error({ error }, 'defect while sending to a room; all in it begin anew');
    for (const reader of this.#readers) reader.beginAnew();
  }

  /** Milliseconds until the next round may begin; 0 when it may begin now. */
  get rest_ms(): number {
    if (this.#readers.size < LARGE_ROOM) return 0;
    return this.#pace.rest_ms(performance.now());
  }

  /**
   * Waits until edits that are decided from now on are durable just when they can be sent: not while a round is due
   * already, for they would come too late for that one, nor long before the next may begin.
   */
  async gathered(): Promise<void> {
    if (this.#readers.size < LARGE_ROOM) return;
    if (this.#takeBack !== null) await new Promise<void>((done) => this.#afterRound.push(done));
    const wait_ms = this.#pace.gather_ms(performance.now());
    if (wait_ms >= 1) await pause(wait_ms);
  }

  /** Edits were decided and made durable in so many milliseconds. */
  wrote(took_ms: number): void {
    this.#pace.wrote(took_ms);
  }

  /** Begins the round that is due now, unless the last one is not rested from: then it comes by itself. */
  hurry(): void {
    if (this.#takeBack !== null && this.rest_ms === 0) this.flush();
  }

  /** Sends what is waiting now. */
  flush(): void {
    this.#takeBack?.();
    this.#takeBack = null;
    for (const done of this.#afterRound.splice(0)) done();
    const began_ms = performance.now();
    const frames = this.#frames;
    const plainFrames = this.#plainFrames;
    const acknowledge = this.#acknowledge;
    this.#frames = [];
    this.#plainFrames = [];
    this.#acknowledge = new Set();
    const named = new Round(this.#saved, frames);
    const plain = new Round(this.#saved, plainFrames);
    const isForAll = frames.length + plainFrames.length > 0;
    for (const reader of isForAll ? this.#readers : acknowledge) {
      this.#tell(reader, reader.isPlain ? plain : named);
    }
    if (isForAll) this.#pace.ended(began_ms, performance.now());
  }

  #schedule(): void {
    if (this.#takeBack !== null) return;
    const wait_ms = this.rest_ms;
    const run = (): void => {
      // Before the round: one that fails must not stand in the way of the next.
      this.#takeBack = null;
      serve({ failed: (error) => this.fail(error) }, () => this.flush());
    };
    if (wait_ms < 1) {
      const turn = setImmediate(run);
      this.#takeBack = () => clearImmediate(turn);
    } else {
      const timer = setTimeout(run, wait_ms);
      this.#takeBack = () => clearTimeout(timer);
    }
  }

  #tell(reader: Reader, round: Round): void {
    serve(reader, () => this.#write(reader, round));
  }

  #write(reader: Reader, round: Round): void {
    const tcp = tcpOf(reader.ws);
    if (tcp === undefined) return;
    if (tcp.writableLength > SOCKET_UNSENT_BYTES_MAX) {
      // A reader this slow would be served from memory for ever; it loads anew when it comes back.
      this.remove(reader);
      reader.ws.close(CLOSE.TOO_SLOW, 'too slow');
      reader.ws.terminate();
      return;
    }
    const bytes = round.bytes(reader.savedWaiting);
    reader.savedWaiting = 0;
    if (bytes.length > 0) tcp.write(bytes);
  }
}
