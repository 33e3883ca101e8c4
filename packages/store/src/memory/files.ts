/** Files in memory. */
import { createHash } from 'node:crypto';
import { dropRows, type Erased } from './erased.ts';
import { FILES_OF_ONE_OWNER_BYTES } from '../limits.ts';
import type { FileOwner, FileStore, StoredFile } from '../port-files.ts';

type Held = StoredFile & { bytes: Uint8Array };

export function memoryFiles(erased: Erased): FileStore {
  const rows = new Map<string, Held>();
  erased.onErase((workbook) => dropRows(rows, workbook));
  const of = (owner: FileOwner) => [...rows.values()].filter((row) => row.workbook === owner);
  const keyOf = (owner: FileOwner, hash: string) => `${owner} ${hash}`;
  return {
    async putFile(file, { since = -1, bytesMax = FILES_OF_ONE_OWNER_BYTES } = {}) {
      const hash = createHash('sha256').update(file.bytes).digest('hex');
      if (erased.has(file.workbook)) return { ok: true, hash };
      for (const row of of(file.workbook))
        if (row.keptAt === null && row.at <= since) rows.delete(keyOf(row.workbook, row.hash));
      const there = rows.get(keyOf(file.workbook, hash));
      const others = of(file.workbook).filter((row) => row !== there);
      const bytes = others.reduce((sum, { size }) => sum + size, file.bytes.length);
      if (bytes > bytesMax) return { ok: false, why: 'full' };
      const { keptAt } = there ?? { keptAt: null };
      const size = file.bytes.length;
      const put = { ...file, bytes: file.bytes.slice(), hash, size };
      rows.set(keyOf(file.workbook, hash), { ...put, keptAt: keptAt ?? file.keptAt });
      return { ok: true, hash };
    },
    async keepFile(owner, hash, at) {
      const row = rows.get(keyOf(owner, hash));
      if (row !== undefined) row.keptAt ??= at;
      return row !== undefined;
    },
    async file(owner, hash) {
      const row = rows.get(keyOf(owner, hash));
      return row && { ...row, bytes: row.bytes.slice() };
    },
    async files(owner) {
      return of(owner)
        .map(told)
        .sort((a, b) => b.at - a.at || (a.hash < b.hash ? -1 : 1));
    },
  };
}

/** All but the bytes. */
function told({ workbook, hash, name, size, by, at, keptAt }: Held): StoredFile {
  return { workbook, hash, name, size, by, at, keptAt };
}
