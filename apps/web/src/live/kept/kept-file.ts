/**
 * Which file a person has handed in to a workbook and not yet let go, and what of it they have chosen. The file itself
 * waits on the server for a day; by its hash it is compared anew when the page is opened again.
 */
import type { KeptFile } from './keeping.ts';
import { quietly } from './kept-database.ts';
import { hasLeft } from './kept-views.ts';

/** Whose it is, and in which workbook. */
export type Whose = { person: string; workbook: string };

/** In the place of another one. Never rejects: without a database the file goes with the page. */
export async function keepFile({ person, workbook }: Whose, kept: KeptFile): Promise<void> {
  if (hasLeft(person)) return;
  await quietly((database) => database.put('files', kept, [person, workbook]));
}

export async function keptFile({ person, workbook }: Whose): Promise<KeptFile | undefined> {
  return await quietly((database) => database.get('files', [person, workbook]));
}

/** Lets a file go; another one that a second page has kept since stays. */
export async function forgetFile({ person, workbook }: Whose, hash: string): Promise<void> {
  await quietly(async (database) => {
    const change = database.transaction('files', 'readwrite');
    const kept = await change.store.get([person, workbook]);
    if (kept?.hash === hash) await change.store.delete([person, workbook]);
    await change.done;
  });
}
