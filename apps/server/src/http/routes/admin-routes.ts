/**
 * The administrator's page: the workbooks by name, the people, their access. It is of the installation and of no
 * workbook; nothing that a workbook holds passes here.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { actorOf, may } from '@tallystick/domain/rights';
import type { Archived } from '@tallystick/domain/state';
import { idSchema } from '@tallystick/protocol/commands';
import { WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import {
  adminPeopleSchema,
  type AdminPerson,
  type AdminWorkbook,
  adminWorkbooksSchema,
  endedSchema,
  linkMadeSchema,
  serviceViewSchema,
} from '@tallystick/protocol/views-people';
import type { WorkbookRow } from '@tallystick/store/port-workbooks';
import { NO_ACCESS } from '@tallystick/store/rules';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ADMIN_PEOPLE_MAX } from '../../service/limits.ts';
import { makeLink } from '../../people/links.ts';
import { administrator } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { type Access, json, nothing } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import type { PersonRow } from '@tallystick/store/rows';

const searching = z.strictObject({ q: z.string().trim().max(WORDS_CHARS_MAX).default('') });
const appointing = z.strictObject({ admin: z.boolean() });

export function adminRoutes(app: FastifyInstance, context: RouteContext): void {
  installationRoutes(app, context);
  peopleList(app, context);
  changeAccess(app, context);
}

function installationRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, backups } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/admin/service',
      tag: 'administration',
      summary: 'What whoever looks after the server should know',
      about: '`backup` is null where nobody has set how old the last backup may be.',
      access: administrator,
      answers: { 200: json('When the last good backup was made.', serviceViewSchema) },
    },
    async () => ({ backup: await backups.state() }),
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/admin/workbooks',
      tag: 'administration',
      summary: 'All workbooks by name',
      access: administrator,
      answers: { 200: json('Names, no content.', adminWorkbooksSchema) },
    },
    async ({ entered: by }) => {
      const all = await store.workbooks();
      const standing = all.filter(({ deletedAt }) => deletedAt === null);
      const gone = all.flatMap(({ deletedAt }) => deletedAt ?? []);
      const workbooks: AdminWorkbook[] = [];
      for (const row of standing)
        workbooks.push(await workbookLine(context, row, by.person.person));
      const deleted = { count: gone.length, at: gone.length === 0 ? null : Math.max(...gone) };
      return { workbooks, deleted };
    },
  );
}

function peopleList(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;

  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/admin/people',
      tag: 'administration',
      summary: 'People of the installation',
      access: administrator,
      query: searching,
      answers: { 200: json('The people found.', adminPeopleSchema) },
    },
    async ({ query }) => {
      const found = await store.searchPeople(query.q, ADMIN_PEOPLE_MAX + 1);
      const workbooks = new Map((await store.workbooks()).map((row) => [row.workbook, row]));
      const people: AdminPerson[] = [];
      for (const row of found.slice(0, ADMIN_PEOPLE_MAX)) {
        people.push(await personLine(context, row, workbooks));
      }
      return { people, more: found.length > ADMIN_PEOPLE_MAX };
    },
  );
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

type About = { by: PersonId; person: PersonId };

/** The person of `:person`, for an administrator. */
const aboutSomebody: Access<About> = {
  ...administrator,
  enter: async (context, request, reply) => {
    const by = await administrator.enter(context, request, reply);
    if (by === undefined) return undefined;
    const { person: id } = request.params as { person: string };
    const isId = idSchema.safeParse(id).success;
    const person = isId ? await context.store.person(id as PersonId) : undefined;
    if (person === undefined) sendRefusal(reply, refuse('not-found'));
    return person && { by: by.person.person, person: person.person };
  },
};

/** Each act on somebody's access is a line in the log. */
function note({ deps }: RouteContext, act: string, { by, person }: About): void {
  deps.log.warn({ act, by, person }, 'administrator');
}

/** What an administrator does to somebody's access. */
function changeAccess(app: FastifyInstance, context: RouteContext): void {
  const { store, sessions } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'post',
      path: '/api/admin/people/:person/link',
      tag: 'administration',
      summary: 'A one-time link that sets a password',
      access: aboutSomebody,
      answers: { 200: json('The path of the link.', linkMadeSchema) },
    },
    async ({ entered: about }) => {
      note(context, 'password link', about);
      return { link: await makeLink(store, { ...about, workbook: null, now: context.now() }) };
    },
  );

  serve(
    at,
    {
      method: 'post',
      path: '/api/admin/people/:person/sign-out',
      tag: 'administration',
      summary: "End a person's sessions",
      access: aboutSomebody,
      answers: { 200: json('How many were ended.', endedSchema) },
    },
    async ({ entered: about }) => {
      note(context, 'signed out', about);
      return { ended: await sessions.endAll(about.person, null) };
    },
  );

  shutOut(app, context);
  appoint(app, context);
}

function shutOut(app: FastifyInstance, context: RouteContext): void {
  const { store, sessions, tokens } = context;

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/admin/people/:person/shut-out',
      tag: 'administration',
      summary: "Take a person's access away",
      access: aboutSomebody,
      answers: { 200: json('How many sessions were ended.', endedSchema) },
      refuses: [409],
    },
    async ({ entered: about, reply }) => {
      if ((await store.shutOut(about.person, context.now())) === 'last-admin') {
        return sendRefusal(reply, refuse('last-admin'));
      }
      note(context, 'shut out', about);
      for (const { id } of await store.tokensOf(about.person)) {
        await tokens.revoke(id, about.person);
      }
      return { ended: await sessions.endAll(about.person, null) };
    },
  );
}

function appoint(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/admin/people/:person/admin',
      tag: 'administration',
      summary: 'Make or unmake an administrator',
      access: aboutSomebody,
      body: appointing,
      example: { admin: true },
      answers: { 204: nothing('Done.') },
    },
    async ({ entered: about, body, reply }) => {
      if ((await context.store.setAdmin(about.person, body.admin)) === 'last-admin') {
        return sendRefusal(reply, refuse('last-admin'));
      }
      note(context, body.admin ? 'made administrator' : 'no longer administrator', about);
      return reply.code(204).send();
    },
  );
}
