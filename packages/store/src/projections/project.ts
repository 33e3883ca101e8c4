/** What an entry changes in the tables that follow from the journal. Pure: one rule for every adapter and for `fsck`. */
import { type AuditEntry, isAuditEntry } from '@tallystick/domain/audit/entry';
import type { CellChange, EditEntry, Entry, EventEntry } from '@tallystick/domain/entry';
import type { EventType } from '@tallystick/domain/events';
import type { EventWith } from '@tallystick/domain/nouns/nouns';
import { EMPTY_WORKBOOK, type ProjectedRows, type RowChange } from './tables.ts';

/** The changes that follow from an entry, in order. */
export function project(entry: Entry | AuditEntry): RowChange[] {
  const changes: RowChange[] = [];
  // A journal is as old as its first entry.
  if (entry.number === 1) changes.push(ofWorkbook({ created_at: entry.at }));
  if (isAuditEntry(entry)) {
    const { command, number } = entry;
    return [...changes, { table: 'command', add: { command, number } }];
  }
  projectBeside(entry, changes);
  const { number, by, at } = entry;
  if (entry.kind === 'event') {
    changes.push({ table: 'command', add: { command: entry.command, number } });
    return changes.concat(projectEvent(entry));
  }
  for (const { cell, after } of shownBy(entry)) {
    if (after === null) changes.push({ table: 'cell', drop: { cell } });
    else changes.push({ table: 'cell', put: { cell, text: after, number, by, at } });
  }
  return changes;
}

/** The changes of an edit that cells show: one that lost against another it had not seen is not the author of its cell. */
export function shownBy({ cells }: EditEntry): CellChange[] {
  return cells.filter(
    ({ before, after, attempted }) => attempted === undefined || after !== before,
  );
}

/** What the store keeps beside the entries of an append; its first entry says what. */
function projectBeside({ beside }: Entry, changes: RowChange[]): void {
  for (const { client, person } of beside?.claims ?? [])
    changes.push({ table: 'client_claim', add: { client, person } });
  if (beside?.generation !== undefined) {
    const { generation, upTo, base } = beside.generation;
    changes.push({ table: 'generation', add: { generation, up_to: upTo, base } });
  }
  if (beside?.snapshot !== undefined) {
    const { submission, text } = beside.snapshot;
    changes.push({ table: 'snapshot', add: { submission, text } });
  }
}

function projectEvent({ event, number, at }: EventEntry): RowChange[] {
  switch (event.type) {
    case 'workbook-opened':
    case 'workbook-corrected':
      return [ofWorkbook({ city: event.city, title: event.title })];
    case 'member-added':
    case 'member-changed': {
      const { person, role, entity } = event;
      return [{ table: 'membership', put: { person, role, entity } }];
    }
    case 'entities-merged':
      return event.people.map(({ person, role }) => ({
        table: 'membership',
        put: { person, role, entity: event.into },
      }));
    case 'member-removed':
      return [{ table: 'membership', drop: { person: event.person } }];
    case 'locked':
      return [NONE_REOPENED, ofWorkbook({ locked: 1, generation: event.generation })];
    case 'unlocked':
      return [NONE_REOPENED, ofWorkbook({ locked: 0 })];
    case 'cells-reopened':
      return [...event.cells, ...event.rows].map((subject) => ({
        table: 'reopened',
        add: { number, subject, until: event.until },
      }));
    case 'reopening-ended':
      return [{ table: 'reopened', drop: { number: event.reopening } }];
    case 'clarification-asked':
    case 'ruled':
    case 'clarification-joined':
    case 'clarification-closed':
      return projectClarification(event, { number, at });
    case 'generation-started':
      return [ofWorkbook({ generation: event.generation })];
    case 'archived':
    case 'unarchived':
      return [ofWorkbook({ archived: event.type === 'archived' ? 1 : 0 })];
    case 'deleted':
      return ['erase', ofWorkbook({ ...EMPTY_WORKBOOK, deleted_at: at })];
    default:
      // Nothing follows in these tables from all others, as their nouns say.
      event.type satisfies Exclude<EventType, EventWith<'tables'>>;
      return [];
  }
}

const ofWorkbook = (set: Partial<ProjectedRows['workbook']>): RowChange => ({
  table: 'workbook',
  set,
  where: {},
});

/** A lock ends all reopenings, and so does an unlock. */
const NONE_REOPENED: RowChange = { table: 'reopened', drop: {} };

type ClarificationEvent = Extract<
  EventEntry['event'],
  { type: 'clarification-asked' | 'ruled' | 'clarification-joined' | 'clarification-closed' }
>;

const UNRULED = { scope: null, ruled: null, ruled_at: null };

function projectClarification(
  event: ClarificationEvent,
  { number, at }: { number: number; at: number },
): RowChange[] {
  const table = 'clarification';
  const { clarification } = event;
  switch (event.type) {
    case 'clarification-asked': {
      const { edition, kpi } = event;
      const asked = { clarification, edition, kpi, asked: number, asked_at: at };
      return [{ table, add: { ...asked, status: 'open', ...UNRULED } }];
    }
    case 'ruled': {
      const status = 'answered';
      const set = { status, scope: event.scope, ruled: number, ruled_at: at } as const;
      const alike = (event.also ?? []).map(
        (also): RowChange => ({ table, set: { status }, where: { clarification: also } }),
      );
      return [{ table, set, where: { clarification } }, ...alike];
    }
    case 'clarification-joined':
      return [{ table, set: { status: event.status, ...UNRULED }, where: { clarification } }];
    case 'clarification-closed':
      return [{ table, set: { status: 'closed' }, where: { clarification } }];
    default:
      return event satisfies never;
  }
}
