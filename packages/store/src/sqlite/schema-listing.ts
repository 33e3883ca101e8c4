/**
 * The tables from which the list of workbooks is answered (`listing.ts` says what their columns mean). Written and read by
 * SQL of their own alone.
 */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** @public */
export const listing = sqliteTable('listing', {
  workbook: text('workbook').primaryKey(),
  edition: text('edition').notNull(),
  due: integer('due'),
  zone: text('zone'),
  reported: integer('reported').notNull(),
  ready: integer('ready').notNull(),
  threads: integer('threads').notNull(),
  auditThreads: integer('audit_threads').notNull(),
});

/** @public */
export const listingRow = sqliteTable(
  'listing_row',
  {
    workbook: text('workbook').notNull(),
    row: text('row').notNull(),
    entity: text('entity'),
    mark: text('mark', { enum: ['ready', 'not-available'] }),
    print: text('print').notNull(),
    life: text('life', { enum: ['ready', 'in-progress', 'not-available', 'empty'] }).notNull(),
    reported: integer('reported').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.row] })],
);

/** @public */
export const listingEntity = sqliteTable(
  'listing_entity',
  {
    workbook: text('workbook').notNull(),
    entity: text('entity').notNull(),
    name: text('name'),
    rowCount: integer('row_count').notNull(),
    rowsLeft: integer('rows_left').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.entity] })],
);

/** @public */
export const listingVersion = sqliteTable(
  'listing_version',
  {
    workbook: text('workbook').notNull(),
    submission: integer('submission').notNull(),
    reported: integer('reported').notNull(),
    released: integer('released').notNull(),
    consent: text('consent', { enum: ['results', 'figures'] }),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.submission] })],
);

/** @public */
export const listingThread = sqliteTable(
  'listing_thread',
  {
    workbook: text('workbook').notNull(),
    comment: text('comment').notNull(),
    audience: text('audience', { enum: ['members', 'audit'] }).notNull(),
    open: integer('open').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.comment] })],
);
