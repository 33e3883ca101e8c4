/** Invitations: made, listed and revoked by those who manage members; opened and taken by whoever holds the link. */
import { grantable } from '@tallystick/domain/nouns/member';
import type { EntityId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { no, type Outcome, type Refusal, refuse, yes } from '@tallystick/domain/refusals';
import { ROLES } from '@tallystick/domain/roles';
import { idSchema } from '@tallystick/protocol/commands';
import {
  EMAIL_CHARS_MAX,
  INVITATION_DAYS_MAX,
  INVITATION_DAYS_MIN,
  INVITATION_NOTE_CHARS_MAX,
  NAME_CHARS_MAX,
  PASSWORD_CHARS_MAX,
  PASSWORD_CHARS_MIN,
} from '@tallystick/protocol/limits';
import {
  type InvitationLine,
  invitationMadeSchema,
  invitationsViewSchema,
  invitationViewSchema,
  joinedSchema,
} from '@tallystick/protocol/views-people';
import type { InvitationRow } from '@tallystick/store/port-invitations';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { INVITATIONS_OPEN_MAX } from '../../service/limits.ts';
import { agentOf } from '../../people/agent.ts';
import {
  DAY_MS,
  entityOf,
  invitationId,
  invitationOf,
  joinBy,
  linkAnew,
  makeInvitation,
  statusOf,
} from '../../people/invitations.ts';
import { noteLinkUse } from '../../people/link-log.ts';
import { hashPassword } from '../../people/password.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';
import { everybody, member } from '../../edge/access.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { type Access, json, nothing } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import { newPersonId } from './people-routes.ts';

const inviting = z.strictObject({
  role: z.enum(ROLES),
  entity: idSchema.nullable(),
  note: z.string().trim().max(INVITATION_NOTE_CHARS_MAX),
  days: z.int().min(INVITATION_DAYS_MIN).max(INVITATION_DAYS_MAX),
});
const invitation = { role: 'contributor', entity: 'e_water', note: 'For Wen', days: 7 };
/** Somebody who is signed in sends nothing; somebody new makes an account. */
const joining = z.strictObject({
  account: z
    .strictObject({
      name: z.string().trim().min(1).max(NAME_CHARS_MAX),
      email: z.email().max(EMAIL_CHARS_MAX).toLowerCase(),
      password: z.string().min(1).max(PASSWORD_CHARS_MAX),
    })
    .optional(),
});

export function invitationRoutes(app: FastifyInstance, context: RouteContext): void {
  manageInvitations(app, context);
  changeInvitations(app, context);
  useInvitations(app, context);
}

const managed = member('manage-members', 'session');

/** The invitation of `:invitation` for somebody who may give its role. */
const managedInvitation: Access<InWorkbook & { row: InvitationRow }> = {
  ...managed,
  enter: async (context, request, reply) => {
    const here = await managed.enter(context, request, reply);
    if (here === undefined) return undefined;
    const { invitation } = request.params as { invitation: string };
    const row = await context.store.invitation(invitation);
    const isHere = row?.workbook === here.workbook.id;
    if (row !== undefined && isHere && grantable(here.actor).includes(row.role)) {
      return { ...here, row };
    }
    const isRole = row !== undefined && isHere;
    sendRefusal(reply, isRole ? refuse('not-your-role', row.role) : refuse('not-found'));
    return undefined;
  },
};

function manageInvitations(app: FastifyInstance, context: RouteContext): void {
  const { store, now } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/invitations',
      tag: 'people',
      summary: 'Invitations of a workbook',
      access: member('manage-members'),
      answers: { 200: json('The invitations, newest first.', invitationsViewSchema) },
    },
    async ({ entered }) => ({ invitations: await linesOf(context, entered.workbook) }),
  );

  serve(
    at,
    {
      method: 'post',
      path: '/api/workbooks/:id/invitations',
      tag: 'people',
      summary: 'Invite by a link',
      about: 'Not by a token: the answer holds the link.',
      access: managed,
      body: inviting,
      example: invitation,
      answers: { 200: json('The link, this once.', invitationMadeSchema) },
    },
    async ({ entered: here, body, reply }) => {
      const { actor, workbook } = here;
      const { note, days } = body;
      const given = givenBy(here, body);
      if (!given.ok) return sendRefusal(reply, given.refusal);
      const open = (await linesOf(context, workbook)).filter(({ status }) => status === 'open');
      if (open.length >= INVITATIONS_OPEN_MAX) return sendRefusal(reply, refuse('too-many'));
      const by = actor.person;
      const made = { workbook: workbook.id, ...given.value, note, by, days, now: now() };
      return await makeInvitation(store, made);
    },
  );

  serve(
    at,
    {
      method: 'delete',
      path: '/api/workbooks/:id/invitations/:invitation',
      tag: 'people',
      summary: 'Revoke an invitation',
      access: managedInvitation,
      answers: { 204: nothing('Revoked.') },
      refuses: [410],
    },
    async ({ entered: { row, workbook }, reply }) => {
      const revoked = await store.revokeInvitation(row.id, workbook.id, now());
      return revoked ? reply.code(204).send() : sendRefusal(reply, refuse('invitation-ended'));
    },
  );
}

