/**
 * People of a workbook, and the one-time links with which they set a password. Own file: one noun, the person.
 */
import { randomBytes } from 'node:crypto';
import type { CommandId, EntityId, PersonId, WorkbookId } from '@tallystick/domain/ids';
import { refuse } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import { ROLES } from '@tallystick/domain/roles';
import { idSchema } from '@tallystick/protocol/commands';
import {
  NAME_CHARS_MAX,
  PASSWORD_CHARS_MAX,
  PASSWORD_CHARS_MIN,
} from '@tallystick/protocol/limits';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { agentOf } from '../people/agent.ts';
import { findLink, makeLink, useLink } from '../people/links.ts';
import { hashPassword } from '../people/password.ts';
import { inWorkbook, parse, type RouteContext } from './context.ts';
import { sendRefusal } from './problem.ts';

const email = z.email().max(200).toLowerCase();
const name = z.string().trim().min(1).max(NAME_CHARS_MAX);
export const adding = z.strictObject({
  id: idSchema,
  name,
  email,
  role: z.enum(ROLES),
  entity: idSchema.nullable(),
});
export const setting = z.strictObject({
  password: z.string().min(1).max(PASSWORD_CHARS_MAX),
  name: name.optional(),
  email: email.optional(),
});

export function peopleRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;

  app.post('/api/workbooks/:id/people', async (request, reply) => {
    const here = await inWorkbook(context, request, reply);
    if (here === undefined) return reply;
    const refusal = may(here.actor, 'manage-members', { state: here.workbook.state });
    if (refusal !== undefined) return sendRefusal(reply, refusal);
    const body = parse(adding, request.body, reply);
    if (body === undefined) return reply;
    const person = await personOf(context, body);
    const outcome = await here.workbook.command({
      person: here.actor.person,
      admin: here.actor.admin,
      id: body.id as CommandId,
      command: {
        type: 'add-member',
        person: person.id,
        role: body.role,
        entity: body.entity as EntityId | null,
      },
      door: 'api',
    });
    if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
    const mayHaveLink = here.actor.admin || (await isOnlyHere(context, person, here.workbook.id));
    const link =
      person.hasPassword || !mayHaveLink
        ? null
        : await makeLink(store, { purpose: 'set-password', person: person.id, now: context.now() });
    return { person: person.id, link };
  });

  app.get('/api/links/:token', async (request, reply) => {
    const { token } = request.params as { token: string };
    const link = await findLink(store, token, context.now());
    if (link === undefined) return sendRefusal(reply, refuse('link-used'));
    const person = link.person === null ? undefined : await store.person(link.person);
    return { purpose: link.purpose, name: person?.name ?? null, email: person?.email ?? null };
  });

  app.post('/api/links/:token', async (request, reply) => {
    const { token } = request.params as { token: string };
    const body = parse(setting, request.body, reply);
    if (body === undefined) return reply;
    if (body.password.length < PASSWORD_CHARS_MIN)
      return sendRefusal(reply, refuse('weak-password'));
    const link = await findLink(store, token, context.now());
    if (link === undefined) return sendRefusal(reply, refuse('link-used'));
    if (link.purpose === 'first-admin' && (body.name === undefined || body.email === undefined)) {
      return sendRefusal(reply, refuse('bad-request', 'name, email'));
    }
    const hash = await hashPassword(body.password);
    // Only now is the link used up: a slip in the form above does not cost it.
    if ((await useLink(store, token, context.now())) === undefined) {
      return sendRefusal(reply, refuse('link-used'));
    }
    const person = link.person ?? (await firstAdmin(context, body.name ?? '', body.email ?? ''));
    await store.setPassword(person, hash);
    // Whoever was signed in with the old password, or holds another link, is out.
    await store.endLinks(person, context.now());
    await context.sessions.endAll(person, null);
    const agent = agentOf(request.headers['user-agent']);
    context.guard.cookie.set(reply, await context.sessions.begin(person, agent));
    return reply.code(204).send();
  });
}

/** A link sets the password: of a person whom another city has invited it is not this city's to give. */
async function isOnlyHere(
  context: RouteContext,
  person: { id: PersonId },
  workbook: WorkbookId,
): Promise<boolean> {
  const memberships = await context.store.memberships(person.id);
  return memberships.every((membership) => membership.workbook === workbook);
}

async function personOf(
  context: RouteContext,
  made: { name: string; email: string },
): Promise<{ id: PersonId; hasPassword: boolean }> {
  const known = await context.store.personByEmail(made.email);
  if (known !== undefined) return { id: known.person, hasPassword: known.passwordHash !== null };
  const id = newPersonId();
  const added = await context.store.addPerson({
    person: id,
    email: made.email,
    name: made.name,
    passwordHash: null,
    admin: false,
    demo: false,
    createdAt: context.now(),
  });
  if (added === 'added') return { id, hasPassword: false };
  return await personOf(context, made);
}

async function firstAdmin(context: RouteContext, name: string, email: string): Promise<PersonId> {
  const person = newPersonId();
  await context.store.addPerson({
    person,
    email,
    name,
    passwordHash: null,
    admin: true,
    demo: false,
    createdAt: context.now(),
  });
  return person;
}

export function newPersonId(): PersonId {
  return `p_${randomBytes(8).toString('hex')}` as PersonId;
}
