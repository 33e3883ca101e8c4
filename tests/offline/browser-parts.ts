/**
 * What the live layer takes from a browser, given to it in Node: storage, frames, a socket that carries a cookie, a way
 * of sending requests.
 */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import WebSocket from 'ws';

/** The storage of one browser; several tabs may share it. */
export class BrowserStorage {
  readonly texts = new Map<string, string>();

  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    this.texts.set(key, text);
  }

  removeItem(key: string): void {
    this.texts.delete(key);
  }
}

/** Puts the globals of a visible page in place, with an empty database; an animation frame is the next turn of the event loop. */
export function becomeBrowser(storage: BrowserStorage): void {
  const frames = {
    requestAnimationFrame: (run: () => void) => setImmediate(run),
    cancelAnimationFrame: (frame: NodeJS.Immediate) => clearImmediate(frame),
  };
  const page = { document: { hidden: false }, indexedDB: new IDBFactory() };
  const parts = { ...frames, localStorage: storage, ...page };
  for (const [name, value] of Object.entries(parts))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

/** Nobody listens there. */
const NOWHERE = 'ws://127.0.0.1:1';

/** One person's way to the server, which can be cut. */
export class Network {
  /** The moments at which it came back, in milliseconds since 1970. */
  readonly cameBack: number[] = [];
  #isOffline = false;
  readonly #url: string;
  readonly #cookie: string;
  readonly #sockets = new Set<WebSocket>();

  constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  get isOffline(): boolean {
    return this.#isOffline;
  }

  set isOffline(isSo: boolean) {
    if (this.#isOffline && !isSo) this.cameBack.push(Date.now());
    this.#isOffline = isSo;
  }

  /** The TCP connections are gone; unread answers with them. True where there was one. */
  cut(): boolean {
    const open = [...this.#sockets].filter((ws) => ws.readyState === WebSocket.OPEN);
    for (const ws of this.#sockets) ws.terminate();
    return open.length > 0;
  }

  readonly send = async (path: string, init: RequestInit): Promise<Response> => {
    if (this.isOffline) throw new TypeError('offline');
    const headers = { ...(init.headers as object), cookie: this.#cookie, origin: this.#url };
    return await fetch(this.#url + path, { ...init, headers });
  };

  socketClass(): typeof globalThis.WebSocket {
    const headers = { cookie: this.#cookie, origin: this.#url };
    const sockets = this.#sockets;
    const isOffline = () => this.isOffline;
    class SignedSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(isOffline() ? NOWHERE : address, protocols, { headers });
        sockets.add(this);
        this.on('close', () => sockets.delete(this));
        // A browser's socket that fails while nobody listens is silent; this one would end the process.
        this.on('error', () => {});
      }
    }
    return SignedSocket as unknown as typeof globalThis.WebSocket;
  }
}