function changeInvitations(app: FastifyInstance, context: RouteContext): void {
  const { store, now } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'put',
      path: '/api/workbooks/:id/invitations/:invitation',
      tag: 'people',
      summary: 'Change an invitation that nobody has used',
      about: 'Its link stays. From then on it is the word of whoever changed it.',
      access: managedInvitation,
      body: inviting,
      example: invitation,
      answers: { 204: nothing('Changed.') },
      refuses: [410],
    },
    async ({ entered: named, body, reply }) => {
      const given = givenBy(named, body);
      if (!given.ok) return sendRefusal(reply, given.refusal);
      // From now on it is the word of whoever changed it, who must be able to give the role when it is used.
      const by = named.actor.person;
      const until = { note: body.note, by, expiresAt: now() + body.days * DAY_MS };
      const { row } = named;
      const changed = await store.changeInvitation(row.id, { ...row, ...given.value, ...until });
      return changed ? reply.code(204).send() : sendRefusal(reply, refuse('invitation-ended'));
    },
  );

  serve(
    at,
    {
      method: 'post',
      path: '/api/workbooks/:id/invitations/:invitation/link',
      tag: 'people',
      summary: 'A new link of an invitation',
      about: 'The earlier link opens nothing any more. It is good for a day at least.',
      access: managedInvitation,
      answers: { 200: json('The link, this once.', invitationMadeSchema) },
      refuses: [410],
    },
    async ({ entered: { row }, reply }) => {
      const made = await linkAnew(store, { row, until: Math.max(row.expiresAt, now() + DAY_MS) });
      return made ?? sendRefusal(reply, refuse('invitation-ended'));
    },
  );
}

/** The role and entity that somebody may invite to, as asked for. */
function givenBy(
  { actor, workbook }: Pick<InWorkbook, 'actor' | 'workbook'>,
  asked: Pick<z.infer<typeof inviting>, 'role' | 'entity'>,
): Outcome<Pick<InvitationRow, 'role' | 'entity'>> {
  const { role } = asked;
  const entity = role === 'contributor' ? (asked.entity as EntityId | null) : null;
  if (!grantable(actor).includes(role)) return no('not-your-role', role);
  if (role === 'contributor' && entity === null) return no('entity-needed');
  if (entity !== null && !workbook.state.entities.has(entity)) return no('unknown-entity');
  return yes({ role, entity });
}

async function linesOf(context: RouteContext, workbook: LiveWorkbook): Promise<InvitationLine[]> {
  const { store, now } = context;
  const rows = await store.invitations(workbook.id);
  const named = rows.flatMap(({ by, usedBy }) => (usedBy === null ? [by] : [by, usedBy]));
  const people = new Map((await store.people([...new Set(named)])).map((row) => [row.person, row]));
  const who = (person: PersonId) => ({ person, name: people.get(person)?.name ?? '' });
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    entity: entityIn(row, workbook) ?? null,
    note: row.note,
    by: who(row.by),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    status: statusOf(row, workbook, { at: now(), inviter: people.get(row.by) }),
    usedBy: row.usedBy === null ? null : who(row.usedBy),
    usedAt: row.usedAt,
  }));
}

function entityIn(row: InvitationRow, workbook: LiveWorkbook) {
  const entity = entityOf(row, workbook);
  return entity === null ? undefined : workbook.state.entities.get(entity);
}

type Found = { row: InvitationRow; workbook: LiveWorkbook };

