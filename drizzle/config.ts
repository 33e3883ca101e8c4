/**
 * What drizzle-kit reads to write migrations: `drizzle-kit generate --config drizzle/config.ts`, run from the root. The
 * tool is for development alone; at run time drizzle-orm's migrator applies what it wrote.
 */
export default {
  dialect: 'sqlite',
  schema: './packages/store/src/sqlite/schema*.ts',
  out: './drizzle/sqlite',
};
