/**
 * People of a workbook, and the one-time links with which they set a password. Own file: one noun, the person.
 */
import { randomBytes } from 'node:crypto';
import { decideMember, grantable } from '@tallystick/domain/decide-member';
import type { CommandId, EntityId, PersonId } from '@tallystick/domain/ids';
import { refuse } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import { ROLES } from '@tallystick/domain/roles';
import { idSchema } from '@tallystick/protocol/commands';
import {
  NAME_CHARS_MAX,
  PASSWORD_CHARS_MAX,
  PASSWORD_CHARS_MIN,
} from '@tallystick/protocol/limits';
import type { PersonAdded } from '@tallystick/protocol/people-schemas';
import type { PersonRow } from '@tallystick/store/port';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { agentOf } from '../people/agent.ts';
import { findLink, makeLink, useLink } from '../people/links.ts';
import { hashPassword } from '../people/password.ts';
import { type InWorkbook, inWorkbook, parse, type RouteContext } from './context.ts';
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
    const { actor, workbook } = here;
    const { id, name, email, role } = body;
    const entity = body.entity as EntityId | null;
    const known = await store.personByEmail(email);
    const commandFor = (person: PersonId) =>
      ({ type: 'add-member', person, role, entity }) as const;
    const made = newPersonId();
    if (known === undefined) {
      // Asked before there is an account: one that nobody may have would keep its address from its owner.
      const decided = decideMember(workbook.state, commandFor(made), actor);
      if (!decided.ok) return sendRefusal(reply, decided.refusal);
    }
    const person = known ?? (await newPerson(context, { person: made, name, email }));
    const outcome = await workbook.command({
      person: actor.person,
      admin: actor.admin,
      id: id as CommandId,
      command: commandFor(person.person),
      door: 'api',
    });
    if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
    const answer: PersonAdded = {
      person: person.person,
      link: await linkFor(context, here, person),
      // No address is proved here: who adds it must see whose account answers to it.
      account: known === undefined ? null : { name: known.name, createdAt: known.createdAt },
    };
    return answer;
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
    const { name = '', email = '' } = body;
    const first = { person: newPersonId(), name, email, admin: true } as const;
    const person = link.person ?? (await newPerson(context, first)).person;
    await store.setPassword(person, hash);
    // Whoever was signed in with the old password, or holds another link, is out.
    await store.endLinks(person, context.now());
    await context.sessions.endAll(person, null);
    const agent = agentOf(request.headers['user-agent']);
    context.guard.cookie.set(reply, await context.sessions.begin(person, agent));
    return reply.code(204).send();
  });
}

/**
 * A link with which a person sets a first password, or null. Whoever holds it is that person: so it is given only for
 * whom the asker could make all that the account is, which is no administrator, no member elsewhere, and here nobody
 * of a role that the asker may not give.
 */
async function linkFor(
  { store, now }: RouteContext,
  { actor, workbook }: InWorkbook,
  person: PersonRow,
): Promise<string | null> {
  if (person.passwordHash !== null) return null;
  const role = workbook.state.members.get(person.person)?.role;
  const memberships = await store.memberships(person.person);
  const isMine =
    !person.admin &&
    role !== undefined &&
    grantable(actor).includes(role) &&
    memberships.every((membership) => membership.workbook === workbook.id);
  if (!isMine && !actor.admin) return null;
  return await makeLink(store, { purpose: 'set-password', person: person.person, now: now() });
}

/** A new person without a password; whom somebody else has made meanwhile is found. */
async function newPerson(
  context: RouteContext,
  made: { person: PersonId; name: string; email: string; admin?: true },
): Promise<PersonRow> {
  const { person, name, email, admin = false } = made;
  const row: PersonRow = {
    person,
    email,
    name,
    passwordHash: null,
    admin,
    demo: false,
    createdAt: context.now(),
  };
  const isNew = (await context.store.addPerson(row)) === 'added';
  return isNew ? row : ((await context.store.personByEmail(email)) ?? row);
}

export function newPersonId(): PersonId {
  return `p_${randomBytes(8).toString('hex')}` as PersonId;
}
