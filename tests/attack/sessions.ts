/**
 * P24: sessions are boring. Tokens are counted and weighed; a server behind TLS, with a clock that the test turns, is
 * asked with tokens that were fixed, used up, left idle or grown old.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { Sessions } from '@tallystick/server/people/sessions';
import { hashPassword } from '@tallystick/server/people/password';
import { type Running, startServer } from '@tallystick/server/server';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import type { PersonRow } from '@tallystick/store/rows';

const PUBLIC_URL = 'https://kpi.city.example';
const PASSWORD = 'seven tall ships at sea';
const MINUTE_MS = 60_000;
const IDLE_MS = 30 * MINUTE_MS;
const ABSOLUTE_MS = 12 * 60 * MINUTE_MS;
/** What one person may have at once. */
const AT_ONCE = 20;

export type SessionsReport = {
  tokens: number;
  distinct: number;
  /** The fewest bits of a token that were free: set in some and not in others, about evenly. */
  freeBits: number;
  /** What does not hold, in words. */
  faults: string[];
  checks: number;
};

export async function runSessions(options: { tokens: number }): Promise<SessionsReport> {
  const weighed = await weighTokens(options.tokens);
  const asked = new Checks();
  const made = await startTurned();
  try {
    await askCookie(made, asked);
    await askEnds(made, asked);
    await askTimes(made, asked);
    await askMany(made, asked);
  } finally {
    await made.close();
  }
  return { ...weighed, faults: asked.faults, checks: asked.count };
}

class Checks {
  readonly faults: string[] = [];
  count = 0;

  that(what: string, isSo: boolean): void {
    this.count += 1;
    if (!isSo) this.faults.push(what);
  }
}

const human = (person: string): PersonRow => ({
  person: person as PersonId,
  email: `${person}@city.example`,
  name: person,
  passwordHash: null,
  admin: false,
  demo: false,
  createdAt: 0,
});

/** Tokens as the server makes them: how many differ, and how many of their bits are free. */
async function weighTokens(
  tokens: number,
): Promise<Pick<SessionsReport, 'tokens' | 'distinct' | 'freeBits'>> {
  const store = openMemoryStore();
  const sessions = new Sessions(store, Date.now);
  const seen = new Set<string>();
  const ones = new Uint32Array(256);
  for (let i = 0; i < tokens; i++) {
    const person = `p_${Math.floor(i / AT_ONCE)}`;
    if (i % AT_ONCE === 0) await store.addPerson(human(person));
    const token = await sessions.begin(person as PersonId);
    seen.add(token);
    for (const [at, byte] of Buffer.from(token, 'base64url').entries())
      for (let bit = 0; bit < 8; bit++) {
        const place = at * 8 + bit;
        ones[place] = (ones[place] ?? 0) + ((byte >> bit) & 1);
      }
  }
  // Six standard deviations of a fair coin: an honest bit falls outside once in a thousand million runs.
  const slack = 3 * Math.sqrt(tokens);
  const freeBits = ones.filter((count) => Math.abs(count - tokens / 2) <= slack).length;
  return { tokens, distinct: seen.size, freeBits };
}

type Turned = {
  running: Running;
  clock: { now: number };
  ask: (
    path: string,
    how?: { method?: string; cookie?: string; body?: unknown },
  ) => Promise<Response>;
  /** Signs in and answers the whole cookie. */
  signIn: (person: string, cookie?: string) => Promise<string>;
  who: (cookie: string) => Promise<string | null>;
  close: () => Promise<void>;
};

