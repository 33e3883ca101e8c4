/**
 * A person who writes while the server dies: the web app's own provider, and a list of what was acknowledged when. The
 * judgement of a kill rests on this record alone, never on what the server says of itself.
 */
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WHOEVER } from '@tallystick/protocol/room-token';
import { createRoom, readCells, setCells } from '@tallystick/room/shape';
import WebSocket from 'ws';
import type { PreparedPerson } from '../process/prepared-workbook.ts';

const WAIT_MS = 30_000;

/** One edit: a cell and a text that is written nowhere else. */
export type WrittenEdit = { cell: string; text: string; by: string };

export class KillWriter {
  readonly person: PreparedPerson;
  readonly acknowledged: WrittenEdit[] = [];
  /** Sent, and not yet answered, oldest first. */
  readonly pending: WrittenEdit[] = [];
  readonly #url: string;
  readonly #socket: HocuspocusProviderWebsocket;
  readonly #provider: HocuspocusProvider;
  readonly #doc = createRoom();
  #onAcknowledged: () => void = () => {};
  #recording = false;
  #unanswered = 0;

  private constructor(url: string, room: string, person: PreparedPerson) {
    this.person = person;
    this.#url = url;
    const headers = { cookie: person.cookie, origin: url };
    class SignedSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers });
      }
    }
    this.#socket = new HocuspocusProviderWebsocket({
      url: `${url.replace('http', 'ws')}/collab`,
      WebSocketPolyfill: SignedSocket,
      // A test does not wait a second to come back; the way back is the same.
      minDelay: 10,
      delay: 50,
      maxDelay: 200,
    });
    this.#provider = new HocuspocusProvider({
      websocketProvider: this.#socket,
      name: room,
      document: this.#doc,
      token: WHOEVER,
      onUnsyncedChanges: ({ number }) => this.#count(number),
    });
    this.#provider.attach();
  }

  static async join(url: string, room: string, person: PreparedPerson): Promise<KillWriter> {
    const writer = new KillWriter(url, room, person);
    await writer.#until(() => writer.isSaved, 'the first sync');
    writer.#recording = true;
    return writer;
  }

  /** The provider says that nothing is unsaved: what a screen shows as "saved". */
  get isSaved(): boolean {
    return this.#provider.isSynced && this.#provider.unsyncedChanges === 0;
  }

  /** Called in the very turn in which an acknowledgement arrives. */
  onAcknowledged(call: () => void): void {
    this.#onAcknowledged = call;
  }

  write(cell: string, text: string): void {
    this.pending.push({ cell, text, by: this.person.person });
    setCells(this.#doc, [[cell as never, text]], 'local');
  }

  /** Uses the session, as the requests of a page do: where a clock runs ahead, its socket alone is looked at too late. */
  async useSession(): Promise<void> {
    const { cookie } = this.person;
    await (await fetch(`${this.#url}/api/session`, { headers: { cookie } })).arrayBuffer();
  }

  /** What stands in a cell as this person sees it. */
  text(cell: string): string | undefined {
    return readCells(this.#doc).get(cell as never);
  }

  /** After the kill: reads what the dead server still had sent, then stays away. */
  async freeze(): Promise<void> {
    await this.#until(() => this.#socket.status !== 'connected', 'the socket to end');
    this.#recording = false;
    this.#socket.disconnect();
  }

  /** Comes back with its document, as a browser does that stayed open, and waits until all is saved. */
  async comeBack(): Promise<void> {
    await this.#socket.connect();
    await this.#until(() => this.#socket.status === 'connected' && this.isSaved, 'the rest');
  }

  close(): void {
    this.#provider.destroy();
    this.#socket.destroy();
    this.#doc.destroy();
  }

  /** One less unanswered is one acknowledgement; they come in the order of the edits. */
  #count(number: number): void {
    const isAnswer = this.#recording && number < this.#unanswered;
    this.#unanswered = number;
    if (!isAnswer) return;
    const edit = this.pending.shift();
    // Coming back without anything to say is acknowledged as well.
    if (edit === undefined) return;
    this.acknowledged.push(edit);
    this.#onAcknowledged();
  }

  async #until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await new Promise((turn) => setTimeout(turn, 2));
    }
  }
}
