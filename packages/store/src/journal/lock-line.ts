/**
 * The store's own look at a lock: no edit of a locked workbook, but of cells that are reopened, before their end; and
 * none at all of an archived one. It is the last line of defence behind the gate and knows nothing of people and their
 * rights.
 */
import type { NewEntry } from '@tallystick/domain/entry';

/** A cell, or a row for all its cells, that is open until a moment. `number`: of the entry that reopened it. */
export type OpenSubject = { number: number; subject: string; until: number };

type Line = { locked: boolean; archived: boolean; open: OpenSubject[] };

/**
 * True when an edit among these entries would fall on cells that are locked when it comes. Events may come at any time.
 * `reopened` is asked for only where an edit meets a lock: a workbook that is open pays nothing.
 */
export function editsWhileLocked(
  before: { locked: boolean; archived: boolean; reopened: () => OpenSubject[] },
  entries: readonly NewEntry[],
): boolean {
  let line: Line = { locked: before.locked, archived: before.archived, open: [] };
  let asked = !before.locked;
  for (const entry of entries) {
    if (entry.kind === 'event') {
      if (!asked) line.open = before.reopened();
      asked = true;
      line = moved(line, entry.event);
      continue;
    }
    if (line.archived) return true;
    if (!line.locked) continue;
    if (!asked) line.open = before.reopened();
    asked = true;
    const isOpen = ({ cell }: { cell: string }) =>
      line.open.some(({ subject, until }) => entry.at < until && names(subject, cell));
    if (entry.cells.length === 0 || !entry.cells.every(isOpen)) return true;
  }
  return false;
}

function names(subject: string, cell: string): boolean {
  return cell === subject || cell.slice(0, Math.max(cell.lastIndexOf(':'), 0)) === subject;
}

function moved(line: Line, event: Extract<NewEntry, { kind: 'event' }>['event']): Line {
  switch (event.type) {
    case 'locked':
      return { ...line, locked: true, open: [] };
    case 'unlocked':
      return { ...line, locked: false, open: [] };
    case 'archived':
    case 'unarchived':
      return { ...line, archived: event.type === 'archived' };
    case 'cells-reopened': {
      const { cells, rows, until } = event;
      // Its own number is not known before it is written; nothing of the same request can end it.
      const open = [...cells, ...rows].map((subject) => ({ number: 0, subject, until }));
      return { ...line, open: [...line.open, ...open] };
    }
    case 'reopening-ended':
      return { ...line, open: line.open.filter(({ number }) => number !== event.reopening) };
    default:
      return line;
  }
}
