/**
 * A workbook from the journal: its state by folding the events, its room from the generation's base and later edits.
 *
 * Whatever is long is read a page at a time, and the event loop turns between two pages: a workbook of a million entries
 * is opened while people work in the others.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import { emptyState, fold } from '@tallystick/domain/fold';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { WorkbookState } from '@tallystick/domain/state';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { WorkbookStore } from '@tallystick/store/port-workbooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ENTRIES_PAGE } from '../service/limits.ts';
import { Claims } from './claims.ts';
import { LastWrites } from './last-writes.ts';
import type { StoredEntry } from '@tallystick/store/rows';

export type Loaded = {
  head: number;
  state: WorkbookState;
  claims: Claims;
  last: LastWrites;
  generation: number;
  /** Edits of the present generation. */
  edits: number;
  /** Updates of the present generation up to `head`, its base first, read as they are taken. */
  updates: () => AsyncGenerator<Uint8Array[]>;
};

type Range = { after: number; upTo: number; kind?: 'edit' | 'event' };

/** The entries of a range in order, in pages as they were read. */
export async function* readPages(
  store: Pick<JournalReads, 'entries'>,
  workbook: WorkbookId,
  range: Range,
): AsyncGenerator<StoredEntry[]> {
  let { after } = range;
  while (after < range.upTo) {
    const page = await store.entries(workbook, { ...range, after, limit: ENTRIES_PAGE });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.entry.number;
    await nextTurn();
  }
}

/** All entries of a range in order, read page by page. */
export async function* readEntries(
  store: Pick<JournalReads, 'entries'>,
  workbook: WorkbookId,
  range: Range,
): AsyncGenerator<StoredEntry> {
  for await (const page of readPages(store, workbook, range)) yield* page;
}

/** What the events up to a number add up to; `each` is told of every one. */
export async function readState(
  store: Pick<JournalReads, 'entries'>,
  workbook: WorkbookId,
  upTo: number,
  each?: (entry: EventEntry) => void,
): Promise<WorkbookState> {
  let state = emptyState();
  const events = { after: 0, upTo, kind: 'event' } as const;
  for await (const { entry } of readEntries(store, workbook, events)) {
    state = fold(state, entry as EventEntry);
    each?.(entry as EventEntry);
  }
  return state;
}

/** The workbook as the journal has it, up to the head that was read first; undefined where there is none, or no longer. */
export async function loadWorkbook(
  store: JournalReads & WorkbookStore,
  workbook: WorkbookId,
): Promise<Loaded | undefined> {
  const row = await store.workbook(workbook);
  if (row === undefined || row.deletedAt !== null) return undefined;
  const upTo = row.head;
  const base = await store.generation(workbook);
  const after = base?.upTo ?? 0;
  let events = 0;
  const state = await readState(store, workbook, upTo, ({ number }) => {
    if (number > after) events += 1;
  });
  const claims = await Claims.read(store, workbook);
  await nextTurn();
  const last = new LastWrites(await store.cells(workbook));
  await nextTurn();
  return {
    head: upTo,
    state,
    claims,
    last,
    generation: base?.generation ?? 0,
    edits: upTo - after - events,
    async *updates() {
      if (base !== undefined) yield [base.base];
      await nextTurn();
      for await (const page of readPages(store, workbook, { after, upTo, kind: 'edit' })) {
        yield page.map(({ entry }) =>
          Buffer.from(entry.kind === 'edit' ? entry.update : '', 'base64'),
        );
      }
    },
  };
}
