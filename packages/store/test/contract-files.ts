/** The contract of files. */
import { createHash } from 'node:crypto';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { type FileStore, INSTALLATION, type NewFile } from '../src/port-files.ts';
import { AMAL, BENE } from './journal-of.ts';
import type { Opened } from './opened.ts';

const HERE = 'wb_here' as WorkbookId;
const THERE = 'wb_there' as WorkbookId;
const HASH = /^[0-9a-f]{64}$/;

const newFile = (text: string, more: Partial<NewFile> = {}): NewFile => ({
  workbook: HERE,
  name: 'KPI data.xlsx',
  bytes: Buffer.from(text),
  by: AMAL,
  at: 10,
  keptAt: null,
  ...more,
});

export function fileContract(open: Opened<FileStore>): void {
  const put = async (store: FileStore, file: NewFile, room = {}): Promise<string> => {
    const answer = await store.putFile(file, room);
    return answer.ok ? answer.hash : answer.why;
  };

  it('gives a file back byte for byte under the SHA-256 of its bytes, to its owner alone', async () => {
    const store = await open();
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
    const hash = await put(store, newFile('', { bytes }));
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    const { bytes: back, ...row } = (await store.file(HERE, hash)) ?? { bytes: [] };
    expect(Buffer.compare(Buffer.from(back), Buffer.from(bytes))).toBe(0);
    const told = { workbook: HERE, hash, name: 'KPI data.xlsx', size: 70_000, by: AMAL, at: 10 };
    expect(row).toEqual({ ...told, keptAt: null });
    expect(await store.file(THERE, hash)).toBeUndefined();
    expect(await store.file(INSTALLATION, hash)).toBeUndefined();
  });

  it('lists the files of one owner without their bytes, newest first', async () => {
    const store = await open();
    const [first, second, template] = [
      await put(store, newFile('a')),
      await put(store, newFile('b', { at: 11, name: 'b.ods', by: BENE })),
      await put(store, newFile('a', { workbook: INSTALLATION, keptAt: 10 })),
    ];
    expect(template).toBe(first);
    const listed = await store.files(HERE);
    expect(listed.map(({ hash, name, by }) => [hash, name, by])).toEqual([
      [second, 'b.ods', BENE],
      [first, 'KPI data.xlsx', AMAL],
    ]);
    expect(listed[0]).not.toHaveProperty('bytes');
    expect(await store.files(INSTALLATION)).toMatchObject([{ hash: first, keptAt: 10, size: 1 }]);
  });

  it('holds the same bytes once, under the last name, and what is kept stays kept', async () => {
    const store = await open();
    const hash = await put(store, newFile('a'));
    expect(await store.keepFile(HERE, hash, 20)).toBe(true);
    expect(await store.keepFile(HERE, hash, 30)).toBe(true);
    expect(await store.keepFile(THERE, hash, 30)).toBe(false);
    await put(store, newFile('a', { name: 'again.xlsx', at: 40, by: BENE }));
    const only = { hash, name: 'again.xlsx', at: 40, by: BENE, keptAt: 20 };
    expect(await store.files(HERE)).toEqual([expect.objectContaining(only)]);
  });

  it('lets go of what nobody has used since an instant, with the next file of the same owner', async () => {
    const store = await open();
    const old = await put(store, newFile('old', { at: 10 }));
    const kept = await put(store, newFile('kept', { at: 10 }));
    await store.keepFile(HERE, kept, 11);
    const young = await put(store, newFile('young', { at: 12 }));
    const elsewhere = await put(store, newFile('old', { at: 10, workbook: THERE }));
    const last = await put(store, newFile('last', { at: 30 }), { since: 11 });
    expect((await store.files(HERE)).map(({ hash }) => hash)).toEqual([last, young, kept]);
    expect(await store.file(HERE, old)).toBeUndefined();
    expect((await store.file(THERE, elsewhere))?.size).toBe(3);
  });

  it('takes no more of one owner than its bound, and counts a file that is there already once', async () => {
    const store = await open();
    const room = { bytesMax: 100 };
    const tens = Array.from({ length: 10 }, (_, i) => newFile(String(i).repeat(10), { at: i }));
    for (const ten of tens) expect(await put(store, ten, room)).toMatch(HASH);
    expect(await put(store, newFile('9999999999', { at: 9 }), room)).toMatch(HASH);
    expect(await put(store, newFile('a', { at: 9 }), room)).toBe('full');
    expect(await put(store, newFile('a', { at: 9, workbook: THERE }), room)).toMatch(HASH);
    expect(await put(store, newFile('a', { at: 9 }), { ...room, since: 0 })).toMatch(HASH);
    expect(await store.files(HERE)).toHaveLength(10);
  });
}
