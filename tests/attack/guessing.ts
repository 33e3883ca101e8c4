/**
 * P22: ids of another city, of nobody, used up and never made, asked by somebody who may see none of them. The pairs
 * are a table: what is there, what is not, and the two answers and times must not differ.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CommandId, EntityId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { invitationOf, makeInvitation } from '@tallystick/server/people/invitations';
import { makeLink } from '@tallystick/server/people/links';
import { Sessions } from '@tallystick/server/people/sessions';
import { DATABASE_FILE, type Running, startServer } from '@tallystick/server/server';
import { median } from '../load/percentile.ts';
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { openSqliteStore } from '@tallystick/store/sqlite-store';

const PUBLIC_URL = 'https://kpi.city.example';
/** Requests of one address before another is used: the fence against floods is not what is tested here. */
const PER_ADDRESS = 1_000;
/** Requests that only warm the server up; they are judged, and not timed. */
const WARM_UP = 40;

export type GuessingReport = {
  requests: number;
  /** Answers that differ between what is there and what is not, or that tell anything. */
  faults: string[];
  /** By kind: median time of what is there against what is not. */
  ratios: { kind: string; ratio: number }[];
};

type Ask = { path: string; method?: string; body?: unknown };
type Kind = { kind: string; there: () => Ask; nowhere: () => Ask };

const random = (prefix: string) => `${prefix}_${randomBytes(8).toString('hex')}`;
const secret = () => randomBytes(24).toString('base64url');
const hash = () => randomBytes(32).toString('hex');

export async function runGuessing(options: { requests: number }): Promise<GuessingReport> {
  const dataDir = await temporaryDataDir();
  const mine = await prepareWorkbook(dataDir, ['coordinator', 'head']);
  const theirs = await prepareTheirs(dataDir);
  const running = await start(dataDir);
  const report: GuessingReport = { requests: 0, faults: [], ratios: [] };
  try {
    const token = mine.people[0]?.cookie.split('=')[1] ?? '';
    const guesser = new Guesser(running.port, `__Host-tallystick=${token}`);
    const kinds = kindsOf(mine.workbook, theirs);
    const rounds = Math.ceil(options.requests / kinds.length / 2);
    const times = new Map<string, { there: number[]; nowhere: number[] }>();
    for (let round = 0; round < rounds; round++) {
      for (const kind of kinds) await pair(guesser, kind, { round, times, report });
    }
    for (const [kind, { there, nowhere }] of times) {
      const ratio = median(there) / median(nowhere);
      report.ratios.push({ kind, ratio: Math.max(ratio, 1 / ratio) });
    }
    report.requests = guesser.requests;
    return report;
  } finally {
    await running.close();
    await removeDataDir(dataDir);
  }
}

async function start(dataDir: string): Promise<Running> {
  const config = { port: 0, host: '127.0.0.1', dataDir, publicUrl: PUBLIC_URL, empty: true };
  const files = { webDir: dataDir, verifyFile: dataDir };
  const running = await startServer({ ...config, ...files }, { logLevel: 'fatal' });
  if ('fault' in running) throw new Error(running.fault);
  return running;
}

type Theirs = {
  workbook: WorkbookId;
  person: PersonId;
  session: string;
  invitation: string;
  revoked: string;
  usedLink: string;
};

/** Another city with all that can be guessed of one. */
async function prepareTheirs(dataDir: string): Promise<Theirs> {
  const { workbook } = await prepareWorkbook(dataDir, []);
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  try {
    const now = Date.now();
    const person = 'p_theirs' as PersonId;
    const row = { person, email: 'head@south.example', name: 'Theirs', passwordHash: null };
    await store.addPerson({ ...row, admin: false, demo: false, createdAt: now });
    await new Sessions(store, Date.now).begin(person);
    const session = (await store.sessionsOf(person))[0]?.id ?? '';
    const how = { workbook, role: 'observer', entity: null, note: '', by: person } as const;
    const open = await makeInvitation(store, { ...how, days: 3, now });
    const taken = await makeInvitation(store, { ...how, days: 3, now });
    const revoked = taken.link.replace('/invite/', '');
    const found = await invitationOf(store, revoked);
    await store.revokeInvitation(found?.id ?? '', workbook, now);
    const made = { person, by: null, workbook: null, now };
    const link = await makeLink(store, made);
    // Ends the one before it.
    await makeLink(store, made);
    const usedLink = link.replace('/link/', '');
    return { workbook, person, session, invitation: open.id, revoked, usedLink };
  } finally {
    await store.close();
  }
}

