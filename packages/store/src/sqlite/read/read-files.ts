/** Reads of files. */
import { and, asc, desc, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { FileStore, StoredFile } from '../../port-files.ts';
import { file } from '../schema-files.ts';

type FileReads = Pick<FileStore, 'file' | 'files'>;

export function fileReads(db: BetterSQLite3Database): FileReads {
  const { workbook, hash, name, size, by, at, keptAt } = file;
  const told = { workbook, hash, name, size, by, at, keptAt };
  return {
    async file(owner, of) {
      return db
        .select()
        .from(file)
        .where(and(eq(workbook, owner), eq(hash, of)))
        .get() as (StoredFile & { bytes: Uint8Array }) | undefined;
    },
    async files(owner) {
      return db
        .select(told)
        .from(file)
        .where(eq(workbook, owner))
        .orderBy(desc(at), asc(hash))
        .all() as StoredFile[];
    },
  };
}
