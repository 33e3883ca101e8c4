/**
 * A workbook from the journal: its state by folding the events, its room from the generation's base and later edits.
 * Own file because loading and catching up read the same way.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import { fold } from '@tallystick/domain/fold';
import type { PersonId, WorkbookId } from '@tallystick/domain/ids';
import { emptyState, type WorkbookState } from '@tallystick/domain/state';
import type { Store, StoredEntry } from '@tallystick/store/port';
import { ENTRIES_PAGE } from '../limits.ts';
import { LastWrites } from './last-writes.ts';

export type Loaded = {
  head: number;
  state: WorkbookState;
  claims: Map<number, PersonId>;
  last: LastWrites;
  /** Updates of the present generation, its base first. */
  updates: Uint8Array[];
  generation: number;
};

type Range = { after: number; upTo: number; kind?: 'edit' | 'event' };

/** All entries of a range in order, read page by page. */
export async function* readEntries(
  store: Store,
  workbook: WorkbookId,
  range: Range,
): AsyncGenerator<StoredEntry> {
  let { after } = range;
  for (;;) {
    const page = await store.entries(workbook, { ...range, after, limit: ENTRIES_PAGE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < ENTRIES_PAGE) return;
    after = last.entry.number;
  }
}

/** The workbook as the journal has it, up to the head that was read first; undefined where there is none, or no longer. */
export async function loadWorkbook(
  store: Store,
  workbook: WorkbookId,
): Promise<Loaded | undefined> {
  const row = await store.workbook(workbook);
  if (row === undefined || row.deletedAt !== null) return undefined;
  const upTo = row.head;
  let state = emptyState();
  for await (const { entry } of readEntries(store, workbook, { after: 0, upTo, kind: 'event' })) {
    state = fold(state, entry as EventEntry);
  }
  const updates: Uint8Array[] = [];
  const base = await store.generation(workbook);
  if (base !== undefined) updates.push(base.base);
  const after = base?.upTo ?? 0;
  for await (const { entry } of readEntries(store, workbook, { after, upTo, kind: 'edit' })) {
    if (entry.kind === 'edit') updates.push(Buffer.from(entry.update, 'base64'));
  }
  const claims = new Map(
    (await store.claims(workbook)).map((claim) => [claim.client, claim.person]),
  );
  const last = new LastWrites(await store.cells(workbook));
  return { head: upTo, state, claims, last, updates, generation: base?.generation ?? 0 };
}
