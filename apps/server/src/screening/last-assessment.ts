/**
 * The city's last assessment: the version that was locked last before the workbook's own first one, in another workbook of
 * the same city and the same KPI set.
 *
 * A name alone proves no city: whoever leads a workbook may give it any, and would read another city's figures. So the
 * other workbook has to be coordinated by somebody who coordinates this one, and both have to have been opened under the
 * city's name, or the person who asks has to read it. Coordinating both alone proves nothing either: a lead adds whom they
 * like. Workbooks are opened by those who look after the installation, whom no lead can stand in for.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import type { LastAssessment } from '@tallystick/domain/screening/rule';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Submission, WorkbookState } from '@tallystick/domain/state';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { WorkbookStore } from '@tallystick/store/port-workbooks';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { Registry } from '../workbook/registry.ts';
import { isSameCity } from './same-city.ts';

export type LastSources = {
  store: Pick<JournalReads, 'snapshot' | 'entries'> &
    Pick<WorkbookStore, 'workbooks' | 'memberships'>;
  registry: Pick<Registry, 'get'>;
};
export type Last = { title: string; submission: Submission; assessment: LastAssessment };

/** Undefined where none is known, or none may be used. */
export async function lastAssessment(
  { store, registry }: LastSources,
  workbook: Pick<LiveWorkbook, 'id' | 'state'>,
  person: PersonId,
): Promise<Last | undefined> {
  const { id, state } = workbook;
  const before = state.submissions[0]?.at ?? Number.POSITIVE_INFINITY;
  const rows = await store.workbooks();
  const ids = rows
    .filter((row) => row.workbook !== id && row.deletedAt === null)
    .filter((row) => isSameCity(row.city, state.city))
    .map((row) => row.workbook);
  if (ids.length === 0) return undefined;
  const led = (await isOpenedAs(store, id, state.city)) ? await ledWith(store, state) : new Set();
  let found: { of: LiveWorkbook; submission: Submission } | undefined;
  for (const each of ids) {
    const of = await registry.get(each);
    if (of === undefined || of.state.edition !== state.edition) continue;
    const isRead = may(of.actor(person), 'read-room', of) === undefined;
    if (!isRead && !(led.has(each) && (await isOpenedAs(store, each, state.city)))) continue;
    const submission = of.state.submissions.findLast(({ at }) => at < before);
    if (submission && submission.at > (found?.submission.at ?? 0)) found = { of, submission };
  }
  if (found === undefined) return undefined;
  const { of, submission } = found;
  const text = await store.snapshot(of.id, submission.submission);
  if (text === undefined) return undefined;
  const { title } = of.state;
  return { title, submission, assessment: assessmentOf(title, JSON.parse(text) as Snapshot) };
}

function assessmentOf(title: string, { cells, results }: Snapshot): LastAssessment {
  return { title, read: (cell) => cells[cell], result: (row) => results[row] };
}

/** Whether a workbook was of this city before any lead could name it. */
async function isOpenedAs(
  store: Pick<JournalReads, 'entries'>,
  workbook: WorkbookId,
  city: string,
): Promise<boolean> {
  const [first] = await store.entries(workbook, { after: 0, limit: 1, kind: 'event' });
  if (first?.entry.kind !== 'event' || first.entry.event.type !== 'workbook-opened') return false;
  return isSameCity(first.entry.event.city, city);
}

/** Workbooks that a coordinator of this one coordinates as well: heads and auditors go from city to city. */
async function ledWith(
  store: Pick<WorkbookStore, 'memberships'>,
  state: WorkbookState,
): Promise<Set<WorkbookId>> {
  const led = new Set<WorkbookId>();
  for (const { person, role } of state.members.values()) {
    if (role !== 'coordinator') continue;
    for (const membership of await store.memberships(person))
      if (membership.role === 'coordinator') led.add(membership.workbook);
  }
  return led;
}
