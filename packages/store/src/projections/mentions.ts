/**
 * What an entry speaks of: its cells, rows, people, entities and its kind, as short texts. Pure.
 *
 * Subjects: `c:CELL` an edit that changed what the cell shows, `d:CELL` whatever else was said of it (a comment, a
 * write that lost), `r:ROW` an event on a row, `p:PERSON` who did it or whom it concerns, `e:ENTITY` the entity that
 * had the row by then, `k:KIND` the kind of an event.
 */

import { FILLED_COLUMNS } from '@tallystick/domain/cells/columns';
import type { Entry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import type { EventKind, Place } from '@tallystick/domain/nouns/noun';
import { nounOf } from '@tallystick/domain/nouns/nouns';
import {
  type CellId,
  cellId,
  type EntityId,
  type RowId,
  splitCellId,
} from '@tallystick/domain/cells/ids';

/** What earlier entries have to say on later ones: which entity has a row, where a thread or a clarification stands. */
export type Mentioned = {
  entities: Map<RowId, EntityId>;
  /** By the id of a comment or clarification, or the number of a reopening. */
  places: Map<string, Place>;
};

export function nothingMentioned(): Mentioned {
  return { entities: new Map(), places: new Map() };
}

/** The kind of an event; what this program does not know is housekeeping to it. */
export function kindOf(event: Event): EventKind {
  return nounOf(event)?.kind ?? 'system';
}

/** All that an entry speaks of, each once. `before` is what the entries before it have left. */
export function subjectsOf(entry: Entry, before: Mentioned): string[] {
  const found = new Set([`p:${entry.by}`]);
  if (entry.kind === 'event') {
    found.add(`k:${kindOf(entry.event)}`);
    addEvent(entry.event, before, found);
    return [...found];
  }
  for (const { cell, before: was, after, attempted } of entry.cells) {
    // A write that lost changed nothing of what the cell shows.
    const hasLost = attempted !== undefined && after === was;
    found.add(`${hasLost ? 'd' : 'c'}:${cell}`);
    addEntity(rowOf(cell), before, found);
  }
  return [...found];
}

/** Takes note of an entry for those that come after it. To be called in the order of the journal. */
export function remember(mentioned: Mentioned, entry: Entry): void {
  if (entry.kind === 'edit') return;
  const { event } = entry;
  if (event.type === 'rows-assigned') {
    for (const row of event.rows) {
      if (event.entity === null) mentioned.entities.delete(row);
      else mentioned.entities.set(row, event.entity);
    }
  } else if (event.type === 'entities-merged') {
    for (const row of event.rows) mentioned.entities.set(row, event.into);
  }
  const name = nounOf(event)?.placeName?.(event, entry.number);
  if (name !== undefined) mentioned.places.set(name, placeOf(event, mentioned));
}

function addEvent(event: Event, before: Mentioned, found: Set<string>): void {
  const { cells, rows } = placeOf(event, before);
  for (const cell of cells) {
    found.add(`d:${cell}`);
    addEntity(rowOf(cell), before, found);
  }
  for (const row of rows) {
    found.add(`r:${row}`);
    addEntity(row, before, found);
  }
  if ('person' in event) found.add(`p:${event.person}`);
  if ('entity' in event && event.entity !== null) found.add(`e:${event.entity}`);
  if (event.type !== 'entities-merged') return;
  found.add(`e:${event.into}`);
  for (const { person } of event.people) found.add(`p:${person}`);
}

const NOWHERE: Place = { cells: [], rows: [] };

function placeOf(event: Event, { places }: Mentioned): Place {
  return nounOf(event)?.place?.(event, (name) => places.get(name) ?? NOWHERE) ?? NOWHERE;
}

function addEntity(row: RowId | undefined, before: Mentioned, found: Set<string>): void {
  const entity = row === undefined ? undefined : before.entities.get(row);
  if (entity !== undefined) found.add(`e:${entity}`);
}

function rowOf(cell: CellId): RowId | undefined {
  return splitCellId(cell)?.row;
}

/** The subjects of one cell's history: its own, those of its row, and the locks between. */
export function subjectsOfCell(cell: CellId): string[] {
  const row = rowOf(cell);
  return [`c:${cell}`, `d:${cell}`, ...(row === undefined ? [] : [`r:${row}`]), 'k:lock'];
}

/** The subjects of a row's history: its cells', its own, and the locks between. */
export function subjectsOfRow(row: RowId): string[] {
  const cells = [...FILLED_COLUMNS, 'result'].map((column) => cellId(row, column));
  return [...cells.flatMap((cell) => [`c:${cell}`, `d:${cell}`]), `r:${row}`, 'k:lock'];
}
