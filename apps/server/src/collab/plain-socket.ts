/**
 * One socket of one plain Yjs client (npm y-websocket's WebsocketProvider, or another language's): reads its frames,
 * hands edits to the gate, and says no in the only way such a client understands, by closing. It is the whole of what
 * such a client can reach. docs/room.md tells the client's side.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { CLOSE } from '@tallystick/protocol/close-codes';
import { FIRST_SYNC_BYTES, UPDATE_BYTES } from '@tallystick/room/limits';
import type { RoomPlace } from '@tallystick/room/shape';
import type { WebSocket } from 'ws';
import { encodeStateAsUpdate, encodeStateVector } from 'yjs';
import {
  BYTES_BEFORE_OPEN_MAX,
  SOCKET_CLOSE_MS,
  SOCKET_UNSENT_BYTES_MAX,
  STEP_ONES_PER_SECOND_MAX,
} from '../service/limits.ts';
import type { Session } from '../people/sessions.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { Sight } from '../workbook/last-writes.ts';
import type { KeepRefused } from '../workbook/refused-drafts.ts';
import type { Attendee } from '../room/attendee.ts';
import { type DefectLog, logDefect } from '../room/defect.ts';
import type { Reader } from '../room/fan-out.ts';
import { isOfAnotherGeneration, SIGNS_OF_ANOTHER } from './generation-check.ts';
import type { LiveRoom } from '../room/live-room.ts';
import { NotTaken } from './not-taken.ts';
import { OwnClient } from './own-client.ts';
import {
  encodeVector,
  plainAwareness,
  type PlainFrame,
  plainStepOne,
  plainStepTwo,
  readPlainFrame,
} from './plain-frames.ts';
import { PlainPresence } from './plain-presence.ts';
import { readPresence } from './presence.ts';
import { type SentEdit, WaitingEdits } from './waiting-edits.ts';
import type { Overwritten, EditSource } from '../workbook/waiting.ts';

/** An awareness update about nobody: the client hears that the server is there. */
const NOBODY = plainAwareness(Uint8Array.of(0));
const EMPTY_VECTOR = Uint8Array.of(0);

/**
 * `greeting`: the client has not said yet what it has. `checking`: it was asked for the whole of a document that it
 * brought. `in`: it reads and writes. `ending`: what it still says is kept, not taken.
 */
type Phase = 'greeting' | 'checking' | 'in' | 'ending';

export class PlainSocket implements Reader, Attendee, EditSource {
  readonly ws: WebSocket;
  readonly session: Session;
  readonly door = 'yjs' as const;
  readonly isPlain = true;
  savedWaiting = 0;
  isGone = false;
  /** It was closed for what it sent or brought, and would be again. */
  wasTurnedAway = false;
  readonly #workbook: LiveWorkbook;
  readonly #room: LiveRoom;
  /** The room that the client's address names; null where it names the workbook alone. */
  readonly #named: RoomPlace | null;
  readonly #log: DefectLog;
  readonly #presence: PlainPresence;
  #phase: Phase = 'greeting';
  readonly #own = new OwnClient();
  /** Set where the document that the client brought is of another generation or epoch. */
  #isForeign = false;
  #vector: ReadonlyMap<number, number> = new Map();
  /** What came before the document was found good. */
  readonly #held: SentEdit[] = [];
  #heldBytes = 0;
  #heldPresence: Uint8Array | null = null;
  readonly #sight = new Sight();
  readonly #waiting: WaitingEdits;
  #isAsked = false;
  #stepOnes = 0;
  #stepOnesSecond = 0;
  readonly #notTaken: NotTaken;
  #isOver = false;
  #isAlive = true;
  #wasLate = false;

  constructor(made: {
    ws: WebSocket;
    session: Session;
    workbook: LiveWorkbook;
    named: RoomPlace | null;
    keepRefused: KeepRefused;
    log: DefectLog;
  }) {
    this.ws = made.ws;
    this.#waiting = new WaitingEdits(made.ws);
    this.session = made.session;
    this.#workbook = made.workbook;
    this.#room = made.workbook.room;
    this.#named = made.named;
    this.#log = made.log;
    const { keepRefused } = made;
    const { person } = made.session.person;
    const about = { person, workbook: this.#workbook, room: this.#room, own: this.#own };
    this.#notTaken = new NotTaken({ ...about, keepRefused });
    this.#presence = new PlainPresence(this.#room.document.awareness, {
      whoIs: () => this.#workbook.whoIs(this.session.person),
      mayName: (client) => (this.#workbook.ownerOf(client) ?? this.person) === this.person,
    });
  }

  get person(): PersonId {
    return this.session.person.person;
  }

