/**
 * The store's own look at a lock, for whole appends: the last line of defence behind the gate. Whether one cell is open it
 * asks of the domain, as everybody does; of people and their rights it knows nothing.
 */
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import type { NewEntry } from '@tallystick/domain/entry';
import { type Closing, closedBy, type Opening } from '@tallystick/domain/nouns/reopening';
import type { ProjectedRows } from '../projections/tables.ts';

/** A cell, or a row for all its cells, that is open until a moment. `number`: of the entry that reopened it. */
export type OpenSubject = ProjectedRows['reopened'];

type Line = Omit<Closing, 'reopened'> & { reopened: (Opening & { number: number })[] };

/**
 * True when an edit among these entries would fall on cells that are closed when it comes. Events may come at any time.
 * `reopened` is asked for only where an edit meets a lock: a workbook that is open pays nothing.
 */
export function editsWhileLocked(
  before: { locked: boolean; archived: boolean; reopened: () => OpenSubject[] },
  entries: readonly NewEntry[],
): boolean {
  const line: Line = { locked: before.locked, archived: before.archived, reopened: [] };
  let asked = !before.locked;
  for (const entry of entries) {
    if (!asked && (entry.kind === 'event' || line.locked)) {
      line.reopened = before.reopened().map(openingOf);
      asked = true;
    }
    if (entry.kind === 'event') {
      move(line, entry.event);
      continue;
    }
    // An edit of no cell at all is closed with the workbook.
    const cells = entry.cells.length === 0 ? [undefined] : entry.cells.map(({ cell }) => cell);
    if (cells.some((cell) => closedBy(line, cell, entry.at) !== undefined)) return true;
  }
  return false;
}

/** A cell and a row are never called the same, so that a subject may be looked for among both. */
function openingOf({ number, subject, until }: OpenSubject): Line['reopened'][number] {
  const named = { cells: new Set([subject as CellId]), rows: new Set([subject as RowId]) };
  return { number, ...named, until, ended: null };
}

function move(line: Line, event: Extract<NewEntry, { kind: 'event' }>['event']): void {
  switch (event.type) {
    case 'locked':
    case 'unlocked':
      line.locked = event.type === 'locked';
      line.reopened = [];
      return;
    case 'archived':
    case 'unarchived':
      line.archived = event.type === 'archived';
      return;
    case 'cells-reopened': {
      const { cells, rows, until } = event;
      const named = { cells: new Set(cells), rows: new Set(rows) };
      // Its own number is not known before it is written; nothing of the same request can end it.
      line.reopened.push({ number: 0, ...named, until, ended: null });
      return;
    }
    case 'reopening-ended':
      line.reopened = line.reopened.filter(({ number }) => number !== event.reopening);
      return;
    default:
  }
}
