import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobFolder } from '../src/blobs/folder.ts';

const HERE = 'wb_here' as WorkbookId;
const place = (sign: string, workbook = HERE) => ({ workbook, hash: sign.repeat(64) });

let folder: string;
let blobs: BlobFolder;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  blobs = new BlobFolder(join(folder, 'evidence'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(text: string, at: ReturnType<typeof place>): Promise<void> {
  const path = await blobs.coming();
  await writeFile(path, text);
  await blobs.take(path, at);
}
const listed = async () => {
  const all = await Array.fromAsync(blobs.all());
  return all.map(({ workbook, hash, size }) => `${workbook} ${hash[0]} ${size}`).toSorted();
};

test('a file is there whole under its own name, and nothing of it under another', async () => {
  expect(await blobs.read(place('a'))).toBeUndefined();
  expect(await listed()).toEqual([]);
  await put('bytes', place('a'));
  await put('other', place('a', 'wb_there' as WorkbookId));
  const stream = await blobs.read(place('a'));
  expect(stream && (await buffer(stream)).toString()).toBe('bytes');
  expect(await blobs.has(place('a'))).toBe(true);
  expect(await blobs.has(place('b'))).toBe(false);
  expect(await listed()).toEqual(['wb_here a 5', 'wb_there a 5']);
  expect(await readdir(join(folder, 'evidence', '.coming'))).toEqual([]);
});

test('the same bytes again are one file, and a file that is read can be removed meanwhile', async () => {
  await put('bytes', place('a'));
  await put('bytes', place('a'));
  expect(await listed()).toEqual(['wb_here a 5']);
  const stream = await blobs.read(place('a'));
  await blobs.remove(place('a'));
  await blobs.remove(place('a'));
  expect(stream && (await buffer(stream)).toString()).toBe('bytes');
  expect(await listed()).toEqual([]);
  expect((await readdir(join(folder, 'evidence'))).toSorted()).toEqual(['.coming']);
});

test('what came no further goes once it is old, and nothing that still comes', async () => {
  const [old, young] = [await blobs.coming(), await blobs.coming()];
  await writeFile(old, 'half');
  await writeFile(young, 'half');
  await utimes(old, new Date(1000), new Date(1000));
  expect(await blobs.sweepComing(Date.now() - 60_000)).toBe(1);
  expect(await readFile(young, 'utf8')).toBe('half');
  await expect(readFile(old)).rejects.toThrow('ENOENT');
});

test('no name leads out of the folder', async () => {
  for (const bad of [
    place('a', '../up' as WorkbookId),
    place('a', '.coming' as WorkbookId),
    { workbook: HERE, hash: '../../database' },
  ])
    await expect(blobs.read(bad)).rejects.toThrow('not the name of a file');
});
