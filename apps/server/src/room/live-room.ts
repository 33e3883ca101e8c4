/**
 * The live document of one generation of a workbook: Hocuspocus' document, the gate's index beside it, and the readers
 * it is sent to.
 */
import type { Document, Hocuspocus } from '@hocuspocus/server';
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import { applyBatch, openRoom, type RoomIndex } from '@tallystick/room/room-index';
import { readCells, roomName } from '@tallystick/room/shape';
import { awarenessFrame, nameBytes, savedFrame, updateFrame } from './frames.ts';
import { type DefectLog, serve } from './defect.ts';
import { FanOut } from './fan-out.ts';
import { PRESENCE_GATHER_MS } from '../service/limits.ts';
import { encodeAwarenessUpdate } from 'y-protocols/awareness';

/** What Hocuspocus' document calls to send; replaced by our own sending (see `takeOverSending`). */
type Sending = {
  flushDelay: number | false;
  broadcastUpdate: (update: Uint8Array) => void;
  broadcastAwarenessUpdate: (clients: number[]) => void;
};

/** A larger update may be mostly what everybody has: Yjs then sends only what is new. */
const SENT_AS_IT_CAME_BYTES = 1_024;

/** The updates of a room in order, in pages: the event loop may turn between two of them. */
export type UpdatePages = AsyncIterable<Uint8Array[]> | Iterable<Uint8Array[]>;

export class LiveRoom {
  readonly name: string;
  /** Of the database; empty in its first. */
  readonly epoch: string;
  readonly generation: number;
  readonly document: Document;
  readonly fanOut: FanOut;
  readonly #index: RoomIndex;
  readonly #release: () => Promise<void>;
  readonly #presenceWaiting = new Set<number>();
  /** Set once a later generation took over. */
  superseded = false;
  /** Set while an update is applied that all readers have been sent. */
  #isSent = false;

  private constructor(
    made: { name: string; epoch: string; generation: number; document: Document },
    release: () => Promise<void>,
    log: DefectLog,
  ) {
    this.name = made.name;
    this.epoch = made.epoch;
    this.generation = made.generation;
    this.document = made.document;
    this.#index = openRoom(made.document);
    this.#release = release;
    this.fanOut = new FanOut(savedFrame(made.name), nameBytes(made.name), log);
    this.#takeOverSending();
  }

  /** Opens the room's document in Hocuspocus and fills it with the updates given. */
  static async open(
    made: { hocuspocus: Hocuspocus; log: DefectLog; epoch?: string },
    room: { workbook: WorkbookId; generation: number },
    updates: UpdatePages,
  ): Promise<LiveRoom> {
    const { hocuspocus, log, epoch = '' } = made;
    const { generation } = room;
    const name = roomName(room.workbook, generation, epoch);
    const direct = await hocuspocus.openDirectConnection(name, { updates });
    const document = direct.document;
    if (document === null) throw new Error(`room ${name} did not open`);
    const release = async (): Promise<void> => {
      await direct.disconnect();
      // It stays while a socket has not quite gone; what is opened under its name from now on must begin anew.
      if (hocuspocus.documents.get(name) !== document) return;
      hocuspocus.documents.delete(name);
      document.destroy();
    };
    return new LiveRoom({ name, epoch, generation, document }, release, log);
  }

  get index(): RoomIndex {
    return this.#index;
  }

  cells(): Map<CellId, string> {
    return readCells(this.document);
  }

  /**
   * Sends durable updates to all readers and applies them in order, as one transaction and one broadcast.
   * `asItCame`: the one update changes cells and nothing else, so it goes out before it is applied: nobody waits for what
   * Yjs does with it. What lost against a write it had not seen must not: Yjs sends it without its text.
   */
  apply(updates: Uint8Array[], asItCame = false): void {
    const [first] = updates;
    if (asItCame && first !== undefined && first.length <= SENT_AS_IT_CAME_BYTES) {
      this.fanOut.broadcast(updateFrame(this.name, first));
      this.fanOut.hurry();
      this.#isSent = true;
    }
    try {
      applyBatch(this.#index, updates);
    } finally {
      this.#isSent = false;
    }
    this.fanOut.hurry();
  }

  async close(): Promise<void> {
    await this.#release();
  }

  #takeOverSending(): void {
    const sending = this.document as unknown as Sending;
    // Without a delay Hocuspocus calls the two functions below at once, and we gather on our own.
    sending.flushDelay = false;
    sending.broadcastUpdate = (update) => {
      if (!this.#isSent) this.fanOut.broadcast(updateFrame(this.name, update));
    };
    sending.broadcastAwarenessUpdate = (clients) => {
      const isFirst = this.#presenceWaiting.size === 0;
      for (const client of clients) this.#presenceWaiting.add(client);
      const failed = (error: unknown) => this.fanOut.fail(error);
      const send = () => serve({ failed }, () => this.#sendPresence());
      if (isFirst) setTimeout(send, PRESENCE_GATHER_MS).unref();
    };
  }

  #sendPresence(): void {
    const clients = [...this.#presenceWaiting];
    this.#presenceWaiting.clear();
    const known = clients.filter((client) => this.document.awareness.meta.has(client));
    if (known.length === 0) return;
    const update = encodeAwarenessUpdate(this.document.awareness, known);
    this.fanOut.broadcast(awarenessFrame(this.name, update));
  }
}
