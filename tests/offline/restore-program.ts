/**
 * A program at the door of plain clients, as docs/room.md lets one be written: y-websocket's own provider, and a new
 * document whenever it is told to begin anew.
 */
import type { ApiClient } from '../process/api-client.ts';
import { bySession, PlainClient } from '../process/plain-client.ts';
import type { Typed } from './tab.ts';

export class RestoreProgram {
  readonly person: string;
  readonly log: Typed[] = [];
  /** Codes by which its connections ended for good. */
  readonly ends: number[] = [];
  readonly #api: ApiClient;
  readonly #workbook: string;
  /** Its address names the room, and not the workbook alone. */
  readonly #isNamed: boolean;
  #client: PlainClient | undefined;
  #isJoining = false;
  /** Until the restore: of a document that was turned away only the server had anything, and it is what is lost. */
  #forgets = true;

  constructor(made: { person: string; api: ApiClient; workbook: string; isNamed: boolean }) {
    this.person = made.person;
    this.#api = made.api;
    this.#workbook = made.workbook;
    this.#isNamed = made.isNamed;
    this.lookAgain();
  }

  get isIn(): boolean {
    return this.#client?.provider.synced === true && this.#client.ended === null;
  }

  screen(): Record<string, string> {
    const cells = this.#client?.doc.getMap<string>('cells').entries() ?? [];
    return Object.fromEntries([...cells].toSorted());
  }

  /** False where it has no document yet. */
  type(cell: string, text: string): boolean {
    if (this.#client === undefined || this.#client.ended !== null) return false;
    this.log.push({ person: this.person, cell, text, isReplaced: false });
    this.#client.set(cell, text);
    return true;
  }

  disconnect(): void {
    this.#client?.provider.disconnect();
  }

  connect(): void {
    this.#client?.provider.connect();
  }

  /** Ends, and begins with another document: what it wrote before is no longer its own to tell. */
  begin(): void {
    this.#forget();
    this.#leave();
    this.lookAgain();
  }

  /** Joins where it is not in, with a new document. */
  lookAgain(): void {
    const ended = this.#client?.ended ?? null;
    if (this.#isJoining || (this.#client !== undefined && ended === null)) return;
    if (ended !== null) this.ends.push(ended);
    if (ended !== null && this.#forgets) this.#forget();
    this.#leave();
    this.#isJoining = true;
    this.#room()
      .then((room) => {
        this.#client = new PlainClient(this.#api.url, room, bySession(this.#api));
      })
      // The server is away: it is tried again with the next look.
      .catch(() => undefined)
      .finally(() => {
        this.#isJoining = false;
      });
  }

  /** The server is to be restored: from now on what it typed has to be somewhere, whatever it is told. */
  remember(): void {
    this.lookAgain();
    this.#forgets = false;
  }

  close(): void {
    this.#leave();
  }

  #forget(): void {
    for (const typed of this.log) typed.isReplaced = true;
  }

  async #room(): Promise<string> {
    if (!this.#isNamed) return this.#workbook;
    return (await this.#api.view(this.#workbook)).room ?? '';
  }

  #leave(): void {
    this.#client?.close();
    this.#client = undefined;
  }
}
