/**
 * What an entry changes in the projections: cells, the workbook's row, memberships. Pure. Every adapter applies it and
 * `fsck` replays it: one rule, three readers.
 */
import type { Entry } from '@tallystick/domain/entry';
import type { RulingScope } from '@tallystick/domain/events';
import type { CellId, ClarificationId, EntityId, PersonId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';

/** One write to a projection, to be applied in order. `text: null` deletes the cell. */
export type Projected =
  | {
      set: 'cell';
      cell: CellId;
      text: string | null;
      number: number;
      by: PersonId;
      at: number;
    }
  /** A workbook is as old as its first entry. */
  | { set: 'created'; at: number }
  | { set: 'title'; city: string; title: string }
  | { set: 'member'; person: PersonId; role: Role; entity: EntityId | null }
  | { set: 'no-member'; person: PersonId }
  | { set: 'locked'; locked: boolean }
  | { set: 'generation'; generation: number }
  /** `subject`: a cell, or a row for all its cells. The lock that comes next ends all. */
  | { set: 'reopened'; number: number; subject: string; until: number }
  | { set: 'reopening-ended'; reopening: number }
  | {
      set: 'clarification';
      clarification: ClarificationId;
      edition: string;
      kpi: string;
      number: number;
      at: number;
    }
  | {
      set: 'ruling';
      clarification: ClarificationId;
      scope: RulingScope;
      number: number;
      at: number;
    }
  | { set: 'clarification-closed'; clarification: ClarificationId }
  | { set: 'archived'; archived: boolean }
  /** All that the workbook holds goes; its row alone stays. */
  | { set: 'deleted'; at: number };

/** The projections' writes that follow from an entry, in order. */
export function project(entry: Entry): Projected[] {
  const written: Projected[] = entry.number === 1 ? [{ set: 'created', at: entry.at }] : [];
  if (entry.kind === 'event') return written.concat(projectEvent(entry));
  const { number, by, at } = entry;
  for (const { cell, before, after, attempted } of entry.cells) {
    // An edit that lost against one it had not seen is not the author of what the cell shows.
    if (attempted !== undefined && after === before) continue;
    written.push({ set: 'cell', cell, text: after, number, by, at });
  }
  return written;
}

function projectEvent({ event, number, at }: Extract<Entry, { kind: 'event' }>): Projected[] {
  switch (event.type) {
    case 'workbook-opened':
    case 'workbook-corrected':
      return [{ set: 'title', city: event.city, title: event.title }];
    case 'member-added':
    case 'member-changed':
      return [{ set: 'member', person: event.person, role: event.role, entity: event.entity }];
    case 'entities-merged':
      return event.people.map(({ person, role }) => ({
        set: 'member',
        person,
        role,
        entity: event.into,
      }));
    case 'member-removed':
      return [{ set: 'no-member', person: event.person }];
    case 'locked':
      return [
        { set: 'locked', locked: true },
        { set: 'generation', generation: event.generation },
      ];
    case 'unlocked':
      return [{ set: 'locked', locked: false }];
    case 'cells-reopened':
      return [...event.cells, ...event.rows].map((subject) => ({
        set: 'reopened',
        number,
        subject,
        until: event.until,
      }));
    case 'reopening-ended':
      return [{ set: 'reopening-ended', reopening: event.reopening }];
    case 'clarification-asked': {
      const { clarification, edition, kpi } = event;
      return [{ set: 'clarification', clarification, edition, kpi, number, at }];
    }
    case 'ruled':
      return [
        { set: 'ruling', clarification: event.clarification, scope: event.scope, number, at },
      ];
    case 'clarification-closed':
      return [{ set: 'clarification-closed', clarification: event.clarification }];
    case 'generation-started':
      return [{ set: 'generation', generation: event.generation }];
    case 'archived':
    case 'unarchived':
      return [{ set: 'archived', archived: event.type === 'archived' }];
    case 'deleted':
      return [{ set: 'deleted', at }];
    case 'deletion-asked':
    case 'deletion-taken-back':
    case 'entity-added':
    case 'entity-renamed':
    case 'entity-removed':
    case 'rows-assigned':
    case 'commented':
    case 'comment-resolved':
    case 'comment-reopened':
    case 'verified':
    case 'verification-withdrawn':
    case 'verification-released':
    case 'consented':
    case 'consent-withdrawn':
    case 'rows-marked':
      return [];
    default:
      return event satisfies never;
  }
}
