/** People of a workbook: added by those who manage its members, with a link for whom is new. */
import { randomBytes } from 'node:crypto';
import { decideMember } from '@tallystick/domain/nouns/member';
import { mayHandOut } from '@tallystick/domain/nouns/hand-out';
import type { CommandId, EntityId, PersonId } from '@tallystick/domain/cells/ids';
import { ROLES } from '@tallystick/domain/roles';
import { idSchema } from '@tallystick/protocol/commands';
import { EMAIL_CHARS_MAX, NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import {
  lastSeenSchema,
  type LastSeenView,
  personAddedSchema,
} from '@tallystick/protocol/views-people';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { OWN_ENTRIES_LOOKED_AT } from '../../service/limits.ts';
import { makeLink } from '../../people/links.ts';
import { member } from '../../edge/access.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import { unlessBehind } from './history-routes.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';
import type { PersonRow } from '@tallystick/store/rows';

const adding = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  email: z.email().max(EMAIL_CHARS_MAX).toLowerCase(),
  role: z.enum(ROLES),
  entity: idSchema.nullable(),
});

export function peopleRoutes(app: FastifyInstance, context: RouteContext): void {
  lastSeenRoute(app, context);

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/workbooks/:id/people',
      tag: 'people',
      summary: 'Add a person',
      about: 'Not by a token: the answer may hold a one-time link.',
      access: member('manage-members', 'session'),
      body: adding,
      example: {
        id: 'c_7hq2m4',
        name: 'Wen Li',
        email: 'wen@city.example',
        role: 'contributor',
        entity: 'e_water',
      },
      answers: { 200: json('The person.', personAddedSchema) },
    },
    async ({ entered: here, body, reply }) => {
      const { actor, workbook } = here;
      const { id, name, email, role } = body;
      const entity = body.entity as EntityId | null;
      const known = await context.store.personByEmail(email);
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
      return {
        person: person.person,
        link: await linkFor(context, here, person),
        // No address is proved here: who adds it must see whose account answers to it.
        account: known === undefined ? null : { name: known.name, createdAt: known.createdAt },
      };
    },
  );
}

/** When each member was last here, for those who hand out rows and remind. */
function lastSeenRoute(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/last-seen',
      tag: 'people',
      summary: 'When each member last looked or wrote',
      about: 'For those who assign rows.',
      access: member('assign'),
      answers: { 200: json('The members.', lastSeenSchema) },
      refuses: [409],
    },
    async ({ entered, reply }) =>
      await unlessBehind(reply, () => lastSeenIn(context, entered.workbook)),
  );
}

async function lastSeenIn(
  { store }: RouteContext,
  { id, state }: LiveWorkbook,
): Promise<LastSeenView> {
  const people: LastSeenView['people'] = [];
  for (const person of state.members.keys()) {
    const looked = await store.lastSeen(id, person);
    const about = { subjects: [`p:${person}`], limit: OWN_ENTRIES_LOOKED_AT };
    // What was done to somebody is no sign of them.
    const wrote = (await store.history(id, about)).find(({ entry }) => entry.by === person);
    const at = Math.max(looked?.at ?? 0, wrote?.entry.at ?? 0);
    people.push({ person, at: at === 0 ? null : at });
  }
  return { people };
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
