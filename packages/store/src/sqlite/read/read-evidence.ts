/** Reads of the files that stand behind values. */
import type Database from 'better-sqlite3';
import type { EvidenceFile, EvidenceStore } from '../../blobs/port-evidence.ts';

export const EVIDENCE_COLUMNS = 'workbook, hash, size, media, "by", at, kept_at AS keptAt';

export function evidenceReads(
  database: Database.Database,
): Pick<EvidenceStore, 'evidenceFile' | 'evidenceFiles'> {
  const of = database.prepare<[string], EvidenceFile>(
    `SELECT ${EVIDENCE_COLUMNS} FROM evidence_file WHERE workbook = ? ORDER BY hash`,
  );
  const one = database.prepare<[string, string], EvidenceFile>(
    `SELECT ${EVIDENCE_COLUMNS} FROM evidence_file WHERE workbook = ? AND hash = ?`,
  );
  return {
    evidenceFile: async (workbook, hash) => one.get(workbook, hash),
    evidenceFiles: async (workbook) => of.all(workbook),
  };
}
