/** The files that stand behind values, in a backup and back: those that a database names, each brought to the disk. */
import { type EvidencePlace, evidenceIn } from '@tallystick/store/upkeep/backup';
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../ledger/key-files.ts';

const OWN_ALONE = 0o700;

/**
 * Copies what the database `file` names from one folder to another, which must not hold any of it. Files never change, so
 * a server may run meanwhile. Answers their bytes; what waited for an entry may be gone, all else must be there.
 */
export async function copyEvidence(
  file: string,
  { from, to }: { from: string; to: string },
): Promise<{ bytes: number } | { fault: string }> {
  const folders = new Set<string>();
  let bytes = 0;
  for (const place of evidenceIn(file)) {
    const source = join(from, place.workbook, place.hash);
    if (!existsSync(source)) {
      if (!place.isKept) continue;
      return { fault: faultOf(place, from) };
    }
    const target = join(to, place.workbook, place.hash);
    await mkdir(dirname(target), { recursive: true, mode: OWN_ALONE });
    folders.add(dirname(target));
    await copySynced(source, target);
    bytes += place.size;
  }
  for (const folder of folders) await syncFolder(folder);
  if (folders.size > 0) await syncFolder(to);
  return { bytes };
}

const faultOf = ({ workbook, hash }: EvidencePlace, from: string): string =>
  `The evidence ${hash} of ${workbook} is not in ${from}. If a workbook was deleted just now, try again.`;

async function copySynced(source: string, target: string): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_EXCL);
  const handle = await open(target, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
