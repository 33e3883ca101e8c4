/**
 * The tables of what people are told of (`port-post.ts`). None of it belongs to a journal; who is erased as a person takes
 * theirs along. Written and read by SQL of their own alone.
 */
import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { person } from './schema.ts';

const whose = () =>
  text('person')
    .notNull()
    .references(() => person.person, { onDelete: 'cascade' });

/** What somebody was told of: no word of it is kept here, only where it stands. @public */
export const notice = sqliteTable(
  'notice',
  {
    person: whose(),
    id: text('id').notNull(),
    workbook: text('workbook').notNull(),
    kind: text('kind').notNull(),
    number: integer('number').notNull(),
    by: text('by'),
    at: integer('at').notNull(),
    cell: text('cell'),
    row: text('row'),
    places: integer('places').notNull(),
    readAt: integer('read_at'),
    mailAt: integer('mail_at'),
    mail: text('mail'),
  },
  (table) => [
    primaryKey({ columns: [table.person, table.id] }),
    index('notice_at').on(table.person, table.at),
    index('notice_workbook').on(table.workbook),
    index('notice_waits').on(table.mailAt).where(sql`mail_at IS NOT NULL AND mail IS NULL`),
    index('notice_mail').on(table.mail).where(sql`mail IS NOT NULL`),
  ],
);

/** How far the events of a workbook have become notices. @public */
export const postCursor = sqliteTable('post_cursor', {
  workbook: text('workbook').primaryKey(),
  number: integer('number').notNull(),
});

/** Mails on their way, and those that arrived; what is in one are the notices that name it. @public */
export const mail = sqliteTable(
  'mail',
  {
    id: text('id').primaryKey(),
    person: whose(),
    state: text('state', { enum: ['waiting', 'sent', 'refused', 'dropped'] }).notNull(),
    tries: integer('tries').notNull(),
    nextAt: integer('next_at').notNull(),
    answer: text('answer'),
    madeAt: integer('made_at').notNull(),
    sentAt: integer('sent_at'),
  },
  (table) => [
    index('mail_waits').on(table.nextAt).where(sql`state = 'waiting'`),
    index('mail_person').on(table.person, table.madeAt),
  ],
);

/** How somebody wants to be told by mail; '' stands for every workbook and for every kind. @public */
export const postSetting = sqliteTable(
  'post_setting',
  {
    person: whose(),
    workbook: text('workbook').notNull(),
    kind: text('kind').notNull(),
    how: text('how', { enum: ['at-once', 'daily', 'never'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.person, table.workbook, table.kind] })],
);

/** @public */
export const postPerson = sqliteTable(
  'post_person',
  {
    person: whose().primaryKey(),
    /** Of the mails; null: nobody has chosen. */
    language: text('language'),
    /** SHA-256 of the calendar's secret, hexadecimal; null: there is none. */
    calendar: text('calendar'),
  },
  (table) => [uniqueIndex('post_person_calendar').on(table.calendar)],
);

/** When the people of an entity were last reminded by hand. @public */
export const chase = sqliteTable(
  'chase',
  {
    workbook: text('workbook').notNull(),
    entity: text('entity').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.entity] })],
);
