/** Why a server could not start, in a sentence for whoever started it: what the disk says names no place by itself. */
import { resolve } from 'node:path';

const FULL = /^(ENOSPC|EDQUOT|SQLITE_FULL)/;
const READ_ONLY = /^(EROFS|EACCES|EPERM|SQLITE_READONLY|SQLITE_CANTOPEN)/;
const BROKEN = /^(EIO|SQLITE_IOERR)/;

/** Names the data folder where the disk is at fault; else the error's own words. */
export function startFault(error: unknown, dataDir: string): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const folder = resolve(dataDir);
  // What the store could not write comes with SQLite's words alone.
  if (FULL.test(code) || /disk is full/.test(error.message)) {
    return `Nothing can be written in ${folder}: its disk is full. Free some space there, then try again.`;
  }
  if (READ_ONLY.test(code) || /readonly database|unable to open/.test(error.message)) {
    return `Nothing can be written in ${folder}: it, its disk or a file in it may only be read. Let this user write there, then try again.`;
  }
  if ('syscall' in error && error.syscall === 'mkdir') {
    return `The folder ${folder} cannot be made (${code}): make it, on a disk that can be written, then try again.`;
  }
  if (BROKEN.test(code) || /disk I\/O error/.test(error.message)) {
    return `${folder} cannot be read or written (${code || error.message}): look whether its disk is sound, and full.`;
  }
  return error.message;
}
