/** What the server answers about people, their sessions and invitations, and about the installation. */
import { z } from 'zod';
import { instant, named, role } from './pieces.ts';

/** POST /api/workbooks/:id/people */
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

/** GET /api/links/:token */
export const linkViewSchema = z.strictObject({
  purpose: z.enum(['first-admin', 'set-password']),
  name: z.string().nullable(),
  email: z.string().nullable(),
});

const invitationSchema = z.strictObject({
  id: z.string(),
  role,
  entity: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  note: z.string().describe('For whom, as the inviter wrote it.'),
  by: named,
  createdAt: instant,
  expiresAt: instant,
  status: z
    .enum(['open', 'used', 'expired', 'revoked', 'lapsed'])
    .describe('`lapsed`: whoever invited may no longer give this role.'),
  usedBy: named.nullable(),
  usedAt: instant.nullable(),
});
export type InvitationLine = z.infer<typeof invitationSchema>;
export type InvitationStatus = InvitationLine['status'];
/** GET /api/workbooks/:id/invitations: newest first. The link itself is shown only when it is made. */
export const invitationsViewSchema = z.strictObject({ invitations: z.array(invitationSchema) });

/** POST /api/workbooks/:id/invitations: the path of the link, this once. */
export const invitationMadeSchema = z.strictObject({
  id: z.string(),
  link: z.string(),
  expiresAt: instant,
});
export type InvitationMade = z.infer<typeof invitationMadeSchema>;

/** GET /api/invitations/:token: what somebody is invited to. */
export const invitationViewSchema = z.strictObject({
  workbook: z.string(),
  city: z.string(),
  title: z.string(),
  role,
  entity: z.string().nullable(),
  by: z.string(),
  expiresAt: instant,
  me: z
    .strictObject({ name: z.string(), member: z.boolean() })
    .nullable()
    .describe('Who is signed in here, and whether they take part already.'),
});
export type InvitationView = z.infer<typeof invitationViewSchema>;
/** POST /api/invitations/:token */
export const joinedSchema = z.strictObject({ workbook: z.string() });

/** GET /api/workbooks/:id/last-seen */
export const lastSeenSchema = z.strictObject({
  people: z
    .array(z.strictObject({ person: z.string(), at: instant.nullable() }))
    .describe('The members; `at` is null for who has not been here yet.'),
});
export type LastSeenView = z.infer<typeof lastSeenSchema>;

const sessionSchema = z.strictObject({
  id: z.string(),
  agent: z.string().describe('Browser and system, as the client named itself.'),
  createdAt: instant,
  lastSeenAt: instant,
  current: z.boolean().describe('The one that asks.'),
});
export type SessionLine = z.infer<typeof sessionSchema>;
/** GET /api/me/sessions: newest first. */
export const sessionsViewSchema = z.strictObject({ sessions: z.array(sessionSchema) });

export const endedSchema = z.strictObject({ ended: z.int() });
export const linkMadeSchema = z.strictObject({ link: z.string() });

/** What somebody entitled said of a workbook as a whole, and why. */
const word = z.strictObject({ by: named, at: instant, reason: z.string() });
const adminWorkbookSchema = z.strictObject({
  workbook: z.string(),
  city: z.string(),
  title: z.string(),
  createdAt: instant,
  archived: word.nullable().describe('Null while it is at work.'),
  deletion: word
    .extend({ number: z.int(), until: instant })
    .nullable()
    .describe('A deletion that was asked for, lapsed or not.'),
  zone: z
    .string()
    .nullable()
    .describe(
      'On whose clock an end is read; null where the city has named none, or while it is at work.',
    ),
  mayTakeRecord: z
    .boolean()
    .describe(
      'Whether the administrator who asks is a member who may download the record; of one that is at work false.',
    ),
});
/** Names, and what becomes of the workbook as a whole. */
export type AdminWorkbook = z.infer<typeof adminWorkbookSchema>;
/** GET /api/admin/workbooks */
export const adminWorkbooksSchema = z.strictObject({
  workbooks: z.array(adminWorkbookSchema),
  deleted: z
    .strictObject({ count: z.int(), at: instant.nullable() })
    .describe('How many there were besides, and when the last of them went.'),
});
export type AdminWorkbooks = z.infer<typeof adminWorkbooksSchema>;

/** GET /api/admin/service */
export const serviceViewSchema = z.strictObject({
  backup: z
    .strictObject({
      at: instant.nullable().describe('When the last good one was made; null where there is none.'),
      maxAgeHours: z.int(),
      old: z.boolean().describe('There is none, or it is older than `maxAgeHours`.'),
    })
    .nullable()
    .describe('Null where nobody has set how old a backup may be.'),
});
export type ServiceView = z.infer<typeof serviceViewSchema>;

const adminPersonSchema = z.strictObject({
  person: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  admin: z.boolean(),
  access: z
    .enum(['password', 'none', 'shut-out'])
    .describe(
      '`none`: has never set a password. `shut-out`: an administrator took the access away.',
    ),
  sessions: z.int(),
  workbooks: z.array(
    z.strictObject({ workbook: z.string(), city: z.string(), title: z.string(), role }),
  ),
});
export type AdminPerson = z.infer<typeof adminPersonSchema>;
/** GET /api/admin/people?q= */
export const adminPeopleSchema = z.strictObject({
  people: z.array(adminPersonSchema),
  more: z.boolean(),
});
