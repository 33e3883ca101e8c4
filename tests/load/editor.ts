/**
 * One editor of the crowd: a raw TCP socket that greets a server, sets its cell and hears what comes back. A thousand
 * of these must stay cheaper than the one server they are connected to. It sends no presence: a measure of edits.
 */
import { connect, type Socket } from 'node:net';
import { type Heard, skim, type Tongue } from './speech.ts';
import type { Door } from './target.ts';
import {
  clientFrame,
  FrameReader,
  type MetFrame,
  OPCODE,
  upgradeRequest,
} from './websocket-frame.ts';
import { type ItemId, writeCellSet } from './yjs-update.ts';

/** Yjs client ids of the crowd: five bytes on the wire, as the random ones of real clients mostly are. */
const FIRST_CLIENT = 3_000_000_000;

/** Sockets read one after the other in one thread, so all can read into the same bytes. */
const LANDING = Buffer.allocUnsafeSlow(256 * 1024);

/** What an editor tells the crowd. Times are `performance.now()` of this process. */
export type Ears = {
  closed(editor: Editor, why: string): void;
  settled(editor: Editor, saved: boolean, now_ms: number): void;
  update(editor: Editor, update: Uint8Array, now_ms: number): void;
  /** Whatever else was said, whole, to an editor that listens. */
  said?(editor: Editor, message: Uint8Array, now_ms: number): void;
};

export type EditorPlace = { index: number; door: Door; tongue: Tongue; ears: Ears };

/** The index of the editor that owns a Yjs client id. */
export function editorOf(client: number): number {
  return client - FIRST_CLIENT;
}

export class Editor {
  readonly index: number;
  readonly client: number;
  readonly cell: string;
  /** When each of its edits was sent, by clock. */
  readonly sent_ms: number[] = [];
  isReady = false;
  isClosed = false;
  /** Bytes of all update frames met since it was ready. */
  updateBytes = 0;
  readonly #door: Door;
  readonly #tongue: Tongue;
  readonly #ears: Ears;
  readonly #reader: FrameReader;
  readonly #socket: Socket;
  #upgrade = '';
  /** Whole updates are wanted; otherwise they are only counted. */
  #listens = false;
  #hasState = false;
  #hasAnswer = false;

