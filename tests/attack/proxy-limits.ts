/**
 * What limits count behind a proxy: wrong passwords and requests whose `X-Forwarded-For` is another each time, from a
 * peer whose word is taken and from one whose word is not. Test and measure ask the same, with other counts.
 */
import { networkInterfaces } from 'node:os';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { hashPassword } from '@tallystick/server/people/password';
import { type Running, startServer } from '@tallystick/server/server';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { type Answer, send } from './raw-request.ts';

const PUBLIC_URL = 'https://kpi.city.example';
const PASSWORD = 'seven tall ships at sea';
/** People who are guessed at; officers come after them. What one address may ask in a minute without being signed in. */
const GUESSED = 20;
const REQUESTS_PER_ADDRESS = 3_000;

export type Case = { what: string; passed: number; must: number };
export type ProxyLimitsReport = {
  cases: Case[];
  /** The longest that a person had to wait for a try of their own, in seconds. */
  longestWait_s: number;
};

type Peer = { port: number; from: string; clock: { now: number } };

/** An address of this machine that is not loopback; undefined where it has none. */
function otherAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

async function open(proxies: { addresses: string[]; hops: number }, people: number) {
  const dataDir = await temporaryDataDir();
  const clock = { now: Date.now() };
  const files = { dataDir, webDir: dataDir, verifyFile: dataDir };
  const config = { ...files, port: 0, host: '127.0.0.1', publicUrl: PUBLIC_URL, empty: true };
  const options = { logLevel: 'silent', now: () => clock.now };
  const running = await startServer({ ...config, proxies }, options);
  if ('fault' in running) throw new Error(running.fault);
  const passwordHash = await hashPassword(PASSWORD);
  await Promise.all(
    Array.from({ length: people }, (_, i) => addPerson(running, { i, passwordHash })),
  );
  const close = async () => {
    await running.close();
    await removeDataDir(dataDir);
  };
  return { peer: (from: string): Peer => ({ port: running.port, from, clock }), close };
}

async function addPerson({ store }: Running, made: { i: number; passwordHash: string }) {
  const person = `p_${made.i}` as PersonId;
  const row = { person, email: `${person}@city.example`, name: person, admin: false, demo: false };
  await store.addPerson({ ...row, passwordHash: made.passwordHash, createdAt: 0 });
}

type Signing = { person?: number; password?: string; forwarded?: string; cookie?: string };

async function signIn(peer: Peer, { person = 0, password, forwarded, cookie }: Signing) {
  const body = { email: `p_${person}@city.example`, password: password ?? 'not the password' };
  return await ask(peer, { path: '/api/session', body, forwarded, cookie });
}

