/** Files: each stands under the SHA-256 of its bytes, and has as many as its row says. */
import { createHash } from 'node:crypto';
import type { Faults } from './faults.ts';
import type { JournalRows } from './rows.ts';

export function checkFiles(rows: JournalRows, faults: Faults): void {
  for (const { workbook, hash, size, bytes } of rows.table('file')) {
    const isWhole = bytes instanceof Uint8Array && bytes.length === size && sha256(bytes) === hash;
    if (isWhole) continue;
    const what = `The file ${String(hash)} of ${String(workbook)} is not what was handed in.`;
    faults.projection({ index: null, what });
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