  constructor(place: EditorPlace) {
    const { index, door, tongue, ears } = place;
    this.index = index;
    this.client = FIRST_CLIENT + index;
    this.cell = door.cells[index % door.cells.length] as string;
    this.#door = door;
    this.#tongue = tongue;
    this.#ears = ears;
    this.#reader = new FrameReader(tongue.peek, (frame) => this.#meet(frame));
    this.#socket = connect({
      port: door.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: LANDING,
        callback: (length) => {
          this.#read(LANDING.subarray(0, length));
          return true;
        },
      },
    });
    this.#socket.once('connect', () => this.#socket.write(this.#upgradeRequest()));
    this.#socket.on('error', (error) => this.#close(error.message));
    this.#socket.once('close', () => this.#close('the server closed the socket'));
  }

  /** Sets the cell over `over` (what it last saw there); returns the item it made. */
  edit(value: string, over: ItemId | undefined): ItemId {
    const clock = this.sent_ms.length;
    const { client, cell } = this;
    const update = writeCellSet({ client, clock, cell, over, value });
    this.sent_ms.push(performance.now());
    this.#send(this.#tongue.edit(update));
    return { client, clock };
  }

  /** From now on every update is handed on; without this they are only counted. */
  listenWhole(): void {
    this.#listens = true;
    this.#reader.whole = true;
  }

  end(): void {
    this.isClosed = true;
    this.#socket.destroy();
  }

  #upgradeRequest(): string {
    const { port, path, origin, cookies } = this.#door;
    const cookie = cookies[this.index % Math.max(1, cookies.length)];
    return upgradeRequest(path, {
      Host: `127.0.0.1:${port}`,
      ...(origin === undefined ? {} : { Origin: origin }),
      ...(cookie === undefined ? {} : { Cookie: cookie }),
    });
  }

  #read(chunk: Buffer): void {
    if (this.#upgrade === 'done') {
      this.#reader.push(chunk);
      return;
    }
    this.#upgrade += chunk.toString('latin1');
    const end = this.#upgrade.indexOf('\r\n\r\n');
    if (end < 0) return;
    const rest = Buffer.from(this.#upgrade.slice(end + 4), 'latin1');
    const status = this.#upgrade.slice(0, this.#upgrade.indexOf('\r\n'));
    this.#upgrade = 'done';
    if (!status.includes(' 101 ')) {
      this.#close(status);
      return;
    }
    this.#greet();
    if (rest.length > 0) this.#reader.push(rest);
  }

  #greet(): void {
    switch (this.#tongue.speech) {
      case 'hocuspocus':
        this.#send(this.#tongue.token(this.#door.token.replace('{client}', String(this.client))));
        break;
      case 'y-websocket':
        this.#send(this.#tongue.askState());
        break;
      case 'relay':
        this.#becomeReady();
        break;
    }
  }

  /** Hocuspocus answers the given state too: waited for, or it would pass for an edit's answer. */
  #greeted(): void {
    const isAnswered = this.#hasAnswer || this.#tongue.speech === 'y-websocket';
    if (this.#hasState && isAnswered) this.#becomeReady();
  }

  #becomeReady(): void {
    this.isReady = true;
    this.#reader.whole = this.#listens;
  }

  #meet(frame: MetFrame): void {
    const { opcode, bytes, from, total } = frame;
    if (opcode === OPCODE.ping) {
      this.#socket.write(clientFrame(bytes.subarray(from, from + total), OPCODE.pong));
    } else if (opcode === OPCODE.close) {
      const code = total >= 2 ? bytes.readUInt16BE(from) : 1005;
      this.#close(`closed with ${code} ${bytes.toString('utf8', from + 2, from + total)}`);
    } else if (opcode === OPCODE.binary) {
      if (this.isReady) this.#meetMessage(frame);
      else for (const heard of this.#tongue.hear(slice(frame))) this.#answer(heard);
    }
  }

  /** A message after the greeting: the way that must be cheap. */
  #meetMessage(frame: MetFrame): void {
    const met = skim(frame.bytes, frame.from, this.#tongue.head);
    switch (met) {
      case 'update': {
        this.updateBytes += frame.total;
        if (!this.#listens) break;
        const now_ms = performance.now();
        for (const heard of this.#tongue.hear(slice(frame))) {
          if (heard.heard === 'update') this.#ears.update(this, heard.update, now_ms);
        }
        break;
      }
      case 'saved':
      case 'refused':
        this.#ears.settled(this, met === 'saved', performance.now());
        break;
      case 'other':
        if (this.#listens) this.#ears.said?.(this, slice(frame), performance.now());
        break;
    }
  }

  /** A message of the greeting. */
  #answer(heard: Heard): void {
    switch (heard.heard) {
      case 'authenticated':
        this.#send(this.#tongue.askState());
        break;
      case 'wants state':
        this.#send(this.#tongue.giveState());
        break;
      case 'state':
        this.#hasState = true;
        this.#greeted();
        break;
      case 'status':
        this.#hasAnswer = true;
        this.#greeted();
        break;
      case 'turned away':
        this.#close('turned away');
        break;
      case 'update':
      case 'other':
        break;
    }
  }

  #send(message: Uint8Array): void {
    this.#socket.write(clientFrame(message));
  }

  #close(why: string): void {
    if (this.isClosed) return;
    this.end();
    this.#ears.closed(this, why);
  }
}

function slice(frame: MetFrame): Uint8Array {
  return frame.bytes.subarray(frame.from, frame.from + frame.total);
}
