/**
 * The tables of the SQLite adapter.
 *
 * House rules of the schema, so that a PostgreSQL twin can follow column by column: no JSON columns, instants are
 * integers of milliseconds since 1970 UTC, hashes are 32-byte blobs, `entry` alone is the truth: leaf and tree are derived
 * from it, the tables of `projections/tables.ts` as well, and `fsck.ts` compares them with it.
 */
import { JOURNAL_KINDS } from '@tallystick/domain/audit/journal-id';
import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The journals of all workbooks. `text` is the exact canonical JSON that was hashed. */
export const entry = sqliteTable(
  'entry',
  {
    workbook: text('workbook').notNull(),
    number: integer('number').notNull(),
    /** `erased`: of a deleted workbook; the leaf is all that is left (`erasure.ts`). */
    kind: text('kind', { enum: ['edit', 'event', 'erased'] }).notNull(),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    leaf: blob('leaf', { mode: 'buffer' }).notNull(),
    text: text('text').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workbook, table.number] }),
    // Partial: events are few among edits, so an edit pays nothing for it.
    index('entry_event').on(table.workbook, table.number).where(sql`kind = 'event'`),
  ],
);

/** One row a journal: of a workbook, or of the audit side beside it, of which this row says no more than its head. */
export const workbook = sqliteTable('workbook', {
  workbook: text('workbook').primaryKey(),
  city: text('city').notNull(),
  title: text('title').notNull(),
  head: integer('head').notNull(),
  locked: integer('locked', { mode: 'boolean' }).notNull(),
  generation: integer('generation').notNull(),
  createdAt: integer('created_at').notNull(),
  archived: integer('archived', { mode: 'boolean' }).notNull().default(false),
  /** Where it was deleted, when: all else of it is gone. */
  deletedAt: integer('deleted_at'),
  kind: text('kind', { enum: JOURNAL_KINDS }).notNull().default('workbook'),
});

export const cell = sqliteTable(
  'cell',
  {
    workbook: text('workbook').notNull(),
    cell: text('cell').notNull(),
    text: text('text').notNull(),
    number: integer('number').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workbook, table.cell] }),
    // Formulas are few, and every edit asks whether one of them leads to it.
    index('cell_formula').on(table.workbook).where(sql`substr(text, 1, 1) = '='`),
  ],
);

export const membership = sqliteTable(
  'membership',
  {
    workbook: text('workbook').notNull(),
    person: text('person').notNull(),
    role: text('role', {
      enum: ['contributor', 'coordinator', 'head', 'auditor', 'itu', 'observer'],
    }).notNull(),
    entity: text('entity'),
  },
  (table) => [
    primaryKey({ columns: [table.workbook, table.person] }),
    index('membership_person').on(table.person),
  ],
);

/** Which command made which entry: a command is carried out once. */
export const command = sqliteTable(
  'command',
  {
    workbook: text('workbook').notNull(),
    command: text('command').notNull(),
    number: integer('number').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.command] })],
);

/** Which person a Yjs client id of a workbook belongs to. */
export const clientClaim = sqliteTable(
  'client_claim',
  {
    workbook: text('workbook').notNull(),
    client: integer('client').notNull(),
    person: text('person').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.client] })],
);

/** Where a generation of a room begins: its base as a Yjs update. */
export const generation = sqliteTable(
  'generation',
  {
    workbook: text('workbook').notNull(),
    generation: integer('generation').notNull(),
    upTo: integer('up_to').notNull(),
    base: blob('base', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.generation] })],
);

/** What was locked, as canonical JSON; its hash is in the `locked` event. */
export const snapshot = sqliteTable(
  'snapshot',
  {
    workbook: text('workbook').notNull(),
    submission: integer('submission').notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.submission] })],
);

/** Names and addresses live here alone, so that a person can be erased and no proof breaks. */
export const person = sqliteTable('person', {
  person: text('person').primaryKey(),
  email: text('email').unique(),
  name: text('name').notNull(),
  passwordHash: text('password_hash'),
  admin: integer('admin', { mode: 'boolean' }).notNull(),
  demo: integer('demo', { mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
});

export const session = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    person: text('person')
      .notNull()
      .references(() => person.person, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    /** Browser and system, as the client names itself; shown to the person in the list of sessions. */
    agent: text('agent').notNull().default(''),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('session_person').on(table.person)],
);

/**
 * One-time links; `id` is the hash of the link's secret. Read and written by SQL alone, since reading asks the same
 * question as using.
 * @public
 */
export const link = sqliteTable('link', {
  id: text('id').primaryKey(),
  purpose: text('purpose', { enum: ['first-admin', 'set-password'] }).notNull(),
  person: text('person').references(() => person.person, { onDelete: 'cascade' }),
  /** Who made it; null: the installation itself. */
  by: text('by'),
  /** The workbook as whose manager it was made. */
  workbook: text('workbook'),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
  /** When it ended without being used. */
  endedAt: integer('ended_at'),
});

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** Which entries speak of a subject (`mentions.ts` says what subjects there are). Follows the journal, may lag behind. */
export const mention = sqliteTable(
  'mention',
  {
    workbook: text('workbook').notNull(),
    subject: text('subject').notNull(),
    number: integer('number').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.subject, table.number] })],
);

