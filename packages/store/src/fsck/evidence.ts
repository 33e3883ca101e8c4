/**
 * Files that stand behind values: one that an entry names is kept, and its bytes lie beside the database as they were
 * handed in. The folder is looked into only where it is said which one it is.
 */
import { createHash } from 'node:crypto';
import type { Entry } from '@tallystick/domain/entry';
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Faults } from './faults.ts';
import type { JournalRows } from './rows.ts';

type Naming = { index: number; workbook: string; number: number };

const READ_BYTES = 1_048_576;
const HASH = /^[0-9a-f]{64}$/;
const keyOf = (workbook: string, hash: string): string => join(workbook, hash);

export class EvidenceCheck {
  /** Files that entries name, each with the first that does. */
  readonly #named = new Map<string, Naming>();

  add(entry: Entry, index: number): void {
    if (entry.kind !== 'event' || entry.event.type !== 'evidence-attached') return;
    const { file } = entry.event;
    if (file === null) return;
    const { workbook, number } = entry;
    const key = keyOf(workbook, file);
    if (!this.#named.has(key)) this.#named.set(key, { index, workbook, number });
  }

  /** After the last entry. Answers what is no fault, and should be known. */
  finish(rows: JournalRows, faults: Faults, folder: string | undefined): string[] {
    const kept = new Set<string>();
    const noted = new Set<string>();
    for (const { workbook, hash, size, kept_at } of rows.table('evidence_file')) {
      const key = keyOf(String(workbook), String(hash));
      noted.add(key);
      if (kept_at === null) continue;
      kept.add(key);
      if (folder === undefined || isWhole(join(folder, key), { size, hash })) continue;
      const what = `The evidence ${String(hash)} of ${String(workbook)} is not there as it was handed in.`;
      faults.projection({ index: null, what });
    }
    for (const [key, place] of this.#named) {
      if (kept.has(key)) continue;
      faults.projection({
        ...place,
        what: `Entry ${place.index} names evidence that is not kept.`,
      });
    }
    const there = folder === undefined ? [] : filesIn(folder);
    const unnamed = there.filter((key) => !noted.has(key)).length;
    return unnamed === 0
      ? []
      : [`${unnamed} files of evidence belong to no workbook any more; the server removes them.`];
  }
}

/** As `WORKBOOK/HASH`. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((hash) => keyOf(name, hash)))
    .filter((key) => HASH.test(key.slice(-64)));
}

/** Read piece by piece: a file may be larger than what one wants in memory. */
function isWhole(path: string, told: { size: unknown; hash: unknown }): boolean {
  if (!existsSync(path)) return false;
  const file = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    const piece = Buffer.alloc(READ_BYTES);
    let size = 0;
    for (;;) {
      const read = readSync(file, piece, 0, READ_BYTES, size);
      if (read === 0) break;
      hash.update(piece.subarray(0, read));
      size += read;
    }
    return size === told.size && hash.digest('hex') === told.hash;
  } finally {
    closeSync(file);
  }
}
