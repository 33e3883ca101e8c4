/** People of a workbook: added by those who manage its members, with a link for whom is new. */
import { randomBytes } from 'node:crypto';
import { decideMember } from '@tallystick/domain/decide-member';
import { mayHandOut } from '@tallystick/domain/hand-out';
import type { CommandId, EntityId, PersonId } from '@tallystick/domain/ids';
import { may } from '@tallystick/domain/rights';
import { ROLES } from '@tallystick/domain/roles';
import { idSchema } from '@tallystick/protocol/commands';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import type { PersonAdded } from '@tallystick/protocol/people-schemas';
import type { PersonRow } from '@tallystick/store/port';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { makeLink } from '../people/links.ts';
import { type InWorkbook, inWorkbook, parse, type RouteContext } from './context.ts';
import { sendRefusal } from './problem.ts';

export const adding = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  email: z.email().max(200).toLowerCase(),
  role: z.enum(ROLES),
  entity: idSchema.nullable(),
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
}

/** A link with which a person sets a first password, or null where it is not the asker's to hand out. */
async function linkFor(
  { store, now }: RouteContext,
  { actor, workbook }: InWorkbook,
  { person, admin, passwordHash }: PersonRow,
): Promise<string | null> {
  // As it stands now: the answer to an earlier command may be asked for again after much has changed.
  const role = workbook.state.members.get(person)?.role;
  const memberships = await store.memberships(person);
  const account = { admin, hasPassword: passwordHash !== null, memberships };
  if (role === undefined || !mayHandOut(actor, workbook.id, account)) return null;
  return await makeLink(store, { person, by: actor.person, workbook: workbook.id, now: now() });
}

/** A new person without a password; whom somebody else has made meanwhile is found. */
async function newPerson(
  context: RouteContext,
  made: { person: PersonId; name: string; email: string },
): Promise<PersonRow> {
  const { person, name, email } = made;
  const row: PersonRow = {
    person,
    email,
    name,
    passwordHash: null,
    admin: false,
    demo: false,
    createdAt: context.now(),
  };
  const isNew = (await context.store.addPerson(row)) === 'added';
  return isNew ? row : ((await context.store.personByEmail(email)) ?? row);
}

export function newPersonId(): PersonId {
  return `p_${randomBytes(8).toString('hex')}` as PersonId;
}
