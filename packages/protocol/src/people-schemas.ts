/** The views of people, links and the installation as schemas, for /api/openapi.json. */
import { z } from 'zod';
import { instant, named, role } from './view-schemas.ts';

export const personAddedSchema = z.strictObject({
  person: z.string(),
  link: z
    .string()
    .nullable()
    .describe('Path of a one-time link, where the person has no password.'),
  account: z
    .strictObject({ name: z.string(), createdAt: z.int() })
    .nullable()
    .describe('The account that answered to this e-mail before; null where one was made.'),
});
export type PersonAdded = z.infer<typeof personAddedSchema>;
export const linkViewSchema = z.strictObject({
  purpose: z.enum(['first-admin', 'set-password']),
  name: z.string().nullable(),
  email: z.string().nullable(),
});

export const invitationsViewSchema = z.strictObject({
  invitations: z.array(
    z.strictObject({
      id: z.string(),
      role,
      entity: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
      note: z.string(),
      by: named,
      createdAt: instant,
      expiresAt: instant,
      status: z.enum(['open', 'used', 'expired', 'revoked', 'lapsed']),
      usedBy: named.nullable(),
      usedAt: instant.nullable(),
    }),
  ),
});
export const invitationMadeSchema = z.strictObject({
  id: z.string(),
  link: z.string(),
  expiresAt: instant,
});
export const invitationViewSchema = z.strictObject({
  workbook: z.string(),
  city: z.string(),
  title: z.string(),
  role,
  entity: z.string().nullable(),
  by: z.string(),
  expiresAt: instant,
  me: z.strictObject({ name: z.string(), member: z.boolean() }).nullable(),
});
export const lastSeenSchema = z.strictObject({
  people: z.array(z.strictObject({ person: z.string(), at: instant.nullable() })),
});
export const joinedSchema = z.strictObject({ workbook: z.string() });

export const sessionsViewSchema = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      agent: z.string(),
      createdAt: instant,
      lastSeenAt: instant,
      current: z.boolean(),
    }),
  ),
});
export const endedSchema = z.strictObject({ ended: z.int() });
export const linkMadeSchema = z.strictObject({ link: z.string() });

const word = z.strictObject({ by: named, at: instant, reason: z.string() });
export const adminWorkbooksSchema = z.strictObject({
  workbooks: z.array(
    z.strictObject({
      workbook: z.string(),
      city: z.string(),
      title: z.string(),
      createdAt: instant,
      archived: word.nullable(),
      deletion: word.extend({ number: z.int(), until: instant }).nullable(),
      zone: z.string().nullable(),
      mayTakeRecord: z.boolean(),
    }),
  ),
  deleted: z.strictObject({ count: z.int(), at: instant.nullable() }),
});
export const serviceViewSchema = z.strictObject({
  backup: z
    .strictObject({ at: instant.nullable(), maxAgeHours: z.int(), old: z.boolean() })
    .nullable(),
});
export const adminPeopleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      person: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      admin: z.boolean(),
      access: z.enum(['password', 'none', 'shut-out']),
      sessions: z.int(),
      workbooks: z.array(
        z.strictObject({ workbook: z.string(), role, city: z.string(), title: z.string() }),
      ),
    }),
  ),
  more: z.boolean(),
});
