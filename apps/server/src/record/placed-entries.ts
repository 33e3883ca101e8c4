/** Entries of a journal with their places in the installation's tree: what proofs are made of. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { LogReads } from '@tallystick/store/port-log';
import type { StoredEntry } from '@tallystick/store/rows';
import { readPages } from '../workbook/load.ts';

export type PlacedEntry = StoredEntry & { index: number };

/** In the order of the journal. Throws where an entry has no place yet: what is exported is integrated before. */
export async function* placedEntries(
  store: Pick<JournalReads, 'entries'> & Pick<LogReads, 'places'>,
  workbook: WorkbookId,
  range: { after: number; upTo: number },
): AsyncGenerator<PlacedEntry> {
  for await (const page of readPages(store, workbook, range)) {
    const [first, last] = [page.at(0)?.entry.number ?? 0, page.at(-1)?.entry.number ?? 0];
    const places = await store.places(workbook, first, last);
    const indices = new Map(places.map(({ number, index }) => [number, index]));
    for (const stored of page) {
      const index = indices.get(stored.entry.number);
      if (index === undefined)
        throw new Error(`entry ${stored.entry.number} of ${workbook} has no place in the tree`);
      yield { ...stored, index };
    }
  }
}