  /** One binary message from the client. Never throws. */
  receive(data: Uint8Array): void {
    if (this.#isOver) return;
    this.#isAlive = true;
    const frame = readPlainFrame(data);
    switch (frame.kind) {
      case 'bad':
        this.close(CLOSE.FORBIDDEN, 'not a frame of this protocol');
        break;
      case 'step1':
        this.#stepOne(frame.vector);
        break;
      case 'update':
        this.#update(frame);
        break;
      case 'awareness':
        this.#own.shows(readPresence(frame.update), {
          awareness: this.#room.document.awareness,
          person: this.person,
        });
        if (this.#phase === 'in') this.#presence.receive(frame.update);
        else this.#heldPresence = frame.update;
        break;
      case 'query-awareness':
        this.#sendPresence();
        break;
    }
  }

  #stepOne(vector: ReadonlyMap<number, number>): void {
    if (this.#isTooOften()) return;
    if (this.#phase === 'in') this.#sendMissing(vector);
    else if (this.#phase === 'greeting') this.#greet(vector);
  }

  /** The client's first word. Only a document of this generation may be merged with the room's. */
  #greet(vector: ReadonlyMap<number, number>): void {
    this.#vector = vector;
    const { epoch, generation } = this.#room;
    const isNamed = this.#named !== null;
    this.#notTaken.isFromBefore = isNamed && this.#named?.epoch !== epoch;
    this.#isForeign =
      this.#notTaken.isFromBefore ||
      (isNamed && this.#named?.generation !== generation) ||
      isOfAnotherGeneration(vector, this.#room, (client) => this.#workbook.ownerOf(client));
    if (!this.#isForeign && vector.size === 0) this.#admit();
    else if (!this.#isForeign && isNamed) {
      // An address that names the room vouches for the document: only what is new in it is asked for. First: what loses
      // against the room is deleted once the client has read it, and then nobody can read it any more.
      this.#phase = 'checking';
      this.#askMissing();
    } else if (vector.size === 0 || this.#isTooLargeToCheck()) {
      this.#turnAway(CLOSE.OTHER_GENERATION, 'another generation');
    } else {
      this.#phase = 'checking';
      this.#send(plainStepOne(EMPTY_VECTOR));
    }
  }

  /** What a client of this room would have to send does not fit into what is taken at once. */
  #isTooLargeToCheck(): boolean {
    return encodeStateAsUpdate(this.#room.document).length > FIRST_SYNC_BYTES / 2;
  }

  #update({ update, isWhole }: Extract<PlainFrame, { kind: 'update' }>): void {
    switch (this.#phase) {
      case 'greeting':
        this.#hold({ update, isWhole });
        break;
      case 'checking':
        if (!isWhole) this.#hold({ update, isWhole });
        else if (this.#isForeign) this.#harvest(update);
        else this.#submit({ update, isWhole });
        break;
      case 'in':
        if (this.#room.superseded) this.#keepLate(update);
        else this.#submit({ update, isWhole });
        break;
      case 'ending':
        this.#keepLate(update);
        break;
    }
  }

  #hold(waiting: SentEdit): void {
    this.#held.push(waiting);
    this.#heldBytes += waiting.update.length;
    if (this.#heldBytes > BYTES_BEFORE_OPEN_MAX) {
      this.close(CLOSE.FORBIDDEN, 'too much before the first sync');
    }
  }

  #submit(sent: SentEdit): void {
    const { update, isWhole } = sent;
    if (!isWhole) this.#own.writes(update);
    this.#waiting.add(sent);
    const maxBytes = isWhole ? FIRST_SYNC_BYTES : UPDATE_BYTES;
    const knownTo = this.#sight.of(isWhole);
    this.#workbook.submit({ source: this, room: this.#room, update, maxBytes, knownTo });
  }

  /** The client reads from here on. It gets what it lacks in the same turn, so it misses nothing. */
  #admit(): void {
    this.#phase = 'in';
    this.#sendMissing(this.#vector);
    this.#sendPresence();
    this.#room.fanOut.add(this);
    if (this.#heldPresence !== null) this.#presence.receive(this.#heldPresence);
    for (const held of this.#held.splice(0)) this.#submit(held);
    this.#sight.entered(this.#workbook.head);
    if (this.#vector.size === 0) this.#sight.bringsNothing();
  }

  saved(): void {
    const isWhole = this.#waiting.decided()?.isWhole ?? false;
    if (this.#phase === 'checking' && isWhole) this.#admit();
    if (isWhole) this.#isAsked = false;
    // There is no acknowledgement in this protocol: the author gets the edit back as everybody gets it.
  }

  refused(told: Parameters<EditSource['refused']>[0]): void {
    const waiting = this.#waiting.decided();
    const { code } = told.refusal;
    if (this.#phase === 'checking' && SIGNS_OF_ANOTHER.has(code)) {
      this.#isForeign = true;
      this.#notTaken.isFromBefore ||= code === 'restored';
      // What was asked of a named room's document rests on the room; a whole stands for itself.
      if (this.#named !== null) this.#notTaken.refused(told, waiting?.update);
      else if (waiting !== undefined) this.#notTaken.ofAnother(waiting.update);
      this.#turnAway(CLOSE.OTHER_GENERATION, 'another generation');
      return;
    }
    this.#notTaken.refused(told, waiting?.update);
    this.#turnAway(code === 'restored' ? CLOSE.OTHER_GENERATION : CLOSE.FORBIDDEN, code);
  }

  asked(): 'asked' | 'again' {
    const isWhole = this.#waiting.oldest?.isWhole ?? false;
    // The whole did not suffice, or nothing of it is awaited any more.
    if (this.#phase !== 'in' || (this.#isAsked && isWhole)) return 'again';
    this.#waiting.decided();
    if (!this.#isAsked) this.#askMissing();
    this.#isAsked = true;
    return 'asked';
  }

  overtaken(): void {
    const waiting = this.#waiting.decided();
    if (waiting !== undefined) this.#keepLate(waiting.update);
  }

  undecided(): void {
    this.close(CLOSE.GOING_DOWN, 'not decided');
  }

  /** The room goes on under another generation; the client comes back there with an empty document. */
  moved(): void {
    this.#turnAway(CLOSE.MOVED, 'moved');
  }

  /** Notices and events have no place in this protocol; a program reads them over HTTP. */
  tell(): void {}

  /** The edit comes back to its author as one that lost; a value that never stood is kept for them, as a refused one is. */
  lost({ cell, lost }: Overwritten): void {
    this.#notTaken.keep(refuse('overtaken'), [[cell, lost]]);
  }

  #harvest(whole: Uint8Array): void {
    this.#notTaken.ofAnother(whole);
    this.#turnAway(CLOSE.OTHER_GENERATION, 'another generation');
  }

  #keepLate(update: Uint8Array): void {
    if (this.#isForeign) this.#notTaken.ofAnother(update);
    else this.#notTaken.late(update);
  }

  mayClaim(client: number): boolean {
    return this.#own.is(client);
  }

  #turnAway(code: number, reason: string): void {
    if (this.#phase === 'ending') return;
    this.#phase = 'ending';
    for (const { update } of this.#held.splice(0)) this.#keepLate(update);
    this.wasTurnedAway = code !== CLOSE.MOVED;
    this.#room.fanOut.remove(this);
    this.#presence.leave();
    // While the store cannot write, the client keeps its value itself and comes back with it.
    const close = (isKept: boolean) =>
      isKept ? this.close(code, reason) : this.close(CLOSE.GOING_DOWN, 'cannot save');
    this.#notTaken.isAllKept().then(close, () => undefined);
  }

  #askMissing(): void {
    this.#send(plainStepOne(encodeStateVector(this.#room.document)));
  }

  #sendMissing(vector: ReadonlyMap<number, number>): void {
    this.#send(plainStepTwo(encodeStateAsUpdate(this.#room.document, encodeVector(vector))));
  }

  #sendPresence(): void {
    const everybody = this.#phase === 'in' ? this.#presence.everybody() : undefined;
    if (everybody !== undefined) this.#send(plainAwareness(everybody));
  }

  #isTooOften(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#stepOnesSecond) {
      this.#stepOnesSecond = second;
      this.#stepOnes = 0;
    }
    return ++this.#stepOnes > STEP_ONES_PER_SECOND_MAX;
  }

  #send(data: Uint8Array): void {
    if (this.ws.readyState !== this.ws.OPEN) return;
    if (this.ws.bufferedAmount > SOCKET_UNSENT_BYTES_MAX) {
      this.close(CLOSE.TOO_SLOW, 'too slow');
      this.ws.terminate();
    } else this.ws.send(data);
  }

  heard(): void {
    this.#isAlive = true;
  }

  /** Now and then: is the client there, does it know that the server is, and has it said what it has? */
  pulse(): void {
    const isLate = this.#phase === 'greeting' || this.#phase === 'checking';
    if (!this.#isAlive) this.ws.terminate();
    else if (isLate && this.#wasLate) this.close(CLOSE.TOO_SLOW, 'no first sync');
    this.#wasLate = isLate;
    this.#isAlive = false;
    if (this.ws.readyState === this.ws.OPEN) this.ws.ping();
    // y-websocket takes a server that says nothing for 30 s for dead, and counts no pings.
    if (this.#phase === 'in') this.#send(NOBODY);
  }

  failed(error: unknown): void {
    logDefect(this.#log, this.person, error);
    this.beginAnew();
  }

  beginAnew(): void {
    this.close(CLOSE.GOING_DOWN, 'error');
  }

  close(code: number, reason: string): void {
    if (code === CLOSE.UNAUTHORIZED || code === CLOSE.DELETED) this.#isOver = true;
    this.ws.close(code, reason);
    // A client that does not answer the close is not waited for.
    setTimeout(() => this.ws.terminate(), SOCKET_CLOSE_MS).unref();
  }

  /** Closed because its session or token has ended: nothing it says or has said counts any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The TCP connection is gone. */
  gone(): void {
    this.isGone = true;
    this.#phase = 'ending';
    this.#room.fanOut.remove(this);
    this.#presence.leave();
    this.#workbook.leave(this);
  }
}
