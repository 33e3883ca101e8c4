/**
 * The server's own pipeline in this process, without a listening port: registry, workbooks, room sockets, fan-out and
 * Hocuspocus over a store whose commits are let through by hand.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { makeHocuspocus } from '@tallystick/server/collab/hocuspocus';
import type { LiveRoom } from '@tallystick/server/room/live-room';
import { RoomSocket } from '@tallystick/server/collab/room-socket';
import type { Deps } from '@tallystick/server/workbook/deps';
import type { LiveWorkbook } from '@tallystick/server/workbook/live-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { CLOSE } from '@tallystick/protocol/close-codes';
import type { Store } from '@tallystick/store/port';
import { fastify } from 'fastify';
import { HeldStore, type JournalMirror } from './journal-mirror.ts';
import { type Delivery, SimSocket } from './sim-socket.ts';
import type { PersonRow } from '@tallystick/store/rows';

/** Everything the server logs as an error is a fault of the run. */
export const serverErrors: string[] = [];
const { log } = fastify({
  logger: { level: 'error', stream: { write: (line: string) => void serverErrors.push(line) } },
});

/** Everything a workbook needs besides sockets and HTTP, over a store. */
export function simDeps(store: Store, now: () => number): Deps {
  return {
    store,
    hocuspocus: makeHocuspocus(),
    catalogueOf: (edition) => loadCatalogue(edition === '' ? undefined : edition),
    now,
    log,
    names: async () => new Map(),
  };
}

/** One connection: two queues and two ends. Frames keep their order on it; connections do not wait for each other. */
export class Link {
  readonly toClient: Delivery[] = [];
  readonly toServer: (Uint8Array | 'closed')[] = [];
  readonly #socket: SimSocket;
  readonly #room: RoomSocket;
  readonly #pass: ReturnType<Deps['hocuspocus']['handleConnection']>;
  clientOpen = true;
  serverOpen = true;
  /** Called when something is to be delivered, where no schedule asks for it. */
  onQueued: () => void = () => {};

  constructor(deps: Deps, registry: Registry, person: PersonRow) {
    this.#socket = new SimSocket(
      (delivery) => {
        if (!this.clientOpen) return;
        this.toClient.push(delivery);
        this.onQueued();
      },
      () => this.cut(),
    );
    const ws = this.#socket.asWebSocket();
    const session = { id: `session-${person.person}`, person };
    const openWorkbook = (id: WorkbookId) => registry.get(id);
    this.#room = new RoomSocket({ ws, session, openWorkbook, log });
    const request = new Request('http://localhost/collab');
    this.#pass = deps.hocuspocus.handleConnection(ws, request, { socket: this.#room });
    this.#room.passTo((data) => this.#pass.handleMessage(data));
  }

  /** The client sends; it arrives when it is delivered. */
  send(data: Uint8Array): void {
    if (!this.clientOpen) return;
    this.toServer.push(data);
    this.onQueued();
  }

  /** The client closes: what it has sent still arrives. */
  leave(): void {
    if (!this.clientOpen) return;
    this.clientOpen = false;
    this.toClient.length = 0;
    this.toServer.push('closed');
    this.onQueued();
  }

  get canReachServer(): boolean {
    return this.serverOpen && this.toServer.length > 0 && !this.#socket.isPaused;
  }

  deliverToServer(): void {
    const data = this.toServer.shift();
    if (data === undefined) return;
    if (data === 'closed') this.#end(1005);
    else {
      this.#pass.lastMessageReceivedAt = Date.now();
      this.#room.receive(data);
    }
  }

  /** The connection breaks: nothing under way arrives. The server notices later, with `notice`. */
  cut(): void {
    this.clientOpen = false;
    this.toClient.length = 0;
    this.toServer.length = 0;
    this.toServer.push('closed');
    this.onQueued();
  }

  closeFromServer(code: number): void {
    this.#room.close(code, 'closed');
  }

  /** The server's end is gone for good. */
  #end(code: number): void {
    if (!this.serverOpen) return;
    this.serverOpen = false;
    this.#socket.readyState = 3;
    this.toServer.length = 0;
    this.#room.gone();
    this.#pass.handleClose({ code, reason: '' });
  }

  bury(): void {
    this.cut();
    this.#end(1006);
  }
}

export class SimServer {
  readonly links = new Set<Link>();
  readonly #held: HeldStore;
  readonly #deps: Deps;
  readonly #registry: Registry;
  readonly #rooms = new Set<LiveRoom>();
  readonly #workbook: WorkbookId;
  /** A server that is going down takes no new connections. */
  open = true;
  #tellGone: () => void = () => {};
  /** Resolves when this server is gone: what was asked of it may never be answered. */
  readonly gone = new Promise<void>((done) => {
    this.#tellGone = done;
  });

  constructor(made: {
    store: Store;
    mirror: JournalMirror;
    now: () => number;
    workbook: WorkbookId;
    /** Where given, commits go through by themselves at this pace; else `commit` lets them. */
    pace?: () => Promise<void>;
  }) {
    this.#held = new HeldStore(made.store, made.mirror, made.pace);
    this.#deps = simDeps(this.#held.store, made.now);
    this.#registry = new Registry(this.#deps);
    this.#workbook = made.workbook;
  }

  connect(person: PersonRow): Link {
    const link = new Link(this.#deps, this.#registry, person);
    this.links.add(link);
    return link;
  }

  async workbook(): Promise<LiveWorkbook> {
    const workbook = await this.#registry.get(this.#workbook);
    if (workbook === undefined) throw new Error('the workbook is not there');
    return workbook;
  }

  get commitsWaiting(): number {
    return this.#held.waiting;
  }

  async commit(): Promise<void> {
    await this.#held.commit();
  }

  /** Waits until the server has done all it can without another message or commit. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
    for (const workbook of await this.#registry.all()) this.#rooms.add(workbook.room);
    for (const room of this.#rooms) room.fanOut.flush();
    for (const link of this.links) {
      if (!link.serverOpen && !link.clientOpen) this.links.delete(link);
    }
  }

  /** Going down in order: everybody is told, what waits is decided, then all is let go. */
  async stop(): Promise<void> {
    this.open = false;
    for (const link of this.links) link.closeFromServer(CLOSE.GOING_DOWN);
    let closed = false;
    const closing = this.#registry.close().then(() => {
      closed = true;
    });
    while (!closed) {
      await this.settle();
      await this.commit();
    }
    await closing;
    this.#letGo();
  }

  /** The process dies in the middle of whatever it does. */
  async crash(isWritten: boolean): Promise<void> {
    this.open = false;
    await this.#held.die(isWritten);
    // Stops its timer at once; the rest of it waits for an answer that never comes.
    void this.#registry.close();
    this.#letGo();
  }

  #letGo(): void {
    this.#tellGone();
    for (const link of this.links) link.bury();
    this.links.clear();
    for (const document of this.#deps.hocuspocus.documents.values()) document.destroy();
  }
}
