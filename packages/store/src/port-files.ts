/**
 * Files that people handed in, whole, each under the SHA-256 of its bytes: what an import came from, and templates. A
 * workbook's go with it; those of the installation belong to none.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';

/** In the place of a workbook: a file of the installation, a template for instance. No workbook has this id. */
export const INSTALLATION = 'installation';

export type FileOwner = WorkbookId | typeof INSTALLATION;

export type StoredFile = {
  workbook: FileOwner;
  /** SHA-256 of its bytes, hexadecimal. The same bytes are there once for each owner. */
  hash: string;
  /** As it was called by whoever handed it in first, or kept it. */
  name: string;
  /** Bytes. */
  size: number;
  by: PersonId;
  at: number;
  /** Since when it is kept; null while it only waits to be used, and goes if nobody does. */
  keptAt: number | null;
};

export type NewFile = Omit<StoredFile, 'hash' | 'size'> & { bytes: Uint8Array };

export interface FileStore {
  /**
   * Puts a file and answers its hash; `full` where its owner would have more than `bytesMax` (if nothing else is said,
   * `FILES_OF_ONE_OWNER_BYTES`). One that is there already is renewed, and stays kept. Files of the same owner that have
   * waited since `since` or longer go first.
   */
  putFile(
    file: NewFile,
    room?: { since?: number; bytesMax?: number },
  ): Promise<{ ok: true; hash: string } | { ok: false; why: 'full' }>;
  /** Keeps a file that waits, under the name that it has now. False where there is none of this hash. */
  keepFile(owner: FileOwner, hash: string, at: number): Promise<boolean>;
  file(owner: FileOwner, hash: string): Promise<(StoredFile & { bytes: Uint8Array }) | undefined>;
  /** Without their bytes, newest first: by time, then hash. */
  files(owner: FileOwner): Promise<StoredFile[]>;
}
