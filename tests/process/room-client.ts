/** An editor in a room over a real socket, with the provider the web app uses. */
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import type { LiveMessage } from '@tallystick/protocol/live';
import { WHOEVER } from '@tallystick/protocol/room-token';
import { createRoom, readCells, setCells } from '@tallystick/room/shape';
import WebSocket from 'ws';
import type { Doc } from 'yjs';
import type { ApiClient } from './api-client.ts';

const WAIT_MS = 20_000;

/** What a client brings: a document, and for whom. */
type Coming = { doc: Doc; token: string };

export class RoomClient {
  readonly doc: Doc;
  readonly provider: HocuspocusProvider;
  readonly messages: LiveMessage[] = [];
  readonly #socket: HocuspocusProviderWebsocket;

  private constructor(api: ApiClient, room: string, { doc, token }: Coming) {
    this.doc = doc;
    const headers = { cookie: api.cookie, origin: api.url };
    class SignedSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers });
      }
    }
    this.#socket = new HocuspocusProviderWebsocket({
      url: `${api.url.replace('http', 'ws')}/collab`,
      WebSocketPolyfill: SignedSocket,
    });
    this.provider = new HocuspocusProvider({
      websocketProvider: this.#socket,
      name: room,
      document: doc,
      token,
      onStateless: ({ payload }) => this.messages.push(JSON.parse(payload) as LiveMessage),
    });
    this.provider.attach();
  }

  /** Joins a room and waits for its cells. */
  static async join(api: ApiClient, room: string, doc: Doc = createRoom()): Promise<RoomClient> {
    const client = new RoomClient(api, room, { doc, token: WHOEVER });
    await client.until(() => client.provider.isSynced && client.saved, 'the first sync');
    return client;
  }

  /** As `join`, but undefined where the person is not let in. */
  static async enter(
    api: ApiClient,
    room: string,
    token = WHOEVER,
  ): Promise<RoomClient | undefined> {
    const client = new RoomClient(api, room, { doc: createRoom(), token });
    let out = false;
    client.provider.on('authenticationFailed', () => {
      out = true;
    });
    // Refused at the upgrade, the connection is tried again and again.
    client.#socket.on('disconnect', () => {
      out = true;
    });
    client.#socket.on('close', () => {
      out = true;
    });
    await client.until(() => out || (client.provider.isSynced && client.saved), 'an answer');
    if (!out) return client;
    client.close();
    return undefined;
  }

  /** Everything written so far is durable. */
  get saved(): boolean {
    return this.provider.unsyncedChanges === 0;
  }

  cells(): Map<string, string> {
    return readCells(this.doc);
  }

  set(cell: string, text: string | null): void {
    setCells(this.doc, [[cell as never, text]], 'local');
  }

  /** Sets a cell and waits for the acknowledgement. */
  async save(cell: string, text: string | null): Promise<void> {
    this.set(cell, text);
    await this.until(() => this.saved, `${cell} to be saved`);
  }

  /** Waits until something is so; looks again whenever the document or the connection moves. */
  async until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await new Promise((turn) => setTimeout(turn, 2));
    }
  }

  close(): void {
    this.provider.destroy();
    this.#socket.destroy();
  }
}
