/**
 * The tables of the SQLite adapter. Own file because drizzle-kit reads it to write the migrations in `drizzle/sqlite`.
 *
 * House rules of the schema, so that a PostgreSQL twin can follow column by column: no JSON columns, instants are
 * integers of milliseconds since 1970 UTC, hashes are 32-byte blobs, `entry` alone is the truth: cell, membership,
 * command, client_claim and most of workbook are derived from it (`project.ts`) and compared with it by `fsck.ts`.
 */
import { sql } from 'drizzle-orm';
import {
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/** The journals of all workbooks in the order of the log. `text` is the exact canonical JSON that was hashed. */
export const entry = sqliteTable(
  'entry',
  {
    /** Index in the installation's log, from 0 without a gap. */
    logIndex: integer('log_index').primaryKey(),
    workbook: text('workbook').notNull(),
    number: integer('number').notNull(),
    kind: text('kind', { enum: ['edit', 'event'] }).notNull(),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    leaf: blob('leaf', { mode: 'buffer' }).notNull(),
    text: text('text').notNull(),
  },
  (table) => [
    uniqueIndex('entry_workbook_number').on(table.workbook, table.number),
    // Partial: events are few among edits, so an edit pays nothing for it.
    index('entry_event').on(table.workbook, table.number).where(sql`kind = 'event'`),
  ],
);

export const workbook = sqliteTable('workbook', {
  workbook: text('workbook').primaryKey(),
  city: text('city').notNull(),
  title: text('title').notNull(),
  head: integer('head').notNull(),
  locked: integer('locked', { mode: 'boolean' }).notNull(),
  generation: integer('generation').notNull(),
  createdAt: integer('created_at').notNull(),
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
  (table) => [primaryKey({ columns: [table.workbook, table.cell] })],
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

/** Complete subtrees of the Merkle tree, of the heights in `subtrees.ts`. */
export const treeNode = sqliteTable(
  'tree_node',
  {
    level: integer('level').notNull(),
    nodeIndex: integer('node_index').notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.nodeIndex] })],
);

/** One row (id 1): the tree's size and its frontier, the hashes of the complete subtrees from left to right. */
export const tree = sqliteTable('tree', {
  id: integer('id').primaryKey(),
  size: integer('size').notNull(),
  frontier: blob('frontier', { mode: 'buffer' }).notNull(),
});

/** Signed checkpoints, append-only. */
export const checkpoint = sqliteTable(
  'checkpoint',
  {
    id: integer('id').primaryKey(),
    size: integer('size').notNull(),
    root: blob('root', { mode: 'buffer' }).notNull(),
    note: text('note').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('checkpoint_size').on(table.size)],
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
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('session_person').on(table.person)],
);

export const link = sqliteTable('link', {
  id: text('id').primaryKey(),
  purpose: text('purpose', { enum: ['first-admin', 'set-password'] }).notNull(),
  person: text('person').references(() => person.person, { onDelete: 'cascade' }),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
});

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});