/** The open invitation of `:token`; undefined after a refusal. Revoked, expired and unknown answer alike. */
async function opened(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Found | undefined> {
  const { store, registry, now } = context;
  const { token } = request.params as { token: string };
  const found = await invitationOf(store, token);
  // What is over opens no workbook: it answers as soon as what never was.
  const isOver = found === undefined || found.revokedAt !== null || found.expiresAt <= now();
  const row = isOver ? undefined : found;
  const workbook = row === undefined ? undefined : await registry.get(row.workbook as WorkbookId);
  let why = found === undefined ? 'unknown' : found.revokedAt !== null ? 'revoked' : 'expired';
  if (row !== undefined && workbook !== undefined) {
    why = statusOf(row, workbook, { at: now(), inviter: await store.person(row.by) });
    if (why === 'open') return { row, workbook };
    // Whoever took it and did not hear the answer may ask again.
    const me = (await context.guard.session(request))?.person.person;
    if (why === 'used' && me !== undefined && row.usedBy === me) return { row, workbook };
  }
  const link = invitationId(token);
  noteLinkUse(context.deps.log, { kind: 'invitation', link, person: null, refused: why });
  // Whoever holds a used link has most likely joined by it, and only has to sign in.
  sendRefusal(reply, refuse(why === 'used' ? 'invitation-used' : 'invitation-ended'));
  return undefined;
}

function useInvitations(app: FastifyInstance, context: RouteContext): void {
  const { store, guard } = context;

  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/invitations/:token',
      tag: 'account',
      summary: 'What an invitation is to',
      access: everybody,
      answers: { 200: json('Workbook, role, who invites.', invitationViewSchema) },
      refuses: [410],
    },
    async ({ request, reply }) => {
      const found = await opened(context, request, reply);
      if (found === undefined) return reply;
      const { row, workbook } = found;
      const { state } = workbook;
      const me = (await guard.session(request))?.person;
      const inviter = await store.person(row.by);
      return {
        workbook: workbook.id,
        city: state.city,
        title: state.title,
        role: row.role,
        entity: entityIn(row, workbook)?.name ?? null,
        by: inviter?.name ?? '',
        expiresAt: row.expiresAt,
        me: me === undefined ? null : { name: me.name, member: state.members.has(me.person) },
      };
    },
  );

  joinRoute(app, context);
}

function joinRoute(app: FastifyInstance, context: RouteContext): void {
  const { store, guard, sessions, now } = context;

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/invitations/:token',
      tag: 'account',
      summary: 'Take an invitation',
      access: everybody,
      body: joining,
      example: {
        account: {
          name: 'Wen Li',
          email: 'wen@city.example',
          password: 'a long and quiet password',
        },
      },
      answers: { 200: json('The workbook joined.', joinedSchema) },
      refuses: [401, 410],
    },
    async ({ body: { account }, request, reply }) => {
      const found = await opened(context, request, reply);
      if (found === undefined) return reply;
      const session = await guard.session(request);
      if (session === undefined && account === undefined) {
        return sendRefusal(reply, refuse('not-signed-in'));
      }
      if (account !== undefined && account.password.length < PASSWORD_CHARS_MIN) {
        return sendRefusal(reply, refuse('weak-password', String(PASSWORD_CHARS_MIN)));
      }
      const { row, workbook } = found;
      const used = { kind: 'invitation', link: row.id } as const;
      let person = session?.person.person;
      const refused = (refusal: Refusal) => {
        const { log } = context.deps;
        noteLinkUse(log, { ...used, person: person ?? null, refused: refusal.code });
        return sendRefusal(reply, refusal);
      };
      if (account !== undefined) {
        const made = await newPerson(context, row, account);
        if (!made.ok) return refused(made.refusal);
        person = made.value;
      }
      if (person === undefined) return sendRefusal(reply, refuse('not-signed-in'));
      const outcome = await joinBy({ store, workbook, now: now() }, row, person);
      if (!outcome.ok) return refused(outcome.refusal);
      noteLinkUse(context.deps.log, { ...used, person });
      if (account !== undefined) {
        if (session !== undefined) await sessions.end(session.id);
        const agent = agentOf(request.headers['user-agent']);
        guard.cookie.set(reply, await sessions.begin(person, agent));
      }
      return { workbook: workbook.id };
    },
  );
}

/**
 * A new account for an invitation, which is taken for it first: one link makes one account. Whoever holds a used link
 * could else make any number of them, under addresses of other people.
 */
async function newPerson(
  context: RouteContext,
  { id }: InvitationRow,
  account: { name: string; email: string; password: string },
): Promise<Outcome<PersonId>> {
  const { store, now } = context;
  if ((await store.personByEmail(account.email)) !== undefined) return no('email-known');
  const person = newPersonId();
  if ((await store.takeInvitation(id, person, now())) === undefined) return no('invitation-used');
  const added = await store.addPerson({
    person,
    email: account.email,
    name: account.name,
    passwordHash: await hashPassword(account.password),
    admin: false,
    demo: false,
    createdAt: now(),
  });
  if (added === 'added') return yes(person);
  await store.giveBackInvitation(id, person);
  return no('email-known');
}
