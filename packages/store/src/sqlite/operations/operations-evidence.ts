/** The writes of the files that stand behind values, by name. */
import type Database from 'better-sqlite3';
import type { EvidenceFile } from '../../blobs/port-evidence.ts';
import { EVIDENCE_COLUMNS } from '../read/read-evidence.ts';

type Putting = Omit<EvidenceFile, 'keptAt'>;

export type EvidenceOperations = {
  putEvidence: { argument: { file: Putting; bytesMax: number }; answer: boolean };
  keepEvidence: {
    argument: { workbook: string; hash: string; at: number };
    answer: EvidenceFile | undefined;
  };
  dropWaiting: { argument: { since: number }; answer: EvidenceFile[] };
};

type EvidencePerformer = {
  [Name in keyof EvidenceOperations]: (
    argument: EvidenceOperations[Name]['argument'],
  ) => EvidenceOperations[Name]['answer'];
};

export function evidenceOperations(database: Database.Database): EvidencePerformer {
  const others = database
    .prepare<[string, string], number>(
      'SELECT coalesce(sum(size), 0) FROM evidence_file WHERE workbook = ? AND hash <> ?',
    )
    .pluck();
  const put = database.prepare(
    `INSERT INTO evidence_file (workbook, hash, size, media, "by", at)
     VALUES (@workbook, @hash, @size, @media, @by, @at)
     ON CONFLICT (workbook, hash) DO UPDATE SET media = excluded.media, "by" = excluded."by", at = excluded.at`,
  );
  const keep = database.prepare<[{ workbook: string; hash: string; at: number }], EvidenceFile>(
    `UPDATE evidence_file SET kept_at = coalesce(kept_at, @at)
     WHERE workbook = @workbook AND hash = @hash RETURNING ${EVIDENCE_COLUMNS}`,
  );
  const drop = database.prepare<[number], EvidenceFile>(
    `DELETE FROM evidence_file WHERE kept_at IS NULL AND at <= ? RETURNING ${EVIDENCE_COLUMNS}`,
  );
  return {
    putEvidence({ file, bytesMax }) {
      if ((others.get(file.workbook, file.hash) ?? 0) + file.size > bytesMax) return false;
      put.run(file);
      return true;
    },
    keepEvidence: (argument) => keep.get(argument),
    dropWaiting: ({ since }) => drop.all(since),
  };
}