/** A server that believes itself behind TLS, and whose clock is turned by hand. */
async function startTurned(): Promise<Turned> {
  const dataDir = await temporaryDataDir();
  const clock = { now: Date.now() };
  const config = { port: 0, host: '127.0.0.1', dataDir, publicUrl: PUBLIC_URL, empty: true };
  const running = await startServer(
    { ...config, webDir: dataDir, verifyFile: dataDir },
    { logLevel: 'error', now: () => clock.now },
  );
  if ('fault' in running) throw new Error(running.fault);
  const passwordHash = await hashPassword(PASSWORD);
  for (const person of ['p_one', 'p_two', 'p_three']) {
    await running.store.addPerson({ ...human(person), passwordHash });
  }
  const ask: Turned['ask'] = async (path, { method = 'GET', cookie = '', body } = {}) =>
    await fetch(`http://127.0.0.1:${running.port}${path}`, {
      method,
      headers: {
        cookie,
        origin: PUBLIC_URL,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const signIn: Turned['signIn'] = async (person, cookie = '') => {
    const body = { email: `${person}@city.example`, password: PASSWORD };
    const answer = await ask('/api/session', { method: 'POST', cookie, body });
    // The session's comes first.
    return answer.headers.getSetCookie()[0] ?? `none: ${answer.status}`;
  };
  const who: Turned['who'] = async (cookie) => {
    const answer = await ask('/api/session', { cookie: bare(cookie) });
    return ((await answer.json()) as { me: { person: string } | null }).me?.person ?? null;
  };
  const close = async () => {
    await running.close();
    await removeDataDir(dataDir);
  };
  return { running, clock, ask, signIn, who, close };
}

/** `name=value` of a cookie as it was set. */
const bare = (cookie: string): string => cookie.split(';')[0] ?? '';

async function askCookie({ signIn, who }: Turned, asked: Checks): Promise<void> {
  const cookie = await signIn('p_one');
  const words = cookie.split('; ').map((word) => word.toLowerCase());
  asked.that('the cookie is bound to host and TLS', bare(cookie).startsWith('__Host-'));
  for (const word of ['secure', 'httponly', 'samesite=lax', 'path=/'])
    asked.that(`the cookie says ${word}`, words.includes(word));
  asked.that('the cookie names no domain', !words.some((word) => word.startsWith('domain')));
  asked.that('the cookie signs in', (await who(cookie)) === 'p_one');
  asked.that('its value is 43 letters', /=[\w-]{43}$/.test(bare(cookie)));
  const fixed = `__Host-tallystick=${'A'.repeat(43)}`;
  const after = await signIn('p_one', fixed);
  asked.that('a token that somebody chose is not taken over', bare(after) !== fixed);
  asked.that('a token that somebody chose stays without a session', (await who(fixed)) === null);
  const again = await signIn('p_two', bare(after));
  asked.that('signing in makes a new token', bare(again) !== bare(after));
  asked.that('the token from before the sign-in has ended', (await who(after)) === null);
  const name = bare(cookie).split('=')[0] ?? '';
  const plain = bare(cookie).replace(name, 'tallystick');
  asked.that('the token under another name is nothing', (await who(plain)) === null);
}

async function askEnds(made: Turned, asked: Checks): Promise<void> {
  const { ask, signIn, who, running } = made;
  const first = await signIn('p_one');
  await ask('/api/session', { method: 'DELETE', cookie: bare(first) });
  asked.that('a token is nothing after signing out', (await who(first)) === null);
  const [kept, other, foreign] = [
    await signIn('p_two'),
    await signIn('p_two'),
    await signIn('p_three'),
  ];
  const listed = await ask('/api/me/sessions', { cookie: bare(kept) });
  const text = await listed.text();
  const secret = bare(kept).split('=')[1] ?? '';
  asked.that('the list of sessions shows no token', !text.includes(secret));
  const theirs = (await running.store.sessionsOf('p_three' as PersonId))[0]?.id ?? '';
  const ended = await ask(`/api/me/sessions/${theirs}`, { method: 'DELETE', cookie: bare(kept) });
  asked.that('nobody ends the session of another', ended.status === 404);
  asked.that('nor has', (await who(foreign)) === 'p_three');
  const body = { present: PASSWORD, next: PASSWORD };
  const wrong = { ...body, present: 'not the password' };
  const refused = await ask('/api/me/password', {
    method: 'POST',
    cookie: bare(kept),
    body: wrong,
  });
  asked.that('the present password is asked for', refused.status === 422);
  asked.that('a refused change ends nothing', (await who(other)) === 'p_two');
  await ask('/api/me/password', { method: 'POST', cookie: bare(kept), body });
  asked.that('a new password ends the other sessions', (await who(other)) === null);
  asked.that('a new password keeps the session that set it', (await who(kept)) === 'p_two');
}

async function askTimes({ clock, signIn, who }: Turned, asked: Checks): Promise<void> {
  const began = clock.now;
  const idle = await signIn('p_one');
  clock.now += IDLE_MS - MINUTE_MS;
  asked.that('a session lives through 29 idle minutes', (await who(idle)) === 'p_one');
  clock.now += IDLE_MS + 1;
  asked.that('a session ends after 30 idle minutes', (await who(idle)) === null);
  clock.now -= IDLE_MS;
  asked.that('an ended session stays ended, whatever the clock', (await who(idle)) === null);
  clock.now = began;
  const busy = await signIn('p_one');
  for (let at = 20; at < 12 * 60; at += 20) {
    clock.now = began + at * MINUTE_MS;
    if ((await who(busy)) !== 'p_one') asked.that(`a used session lives at ${at} minutes`, false);
  }
  clock.now = began + ABSOLUTE_MS - 1;
  asked.that('a used session lives just under 12 hours', (await who(busy)) === 'p_one');
  clock.now = began + ABSOLUTE_MS;
  asked.that('a session ends after 12 hours, however much used', (await who(busy)) === null);
}

async function askMany({ clock, running, who }: Turned, asked: Checks): Promise<void> {
  const sessions = new Sessions(running.store, () => clock.now);
  const cookies: string[] = [];
  for (let i = 0; i < AT_ONCE + 5; i++) {
    clock.now += 1_000;
    cookies.push(`__Host-tallystick=${await sessions.begin('p_three' as PersonId)}`);
  }
  const rows = await running.store.sessionsOf('p_three' as PersonId);
  asked.that(`one person has at most ${AT_ONCE} sessions`, rows.length === AT_ONCE);
  asked.that('the oldest ended', (await who(cookies[0] ?? '')) === null);
  asked.that('the newest stands', (await who(cookies.at(-1) ?? '')) === 'p_three');
  const tokens = cookies.map((cookie) => cookie.split('=')[1] ?? '');
  const isStored = rows.some((row) => tokens.some((token) => JSON.stringify(row).includes(token)));
  asked.that('the store holds no token', !isStored);
}