async function ask(
  { port, from }: Peer,
  asked: {
    path: string;
    body?: unknown;
    forwarded?: string | undefined;
    cookie?: string | undefined;
  },
): Promise<Answer> {
  const { path, body, forwarded, cookie } = asked;
  return await send(port, {
    method: body === undefined ? 'GET' : 'POST',
    path,
    from,
    headers: {
      origin: PUBLIC_URL,
      'content-type': 'application/json',
      ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const address = (i: number) => `203.0.${Math.floor(i / 250)}.${1 + (i % 250)}`;
/** How many were looked at: right or wrong, and not turned away. */
const passedOf = (answers: Answer[]) =>
  answers.filter(({ status }) => status !== 429 && status !== 0).length;

async function many(count: number, at_once: number, one: (i: number) => Promise<Answer>) {
  const answers: Answer[] = [];
  for (let i = 0; i < count; i += at_once) {
    const some = Array.from({ length: Math.min(at_once, count - i) }, (_, j) => one(i + j));
    answers.push(...(await Promise.all(some)));
  }
  return answers;
}

export async function runProxyLimits(plan: {
  requests: number;
  officers: number;
  /** Also what the rules of `senderOf` and `believes` say by themselves. */
  isWhole: boolean;
}): Promise<ProxyLimitsReport> {
  const report: ProxyLimitsReport = { cases: [], longestWait_s: 0 };
  const own = otherAddress();
  const made = await open({ addresses: [], hops: 1 }, GUESSED + plan.officers);
  try {
    const trusted = made.peer('127.0.0.1');
    await guessThroughProxy(trusted, report);
    if (plan.isWhole) await guessUnderOddNames(trusted, report);
    await ownerComesIn(trusted, report);
    await cityAtNine(trusted, plan.officers, report);
    await flood(trusted, plan.requests, report);
    if (own !== undefined) {
      await guessFrom(made.peer(own), report);
      await flood(made.peer(own), plan.requests, report);
    }
  } finally {
    await made.close();
  }
  if (own !== undefined && plan.isWhole) await namedProxy(own, report);
  return report;
}

/** A peer that nobody named, whatever it writes, is one sender. */
async function guessFrom(peer: Peer, report: ProxyLimitsReport): Promise<void> {
  const guess = (i: number) => signIn(peer, { person: 10, forwarded: address(i) });
  const passed = passedOf(await many(60, 20, guess));
  report.cases.push({ what: 'wrong passwords, a peer nobody named', passed, must: 10 });
}

/** What a client writes before the proxy's own word counts for nothing. */
async function guessThroughProxy(peer: Peer, report: ProxyLimitsReport): Promise<void> {
  const forged = (i: number) =>
    signIn(peer, { person: 11, forwarded: `${address(i)}, 198.51.100.7` });
  const passed = passedOf(await many(60, 20, forged));
  report.cases.push({ what: 'wrong passwords, forged before the proxy’s word', passed, must: 10 });
}

/** What names no address, and the many addresses of one line. */
async function guessUnderOddNames(peer: Peer, report: ProxyLimitsReport): Promise<void> {
  const nonsense = (i: number) => signIn(peer, { person: 12, forwarded: `unknown-${i}` });
  const odd = passedOf(await many(60, 20, nonsense));
  report.cases.push({ what: 'wrong passwords, named by no address', passed: odd, must: 10 });
  const network = (i: number) => signIn(peer, { person: 13, forwarded: `2001:db8:1:2::${i + 1}` });
  const near = passedOf(await many(60, 20, network));
  report.cases.push({ what: 'wrong passwords, one line’s IPv6 addresses', passed: near, must: 10 });
}

/** Guesses from everywhere slow an account down; its own person comes in, at a known browser at once. */
async function ownerComesIn(peer: Peer, report: ProxyLimitsReport): Promise<void> {
  const right = { person: 14, password: PASSWORD };
  const entered = await signIn(peer, { ...right, forwarded: '198.51.100.1' });
  const cookies = entered.headers['set-cookie'] as string[];
  const browser = cookies.find((cookie) => cookie.includes('-browser='))?.split(';')[0] ?? '';
  const guess = (i: number) => signIn(peer, { person: 14, forwarded: address(1_000 + i) });
  const passed = passedOf(await many(200, 20, guess));
  // The account's own thirty, and ten of addresses that had hardly tried.
  report.cases.push({ what: 'wrong passwords from 200 addresses', passed, must: 40 });
  const known = await signIn(peer, { ...right, forwarded: address(1_000), cookie: browser });
  const wellKnown = known.status === 204 ? 1 : 0;
  report.cases.push({ what: 'the owner, at a known browser', passed: wellKnown, must: 1 });
  const other = await signIn(peer, { person: 15, password: PASSWORD, cookie: browser });
  report.cases.push({ what: 'others meanwhile', passed: other.status === 204 ? 1 : 0, must: 1 });
  let status = 429;
  const began = peer.clock.now;
  while (status === 429 && peer.clock.now - began < 600_000) {
    const answer = await signIn(peer, { ...right, forwarded: '198.51.100.2' });
    ({ status } = answer);
    peer.clock.now += 1_000 * Number(answer.headers['retry-after'] ?? 0);
  }
  report.cases.push({ what: 'the owner, at a new one', passed: status === 204 ? 1 : 0, must: 1 });
  report.longestWait_s = (peer.clock.now - began) / 1_000;
}

/** Officers of one city behind one address, each mistyping once. */
async function cityAtNine(peer: Peer, officers: number, report: ProxyLimitsReport): Promise<void> {
  const forwarded = '198.51.100.9';
  const come = async (i: number) => {
    const person = GUESSED + i;
    await ask(peer, { path: '/api/session', forwarded });
    if (i % 10 === 0) await signIn(peer, { person, forwarded });
    return await signIn(peer, { person, password: PASSWORD, forwarded });
  };
  const entered = (await many(officers, 10, come)).filter(({ status }) => status === 204);
  report.cases.push({
    what: 'officers behind one address',
    passed: entered.length,
    must: officers,
  });
}

/** Requests of somebody who is not signed in, and who names another sender each time. */
async function flood(peer: Peer, requests: number, report: ProxyLimitsReport): Promise<void> {
  const read = (i: number) =>
    ask(peer, { path: '/api/session', forwarded: `${address(i)}, 198.51.100.8` });
  const answers = await many(requests, 20, read);
  const left = answers.map(({ headers }) => Number(headers['x-ratelimit-remaining'] ?? 0));
  const before = REQUESTS_PER_ADDRESS - 1 - Math.max(...left);
  const must = Math.min(requests, REQUESTS_PER_ADDRESS - before);
  const what = `from ${peer.from === '127.0.0.1' ? 'this machine' : 'a peer nobody named'}`;
  const passed = passedOf(answers);
  report.cases.push({ what: `requests of one sender, ${what}`, passed, must });
  // Each answer says how many are left: what was counted for another sender is missing here.
  const counted = REQUESTS_PER_ADDRESS - before - Math.min(...left);
  report.cases.push({ what: `requests counted together, ${what}`, passed: counted, must });
}

/** A proxy that is named is believed as this machine is, and no further than its hops. */
async function namedProxy(own: string, report: ProxyLimitsReport): Promise<void> {
  const made = await open({ addresses: [own], hops: 1 }, GUESSED);
  try {
    const peer = made.peer(own);
    const guess = (i: number) => signIn(peer, { person: 1, forwarded: address(i) });
    const passed = passedOf(await many(60, 20, guess));
    report.cases.push({ what: 'wrong passwords, senders of a named proxy', passed, must: 40 });
    const further = (i: number) => signIn(peer, { person: 2, forwarded: `${address(i)}, ${own}` });
    const far = passedOf(await many(60, 20, further));
    report.cases.push({ what: 'wrong passwords, one hop too far', passed: far, must: 10 });
  } finally {
    await made.close();
  }
}
