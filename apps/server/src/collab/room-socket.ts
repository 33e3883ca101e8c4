/** One socket of one person in one room: reads its frames, hands edits to the gate, answers them. */
import type { Connection } from '@hocuspocus/server';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import { CLOSE } from '@tallystick/protocol/close-codes';
import type { LiveMessage } from '@tallystick/protocol/live';
import { FIRST_SYNC_BYTES, UPDATE_BYTES } from '@tallystick/room/limits';
import type { RoomPlace } from '@tallystick/room/shape';
import type { WebSocket } from 'ws';
import { applyAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { encodeStateVector } from 'yjs';
import {
  ASKS_MAX,
  BYTES_BEFORE_OPEN_MAX,
  FRAMES_BEFORE_OPEN_PAUSE,
  PRESENCE_PER_SECOND_MAX,
  SOCKET_CLOSE_MS,
  SOCKET_UNSENT_BYTES_MAX,
} from '../service/limits.ts';
import type { Session } from '../people/sessions.ts';
import type { LiveRoom } from '../room/live-room.ts';
import { Sight } from '../workbook/last-writes.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { Reader } from '../room/fan-out.ts';
import { type DefectLog, logDefect } from '../room/defect.ts';
import { type Frame, readFrame, statelessFrame, stepOneFrame } from '../room/frames.ts';
import { OwnClient } from './own-client.ts';
import { readPresence, stampPresence } from './presence.ts';
import { WaitingEdits } from './waiting-edits.ts';

/** How a socket finds the workbook of a room: for its members alone; to a stranger there is nothing, and it takes as long. */
export type OpenWorkbook = (
  workbook: WorkbookId,
  person: PersonId,
) => Promise<LiveWorkbook | undefined>;

/** After these nothing counts that the client says. */
const FINAL: ReadonlySet<number> = new Set([CLOSE.UNAUTHORIZED, CLOSE.FORBIDDEN, CLOSE.DELETED]);

export class RoomSocket implements Reader {
  readonly ws: WebSocket;
  readonly session: Session;
  readonly #openWorkbook: OpenWorkbook;
  readonly #held: Uint8Array[] = [];
  #heldBytes = 0;
  #pass: (data: Uint8Array) => void = () => {};
  #workbook: LiveWorkbook | null = null;
  #room: LiveRoom | null = null;
  #connection: Connection | null = null;
  readonly #waiting: WaitingEdits;
  /** Frames decided and not acknowledged yet: a client counts acknowledgements in the order of its frames. */
  #owed = 0;
  /** Times the client was asked for the whole since an edit had to be put aside. */
  #asks = 0;
  readonly #sight = new Sight();
  readonly #own = new OwnClient();
  #presenceClient: number | null = null;
  #presenceCount = 0;
  #presenceSecond = 0;
  savedWaiting = 0;
  isGone = false;
  #isOver = false;
  /** Why an edit was refused: nothing that comes after it is taken, since the client begins anew with another document. */
  #turnedBack: Refusal | null = null;
  readonly isPlain = false;

  readonly #log: DefectLog;

  constructor(made: {
    ws: WebSocket;
    session: Session;
    openWorkbook: OpenWorkbook;
    log: DefectLog;
  }) {
    this.ws = made.ws;
    this.#waiting = new WaitingEdits(made.ws);
    this.session = made.session;
    this.#openWorkbook = made.openWorkbook;
    this.#log = made.log;
  }

  get person(): PersonId {
    return this.session.person.person;
  }

  /** Where frames go that are Hocuspocus' own business. */
  passTo(pass: (data: Uint8Array) => void): void {
    this.#pass = pass;
  }

  /** Asks to enter a room; answers why not. Called once a socket, before Hocuspocus opens the room. */
  async enter(room: RoomPlace): Promise<string | undefined> {
    if (this.#workbook !== null) return 'bad-request';
    const workbook = await this.#openWorkbook(room.workbook, this.person);
    if (workbook === undefined) return 'not-found';
    await workbook.ready();
    // A socket that went away meanwhile would be counted for ever.
    if (this.ws.readyState !== this.ws.OPEN) return 'not-found';
    const denied = workbook.mayRead(this.person);
    if (denied !== undefined) return denied;
    const { generation, epoch } = workbook.room;
    if (room.generation !== generation || room.epoch !== epoch) return `moved:${generation}`;
    if (!workbook.join(this)) return 'too-many';
    this.#workbook = workbook;
    this.#room = workbook.room;
    this.#sight.entered(workbook.head);
    return undefined;
  }

  /** Hocuspocus has opened the room: frames held so far are taken now. */
  opened(connection: Connection): void {
    this.#connection = connection;
    this.#room?.fanOut.add(this);
    for (const data of this.#held.splice(0)) this.receive(data);
    this.#waiting.readOnIfFew();
  }

  /**
   * Session or right has ended, or an edit was refused: no edit that is not decided counts any more. What was under way
   * behind a refused edit may hold it once more, and its author is told already that it was not taken.
   */
  get isOver(): boolean {
    return this.#isOver || this.#turnedBack !== null;
  }

  /** It has entered a room, as a socket is there to do. */
  get hasEntered(): boolean {
    return this.#workbook !== null;
  }

  /** One binary message from the client. Never throws. */
  receive(data: Uint8Array): void {
    if (this.#isOver) return;
    const frame = readFrame(data);
    if (frame.kind === 'bad') {
      this.close(CLOSE.FORBIDDEN, 'not a frame of this protocol');
    } else if (this.#connection === null) {
      this.#beforeOpen(frame, data);
    } else if (frame.room === this.#room?.name) {
      this.#inRoom(frame, data);
    }
  }

  #beforeOpen(frame: Frame, data: Uint8Array): void {
    if (frame.kind === 'auth') {
      this.#pass(data);
      return;
    }
    this.#held.push(data);
    this.#heldBytes += data.length;
    // A client that was away for a day has much to say: it waits in its own connection until the room is open.
    if (this.#held.length >= FRAMES_BEFORE_OPEN_PAUSE) this.ws.pause();
    if (this.#heldBytes > BYTES_BEFORE_OPEN_MAX) {
      this.close(CLOSE.FORBIDDEN, 'too much before the room was open');
    }
  }

  #inRoom(frame: Frame, data: Uint8Array): void {
    switch (frame.kind) {
      case 'update':
        this.#edit(frame.update, frame.step2);
        break;
      case 'awareness':
        this.#presence(frame.update);
        break;
      case 'pass':
        // Each of these is answered, the whole room at worst: not to somebody who does not read the answers.
        if (!this.#isUnread()) this.#pass(data);
        break;
      case 'auth':
      case 'stateless':
      case 'bad':
        // Nothing that a client has to say here: commands come over HTTP.
        break;
    }
  }

  #edit(update: Uint8Array, isWhole: boolean): void {
    const workbook = this.#workbook;
    if (workbook === null || this.#room === null) return;
    if (this.#turnedBack !== null) {
      const told = { refusal: this.#turnedBack, cells: [], values: [], head: workbook.head };
      this.tell({ type: 'refused', ...told });
      return;
    }
    if (this.#room.superseded) {
      this.#tellInOrder({ type: 'moved', generation: workbook.room.generation });
      return;
    }
    if (!isWhole) this.#own.writes(update);
    this.#waiting.add({ update, isWhole });
    const maxBytes = isWhole ? FIRST_SYNC_BYTES : UPDATE_BYTES;
    const knownTo = this.#sight.of(isWhole);
    workbook.submit({ source: this, room: this.#room, update, maxBytes, knownTo });
  }

  /** An id that nobody owns becomes this person's where it is that of the document at the other end. */
  mayClaim(client: number): boolean {
    return this.#own.is(client);
  }

  /** The oldest edit is decided; answers whether it was a whole. */
  #decided(): boolean {
    return this.#waiting.decided()?.isWhole ?? false;
  }

  /** An edit is durable, or changed nothing. */
  saved(): void {
    const isWhole = this.#decided();
    this.#owed++;
    // What was put aside is durable only with a whole that came after it; until then nothing later is acknowledged.
    if (this.#asks > 0 && !isWhole) return;
    this.#room?.fanOut.acknowledge(this, this.#owed);
    this.#owed = 0;
    this.#asks = 0;
  }

  /** An edit was refused whole; its readable values are repeated so that none is lost. */
  refused(told: {
    refusal: Refusal;
    cells: string[];
    values: [string, string | null][];
    head: number;
  }): void {
    this.#decided();
    this.#owed = 0;
    this.#asks = 0;
    this.#turnedBack = told.refusal;
    // What waited behind it will not be decided.
    this.#waiting.forget();
    this.#tellInOrder({ type: 'refused', ...told });
  }

  /** An edit needs others that are not here: it is put aside and the client asked for the whole. */
  asked(): 'asked' | 'again' {
    if (this.#asks >= ASKS_MAX) return 'again';
    const isWhole = this.#decided();
    this.#owed++;
    // A whole is under way already, unless it is the one that did not suffice.
    if (this.#asks > 0 && !isWhole) return 'asked';
    this.#asks++;
    if (this.#room !== null) {
      const vector = encodeStateVector(this.#room.document);
      this.#send(stepOneFrame(this.#room.name, vector));
    }
    return 'asked';
  }

  /** The room goes on elsewhere; an edit that came too late is not lost: the client repeats it there. */
  overtaken(generation: number): void {
    this.#decided();
    this.#tellInOrder({ type: 'moved', generation });
  }

  /** Not acknowledged and not refused, so the client repeats it when it comes back. */
  undecided(): void {
    this.close(CLOSE.GOING_DOWN, 'not decided');
  }

  /** Tells what makes a client begin anew: after what it is owed, or it would repeat what is saved. */
  #tellInOrder(message: LiveMessage): void {
    this.#room?.fanOut.settle(this);
    this.tell(message);
  }

  /** The room goes on under another generation. */
  moved(generation: number): void {
    this.#tellInOrder({ type: 'moved', generation });
  }

  /** A value of an edit that is saved by and large never stood: told before the edit is acknowledged. */
  lost(message: LiveMessage): void {
    this.tell(message);
  }

  tell(message: LiveMessage): void {
    if (this.#room === null) return;
    // What stood for a while and was overwritten was saved before: or it would be taken for lost.
    if (message.type === 'overwritten') this.#room.fanOut.settle(this);
    this.#send(statelessFrame(this.#room.name, JSON.stringify(message)));
  }

  #send(data: Uint8Array): void {
    if (this.ws.readyState === this.ws.OPEN && !this.#isUnread()) this.ws.send(data);
  }

  /** So much lies here that its client does not read: it is cut. */
  #isUnread(): boolean {
    const isTooMuch = this.ws.bufferedAmount > SOCKET_UNSENT_BYTES_MAX;
    if (isTooMuch) {
      this.close(CLOSE.TOO_SLOW, 'too slow');
      this.ws.terminate();
    }
    return isTooMuch;
  }

  #presence(update: Uint8Array): void {
    const line = readPresence(update);
    const document = this.#room?.document;
    if (document !== undefined) {
      this.#own.shows(line, { awareness: document.awareness, person: this.person });
    }
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#presenceSecond) {
      this.#presenceSecond = second;
      this.#presenceCount = 0;
    }
    if (++this.#presenceCount > PRESENCE_PER_SECOND_MAX) return;
    if (line === undefined || document === undefined || this.#connection === null) return;
    // The first id a socket shows is its own, unless somebody else has it.
    if (this.#presenceClient === null) {
      if (document.awareness.getStates().has(line.client)) return;
      // Nor may it be one that somebody else writes under, whether they are here now or not.
      if ((this.#workbook?.ownerOf(line.client) ?? this.person) !== this.person) return;
      this.#presenceClient = line.client;
    }
    if (line.client !== this.#presenceClient) return;
    const who = this.#workbook?.whoIs(this.session.person);
    if (who === undefined) return;
    applyAwarenessUpdate(document.awareness, stampPresence(line, who), {
      source: 'connection',
      connection: this.#connection,
    });
  }

  failed(error: unknown): void {
    logDefect(this.#log, this.person, error);
    this.beginAnew();
  }

  beginAnew(): void {
    this.close(CLOSE.GOING_DOWN, 'error');
  }

  close(code: number, reason: string): void {
    if (FINAL.has(code)) this.#isOver = true;
    this.ws.close(code, reason);
    // A client that does not answer the close is not waited for.
    setTimeout(() => this.ws.terminate(), SOCKET_CLOSE_MS).unref();
  }

  /** The TCP connection is gone. */
  gone(): void {
    this.isGone = true;
    this.#room?.fanOut.remove(this);
    // Hocuspocus forgets whose a line is once it was withdrawn and shown again.
    if (this.#presenceClient !== null && this.#room !== null) {
      removeAwarenessStates(this.#room.document.awareness, [this.#presenceClient], null);
    }
    this.#workbook?.leave(this);
  }
}
