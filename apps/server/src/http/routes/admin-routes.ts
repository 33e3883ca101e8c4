/**
 * The administrator's page: the workbooks by name, the people, their access. It is of the installation and of no
 * workbook; nothing that a workbook holds passes here.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { actorOf, may } from '@tallystick/domain/rights';
import { emptyState } from '@tallystick/domain/fold';
import type { Archived } from '@tallystick/domain/state';
import { idSchema } from '@tallystick/protocol/commands';
import { WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import type {
  AdminPerson,
  AdminWorkbook,
  AdminWorkbooks,
  ServiceView,
} from '@tallystick/protocol/views-people';
import type { WorkbookRow } from '@tallystick/store/port-workbooks';
import { NO_ACCESS } from '@tallystick/store/rules';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ADMIN_PEOPLE_MAX } from '../../service/limits.ts';
import { makeLink } from '../../people/links.ts';
import type { Session } from '../../people/sessions.ts';
import { parse, type RouteContext } from '../../edge/context.ts';
import { sendRefusal } from '../../edge/problem.ts';
import type { PersonRow } from '@tallystick/store/rows';

export const searching = z.strictObject({ q: z.string().trim().max(WORDS_CHARS_MAX).default('') });
export const appointing = z.strictObject({ admin: z.boolean() });

/** The session of an administrator; to everybody else the page is not there. Undefined after a refusal. */
export async function administrator(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | undefined> {
  const session = await context.guard.session(request);
  if (session === undefined) {
    sendRefusal(reply, refuse('not-signed-in'));
    return undefined;
  }
  const { person, admin } = session.person;
  const actor = { person, role: null, entity: null, admin };
  const refusal = may(actor, 'administer', { state: emptyState() });
  if (refusal === undefined) return session;
  sendRefusal(reply, refusal);
  return undefined;
}

export function adminRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, backups } = context;

  app.get('/api/admin/service', async (request, reply): Promise<ServiceView | FastifyReply> => {
    if ((await administrator(context, request, reply)) === undefined) return reply;
    return { backup: await backups.state() };
  });

  app.get('/api/admin/workbooks', async (request, reply) => {
    const by = await administrator(context, request, reply);
    if (by === undefined) return reply;
    const all = await store.workbooks();
    const standing = all.filter(({ deletedAt }) => deletedAt === null);
    const gone = all.flatMap(({ deletedAt }) => deletedAt ?? []);
    const workbooks: AdminWorkbook[] = [];
    for (const row of standing) workbooks.push(await workbookLine(context, row, by.person.person));
    const deleted = { count: gone.length, at: gone.length === 0 ? null : Math.max(...gone) };
    return { workbooks, deleted } satisfies AdminWorkbooks;
  });

  app.get('/api/admin/people', async (request, reply) => {
    if ((await administrator(context, request, reply)) === undefined) return reply;
    const query = parse(searching, request.query, reply);
    if (query === undefined) return reply;
    const found = await store.searchPeople(query.q, ADMIN_PEOPLE_MAX + 1);
    const workbooks = new Map((await store.workbooks()).map((row) => [row.workbook, row]));
    const people: AdminPerson[] = [];
    for (const row of found.slice(0, ADMIN_PEOPLE_MAX)) {
      people.push(await personLine(context, row, workbooks));
    }
    return { people, more: found.length > ADMIN_PEOPLE_MAX };
  });

  changeAccess(app, context);
}

/** A workbook by name; of one that is archived also who said so, and whether somebody asked for its deletion. */
async function workbookLine(
  { registry, deps }: RouteContext,
  { workbook, city, title, createdAt, archived }: WorkbookRow,
  me: PersonId,
): Promise<AdminWorkbook> {
  const state = archived ? (await registry.get(workbook))?.state : undefined;
  const said = [state?.archived ?? [], state?.deletion ?? []].flat();
  const names = await deps.names(said.map(({ by }) => by));
  const by = (person: PersonId) => ({ person, name: names.get(person) ?? '' });
  const wordOf = (word: Archived) => ({ by: by(word.by), at: word.at, reason: word.reason });
  const { archived: end = null, deletion = null, zone = null } = state ?? {};
  const isReader =
    state !== undefined && may(actorOf(state, me, true), 'read-history', { state }) === undefined;
  return {
    workbook,
    city,
    title,
    createdAt,
    archived: end && wordOf(end),
    deletion: deletion && {
      ...wordOf(deletion),
      number: deletion.number,
      until: deletion.until,
    },
    zone,
    mayTakeRecord: isReader,
  };
}

async function personLine(
  context: RouteContext,
  row: PersonRow,
  workbooks: ReadonlyMap<string, WorkbookRow>,
): Promise<AdminPerson> {
  const { person, name, email, admin, passwordHash } = row;
  const memberships = await context.store.memberships(person);
  const access =
    passwordHash === null ? 'none' : passwordHash === NO_ACCESS ? 'shut-out' : 'password';
  return {
    person,
    name,
    email,
    admin,
    access,
    sessions: (await context.sessions.of(person)).length,
    workbooks: memberships.map(({ workbook, role }) => ({
      workbook,
      role,
      city: workbooks.get(workbook)?.city ?? '',
      title: workbooks.get(workbook)?.title ?? '',
    })),
  };
}

/** What an administrator does to somebody's access. Each is a line in the log. */
function changeAccess(app: FastifyInstance, context: RouteContext): void {
  const { store, sessions } = context;

  const asked = async (request: FastifyRequest, reply: FastifyReply) => {
    const by = await administrator(context, request, reply);
    if (by === undefined) return undefined;
    const { person: id } = request.params as { person: string };
    const person = idSchema.safeParse(id).success ? await store.person(id as PersonId) : undefined;
    if (person === undefined) sendRefusal(reply, refuse('not-found'));
    return person && { by: by.person.person, person: person.person, session: by.id };
  };
  const note = (act: string, about: { by: PersonId; person: PersonId }) =>
    context.deps.log.warn({ act, by: about.by, person: about.person }, 'administrator');

  app.post('/api/admin/people/:person/link', async (request, reply) => {
    const about = await asked(request, reply);
    if (about === undefined) return reply;
    note('password link', about);
    const { person, by } = about;
    return { link: await makeLink(store, { person, by, workbook: null, now: context.now() }) };
  });

  app.post('/api/admin/people/:person/sign-out', async (request, reply) => {
    const about = await asked(request, reply);
    if (about === undefined) return reply;
    note('signed out', about);
    return { ended: await sessions.endAll(about.person, null) };
  });

  app.post('/api/admin/people/:person/shut-out', async (request, reply) => {
    const about = await asked(request, reply);
    if (about === undefined) return reply;
    if ((await store.shutOut(about.person, context.now())) === 'last-admin') {
      return sendRefusal(reply, refuse('last-admin'));
    }
    note('shut out', about);
    for (const { id } of await store.tokensOf(about.person)) {
      await context.tokens.revoke(id, about.person);
    }
    return { ended: await sessions.endAll(about.person, null) };
  });

  app.post('/api/admin/people/:person/admin', async (request, reply) => {
    const about = await asked(request, reply);
    if (about === undefined) return reply;
    const body = parse(appointing, request.body, reply);
    if (body === undefined) return reply;
    if ((await store.setAdmin(about.person, body.admin)) === 'last-admin') {
      return sendRefusal(reply, refuse('last-admin'));
    }
    note(body.admin ? 'made administrator' : 'no longer administrator', about);
    return reply.code(204).send();
  });
}
