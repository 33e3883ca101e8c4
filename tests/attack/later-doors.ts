/**
 * What people and programs do at the doors that came after the first: history, invitations, tokens, webhooks, refused
 * drafts, administration.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { handedOut } from '../import/handed-out.ts';
import type { Answer } from './raw-request.ts';

const CELL = 'water_supply_loss.value:notes';
/** Port 9 is "discard": nobody listens there, so a delivery fails and is noted. */
const TARGET = 'http://127.0.0.1:9';
const HOUR_MS = 3_600_000;

export type LaterAsk = (
  method: string,
  path: string,
  given?: { cookie?: string; body?: unknown; headers?: Record<string, string> },
) => Promise<Answer>;

export type Around = {
  /** Path of a workbook, and those who lead it, coordinate it and administer the installation. */
  here: string;
  head: string;
  coordinator: string;
  admin: string;
  /** Of the coordinator. */
  person: string;
  /** Never the same twice. */
  round: number;
};

const read = (answer: Answer): Record<string, unknown> => {
  try {
    return JSON.parse(answer.body || '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** Goes through all of them once. What an answer does not give is asked for by a name that nobody has. */
export async function useLaterDoors(ask: LaterAsk, around: Around): Promise<void> {
  await lookBack(ask, around);
  await invite(ask, around);
  await useToken(ask, around);
  await sendOn(ask, around);
  await propose(ask, around);
  await handIn(ask, around);
  await keepTemplates(ask, around);
  await administer(ask, around);
  await readInbox(ask, around);
}

async function readInbox(
  ask: LaterAsk,
  { here, head, coordinator: cookie }: Around,
): Promise<void> {
  const workbook = here.split('/').at(-1) ?? '';
  // What the head asks for is what the coordinator is told of.
  const said = { type: 'comment', cell: CELL, parent: null, text: 'x', audience: 'members' };
  await ask('POST', `${here}/commands`, {
    cookie: head,
    body: { id: `c_${Math.random()}`, command: said },
  });
  await ask('GET', '/api/me/inbox', { cookie });
  await ask('POST', '/api/me/inbox/read', { cookie, body: { workbook } });
}

async function lookBack(ask: LaterAsk, { here, coordinator: cookie }: Around): Promise<void> {
  await ask('GET', `${here}/history?cell=${CELL}`, { cookie });
  await ask('GET', `${here}/at/1`, { cookie });
  await ask('GET', `${here}/moments?points=5`, { cookie });
  await ask('GET', `${here}/compare?from=0`, { cookie });
  await ask('PUT', `${here}/seen`, { cookie, body: { number: 1 } });
  await ask('GET', '/api/clarifications', { cookie });
}

async function invite(ask: LaterAsk, around: Around): Promise<void> {
  const { here, admin, coordinator: cookie, round } = around;
  const body = { role: 'observer', entity: null, note: '', days: 3 };
  const secretOf = (answer: Answer): string =>
    String(read(answer)['link'] ?? 'x')
      .split('/')
      .at(-1) ?? 'x';
  const secret = secretOf(await ask('POST', `${here}/invitations`, { cookie, body }));
  await ask('GET', `/api/invitations/${secret}`);
  const email = `i${round}@city.example`;
  const account = { name: 'X', email, password: 'long enough to count' };
  const joined = await ask('POST', `/api/invitations/${secret}`, { body: { account } });
  await come({ ask, admin }, String(joined.headers['set-cookie'] ?? '').split(';')[0] ?? '');
  // Who is a member already gives the invitation back.
  const second = secretOf(await ask('POST', `${here}/invitations`, { cookie, body }));
  await ask('POST', `/api/invitations/${second}`, { cookie, body: {} });
  const listed = read(await ask('GET', `${here}/invitations`, { cookie }))['invitations'] ?? [];
  const open = (listed as { id: string; status: string }[]).filter(
    ({ status }) => status === 'open',
  );
  for (const { id } of open) await ask('DELETE', `${here}/invitations/${id}`, { cookie });
}

/** Who has just joined sets another password, and is shut out. */
async function come({ ask, admin }: { ask: LaterAsk; admin: string }, cookie: string) {
  const present = 'long enough to count';
  await ask('POST', '/api/me/password', { cookie, body: { present, next: present } });
  const me = read(await ask('GET', '/api/session', { cookie }))['me'];
  const { person } = (me ?? { person: 'p_nobody' }) as { person: string };
  await ask('POST', `/api/admin/people/${person}/shut-out`, { cookie: admin, body: {} });
}

async function useToken(ask: LaterAsk, around: Around): Promise<void> {
  const { here, coordinator: cookie, round } = around;
  const body = { name: `t${round}`, scope: ['read', 'write'], workbook: null };
  const expiresAt = Date.now() + 24 * HOUR_MS;
  const made = read(await ask('POST', '/api/tokens', { cookie, body: { ...body, expiresAt } }));
  const authorization = `Bearer ${String(made['secret'] ?? 'ts_x')}`;
  await ask('GET', `${here}/cells`, { headers: { authorization } });
  await ask('PATCH', `${here}/cells`, {
    headers: { authorization, 'idempotency-key': `k${round}` },
    body: { cells: { [CELL]: `by a program ${round}` } },
  });
  const listed = read(await ask('GET', '/api/tokens', { cookie }))['tokens'] ?? [];
  for (const { id } of listed as { id: string }[])
    await ask('DELETE', `/api/tokens/${id}`, { cookie });
}

async function sendOn(ask: LaterAsk, { here, head, admin, coordinator }: Around): Promise<void> {
  const targets = '/api/admin/webhook-targets';
  await ask('POST', targets, { cookie: admin, body: { origin: TARGET } });
  for (const cookie of [head, coordinator]) {
    await ask('POST', `${here}/webhooks`, { cookie, body: { url: `${TARGET}/in`, after: 0 } });
    const listed = read(await ask('GET', `${here}/webhooks`, { cookie }))['webhooks'] ?? [];
    // Time for a delivery, which is tried in the background.
    await new Promise((later) => setTimeout(later, 50));
    for (const { id } of listed as { id: string }[])
      await ask('DELETE', `${here}/webhooks/${id}`, { cookie });
  }
  await ask('DELETE', `${targets}/${encodeURIComponent(TARGET)}`, { cookie: admin });
}

async function propose(ask: LaterAsk, { here, coordinator, round }: Around): Promise<void> {
  const cookie = coordinator;
  const body = { cell: CELL, text: `came too late ${round}`, code: 'locked', note: 'please' };
  const made = read(await ask('POST', `${here}/refused-drafts`, { cookie, body }));
  await ask('GET', `${here}/refused-drafts`, { cookie });
  const path = `${here}/refused-drafts/${String(made['id'] ?? 'x')}/settle`;
  await ask('POST', path, { cookie, body: { how: 'discard', word: '' } });
}

async function handIn(ask: LaterAsk, { here, coordinator: cookie, round }: Around): Promise<void> {
  const text = `from a file ${round}`;
  const [workbook = ''] = here.split('/').slice(-1);
  const origin = { workbook, number: 1, edition: '2017' };
  const rows = [{ row: CELL.replace(':notes', ''), texts: { notes: text } }];
  const body = handedOut({ catalogue: loadCatalogue(), origin, rows, exported: new Map() });
  const told = read(await ask('POST', `${here}/files?name=a.xlsx`, { cookie, body }));
  const { hash: file = 'f'.repeat(64) } = (told['file'] ?? {}) as { hash?: string };
  await ask('GET', `${here}/files/${file}/comparison`, { cookie });
  const command = { type: 'import-file', file, cells: { [CELL]: text }, seen: {} };
  const id = `c_file_${round}`;
  await ask('POST', `${here}/commands`, { cookie, body: { id, command } });
  await ask('GET', `${here}/files/${file}`, { cookie });
}

async function keepTemplates(
  ask: LaterAsk,
  { here, admin, coordinator, round }: Around,
): Promise<void> {
  const origin = { workbook: 'wb_none', number: 1, edition: '2017' };
  const rows = [{ row: CELL.replace(':notes', ''), texts: { notes: `of round ${round}` } }];
  const body = handedOut({ catalogue: loadCatalogue(), origin, rows, exported: new Map() });
  const cookie = admin;
  const told = read(await ask('POST', '/api/templates/files?name=t.xlsx', { cookie, body }));
  const { hash: file = 'f'.repeat(64) } = (told['file'] ?? {}) as { hash?: string };
  const map = { edition: '2017', tables: [] };
  const made = { template: null, version: 0, name: `Template ${round}`, file, map };
  const saved = read(await ask('POST', '/api/templates', { cookie, body: made }));
  const template = String(saved['template'] ?? 'tpl_none');
  await ask('GET', '/api/templates', { cookie: coordinator });
  await ask('GET', `/api/templates/${template}`, { cookie });
  await ask('GET', `${here}/templates/${template}/report`, { cookie: coordinator });
}

async function administer(ask: LaterAsk, { admin: cookie, person }: Around): Promise<void> {
  const one = `/api/admin/people/${person}`;
  await ask('GET', '/api/admin/people?q=a', { cookie });
  await ask('POST', `${one}/admin`, { cookie, body: { admin: false } });
  await ask('POST', `${one}/link`, { cookie, body: {} });
  await ask('GET', '/api/me/sessions', { cookie });
  await ask('DELETE', '/api/me/sessions', { cookie });
}
