/** The contract of the rows of files that stand behind values. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import type { EvidenceFile, EvidenceStore } from '../src/blobs/port-evidence.ts';
import { AMAL, BENE } from './journal-of.ts';
import type { Opened } from './opened.ts';

const HERE = 'wb_here' as WorkbookId;
const THERE = 'wb_there' as WorkbookId;

const fileOf = (sign: string, more: Partial<EvidenceFile> = {}): Omit<EvidenceFile, 'keptAt'> => {
  const { keptAt: _, ...file } = {
    workbook: HERE,
    hash: sign.repeat(64),
    size: 10,
    media: 'image/png' as const,
    by: AMAL,
    at: 10,
    keptAt: null,
    ...more,
  };
  return file;
};

export function evidenceContract(open: Opened<EvidenceStore>): void {
  it('notes evidence for its workbook alone, once for the same bytes, and what is kept stays kept', async () => {
    const store = await open();
    const file = fileOf('a');
    expect(await store.putEvidence(file)).toEqual({ ok: true });
    expect(await store.evidenceFile(HERE, file.hash)).toEqual({ ...file, keptAt: null });
    expect(await store.evidenceFile(THERE, file.hash)).toBeUndefined();
    expect(await store.keepEvidence(HERE, file.hash, 20)).toEqual({ ...file, keptAt: 20 });
    expect(await store.keepEvidence(HERE, file.hash, 30)).toEqual({ ...file, keptAt: 20 });
    expect(await store.keepEvidence(THERE, file.hash, 30)).toBeUndefined();
    await store.putEvidence(fileOf('a', { by: BENE, at: 40 }));
    await store.putEvidence(fileOf('0'));
    const again = { ...file, by: BENE, at: 40, keptAt: 20 };
    expect(await store.evidenceFiles(HERE)).toEqual([{ ...fileOf('0'), keptAt: null }, again]);
  });

  it('lets go of evidence that has waited since an instant, in every workbook', async () => {
    const store = await open();
    await store.putEvidence(fileOf('a', { at: 10 }));
    await store.putEvidence(fileOf('b', { at: 10 }));
    await store.putEvidence(fileOf('c', { at: 12 }));
    await store.putEvidence(fileOf('a', { at: 9, workbook: THERE }));
    await store.keepEvidence(HERE, fileOf('b').hash, 11);
    const gone = await store.dropWaiting(11);
    expect(gone.map(({ workbook, hash }) => [workbook, hash[0]]).toSorted()).toEqual([
      [HERE, 'a'],
      [THERE, 'a'],
    ]);
    expect((await store.evidenceFiles(HERE)).map(({ hash }) => hash[0])).toEqual(['b', 'c']);
    expect(await store.dropWaiting(11)).toEqual([]);
  });

  it('takes no more evidence of one workbook than its bound', async () => {
    const store = await open();
    const bytesMax = 25;
    for (const sign of ['a', 'b', 'a'])
      expect(await store.putEvidence(fileOf(sign), bytesMax)).toEqual({ ok: true });
    const full = { ok: false, why: 'full' };
    expect(await store.putEvidence(fileOf('c'), bytesMax)).toEqual(full);
    expect(await store.evidenceFile(HERE, fileOf('c').hash)).toBeUndefined();
    expect(await store.putEvidence(fileOf('c', { workbook: THERE }), bytesMax)).toEqual({
      ok: true,
    });
  });
}
