/**
 * A folder on a disk for what servers under load keep. Where the temporary folder is in memory, a durable append costs
 * nothing, and what it is allowed to cost would be nothing too.
 */
import { mkdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** File systems that are memory: tmpfs and ramfs. Source: Linux, include/uapi/linux/magic.h. */
const IN_MEMORY = new Set([0x01021994, 0x858458f6]);

/** Of the checkout; ignored by git. */
const IN_CHECKOUT = new URL('../../.cache/load', import.meta.url).pathname;

export type Place = { folder: string; isOnDisk: boolean };

/** The first of these folders that is on a disk; the first of all where none is. */
export function placeOnDisk(folders: readonly string[]): Place {
  const found = folders.find((folder) => !IN_MEMORY.has(statfsSync(folder).type));
  return { folder: found ?? (folders[0] as string), isOnDisk: found !== undefined };
}

/** Runs something whose temporary folders, and those of its child processes, are on a disk if there is one. */
export async function onDisk<Found>(run: (place: Place) => Promise<Found>): Promise<Found> {
  mkdirSync(IN_CHECKOUT, { recursive: true });
  const place = placeOnDisk([tmpdir(), IN_CHECKOUT]);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = place.folder;
  try {
    return await run(place);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
