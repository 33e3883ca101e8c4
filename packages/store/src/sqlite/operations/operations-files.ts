/** The writes of files, by name. */
import type Database from 'better-sqlite3';
import type { StoredFile } from '../../port-files.ts';

export type PuttingFile = StoredFile & { bytes: Uint8Array; since: number; bytesMax: number };

/** Each operation with its argument and its answer. */
export type FileOperations = {
  putFile: { argument: PuttingFile; answer: 'put' | 'full' };
  keepFile: { argument: { workbook: string; hash: string; at: number }; answer: boolean };
};

type FilePerformer = {
  [Name in keyof FileOperations]: (
    argument: FileOperations[Name]['argument'],
  ) => FileOperations[Name]['answer'];
};

export function fileOperations(database: Database.Database): FilePerformer {
  const drop = database.prepare(
    'DELETE FROM file WHERE workbook = @workbook AND kept_at IS NULL AND at <= @since',
  );
  const others = database
    .prepare<[{ workbook: string; hash: string }], number>(
      'SELECT coalesce(sum(size), 0) FROM file WHERE workbook = @workbook AND hash <> @hash',
    )
    .pluck();
  const put = database.prepare(
    `INSERT INTO file (workbook, hash, name, size, by, at, kept_at, bytes)
     VALUES (@workbook, @hash, @name, @size, @by, @at, @keptAt, @bytes)
     ON CONFLICT (workbook, hash) DO UPDATE SET name = excluded.name, by = excluded.by,
       at = excluded.at, kept_at = coalesce(kept_at, excluded.kept_at)`,
  );
  const keep = database.prepare(
    `UPDATE file SET kept_at = coalesce(kept_at, @at) WHERE workbook = @workbook AND hash = @hash`,
  );
  return {
    putFile({ since, bytesMax, ...file }) {
      const { workbook, hash, size } = file;
      drop.run({ workbook, since });
      if ((others.get({ workbook, hash }) ?? 0) + size > bytesMax) return 'full';
      put.run(file);
      return 'put';
    },
    keepFile(argument) {
      return keep.run(argument).changes > 0;
    },
  };
}
