/**
 * Bytes of files in a folder beside the database: `evidence/WORKBOOK/HASH`. A file is written under another name, brought
 * to the disk, and only then called by its own, so that a crash leaves no half of one.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BlobLine, BlobPlace, BlobStore } from './port-blobs.ts';

/** In the data folder. */
export const EVIDENCE_FOLDER = 'evidence';
/** Beside the folders of workbooks, none of which is called so. */
const COMING = '.coming';
const OWN_ALONE = 0o700;
const HASH = /^[0-9a-f]{64}$/;
const WORKBOOK = /^[A-Za-z0-9_-]+$/;

export class BlobFolder implements BlobStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async coming(): Promise<string> {
    const folder = join(this.#folder, COMING);
    await mkdir(folder, { recursive: true, mode: OWN_ALONE });
    return join(folder, randomUUID());
  }

  async take(path: string, place: BlobPlace): Promise<void> {
    const file = this.#pathOf(place);
    const folder = dirname(file);
    await syncPath(path);
    const isNew = (await mkdir(folder, { recursive: true, mode: OWN_ALONE })) !== undefined;
    await rename(path, file);
    await syncPath(folder);
    if (isNew) await syncPath(this.#folder);
  }

  async read(place: BlobPlace): Promise<Readable | undefined> {
    // Opened before it is said to be there: afterwards it can be read to its end, whatever becomes of its name.
    const handle = await open(this.#pathOf(place), 'r').catch(absent);
    return handle && createReadStream('', { fd: handle });
  }

  async has(place: BlobPlace): Promise<boolean> {
    return (await access(this.#pathOf(place)).then(() => true, absent)) ?? false;
  }

  async remove(place: BlobPlace): Promise<void> {
    const file = this.#pathOf(place);
    await rm(file, { force: true });
    // The last one takes its folder along; others keep it.
    await rmdir(dirname(file)).catch(() => undefined);
  }

  async *all(): AsyncIterable<BlobLine> {
    for (const workbook of (await readdir(this.#folder).catch(absent)) ?? []) {
      if (!WORKBOOK.test(workbook)) continue;
      for (const hash of await readdir(join(this.#folder, workbook))) {
        if (!HASH.test(hash)) continue;
        const found = await stat(join(this.#folder, workbook, hash)).catch(absent);
        if (found === undefined) continue;
        const place = { workbook: workbook as WorkbookId, hash };
        yield { ...place, size: found.size, at: found.ctimeMs };
      }
    }
  }

  async sweepComing(since: number): Promise<number> {
    const folder = join(this.#folder, COMING);
    let swept = 0;
    for (const name of (await readdir(folder).catch(absent)) ?? []) {
      const found = await stat(join(folder, name)).catch(absent);
      if (found === undefined || found.mtimeMs > since) continue;
      await rm(join(folder, name), { force: true });
      swept += 1;
    }
    return swept;
  }

  #pathOf({ workbook, hash }: BlobPlace): string {
    // Both come from the store; a name that leads elsewhere is a defect.
    if (!WORKBOOK.test(workbook) || !HASH.test(hash)) throw new Error('not the name of a file');
    return join(this.#folder, workbook, hash);
  }
}

/** What is not there is an answer; every other failing of the disk is not. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
