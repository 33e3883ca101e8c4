/** A folder that lies in memory, where there is enough of it. */
import { readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

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

/** Removes the folders `prefix` + process id of runs that were killed: in memory nothing else ever would. */
export function sweepAfterKilled(folder, prefix) {
  for (const name of readdirSync(folder)) {
    const [, pid] = name.startsWith(prefix)
      ? (/^(\d+)-/.exec(name.slice(prefix.length)) ?? [])
      : [];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