function kindsOf(mine: WorkbookId, theirs: Theirs): Kind[] {
  const inBook = (kind: string, ask: (workbook: string) => Ask): Kind => ({
    kind,
    there: () => ask(theirs.workbook),
    nowhere: () => ask(random('wb')),
  });
  const command = (body: unknown) => ({ id: random('c') as CommandId, command: body });
  const book = (id: string) => `/api/workbooks/${id}`;
  return [
    inBook('workbook', (id) => ({ path: book(id) })),
    inBook('submission', (id) => ({ path: `${book(id)}/submissions/1` })),
    inBook('bundle', (id) => ({ path: `${book(id)}/submissions/1/bundle` })),
    inBook('cell', (id) => ({ path: `${book(id)}/cells/city.population:value` })),
    inBook('history', (id) => ({ path: `${book(id)}/history` })),
    inBook('moment', (id) => ({ path: `${book(id)}/at/1` })),
    inBook('invitations', (id) => ({ path: `${book(id)}/invitations` })),
    inBook('command', (id) => ({
      path: `${book(id)}/commands`,
      method: 'POST',
      body: command({ type: 'lock' }),
    })),
    inBook('person added', (id) => ({
      path: `${book(id)}/people`,
      method: 'POST',
      body: { id: random('c'), name: 'X', email: 'x@x.example', role: 'observer', entity: null },
    })),
    {
      kind: 'invitation of another workbook',
      there: () => ({ path: `${book(mine)}/invitations/${theirs.invitation}`, method: 'DELETE' }),
      nowhere: () => ({ path: `${book(mine)}/invitations/${hash()}`, method: 'DELETE' }),
    },
    {
      kind: 'member of another workbook',
      there: () => removal(mine, theirs.person),
      nowhere: () => removal(mine, random('p')),
    },
    {
      kind: 'entity of another workbook',
      there: () => assignment(mine, 'e_theirs'),
      nowhere: () => assignment(mine, random('e')),
    },
    {
      kind: 'session of another person',
      there: () => ({ path: `/api/me/sessions/${theirs.session}`, method: 'DELETE' }),
      nowhere: () => ({ path: `/api/me/sessions/${hash()}`, method: 'DELETE' }),
    },
    {
      kind: 'person at the administrator’s door',
      there: () => ({ path: `/api/admin/people/${theirs.person}/link`, method: 'POST', body: {} }),
      nowhere: () => ({ path: `/api/admin/people/${random('p')}/link`, method: 'POST', body: {} }),
    },
    {
      kind: 'revoked invitation',
      there: () => ({ path: `/api/invitations/${theirs.revoked}` }),
      nowhere: () => ({ path: `/api/invitations/${secret()}` }),
    },
    {
      kind: 'used link',
      there: () => ({ path: `/api/links/${theirs.usedLink}` }),
      nowhere: () => ({ path: `/api/links/${secret()}` }),
    },
  ];
}

function removal(workbook: string, person: string): Ask {
  const command = { type: 'remove-member', person };
  const body = { id: random('c'), command };
  return { path: `/api/workbooks/${workbook}/commands`, method: 'POST', body };
}

function assignment(workbook: string, entity: string): Ask {
  const command = { type: 'assign-rows', rows: ['city.population'], entity: entity as EntityId };
  const body = { id: random('c'), command };
  return { path: `/api/workbooks/${workbook}/commands`, method: 'POST', body };
}

type Pairing = {
  round: number;
  times: Map<string, { there: number[]; nowhere: number[] }>;
  report: GuessingReport;
};

/** Asks both, now the one and now the other first, and compares. */
async function pair(guesser: Guesser, kind: Kind, { round, times, report }: Pairing) {
  const isFirst = round % 2 === 0;
  const one = await guesser.ask(isFirst ? kind.there() : kind.nowhere());
  const two = await guesser.ask(isFirst ? kind.nowhere() : kind.there());
  const [there, nowhere] = isFirst ? [one, two] : [two, one];
  const kept = times.get(kind.kind) ?? { there: [], nowhere: [] };
  times.set(kind.kind, kept);
  if (round >= WARM_UP) {
    kept.there.push(there.ms);
    kept.nowhere.push(nowhere.ms);
  }
  if (there.text !== nowhere.text && report.faults.length < 20) {
    report.faults.push(`${kind.kind}: ${there.text} and ${nowhere.text}`);
  }
  if (!/^4(04|10|22) /.test(there.text) && report.faults.length < 20) {
    report.faults.push(`${kind.kind}: ${there.text}`);
  }
}

class Guesser {
  readonly #port: number;
  readonly #cookie: string;
  requests = 0;

  constructor(port: number, cookie: string) {
    this.#port = port;
    this.#cookie = cookie;
  }

  /** Status, the headers that could tell, and the body as one text; and the time it took. */
  async ask({ path, method = 'GET', body }: Ask): Promise<{ text: string; ms: number }> {
    const address = Math.floor(this.requests++ / PER_ADDRESS);
    const headers: Record<string, string> = {
      cookie: this.#cookie,
      origin: PUBLIC_URL,
      'x-forwarded-for': `203.0.${Math.floor(address / 250)}.${(address % 250) + 1}`,
    };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const began = performance.now();
    const answer = await fetch(`http://127.0.0.1:${this.#port}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = await answer.text();
    const ms = performance.now() - began;
    const told = ['content-type', 'content-length', 'cache-control', 'etag', 'set-cookie'];
    const shown = told.map((name) => answer.headers.get(name) ?? '-').join(' ');
    return { text: `${answer.status} ${shown} ${said}`, ms };
  }
}
