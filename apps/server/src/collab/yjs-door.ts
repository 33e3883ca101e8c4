/**
 * The way in for plain Yjs clients: `/yjs/<workbook>`, with a token in the address or a browser's own session. A
 * program is told why it may not enter by a close code, which a browser's socket can read, and not by an HTTP status,
 * which it cannot.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { CLOSE } from '@tallystick/protocol/close-codes';
import { idSchema } from '@tallystick/protocol/commands';
import { parseRoomName, type RoomPlace } from '@tallystick/room/shape';
import type { IncomingMessage } from 'node:http';
import type { Guard } from '../edge/guard.ts';
import { YJS_PATH } from '../edge/place.ts';
import { TURNED_AWAY_PER_MINUTE_MAX } from '../service/limits.ts';
import type { Session } from '../people/sessions.ts';
import { bearerOf, type Tokens } from '../people/tokens.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { OpenWorkbook } from './room-socket.ts';

/** Who comes in, and where to. `named`: the room that the address names; null where it names the workbook alone. */
export type Entrant = {
  session: Session;
  isToken: boolean;
  workbook: LiveWorkbook;
  named: RoomPlace | null;
};

/** `closed`: the socket is opened and closed with a code. `refused`: no socket is opened. */
export type Entrance =
  | { kind: 'entrant'; entrant: Entrant }
  | { kind: 'closed'; code: number; reason: string }
  | { kind: 'refused'; status: 403 | 429 };

type Doorstep = Pick<Entrant, 'session' | 'isToken'>;

export class YjsDoor {
  readonly #guard: Guard;
  readonly #tokens: Tokens;
  readonly #openWorkbook: OpenWorkbook;
  /** Turned away in the present minute, by person. */
  readonly #turnedAway = new Map<string, number>();
  #minute = 0;

  constructor(made: { guard: Guard; tokens: Tokens; openWorkbook: OpenWorkbook }) {
    this.#guard = made.guard;
    this.#tokens = made.tokens;
    this.#openWorkbook = made.openWorkbook;
  }

  static isPath(path: string): boolean {
    return path.startsWith(YJS_PATH);
  }

  /** Looks at an upgrade before anything is read. */
  async enter(request: IncomingMessage): Promise<Entrance> {
    const url = addressOf(request);
    const room = url && roomOf(url.pathname);
    const token = url?.searchParams.get('token') ?? bearerOf(request.headers.authorization);
    const who =
      token === undefined
        ? await this.#bySession(request)
        : await this.#byToken(token, room?.workbook);
    if ('kind' in who) return who;
    if (this.#isTooOften(who.session.person.person)) return { kind: 'refused', status: 429 };
    if (room === undefined) return NOT_FOUND;
    const workbook = await this.#openWorkbook(room.workbook, who.session.person.person);
    if (workbook === undefined) return NOT_FOUND;
    await workbook.ready();
    const denied = workbook.mayRead(who.session.person.person);
    // Membership before existence: a stranger cannot tell a workbook from none.
    if (denied === 'not-a-member') return NOT_FOUND;
    if (denied !== undefined) return { kind: 'closed', code: CLOSE.FORBIDDEN, reason: denied };
    return { kind: 'entrant', entrant: { ...who, workbook, named: room.named } };
  }

  /** Remembers who was turned away: a client that comes back for the same again and again is slowed down. */
  noteTurnedAway(person: string): void {
    this.#beginMinute();
    this.#turnedAway.set(person, (this.#turnedAway.get(person) ?? 0) + 1);
  }

  /** A token stands alone: where it opens nothing, no cookie makes up for it. It needs no origin: no page can forge it. */
  async #byToken(secret: string, workbook: WorkbookId | undefined): Promise<Doorstep | Entrance> {
    const holder = await this.#tokens.personOfToken(secret);
    if (holder === undefined) return UNAUTHORIZED;
    if (!holder.scope.has('live')) {
      return { kind: 'closed', code: CLOSE.FORBIDDEN, reason: 'the token is not for live work' };
    }
    if (holder.workbook !== null && holder.workbook !== workbook) return NOT_FOUND;
    return { session: { id: holder.id, person: holder.person }, isToken: true };
  }

  async #bySession(request: IncomingMessage): Promise<Doorstep | Entrance> {
    const allowed = await this.#guard.upgrade(request);
    if (allowed.ok) return { session: allowed.value, isToken: false };
    return allowed.refusal.code === 'not-signed-in'
      ? UNAUTHORIZED
      : { kind: 'refused', status: 403 };
  }

  #isTooOften(person: string): boolean {
    this.#beginMinute();
    return (this.#turnedAway.get(person) ?? 0) >= TURNED_AWAY_PER_MINUTE_MAX;
  }

  #beginMinute(): void {
    const minute = Math.floor(performance.now() / 60_000);
    if (minute !== this.#minute) this.#turnedAway.clear();
    this.#minute = minute;
  }
}

const NOT_FOUND: Entrance = { kind: 'closed', code: CLOSE.NOT_FOUND, reason: 'not found' };
const UNAUTHORIZED: Entrance = {
  kind: 'closed',
  code: CLOSE.UNAUTHORIZED,
  reason: 'not signed in',
};

/** The address asked for; undefined where it is none. Only path and query count: a Host header can be anything. */
function addressOf(request: IncomingMessage): URL | undefined {
  return URL.parse(request.url ?? '/', 'http://localhost') ?? undefined;
}

/** `wb_…`, or the whole name of one room: `wb_…~3`, `wb_…~e5c0ffee1~3`. */
function roomOf(path: string): { workbook: WorkbookId; named: RoomPlace | null } | undefined {
  const name = path.slice(YJS_PATH.length).replaceAll(/%7e/gi, '~');
  const named = parseRoomName(name) ?? null;
  const workbook = named?.workbook ?? name;
  return idSchema.safeParse(workbook).success
    ? { workbook: workbook as WorkbookId, named }
    : undefined;
}
