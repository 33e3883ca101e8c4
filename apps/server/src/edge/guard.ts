/** Who is asking, and from where: the session of a request, and the origin of anything that changes state. */
import '@fastify/cookie';
import { type Outcome, no, refuse, yes } from '@tallystick/domain/refusals';
import { PERSON_HEADER } from '@tallystick/protocol/room-token';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { KNOWN_BROWSER_MS } from '../service/limits.ts';
import type { Session, Sessions } from '../people/sessions.ts';
import { bearerOf, type TokenHolder, type Tokens } from '../people/tokens.ts';
import { sendRefusal } from './problem.ts';

/** What a browser sends from a page of this machine, whatever the port. */
const LOOPBACK_ORIGIN = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::[1-9]\d{0,4})?$/;
/** Characters of a foreign origin that are told back. */
const SHOWN_CHARS = 200;
/** Foreign origins that are written to the log, each once. */
const TOLD_MAX = 10;

/** The origins a browser may come from: the server's own, spelled as a browser spells them. */
export class Origins {
  readonly #allowed: ReadonlySet<string>;
  readonly #isPublic: boolean;

  constructor(publicUrl: string | null, port: number) {
    this.#isPublic = publicUrl !== null;
    this.#allowed = new Set(
      publicUrl === null
        ? [`http://127.0.0.1:${port}`, `http://localhost:${port}`, `http://[::1]:${port}`]
        : [new URL(publicUrl).origin],
    );
  }

  /**
   * A missing origin is refused: every browser sends one with a socket and with a change. A server of this machine alone
   * may be reached through another port of it (a tunnel, a container): taken where page and request have one address,
   * so that a page of another port still may not ask.
   */
  allows({ origin, host }: IncomingHttpHeaders): boolean {
    if (origin === undefined) return false;
    if (this.#allowed.has(origin)) return true;
    return !this.#isPublic && LOOPBACK_ORIGIN.test(origin) && origin === `http://${host}`;
  }

  /** Both addresses: the one that a page came from, and the one that is right. */
  difference(origin: string | undefined): string {
    const [right = ''] = this.#allowed;
    return `${(origin ?? '-').slice(0, SHOWN_CHARS)} ≠ ${right}`;
  }
}

/**
 * Our cookies: the session's, and the one by which a browser is known that has signed in before. Names and attributes by
 * whether TLS stands before the server.
 */
export class SessionCookie {
  readonly name: string;
  readonly #browser: string;
  readonly #secure: boolean;

  constructor(publicUrl: string | null) {
    this.#secure = publicUrl?.startsWith('https://') ?? false;
    // The prefix binds the cookie to this host and to TLS; on loopback there is none.
    this.name = this.#secure ? '__Host-tallystick' : 'tallystick';
    this.#browser = `${this.name}-browser`;
  }

  set(reply: FastifyReply, token: string): void {
    const base = { path: '/', httpOnly: true, sameSite: 'lax' } as const;
    reply.setCookie(this.name, token, { ...base, secure: this.#secure });
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(this.name, {
      path: '/',
      secure: this.#secure,
      httpOnly: true,
      sameSite: 'lax',
    });
  }

  /** Outlives the session and its end: that is what it is for. */
  setBrowser(reply: FastifyReply, mark: string): void {
    const maxAge = KNOWN_BROWSER_MS / 1_000;
    const base = { path: '/', httpOnly: true, sameSite: 'strict', maxAge } as const;
    reply.setCookie(this.#browser, mark, { ...base, secure: this.#secure });
  }

  /** The token in a raw Cookie header. */
  read(header: string | undefined): string | undefined {
    return valueIn(header, this.name);
  }

  readBrowser(header: string | undefined): string | undefined {
    return valueIn(header, this.#browser);
  }
}

function valueIn(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** Who asks: a person by their session, or a program by its person's token. */
export type Caller = Session & { token?: TokenHolder };

/** Where a token opens anything at all. Sessions, tokens, links and the installation are for people before a screen. */
const TOKEN_PATHS = '/api/workbooks';

/** Whether a request is a program's: then its cookies count for nothing, and no page of ours needs to have sent it. */
export function isOfToken(request: FastifyRequest | IncomingMessage): boolean {
  const { url = '' } = request;
  const isHere = url === TOKEN_PATHS || /^\/api\/workbooks[/?]/.test(url);
  return isHere && bearerOf(request.headers.authorization) !== undefined;
}

export class Guard {
  readonly #sessions: Sessions;
  readonly #tokens: Tokens;
  readonly #origins: Origins;
  readonly #told = new Set<string>();
  readonly cookie: SessionCookie;

  constructor(made: {
    sessions: Sessions;
    tokens: Tokens;
    origins: Origins;
    cookie: SessionCookie;
  }) {
    this.#sessions = made.sessions;
    this.#tokens = made.tokens;
    this.#origins = made.origins;
    this.cookie = made.cookie;
  }

  async session(request: FastifyRequest | IncomingMessage): Promise<Session | undefined> {
    if (isOfToken(request)) return undefined;
    const session = await this.#sessions.find(this.cookie.read(request.headers.cookie));
    const asked = request.headers[PERSON_HEADER];
    // Somebody else has signed in since the page was opened: what it asks would be done in their name.
    return asked === undefined || asked === session?.person.person ? session : undefined;
  }

  /** Who asks. A token stands alone: where one is sent that opens nothing, no cookie makes up for it. */
  async caller(request: FastifyRequest): Promise<Caller | undefined> {
    if (!isOfToken(request)) return await this.session(request);
    const token = await this.#tokens.personOfToken(bearerOf(request.headers.authorization) ?? '');
    // The installation is administered by people before a screen.
    return token && { id: token.id, person: { ...token.person, admin: false }, token };
  }

  /** Whether who asked a while ago may still ask: for streams, which outlive their request. */
  async stands(caller: Caller): Promise<boolean> {
    return caller.token === undefined
      ? await this.#sessions.stands(caller.id)
      : await this.#tokens.stands(caller.id);
  }

  /** The session of a socket's upgrade: a known origin and a living session, or nothing. */
  async upgrade(request: IncomingMessage): Promise<Outcome<Session>> {
    const { headers } = request;
    if (!this.#origins.allows(headers)) {
      return no('other-address', this.#origins.difference(headers.origin));
    }
    const session = await this.session(request);
    return session === undefined ? no('not-signed-in') : yes(session);
  }

  /** Refuses a change of state that does not come from the server's own pages. */
  refusesChange(request: FastifyRequest, reply: FastifyReply): boolean {
    // No foreign page can make a browser send this header.
    if (isOfToken(request)) return false;
    const site = request.headers['sec-fetch-site'];
    const foreign = site !== undefined && site !== 'same-origin';
    if (!foreign && this.#origins.allows(request.headers)) return false;
    const difference = this.#origins.difference(request.headers.origin);
    // Where PUBLIC_URL is wrong, this line is how whoever set it finds out.
    if (this.#told.size < TOLD_MAX && !this.#told.has(difference)) {
      this.#told.add(difference);
      request.log.warn({ difference }, 'a page of another address asked for a change');
    }
    sendRefusal(reply, refuse('other-address', difference));
    return true;
  }
}