/** How far `mention` has followed each journal. */
export const mentioned = sqliteTable('mentioned', {
  workbook: text('workbook').primaryKey(),
  upTo: integer('up_to').notNull(),
});

/** Values that were refused or came too late and whose author could not be told in place. */
export const refusedDraft = sqliteTable(
  'refused_draft',
  {
    id: text('id').primaryKey(),
    workbook: text('workbook').notNull(),
    cell: text('cell').notNull(),
    /** null: the cell was to be emptied. */
    text: text('text'),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    door: text('door', { enum: ['socket', 'yjs', 'api'] }).notNull(),
    code: text('code').notNull(),
    detail: text('detail').notNull(),
    /** Head of the journal when it was refused. */
    head: integer('head').notNull(),
    settledAt: integer('settled_at'),
    settledBy: text('settled_by'),
    /** When its author handed it in as a proposal; null where it is only kept. */
    handedInAt: integer('handed_in_at'),
    /** What its author said when handing it in. */
    note: text('note').notNull().default(''),
    settledHow: text('settled_how', { enum: ['take-over', 'discard'] }),
    /** What was said when it was declined. */
    word: text('word').notNull().default(''),
  },
  (table) => [index('refused_draft_workbook').on(table.workbook, table.cell)],
);

/** The last entry of a workbook that a person has had before their eyes. */
export const seen = sqliteTable(
  'seen',
  {
    workbook: text('workbook').notNull(),
    person: text('person').notNull(),
    number: integer('number').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.person] })],
);

/**
 * Cells of locked workbooks that are open for a while; `subject` is a cell, or a row for all its cells. Read by the
 * appender's own SQL alone.
 * @public
 */
export const reopened = sqliteTable(
  'reopened',
  {
    workbook: text('workbook').notNull(),
    /** Of the entry that reopened it. */
    number: integer('number').notNull(),
    subject: text('subject').notNull(),
    until: integer('until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.number, table.subject] })],
);

/** Questions to ITU on a KPI and its rulings; derived from the journal, where their texts are. */
export const clarification = sqliteTable(
  'clarification',
  {
    workbook: text('workbook').notNull(),
    clarification: text('clarification').notNull(),
    edition: text('edition').notNull(),
    kpi: text('kpi').notNull(),
    status: text('status', { enum: ['open', 'answered', 'closed'] }).notNull(),
    /** `all`: the ruling holds for every city of the edition. */
    scope: text('scope', { enum: ['city', 'all'] }),
    /** Numbers of the entries that asked and that ruled last. */
    asked: integer('asked').notNull(),
    ruled: integer('ruled'),
    askedAt: integer('asked_at').notNull(),
    ruledAt: integer('ruled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.workbook, table.clarification] }),
    index('clarification_status').on(table.status, table.askedAt),
    index('clarification_scope').on(table.scope, table.edition),
  ],
);

/** Invitations by link; `id` is the hash of the link's secret. */
export const invitation = sqliteTable(
  'invitation',
  {
    id: text('id').primaryKey(),
    workbook: text('workbook').notNull(),
    role: text('role', {
      enum: ['contributor', 'coordinator', 'head', 'auditor', 'itu', 'observer'],
    }).notNull(),
    entity: text('entity'),
    /** For whom, as the inviter wrote it; shown in the list alone. */
    note: text('note').notNull(),
    by: text('by').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    usedBy: text('used_by'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('invitation_workbook').on(table.workbook)],
);

/** Personal access tokens; `id` is the hash of the secret. */
export const token = sqliteTable(
  'token',
  {
    id: text('id').primaryKey(),
    person: text('person')
      .notNull()
      .references(() => person.person, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Words of the scope, separated by a space. */
    scope: text('scope').notNull(),
    /** The one workbook it is for; null: all of the person's. */
    workbook: text('workbook'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    lastUsedAt: integer('last_used_at'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('token_person').on(table.person)],
);

/** Answers to requests that came with an idempotency key. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    person: text('person').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, address and body. */
    request: text('request').notNull(),
    status: integer('status').notNull(),
    body: text('body').notNull(),
    at: integer('at').notNull(),
    workbook: text('workbook'),
  },
  (table) => [
    primaryKey({ columns: [table.person, table.key] }),
    index('idempotency_at').on(table.at),
  ],
);

/** Origins that an administrator allowed webhooks to be sent to. */
export const webhookTarget = sqliteTable('webhook_target', {
  origin: text('origin').primaryKey(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
});

/** Where a workbook's journal is sent on. */
export const webhook = sqliteTable(
  'webhook',
  {
    id: text('id').primaryKey(),
    workbook: text('workbook').notNull(),
    url: text('url').notNull(),
    secret: text('secret').notNull(),
    by: text('by').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Number of the last entry that was delivered. */
    sentUpTo: integer('sent_up_to').notNull(),
    failures: integer('failures').notNull(),
    lastError: text('last_error'),
    nextAt: integer('next_at').notNull(),
  },
  (table) => [index('webhook_workbook').on(table.workbook)],
);
