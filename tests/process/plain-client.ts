/** An editor over npm y-websocket's own provider, unchanged, as a program or another web page would use it. */
import WebSocket from 'ws';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import { Doc } from 'yjs';
import type { ApiClient } from './api-client.ts';

const WAIT_MS = 20_000;

/** How a plain client is let in: a token in its address, or a browser's cookie with its page's origin. */
export type Credential = { token: string } | { cookie: string; origin: string };

export class PlainClient {
  readonly doc: Doc;
  readonly provider: WebsocketProvider;
  /** Codes by which connections of this client were closed, in order. */
  readonly closes: number[] = [];
  /** Set where the provider gave up for good. */
  ended: number | null = null;

  constructor(url: string, room: string, by: Credential, doc: Doc = new Doc()) {
    this.doc = doc;
    const headers: Record<string, string> =
      'token' in by ? {} : { cookie: by.cookie, origin: by.origin };
    class SignedSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers });
      }
    }
    this.provider = new WebsocketProvider(`${url.replace('http', 'ws')}/yjs`, room, doc, {
      params: 'token' in by ? { token: by.token } : {},
      WebSocketPolyfill: SignedSocket as unknown as typeof globalThis.WebSocket,
      // Documents of one process would otherwise meet behind the server's back.
      disableBc: true,
      maxBackoffTime: 300,
    });
    this.provider.on('connection-close', (event) => {
      if (event !== null) this.closes.push(event.code);
    });
    this.provider.on('closed', ({ code }) => {
      this.ended = code;
    });
  }

  /** Joins and waits for the first sync. */
  static async join(
    url: string,
    room: string,
    by: Credential,
    doc: Doc = new Doc(),
  ): Promise<PlainClient> {
    const client = new PlainClient(url, room, by, doc);
    await client.until(() => client.provider.synced, 'the first sync');
    return client;
  }

  get awareness(): Awareness {
    return this.provider.awareness;
  }

  get(cell: string): unknown {
    return this.doc.getMap('cells').get(cell);
  }

  set(cell: string, text: string): void {
    this.doc.getMap('cells').set(cell, text);
  }

  clear(cell: string): void {
    this.doc.getMap('cells').delete(cell);
  }

  async until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (!isSo()) {
      if (performance.now() > deadline) {
        throw new Error(`waited in vain for ${what}; closed by ${this.closes.join(', ')}`);
      }
      await new Promise((turn) => setTimeout(turn, 2));
    }
  }

  close(): void {
    this.provider.destroy();
  }
}

/** The browser's way in: the person's own session. */
export const bySession = (api: ApiClient): Credential => ({ cookie: api.cookie, origin: api.url });

/** A token of a person, made as the web app makes it. */
export async function tokenOf(
  api: ApiClient,
  more: { scope?: string[]; workbook?: string | null } = {},
): Promise<{ id: string; token: string }> {
  const { scope = ['live'], workbook = null } = more;
  const expiresAt = Date.now() + 3_600_000;
  const answer = await api.post('/api/tokens', { name: 'plain', scope, workbook, expiresAt });
  if (answer.status !== 201) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  const made = (await answer.json()) as { token: { id: string }; secret: string };
  return { id: made.token.id, token: made.secret };
}
