/**
 * Whether the entries that a bundle shows keep to its locks: no edit while locked, but of reopened cells before their
 * end. It is the check's own reading of a rule that the server holds elsewhere.
 */
import type { DisclosedEntry } from './disclosed-entry.ts';

type Open = { number: number; names: Set<string>; until: number };
type Held = { locked: boolean; submission: number; open: Open[]; reopened: number };
type Edit = Extract<DisclosedEntry, { kind: 'edit' }>;

/** A sentence for a person, either way. `upTo`: number of the last entry that the snapshot holds. */
export function checkOrder(
  entries: readonly DisclosedEntry[],
  upTo: number,
): { ok: boolean; detail: string } {
  const held: Held = { locked: false, submission: 0, open: [], reopened: 0 };
  for (const entry of entries) {
    const detail = entry.kind === 'edit' ? editFault(held, entry, upTo) : moveOn(held, entry);
    if (detail !== undefined) return { ok: false, detail };
  }
  const detail =
    held.reopened === 0
      ? 'No edit shown lies between a lock and its reopening, or between the snapshot and its lock.'
      : `Between a lock and its reopening ${onlyEdits(held.reopened)} that were reopened, before the end that was set for them; none lies between the snapshot and its lock.`;
  return { ok: true, detail };
}

function onlyEdits(edits: number): string {
  return edits === 1 ? 'lies only 1 edit, of cells' : `lie only ${edits} edits, all of cells`;
}

function editFault(held: Held, edit: Edit, upTo: number): string | undefined {
  const { number, at, cells } = edit;
  if (held.locked) {
    const locked = cells.find(({ cell }) => !isOpen(held, cell, at));
    if (cells.length === 0) return `Entry ${number} is an edit while the workbook was locked.`;
    if (locked !== undefined) {
      return `Entry ${number} is an edit while the workbook was locked: the cell ${locked.cell} was not open then.`;
    }
    held.reopened += 1;
  }
  if (number <= upTo) return undefined;
  return `Entry ${number} is an edit after the snapshot, which ends at ${upTo}.`;
}

function isOpen({ open }: Held, cell: string, at: number): boolean {
  const row = cell.slice(0, Math.max(cell.lastIndexOf(':'), 0));
  return open.some(({ names, until }) => at < until && (names.has(cell) || names.has(row)));
}

/** Takes an event into account; a sentence where it comes out of turn. */
function moveOn(held: Held, entry: Exclude<DisclosedEntry, Edit>): string | undefined {
  const { number } = entry;
  switch (entry.kind) {
    case 'workbook-opened':
      return undefined;
    case 'locked': {
      // A version may follow another without an unlock only where cells were reopened in between.
      const again = held.locked && held.open.length === 0;
      if (again || entry.submission <= held.submission) return `Entry ${number} locks out of turn.`;
      Object.assign(held, { locked: true, submission: entry.submission, open: [] });
      return undefined;
    }
    case 'unlocked':
      if (!held.locked) return `Entry ${number} reopens a workbook that was open.`;
      Object.assign(held, { locked: false, open: [] });
      return undefined;
    case 'cells-reopened':
      if (!held.locked) return `Entry ${number} reopens cells of a workbook that was open.`;
      held.open.push({ number, names: new Set(entry.names), until: entry.until });
      return undefined;
    case 'reopening-ended': {
      const ended = held.open.find((each) => each.number === entry.reopening);
      if (ended === undefined) return `Entry ${number} ends a reopening that is not there.`;
      // It stays in the list: a lock may follow.
      ended.until = 0;
      return undefined;
    }
    default:
      return entry satisfies never;
  }
}
