/** Sessions: a random token in a cookie, its hash in the store, an idle and an absolute end. */
import { createHash, randomBytes } from 'node:crypto';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { StoreUnavailable } from '@tallystick/store/port';
import type { PeopleStore, SessionRow, SessionStore } from '@tallystick/store/port-people';
import {
  PASSWORD_RECENT_MS,
  SESSION_IDLE_MS,
  SESSION_MS,
  SESSION_TOUCH_MS,
  SESSIONS_PER_PERSON_MAX,
} from '../service/limits.ts';
import type { PersonRow } from '@tallystick/store/rows';

export type Session = { id: string; person: PersonRow };

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** A moment after now is no proof of anything: the clock was set back. */
const isRecent = (at: number | undefined, now: number): boolean =>
  at !== undefined && at <= now && now - at < PASSWORD_RECENT_MS;

export class Sessions {
  readonly #store: SessionStore & PeopleStore;
  readonly #now: () => number;
  readonly #onEnd = new Set<(session: string) => void>();
  /** Sessions whose end is being written: they are over already, whatever the store still says. */
  readonly #ending = new Set<string>();
  /**
   * When the password was typed again, by session. Kept here alone: a server that was started anew asks for it once more,
   * which costs a person one line.
   */
  readonly #typedAgain = new Map<string, number>();

  constructor(store: SessionStore & PeopleStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Begins a session and answers its token: 32 random bytes, shown to the browser alone. */
  async begin(person: PersonId, agent = ''): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.#now();
    await this.#store.addSession({
      id: hashToken(token),
      person,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + SESSION_MS,
      agent,
    });
    await this.#endSurplus(person);
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
    return person === undefined || this.isEnding(row.id) ? undefined : { id: row.id, person };
  }

  /** Whether a session that a socket began with still stands. A live socket counts as use. */
  async stands(id: string): Promise<boolean> {
    const row = await this.#store.session(id);
    if (row === undefined || this.#isOver(row) || this.isEnding(id)) return false;
    await this.#touch(id, this.#now());
    return true;
  }

  /** Notes that the person of a session has typed their password, now. */
  passwordTyped(id: string): void {
    const now = this.#now();
    for (const [known, at] of this.#typedAgain) {
      if (!isRecent(at, now)) this.#typedAgain.delete(known);
    }
    this.#typedAgain.set(id, now);
  }

  /** Whether a password was typed in a session a short while ago: when it began, or since. */
  async hasRecentPassword(id: string): Promise<boolean> {
    const row = await this.#store.session(id);
    if (row === undefined || this.#isOver(row) || this.isEnding(id)) return false;
    const now = this.#now();
    return isRecent(row.createdAt, now) || isRecent(this.#typedAgain.get(id), now);
  }

  /** All of a person's sessions that stand, newest first. */
  async of(person: PersonId): Promise<SessionRow[]> {
    const rows = await this.#store.sessionsOf(person);
    return rows.filter((row) => !this.#isOver(row) && !this.isEnding(row.id)).toReversed();
  }

  isEnding(id: string): boolean {
    return this.#ending.has(id);
  }

  async end(id: string): Promise<void> {
    await this.#ends([id], async () => {
      await this.#store.endSession(id);
      return [id];
    });
  }

  /** Ends all sessions of a person but one; answers how many. */
  async endAll(person: PersonId, except: string | null): Promise<number> {
    const rows = await this.#store.sessionsOf(person);
    const known = rows.map(({ id }) => id).filter((id) => id !== except);
    return await this.#ends(known, () => this.#store.endSessions(person, except));
  }

  /** Called with the id of every session that ends, so that its sockets die with it. */
  onEnd(tell: (session: string) => void): void {
    this.#onEnd.add(tell);
  }

  /**
   * Told before it is written, so that nothing a session has said is taken once its end is durable; told again after,
   * for sockets that came in between.
   */
  async #ends(known: string[], write: () => Promise<string[]>): Promise<number> {
    for (const id of known) {
      this.#ending.add(id);
      this.#typedAgain.delete(id);
    }
    this.#tell(known);
    try {
      const ended = await write();
      this.#tell([...new Set([...known, ...ended])]);
      return ended.length;
    } finally {
      for (const id of known) this.#ending.delete(id);
    }
  }

  #tell(ids: string[]): void {
    for (const id of ids) for (const tell of this.#onEnd) tell(id);
  }

  /** Ends what is over by itself, and the oldest beyond what one person may have at once. */
  async #endSurplus(person: PersonId): Promise<void> {
    const rows = await this.#store.sessionsOf(person);
    const standing = rows.filter((row) => !this.#isOver(row));
    const surplus = standing.slice(0, Math.max(0, standing.length - SESSIONS_PER_PERSON_MAX));
    for (const row of rows) {
      if (this.#isOver(row) || surplus.includes(row)) await this.end(row.id);
    }
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
