/** The table of the files that stand behind values (`blobs/port-evidence.ts`); their bytes lie elsewhere. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** @public */
export const evidenceFile = sqliteTable(
  'evidence_file',
  {
    workbook: text('workbook').notNull(),
    hash: text('hash').notNull(),
    size: integer('size').notNull(),
    media: text('media').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
    /** null while it waits for an entry that names it. */
    keptAt: integer('kept_at'),
  },
  (table) => [
    primaryKey({ columns: [table.workbook, table.hash] }),
    index('evidence_file_waits').on(table.at).where(sql`kept_at IS NULL`),
  ],
);
