/**
 * Where the bytes of files lie that are too large for the database, each under its owner and the SHA-256 of its bytes.
 * One is there whole or not at all.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { Readable } from 'node:stream';

export type BlobPlace = { workbook: WorkbookId; hash: string };
/** `at`: when it was put there, milliseconds since 1970, UTC. */
export type BlobLine = BlobPlace & { size: number; at: number };

export interface BlobStore {
  /**
   * A name on the disk under which bytes that are still coming can be written. Whoever asks for it gives the file to
   * `take` or removes it; what a crash leaves of it goes with `sweepComing`.
   */
  coming(): Promise<string>;
  /** Takes a whole file from under a name of `coming`; durable when it answers. One that is there already stays. */
  take(path: string, place: BlobPlace): Promise<void>;
  /** Undefined where there is none. */
  read(place: BlobPlace): Promise<Readable | undefined>;
  has(place: BlobPlace): Promise<boolean>;
  remove(place: BlobPlace): Promise<void>;
  /** All, in no order. */
  all(): AsyncIterable<BlobLine>;
  /** Removes what came no further since `since`. */
  sweepComing(since: number): Promise<number>;
}
