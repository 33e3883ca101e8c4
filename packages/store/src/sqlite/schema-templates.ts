/** The table of the templates into which workbooks are exported (`port-templates.ts`). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const template = sqliteTable(
  'template',
  {
    template: text('template').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    edition: text('edition').notNull(),
    /** A row of `file` whose owner is the installation. */
    file: text('file').notNull(),
    map: text('map').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.template, table.version] })],
);
