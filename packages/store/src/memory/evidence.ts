/** The rows of files that stand behind values, in memory. */
import type { EvidenceFile, EvidenceStore } from '../blobs/port-evidence.ts';
import { EVIDENCE_BYTES_MAX } from '../limits.ts';
import { dropRows, type Erased } from './erased.ts';

export function memoryEvidence(erased: Erased): EvidenceStore {
  const rows = new Map<string, EvidenceFile>();
  erased.onErase((workbook) => dropRows(rows, workbook));
  const keyOf = (workbook: string, hash: string) => `${workbook} ${hash}`;
  const of = (workbook: string) => [...rows.values()].filter((row) => row.workbook === workbook);
  return {
    async putEvidence(file, bytesMax = EVIDENCE_BYTES_MAX) {
      if (erased.has(file.workbook)) return { ok: true };
      const key = keyOf(file.workbook, file.hash);
      const others = of(file.workbook).filter(({ hash }) => hash !== file.hash);
      if (others.reduce((sum, { size }) => sum + size, file.size) > bytesMax)
        return { ok: false, why: 'full' };
      rows.set(key, { ...file, keptAt: rows.get(key)?.keptAt ?? null });
      return { ok: true };
    },
    async keepEvidence(workbook, hash, at) {
      const row = rows.get(keyOf(workbook, hash));
      if (row) row.keptAt ??= at;
      return row && { ...row };
    },
    async evidenceFile(workbook, hash) {
      const row = rows.get(keyOf(workbook, hash));
      return row && { ...row };
    },
    async evidenceFiles(workbook) {
      return of(workbook)
        .map((row) => ({ ...row }))
        .sort((a, b) => (a.hash < b.hash ? -1 : 1));
    },
    async dropWaiting(since) {
      const gone = [...rows.values()].filter(({ keptAt, at }) => keptAt === null && at <= since);
      for (const { workbook, hash } of gone) rows.delete(keyOf(workbook, hash));
      return gone;
    },
  };
}
