/**
 * Personal access tokens: a secret with which a program does what its person may, within a scope and for a time. Only
 * the hash of a token is kept.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { StoreUnavailable } from '@tallystick/store/port';
import type { PeopleStore } from '@tallystick/store/port-people';
import type { TokenRow, TokenStore } from '@tallystick/store/port-programs';
import { TOKENS_PER_PERSON_MAX, TOKEN_TOUCH_MS } from '../service/limits.ts';
import type { PersonRow } from '@tallystick/store/rows';

/** `read` and `write` are for HTTP, `live` for the sockets of programs. */
export const SCOPES = ['read', 'write', 'live'] as const;
export type Scope = (typeof SCOPES)[number];

/** A person as a token lets a program be them. */
export type TokenHolder = {
  /** Id of the token: the hash of its secret. */
  id: string;
  person: PersonRow;
  scope: ReadonlySet<Scope>;
  /** The one workbook it is for; null: all of the person's. */
  workbook: WorkbookId | null;
};

/** Begins every token, so that a person who finds one in a file knows what it is. */
const PREFIX = 'ts_';
const TOKEN = /^ts_[A-Za-z0-9_-]{43}$/;

const hashToken = (secret: string) => createHash('sha256').update(secret).digest('hex');

export class Tokens {
  readonly #store: TokenStore & PeopleStore;
  readonly #now: () => number;
  readonly #onEnd = new Set<(token: string) => void>();

  constructor(store: TokenStore & PeopleStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Makes a token. The secret in the answer is shown once and never again. */
  async make(
    made: Pick<TokenRow, 'person' | 'name' | 'workbook' | 'expiresAt'> & { scope: Scope[] },
  ): Promise<Outcome<{ row: TokenRow; secret: string }>> {
    if ((await this.of(made.person)).length >= TOKENS_PER_PERSON_MAX) {
      return no('too-many-tokens', String(TOKENS_PER_PERSON_MAX));
    }
    const secret = PREFIX + randomBytes(32).toString('base64url');
    const row: TokenRow = {
      ...made,
      id: hashToken(secret),
      scope: SCOPES.filter((word) => made.scope.includes(word)).join(' '),
      createdAt: this.#now(),
      lastUsedAt: null,
      revokedAt: null,
    };
    await this.#store.addToken(row);
    return yes({ row, secret });
  }

  /** The tokens of a person that still open something. */
  async of(person: TokenRow['person']): Promise<TokenRow[]> {
    const rows = await this.#store.tokensOf(person);
    return rows.filter((row) => row.expiresAt > this.#now());
  }

  /** Whose token this is and what it opens; undefined where it is unknown, revoked or over. */
  async personOfToken(secret: string): Promise<TokenHolder | undefined> {
    if (!TOKEN.test(secret)) return undefined;
    const row = await this.#store.token(hashToken(secret));
    if (row === undefined || this.#isOver(row)) return undefined;
    await this.#touch(row);
    const person = await this.#store.person(row.person);
    if (person === undefined) return undefined;
    const scope = new Set(row.scope.split(' ') as Scope[]);
    return { id: row.id, person, scope, workbook: row.workbook };
  }

  /** Whether a token that a socket or stream began with still stands. */
  async stands(id: string): Promise<boolean> {
    const row = await this.#store.token(id);
    return row !== undefined && !this.#isOver(row);
  }

  async revoke(id: string, person: TokenRow['person']): Promise<boolean> {
    const was = await this.#store.revokeToken(id, person, this.#now());
    if (was) for (const tell of this.#onEnd) tell(id);
    return was;
  }

  /** Called with the id of every token that is revoked, so that its sockets die with it. */
  onEnd(tell: (token: string) => void): void {
    this.#onEnd.add(tell);
  }

  /** The last use is for the person's list; that it cannot be noted just now stops nobody. */
  async #touch(row: TokenRow): Promise<void> {
    if (row.lastUsedAt !== null && this.#now() - row.lastUsedAt < TOKEN_TOUCH_MS) return;
    try {
      await this.#store.touchToken(row.id, this.#now());
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  #isOver(row: TokenRow): boolean {
    return row.revokedAt !== null || row.expiresAt <= this.#now();
  }
}

/** The token of an `Authorization: Bearer` header; undefined where the header is no such thing. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}
