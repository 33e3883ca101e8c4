/** The shelf of evidence over a disk that takes nothing for a while. */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { EvidenceShelf } from '@tallystick/server/evidence/evidence-shelf';
import { BlobFolder } from '@tallystick/store/blobs/folder';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';

test('who met a full disk has as many places as before once it takes files again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shelf-'));
  // A file stands where the folder of the files should be: nothing can be made in it.
  const place = join(folder, 'evidence');
  await writeFile(place, '');
  const log = { error: () => undefined, info: () => undefined };
  const blobs = new BlobFolder(place);
  const shelf = new EvidenceShelf({
    store: openMemoryStore(),
    blobs,
    scanner: null,
    now: () => 1,
    log,
  });
  const of = { workbook: 'wb_here' as WorkbookId, person: 'p_wen' as PersonId };
  const handIn = () => shelf.handIn(of, Readable.from([Buffer.from('north,120\nsouth,80\n')]));
  try {
    for (let time = 0; time < 6; time++) await expect(handIn()).rejects.toThrow('evidence');
    await rm(place);
    expect(await handIn()).toMatchObject({ ok: true, value: { media: 'text/csv', size: 19 } });
  } finally {
    await shelf.close();
    await rm(folder, { recursive: true });
  }
});
