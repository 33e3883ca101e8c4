/**
 * Which files stand behind values, or were handed in for that, each under the SHA-256 of its bytes. The bytes lie in a
 * `BlobStore`, where they are before their row is and after it is gone: a row without its bytes there never is.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { EvidenceMedia } from '@tallystick/domain/nouns/evidence/body';

export type EvidenceFile = {
  workbook: WorkbookId;
  /** SHA-256 of its bytes, hexadecimal. The same bytes are there once for each workbook. */
  hash: string;
  /** Bytes. */
  size: number;
  media: EvidenceMedia;
  by: PersonId;
  at: number;
  /** Since when an entry may name it; null while it only waits for that, and goes if nobody does. */
  keptAt: number | null;
};

export interface EvidenceStore {
  /** Notes a file whose bytes are durable. One that is there already is renewed, and stays kept. `full`: of its workbook. */
  putEvidence(
    file: Omit<EvidenceFile, 'keptAt'>,
    bytesMax?: number,
  ): Promise<{ ok: true } | { ok: false; why: 'full' }>;
  /** Keeps one for good and answers it; undefined where there is none of this hash. */
  keepEvidence(workbook: WorkbookId, hash: string, at: number): Promise<EvidenceFile | undefined>;
  evidenceFile(workbook: WorkbookId, hash: string): Promise<EvidenceFile | undefined>;
  /** By hash. */
  evidenceFiles(workbook: WorkbookId): Promise<EvidenceFile[]>;
  /** Lets go of those that have waited since `since` or longer, and answers them: their bytes can go now. */
  dropWaiting(since: number): Promise<EvidenceFile[]>;
}
