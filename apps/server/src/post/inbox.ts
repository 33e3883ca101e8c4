/** The inbox of a person, as far as they may still see now what they were told of. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { mainColumn } from '@tallystick/domain/cells/columns';
import {
  type CellId,
  cellId,
  type PersonId,
  type RowId,
  splitCellId,
  type WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { EventEntry } from '@tallystick/domain/entry';
import { rowLabel } from '@tallystick/domain/nouns/mark';
import { type Actor, may } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import type { InboxView, NoticeView } from '@tallystick/protocol/post/inbox';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { NoticePage, NoticeRow, NoticeStore } from '@tallystick/store/port-post';
import { maySee, readerIn } from '../present/present.ts';
import type { Deps } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { Registry } from '../workbook/registry.ts';

export type InboxSources = Pick<Deps, 'catalogueOf' | 'names'> & {
  store: Deps['store'] & NoticeStore;
  registry: Pick<Registry, 'get'>;
};

/** A notice with the workbook in which it stands, for somebody who may see it. */
export type Seen = { notice: NoticeRow; workbook: LiveWorkbook };

/** Of these notices of one person those that they may see now. */
export async function seenOf(
  { store, registry }: Pick<InboxSources, 'store' | 'registry'>,
  notices: readonly NoticeRow[],
): Promise<Seen[]> {
  const workbooks = new Map<WorkbookId, LiveWorkbook | undefined>();
  const seen: Seen[] = [];
  for (const notice of notices) {
    const { workbook: id, person, number } = notice;
    if (!workbooks.has(id)) {
      // A stranger's workbook is not opened for them.
      const isMember = (await store.membership(id, person)) !== undefined;
      workbooks.set(id, isMember ? await registry.get(id) : undefined);
    }
    const workbook = workbooks.get(id);
    if (workbook === undefined) continue;
    const entry = isOfEntry(notice) ? await entryAt(store, id, number) : undefined;
    const { state } = workbook;
    const actor = workbook.actor(person);
    const isSeen = isOfEntry(notice)
      ? entry !== undefined && maySee(state, actor, entry)
      : mayKnow(notice, state, actor);
    if (isSeen) seen.push({ notice, workbook });
  }
  return seen;
}

/** Due dates and reminders follow from no entry, and rulings of other workbooks from none of this one. */
const OF_NO_ENTRY: ReadonlySet<NoticeRow['kind']> = new Set([
  'due',
  'query-due',
  'chase',
  'ruling-elsewhere',
]);
export const isOfEntry = ({ kind }: NoticeRow): boolean => !OF_NO_ENTRY.has(kind);

/** Whether somebody may know of what follows from no entry: of a query's date who reads queries. */
function mayKnow({ kind }: NoticeRow, state: WorkbookState, actor: Actor): boolean {
  if (kind === 'ruling-elsewhere')
    return may(actor, 'read-clarifications', { state }) === undefined;
  if (kind === 'query-due') return may(actor, 'read-queries', { state }) === undefined;
  return actor.role !== null;
}

export async function entryAt(
  store: Pick<JournalReads, 'entries'>,
  workbook: WorkbookId,
  number: number,
): Promise<EventEntry | undefined> {
  const at = { after: number - 1, upTo: number, limit: 1, kind: 'event' as const };
  const [found] = await store.entries(workbook, at);
  return found?.entry.kind === 'event' ? found.entry : undefined;
}

export async function inboxOf(sources: InboxSources, page: NoticePage): Promise<InboxView> {
  const { person, limit } = page;
  const rows = await sources.store.noticesOf({ ...page, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const seen = await seenOf(sources, shown);
  const unread = await unreadOf(sources, person);
  const names = await sources.names(seen.flatMap(({ notice }) => notice.by ?? []));
  const ids = new Set([...unread.keys(), ...seen.map(({ workbook }) => workbook.id)]);
  return {
    unread: sumOf(unread),
    workbooks: await headings(sources, ids, unread),
    notices: seen.map((each) => viewOf(sources, each, names)),
    next: rows.length > limit && last !== undefined ? `${last.at}~${last.id}` : null,
  };
}

/** How much they have not read, in all workbooks. */
export async function unreadCount(
  sources: Pick<InboxSources, 'store'>,
  person: PersonId,
): Promise<number> {
  return sumOf(await unreadOf(sources, person));
}

const sumOf = (counts: ReadonlyMap<WorkbookId, number>): number =>
  [...counts.values()].reduce((sum, each) => sum + each, 0);

/** In the workbooks of which the person is a member still. */
async function unreadOf(
  { store }: Pick<InboxSources, 'store'>,
  person: PersonId,
): Promise<Map<WorkbookId, number>> {
  const mine = new Set((await store.memberships(person)).map(({ workbook }) => workbook));
  const counts = await store.unreadOf(person);
  return new Map(
    counts.filter(({ workbook }) => mine.has(workbook)).map((each) => [each.workbook, each.unread]),
  );
}

async function headings(
  { store }: InboxSources,
  ids: ReadonlySet<WorkbookId>,
  unread: ReadonlyMap<WorkbookId, number>,
): Promise<InboxView['workbooks']> {
  const found = await Promise.all([...ids].map((id) => store.workbook(id)));
  return found.flatMap((row) => {
    if (row === undefined || row.deletedAt !== null) return [];
    const { workbook, city, title } = row;
    return [{ workbook, city, title, unread: unread.get(workbook) ?? 0 }];
  });
}

function viewOf(
  { catalogueOf }: InboxSources,
  { notice, workbook }: Seen,
  names: ReadonlyMap<PersonId, string>,
): NoticeView {
  const { id, kind, by, at, cell, row, places, readAt, number, person } = notice;
  const { state } = workbook;
  const line = cell === null ? row : (splitCellId(cell)?.row ?? null);
  // Whoever reads released versions alone is told no names.
  const { readsRoom } = readerIn(state, workbook.actor(person));
  return {
    id,
    workbook: workbook.id,
    kind,
    by: by === null || !readsRoom ? null : (names.get(by) ?? null),
    at,
    cell,
    row,
    go: cell ?? (line === null ? null : mainCell(catalogueOf(state.edition), line)),
    line: line === null ? null : rowLabel(catalogueOf(state.edition), line),
    places,
    days: kind === 'due' || kind === 'query-due' ? number : null,
    read: readAt !== null,
  };
}

/** The cell that stands for a row as a whole. */
function mainCell(catalogue: Catalogue, row: RowId): CellId | null {
  const line = catalogue.rows.get(row);
  return line === undefined ? null : cellId(row, mainColumn(line));
}

/** Where a page begins, as `next` of the one before says it; undefined for what is no such text. */
export function placeOf(before: string): { at: number; id: string } | undefined {
  const cut = before.indexOf('~');
  const at = Number(before.slice(0, cut));
  return cut > 0 && Number.isSafeInteger(at) ? { at, id: before.slice(cut + 1) } : undefined;
}
