/**
 * Talking with the server over HTTP. Own file because every refusal, the network's included, must come back as one shape.
 */
import { no, type Outcome, REFUSALS, type RefusalCode } from '@tallystick/domain/refusals';
import type { ProblemView } from '@tallystick/protocol/views';

/** Longest wait for an answer, in milliseconds: a lock of a large workbook takes under a second. */
const ANSWER_MS = 20_000;

const isCode = (code: unknown): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(REFUSALS, code);

const BY_STATUS: Record<number, RefusalCode> = {
  401: 'not-signed-in',
  403: 'not-your-role',
  404: 'not-found',
  413: 'too-large',
  429: 'too-many',
};

async function refusalOf(response: Response): Promise<Outcome<never>> {
  const problem = (await response.json().catch(() => null)) as Partial<ProblemView> | null;
  const byStatus =
    BY_STATUS[response.status] ?? (response.status < 500 ? 'bad-request' : 'unavailable');
  return no(isCode(problem?.code) ? problem.code : byStatus, problem?.detail);
}

async function ask<T>(path: string, init: RequestInit): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch {
    return no('unavailable');
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

/** Requests by path (`/api/...`). Never rejects: a lost network is the refusal `unavailable`. */
export const api = {
  get: <T>(path: string): Promise<Outcome<T>> =>
    ask<T>(path, { headers: { accept: 'application/json' } }),
  post: <T>(path: string, body: unknown): Promise<Outcome<T>> =>
    ask<T>(path, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  delete: <T>(path: string): Promise<Outcome<T>> =>
    ask<T>(path, { method: 'DELETE', headers: { 'x-tallystick': '1' } }),
};
