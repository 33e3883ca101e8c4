/** The port of people and their sessions: apart from the journal, so that a person can be erased and no proof breaks. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { PersonRow } from './rows.ts';

export type SessionRow = {
  /** SHA-256 of the token, hexadecimal; the token itself is never stored. */
  id: string;
  person: PersonId;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  /** Browser and system, as the client names itself. */
  agent: string;
};

export interface PeopleStore {
  addPerson(person: PersonRow): Promise<'added' | 'email-taken'>;
  person(person: PersonId): Promise<PersonRow | undefined>;
  personByEmail(email: string): Promise<PersonRow | undefined>;
  people(ids: PersonId[]): Promise<PersonRow[]>;
  demoPeople(): Promise<PersonRow[]>;
  /** People whose name or e-mail holds the words, whatever their case; by name, at most `limit`. */
  searchPeople(words: string, limit: number): Promise<PersonRow[]>;
  /** The last administrator stays one. */
  setAdmin(person: PersonId, admin: boolean): Promise<'done' | 'last-admin' | 'unknown'>;
  /**
   * Sets another password, if `from` is the hash still: whose access was taken away meanwhile does not get it back by a
   * change that was under way. The person's links end with it. False where it is not.
   */
  setPassword(
    person: PersonId,
    change: { from: string | null; to: string; at: number },
  ): Promise<boolean>;
  /** Takes away password, links and the administrator's rights together; the last administrator keeps all of it. */
  shutOut(person: PersonId, at: number): Promise<'done' | 'last-admin' | 'unknown'>;
}

export interface SessionStore {
  addSession(session: SessionRow): Promise<void>;
  session(id: string): Promise<SessionRow | undefined>;
  touchSession(id: string, at: number): Promise<void>;
  endSession(id: string): Promise<void>;
  /** Ends all sessions of a person but one; answers which. */
  endSessions(person: PersonId, except: string | null): Promise<string[]>;
  sessionsOf(person: PersonId): Promise<SessionRow[]>;
}
