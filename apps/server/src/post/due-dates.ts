/** Notices of what follows from no event: a date that comes near, a reminder that a coordinator sends. */
import type { EntityId, PersonId, RowId, WorkbookId } from '@tallystick/domain/cells/ids';
import { daysLeft, dueStep } from '@tallystick/domain/mailing';
import { peopleAsked } from '@tallystick/domain/nouns/query';
import { membersOfEntities } from '@tallystick/domain/nouns/telling';
import type { WorkbookState } from '@tallystick/domain/state';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { ListingStore } from '@tallystick/store/port-listing';
import type { NoticeRow } from '@tallystick/store/port-post';
import type { WorkbookStore } from '@tallystick/store/port-workbooks';
import { readState } from '../workbook/load.ts';

export type DueSources = JournalReads & WorkbookStore & ListingStore;

const BARE = { by: null, cell: null, row: null, places: 0, readAt: null, mailAt: null, mail: null };

/**
 * Those whom a workbook's date concerns now: who leads it, and who fills rows and has some left. The same for the same
 * date and step, so that each is told once, however often this is asked.
 */
export async function dueNotices(
  store: DueSources,
  { workbook, state }: { workbook: WorkbookId; state: WorkbookState },
  now: number,
): Promise<NoticeRow[]> {
  const { due, zone, locked, archived } = state;
  if (due === null || locked || archived !== null) return [];
  const step = dueStep(due, zone, now);
  if (step === undefined) return [];
  const notices: NoticeRow[] = [];
  for (const { person, role } of state.members.values()) {
    const leads = role === 'coordinator' || role === 'head';
    if (!leads && (role !== 'contributor' || !(await hasRowsLeft(store, person, workbook))))
      continue;
    const id = `${workbook}/d:${due}:${step}/due`;
    const number = daysLeft(due, zone, now);
    notices.push({ ...BARE, person, id, workbook, kind: 'due', number, at: now });
  }
  return notices;
}

/** Those from whom an answer is waited for, at their query: also while the figures themselves are locked. */
export function queryDueNotices(
  { workbook, state }: { workbook: WorkbookId; state: WorkbookState },
  now: number,
): NoticeRow[] {
  const { zone, archived, queries } = state;
  if (archived !== null) return [];
  return [...queries.values()].flatMap((query) => {
    const { id: about, due, row, status } = query;
    const step = due === null || status !== 'open' ? undefined : dueStep(due, zone, now);
    if (due === null || step === undefined) return [];
    const id = `${workbook}/q:${about}:${due}:${step}/query-due`;
    const told = { ...BARE, id, workbook, kind: 'query-due', row, places: 1, at: now } as const;
    const number = daysLeft(due, zone, now);
    return peopleAsked(state, query).map((person) => ({ ...told, person, number }));
  });
}

async function hasRowsLeft(
  store: ListingStore,
  person: PersonId,
  workbook: WorkbookId,
): Promise<boolean> {
  const mine = await store.listing(person);
  return (mine.find((each) => each.workbook === workbook)?.entityRows.left ?? 0) > 0;
}

/** Every workbook that is at work, one after the other: none is opened for it. */
export async function* dueInAll(
  store: DueSources,
  now: () => number,
): AsyncGenerator<{ state: WorkbookState; notices: NoticeRow[] }> {
  for (const { workbook, head, archived, deletedAt } of await store.workbooks()) {
    if (archived || deletedAt !== null) continue;
    const state = await readState(store, workbook, head);
    const at = { workbook, state };
    const ofQueries = queryDueNotices(at, now());
    yield { state, notices: [...(await dueNotices(store, at, now())), ...ofQueries] };
  }
}

/** A reminder of their open rows to the people of an entity. */
export function chaseNotices(
  state: WorkbookState,
  of: { workbook: WorkbookId; entity: EntityId; by: PersonId; at: number },
): NoticeRow[] {
  const { workbook, entity, by, at } = of;
  const open = [...state.assignments].filter(
    ([row, whose]) => whose === entity && !isSaid(state, row),
  );
  const [row = null] = open.map(([each]) => each);
  const id = `${workbook}/c:${entity}:${at}/chase`;
  return membersOfEntities(state, new Set([entity]))
    .filter((person) => person !== by)
    .map((person) => ({
      ...BARE,
      person,
      id,
      workbook,
      kind: 'chase',
      number: 0,
      by,
      at,
      row,
      places: open.length,
    }));
}

/** Whether the last word on a row is that it is done. */
const isSaid = ({ marks }: WorkbookState, row: RowId): boolean => marks.has(row);
