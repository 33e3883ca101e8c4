/** Talking with the server over HTTP. */
import {
  isRefusalCode,
  no,
  type Outcome,
  type Refusal,
  type RefusalCode,
  refuse,
} from '@tallystick/domain/refusals';
import { PERSON_HEADER } from '@tallystick/protocol/room-token';
import type { ProblemView } from '@tallystick/protocol/views';

/** Longest wait for an answer, in milliseconds: a lock of a large workbook takes under a second. */
const ANSWER_MS = 20_000;

const BY_STATUS: Record<number, RefusalCode> = {
  401: 'not-signed-in',
  403: 'not-your-role',
  404: 'not-found',
  413: 'too-large',
  429: 'too-many',
};

async function refusalOf(response: Response): Promise<Outcome<never>> {
  return refusalFrom(response.status, await response.json().catch(() => null));
}

/** The refusal that an answer tells; by its status where it tells none. */
export function refusalFrom(status: number, told: unknown): Outcome<never> {
  const problem = told as Partial<ProblemView> | null;
  const byStatus = BY_STATUS[status] ?? (status < 500 ? 'bad-request' : 'unavailable');
  const refusal = refuse(isRefusalCode(problem?.code) ? problem.code : byStatus, problem?.fact);
  // Of several cells each is told.
  const { refused } = (problem ?? {}) as { refused?: unknown };
  return {
    ok: false,
    refusal: refused === undefined ? refusal : Object.assign(refusal, { refused }),
  };
}

type Send = (path: string, init: RequestInit) => Promise<Response>;

async function ask<T>(send: Send, path: string, init: RequestInit): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await send(path, {
      ...init,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch {
    // What was to be read only needs a connection; of what was to be written it is not known whether it was.
    return no(init.method === undefined ? 'needs-connection' : 'unavailable');
  }
  if (!response.ok) return refusalOf(response);
  if (response.status === 204) return { ok: true, value: undefined as T };
  try {
    const text = await response.text();
    return { ok: true, value: (text === '' ? undefined : JSON.parse(text)) as T };
  } catch {
    return no('unavailable');
  }
}

/** The same way of sending, that lets go of what is not a refusal. */
const withoutBody =
  (send: Send): Send =>
  async (path, init) => {
    const response = await send(path, init);
    if (!response.ok) return response;
    await response.body?.cancel();
    return new Response(null, { status: 204 });
  };

/** The server could not be asked, or could not answer: trying again later makes sense. */
export const isAway = ({ code }: Pick<Refusal, 'code'>): boolean =>
  code === 'unavailable' || code === 'needs-connection';

/** Requests by path (`/api/...`). Never rejects: a lost network is a refusal of which `isAway` is true. */
export type Api = {
  get<T>(path: string): Promise<Outcome<T>>;
  /** Whether a file would be given; nothing of it is read. */
  look(path: string): Promise<Outcome<void>>;
  post<T>(path: string, body: unknown): Promise<Outcome<T>>;
  patch<T>(path: string, body: unknown): Promise<Outcome<T>>;
  /** Outlives the page that sends it. */
  put<T>(path: string, body: unknown): Promise<Outcome<T>>;
  delete<T>(path: string): Promise<Outcome<T>>;
};

const asJson = (body: unknown): RequestInit => ({
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Requests over a way of sending. */
export function apiOver(send: Send): Api {
  return {
    get: (path) => ask(send, path, { headers: { accept: 'application/json' } }),
    look: (path) => ask(withoutBody(send), path, {}),
    post: (path, body) => ask(send, path, { method: 'POST', ...asJson(body) }),
    patch: (path, body) => ask(send, path, { method: 'PATCH', ...asJson(body) }),
    put: (path, body) => ask(send, path, { method: 'PUT', keepalive: true, ...asJson(body) }),
    delete: (path) => ask(send, path, { method: 'DELETE', headers: { 'x-tallystick': '1' } }),
  };
}

let asking: string | undefined;

/** For whom the page asks from now on. The server answers nobody else, whoever has signed in on another page meanwhile. */
export function askFor(person: string | undefined): void {
  asking = person;
}

/** For whom that is. */
export const personAsking = (): string | undefined => asking;

/** The same, unless it asks for somebody already: another page may have kept another person since. */
export function askFirstFor(person: string): void {
  asking ??= person;
}

function named(path: string, init: RequestInit): RequestInit {
  // Who is signed in is asked by nobody in particular.
  const isQuestion = path === '/api/session' && init.method === undefined;
  if (asking === undefined || isQuestion) return init;
  const headers = new Headers(init.headers);
  headers.set(PERSON_HEADER, asking);
  return { ...init, headers };
}

/** Requests to the page's own server. */
export const api: Api = apiOver((path, init) => fetch(path, named(path, init)));
