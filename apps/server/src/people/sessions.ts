/**
 * Sessions: a random token in a cookie, its hash in the store, an idle and an absolute end.
 * Own file so that both doors (HTTP and socket) ask the same question and hear of an end at once.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { PersonId } from '@tallystick/domain/ids';
import {
  type PersonRow,
  type SessionRow,
  type Store,
  StoreUnavailable,
} from '@tallystick/store/port';
import { SESSION_IDLE_MS, SESSION_MS, SESSION_TOUCH_MS } from '../limits.ts';

export type Session = { id: string; person: PersonRow };

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

export class Sessions {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #onEnd = new Set<(session: string) => void>();

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Begins a session and answers its token: 32 random bytes, shown to the browser alone. */
  async begin(person: PersonId): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.#now();
    await this.#store.addSession({
      id: hashToken(token),
      person,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + SESSION_MS,
      agent: '',
    });
    return token;
  }

  /** The session of a token, unless it ended. A use within the idle time prolongs it. */
  async find(token: string | undefined): Promise<Session | undefined> {
    if (token === undefined || token.length !== 43) return undefined;
    const row = await this.#store.session(hashToken(token));
    if (row === undefined) return undefined;
    if (this.#isOver(row)) {
      await this.end(row.id);
      return undefined;
    }
    const now = this.#now();
    if (now - row.lastSeenAt > SESSION_TOUCH_MS) await this.#touch(row.id, now);
    const person = await this.#store.person(row.person);
    return person === undefined ? undefined : { id: row.id, person };
  }

  /** Whether a session that a socket began with still stands. A live socket counts as use. */
  async stands(id: string): Promise<boolean> {
    const row = await this.#store.session(id);
    if (row === undefined || this.#isOver(row)) return false;
    await this.#touch(id, this.#now());
    return true;
  }

  async end(id: string): Promise<void> {
    await this.#store.endSession(id);
    for (const tell of this.#onEnd) tell(id);
  }

  /** Called with the id of every session that ends, so that its sockets die with it. */
  onEnd(tell: (session: string) => void): void {
    this.#onEnd.add(tell);
  }

  /** While the store cannot write, people go on reading: their last use is noted with a later one. */
  async #touch(id: string, at: number): Promise<void> {
    try {
      await this.#store.touchSession(id, at);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  #isOver(row: SessionRow): boolean {
    const now = this.#now();
    return now >= row.expiresAt || now - row.lastSeenAt > SESSION_IDLE_MS;
  }
}
