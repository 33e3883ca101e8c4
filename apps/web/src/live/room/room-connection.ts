/**
 * The socket to one workbook's room: joins, comes back, changes the document when it has to. Only here the page touches
 * Hocuspocus; everything above sees cells, people and messages.
 */
import { CLOSE } from '@tallystick/protocol/close-codes';
import { type LiveMessage, liveMessageSchema } from '@tallystick/protocol/live';
import { type Presence, presenceSchema } from '@tallystick/protocol/presence';
import { createRoom } from '@tallystick/room/shape';
import type * as Y from 'yjs';
import type { Connection } from './connection.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import { RoomProvider } from './room-provider.ts';
import { RoomWire } from './room-wire.ts';
import { watchedSocket } from './watched-socket.ts';

export type RoomEvents = {
  connection(state: Connection): void;
  /** The document is in step with the server (again). Resolves when rights are known as of now, or cannot be. */
  synced(): Promise<void>;
  people(people: Presence[]): void;
  message(message: LiveMessage): void;
  /** The server closed the door on this room: the view says why. */
  turnedAway(): void;
};

type Claim = { cell: string | null; editing: boolean };

/** How a room is reached: address, socket, and the backoff of reconnections in milliseconds. */
export type RoomRoute = {
  url: string;
  Socket: typeof WebSocket;
  backoff: { delay: number; minDelay: number; maxDelay: number };
  /** Tells `offline` and `online`, as a browser's window does. */
  network?: EventTarget;
};

/** At once noticeable, never a storm. */
export const BACKOFF = { delay: 500, minDelay: 300, maxDelay: 15_000 } as const;
const BACKOFF_FACTOR = 1.7;

export class RoomConnection {
  private socket: RoomWire | undefined;
  private provider: RoomProvider | undefined;
  private readonly cells: LiveCells;
  private readonly events: RoomEvents;
  private readonly route: RoomRoute;
  private claim: Claim = { cell: null, editing: false };
  private peopleFrame: ReturnType<typeof setTimeout> | undefined;
  /** The present socket has brought the document in step. */
  private isInStep = false;
  room: string | undefined;

  constructor(options: { route: RoomRoute; cells: LiveCells; events: RoomEvents }) {
    this.route = options.route;
    this.cells = options.cells;
    this.events = options.events;
  }

  /** Joins a room with a new document. What is not saved comes along; once that was let go of, nobody joins. */
  join(room: string): void {
    this.leave();
    if (this.cells.isClosed) return;
    this.room = room;
    this.cells.own.enter(room);
    const doc = createRoom();
    this.cells.follow(doc);
    // The socket is on its way before anybody is told and the page is drawn anew.
    this.open(room, doc);
    this.events.connection('connecting');
  }

  /** Says where this person is. Others see it; the server adds the name. */
  say(claim: Claim): void {
    if (claim.cell === this.claim.cell && claim.editing === this.claim.editing) return;
    this.claim = claim;
    this.provider?.setAwarenessField('at', claim);
  }

  /** Comes back after the person has signed in again. */
  comeBack(): void {
    if (this.room !== undefined) this.join(this.room);
  }

  leave(): void {
    this.isInStep = false;
    clearTimeout(this.peopleFrame);
    this.peopleFrame = undefined;
    this.route.network?.removeEventListener('offline', this.networkLost);
    this.route.network?.removeEventListener('online', this.networkBack);
    this.provider?.destroy();
    this.socket?.destroy();
    this.provider = undefined;
    this.socket = undefined;
    this.cells.pending.socketLost();
  }

  private open(room: string, doc: Y.Doc): void {
    const { pending } = this.cells;
    const watch = {
      began: () => {
        pending.socketLost();
        this.cells.own.lineBegan();
      },
      sent: (kind: 'update' | 'whole', update: Uint8Array) => pending.sent(kind, update),
      acknowledged: () => this.cells.acknowledged(),
    };
    const socket = new RoomWire(
      {
        url: this.route.url,
        WebSocketPolyfill: watchedSocket(watch, this.route.Socket),
        ...this.route.backoff,
        factor: BACKOFF_FACTOR,
        jitter: true,
      },
      {
        ask: () => this.provider?.ask(),
        doubted: () => this.isInStep && this.events.connection('connecting'),
        answered: () => this.isInStep && this.events.connection('live'),
      },
    );
    const provider = new RoomProvider(
      {
        websocketProvider: socket,
        name: room,
        document: doc,
        // The cookie at the upgrade says who this is; it may be another person's by now.
        token: this.cells.person,
        onClose: ({ event }) => this.closed(event.code),
        onAuthenticationFailed: () => this.events.turnedAway(),
        onStateless: ({ payload }) => this.heard(payload),
        onAwarenessChange: () => this.lookAround(),
      },
      { unacknowledged: () => pending.updates(), inStep: () => this.cameInStep(doc) },
    );
    this.socket = socket;
    this.provider = provider;
    provider.setAwarenessField('at', this.claim);
    provider.attach();
    this.route.network?.addEventListener('offline', this.networkLost);
    this.route.network?.addEventListener('online', this.networkBack);
  }

  /** A dead socket would be noticed only by its silence: it is closed on this side, and tries begin. */
  private readonly networkLost = (): void => {
    if (this.socket?.shouldConnect) this.socket.lose();
  };

  /** Does not wait for the next try. */
  private readonly networkBack = (): void => {
    if (this.socket?.shouldConnect) void this.socket.connect();
  };

  private cameInStep(doc: Y.Doc): void {
    this.cells.adopt(doc);
    this.isInStep = true;
    this.events.connection('live');
    // What waited is weighed with rights as of now; a view from before the break may forbid too much.
    void this.events.synced().then(() => this.cells.admit(doc));
  }

  private closed(code: number): void {
    this.isInStep = false;
    this.cells.pending.socketLost();
    if (code === CLOSE.UNAUTHORIZED) {
      this.socket?.disconnect();
      this.events.connection('signed-out');
    } else if (code === CLOSE.FORBIDDEN || code === CLOSE.MOVED || code === CLOSE.DELETED) {
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
