/** The table of the files that people handed in (`port-files.ts`). */
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The bytes stand last: whoever reads the rest of a row does not walk through them. */
export const file = sqliteTable(
  'file',
  {
    /** A workbook, or `installation`. */
    workbook: text('workbook').notNull(),
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    size: integer('size').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    /** null while it waits to be used. */
    keptAt: integer('kept_at'),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workbook, table.hash] })],
);
