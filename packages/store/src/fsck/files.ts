/**
 * Files: each stands under the SHA-256 of its bytes, and one that a line of the history names is there and is kept.
 */
import { createHash } from 'node:crypto';
import type { Entry } from '@tallystick/domain/entry';
import type { Faults } from './faults.ts';
import type { JournalRows } from './rows.ts';

type Naming = { index: number; workbook: string; number: number };

const keyOf = (workbook: string, hash: string): string => `${workbook} ${hash}`;

export class FileCheck {
  /** Files that entries name, each with the first that does. */
  readonly #named = new Map<string, Naming>();

  add(entry: Entry, index: number): void {
    if (entry.kind !== 'event' || entry.event.type !== 'file-imported') return;
    const { workbook, number } = entry;
    const key = keyOf(workbook, entry.event.file);
    if (!this.#named.has(key)) this.#named.set(key, { index, workbook, number });
  }

  /** After the last entry. */
  finish(rows: JournalRows, faults: Faults): void {
    const kept = new Set<string>();
    for (const { workbook, hash, size, bytes, kept_at } of rows.table('file')) {
      if (kept_at !== null) kept.add(keyOf(String(workbook), String(hash)));
      const isWhole =
        bytes instanceof Uint8Array && bytes.length === size && sha256(bytes) === hash;
      if (isWhole) continue;
      const what = `The file ${String(hash)} of ${String(workbook)} is not what was handed in.`;
      faults.projection({ index: null, what });
    }
    for (const [key, place] of this.#named) {
      if (kept.has(key)) continue;
      const what = `Entry ${place.index} names a file that is not kept.`;
      faults.projection({ ...place, what });
    }
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
