/**
 * A folder that lies in memory, where there is enough of it. Own file because the tests alone want one: a server's data
 * belongs on a disk.
 */
import { readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

const FOLDER = '/dev/shm';
/** Linux' number for a file system in memory (statfs(2), TMPFS_MAGIC). */
const TMPFS = 0x01021994;
/** All tests together were seen to need 60 MB at once, and a browser that has to be unpacked some hundred more. */
const ROOM_BYTES = 2 * 2 ** 30;

/** The folder, or undefined where there is none, it has not 2 GiB to give, or nothing in it may be run. */
export function roomyMemoryFolder() {
  try {
    const { type, bavail, bsize } = statfsSync(FOLDER);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === FOLDER);
    const mayRun = mount !== undefined && !/\bnoexec\b/.test(mount);
    const isRoomy = bavail * bsize >= ROOM_BYTES && freemem() >= ROOM_BYTES;
    return type === TMPFS && mayRun && isRoomy ? FOLDER : undefined;
  } catch {
    return undefined;
  }
}
