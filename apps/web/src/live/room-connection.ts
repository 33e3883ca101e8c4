/**
 * The socket to one workbook's room: joins, comes back, changes the document when it has to.
 * Own file because only here the page touches Hocuspocus; everything above sees cells, people and messages.
 */
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { CLOSE } from '@tallystick/protocol/close-codes';
import { type LiveMessage, liveMessageSchema } from '@tallystick/protocol/live';
import { type Presence, presenceSchema } from '@tallystick/protocol/presence';
import { createRoom } from '@tallystick/room/shape';
import type * as Y from 'yjs';
import type { LiveCells } from './live-cells.ts';
import { watchedSocket } from './watched-socket.ts';

export type Connection = 'live' | 'connecting' | 'offline' | 'signed-out';

export type RoomEvents = {
  connection(state: Connection): void;
  /** The document is in step with the server (again). */
  synced(): void;
  people(people: Presence[]): void;
  message(message: LiveMessage): void;
  /** The server closed the door on this room: the view says why. */
  turnedAway(): void;
};

type Claim = { cell: string | null; editing: boolean };

/** Backoff of reconnections, in milliseconds: at once noticeable, never a storm. */
const BACKOFF = { delay: 500, minDelay: 300, maxDelay: 15_000, factor: 1.7, jitter: true } as const;
/** Without any frame for this long the connection counts as lost, in milliseconds. */
const SILENCE_MS = 40_000;

export class RoomConnection {
  private socket: HocuspocusProviderWebsocket | undefined;
  private provider: HocuspocusProvider | undefined;
  private readonly cells: LiveCells;
  private readonly events: RoomEvents;
  private readonly url: string;
  private claim: Claim = { cell: null, editing: false };
  private peopleFrame: ReturnType<typeof setTimeout> | undefined;
  room: string | undefined;

  constructor(options: { url: string; cells: LiveCells; events: RoomEvents }) {
    this.url = options.url;
    this.cells = options.cells;
    this.events = options.events;
  }

  /** Joins a room with a new document. `carry` is repeated there once it is in step. */
  join(room: string, carry: Map<string, string | null> = new Map()): void {
    this.leave();
    this.room = room;
    const doc = createRoom();
    this.cells.follow(doc);
    let waiting: Map<string, string | null> | undefined = carry;
    this.events.connection('connecting');
    this.open(room, doc, () => {
      this.cells.adopt(doc);
      if (waiting) this.cells.repeat(waiting);
      waiting = undefined;
      this.events.connection('live');
      this.events.synced();
    });
  }

  /** Says where this person is. Others see it; the server adds the name. */
  say(claim: Claim): void {
    if (claim.cell === this.claim.cell && claim.editing === this.claim.editing) return;
    this.claim = claim;
    this.provider?.setAwarenessField('at', claim);
  }

  /** Comes back after the person has signed in again. */
  comeBack(): void {
    if (this.room !== undefined) this.join(this.room, this.cells.pending.drain());
  }

  leave(): void {
    clearTimeout(this.peopleFrame);
    this.peopleFrame = undefined;
    this.provider?.destroy();
    this.socket?.destroy();
    this.provider = undefined;
    this.socket = undefined;
    this.cells.pending.socketLost();
  }

  private open(room: string, doc: Y.Doc, synced: () => void): void {
    const socket = new HocuspocusProviderWebsocket({
      url: this.url,
      WebSocketPolyfill: watchedSocket({
        sent: (kind, update) => this.cells.pending.sent(kind, update),
        acknowledged: () => this.cells.acknowledged(),
      }),
      messageReconnectTimeout: SILENCE_MS,
      ...BACKOFF,
    });
    const provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: room,
      document: doc,
      // The cookie at the upgrade says who this is; the protocol only asks for a word.
      token: 'cookie',
      onSynced: synced,
      onClose: ({ event }) => this.closed(event.code),
      onAuthenticationFailed: () => this.events.turnedAway(),
      onStateless: ({ payload }) => this.heard(payload),
      onAwarenessChange: () => this.lookAround(),
    });
    this.socket = socket;
    this.provider = provider;
    provider.setAwarenessField('at', this.claim);
    provider.attach();
  }

  private closed(code: number): void {
    this.cells.pending.socketLost();
    if (code === CLOSE.UNAUTHORIZED) {
      this.socket?.disconnect();
      this.events.connection('signed-out');
    } else if (code === CLOSE.FORBIDDEN || code === CLOSE.MOVED) {
      this.socket?.disconnect();
      this.events.connection('connecting');
      this.events.turnedAway();
    } else this.events.connection('offline');
  }

  private heard(payload: string): void {
    let json: unknown;
    try {
      json = JSON.parse(payload);
    } catch {
      return;
    }
    const message = liveMessageSchema.safeParse(json);
    // A newer server may say things that this page does not know yet.
    if (message.success) this.events.message(message.data);
  }

  /** People are looked at in a gentle rhythm: cursors of thirty people are no reason to draw at each move. */
  private lookAround(): void {
    this.peopleFrame ??= setTimeout(() => {
      this.peopleFrame = undefined;
      const awareness = this.provider?.awareness;
      if (!awareness) return;
      const people: Presence[] = [];
      for (const [client, state] of awareness.getStates()) {
        if (client === awareness.clientID) continue;
        const who = presenceSchema.safeParse((state as { who?: unknown }).who);
        if (who.success) people.push(who.data);
      }
      this.events.people(people);
    }, 60);
  }
}
