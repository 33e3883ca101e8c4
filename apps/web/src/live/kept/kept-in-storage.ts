/**
 * Unsaved work in the browser's plain storage: where there is no database, and as the last resort of a page that ends.
 * Storage can be full, blocked, hold an older shape or be written by a second tab, and none of that may stop the page
 * or lose a value: each tab adds and removes its own values and leaves the others.
 */
import type { RefusedDraft } from '../../lines/cell-store.ts';
import { isRefusalCode } from '@tallystick/domain/refusals';
import type { Keeping, QueuedCommand } from './keeping.ts';
import { OwnValues } from './own-values.ts';
import type { Unsaved } from './pending-writes.ts';

/** Newest drafts kept; a paste of a whole sheet has about a thousand cells. */
export const DRAFTS_MAX = 2_000;

/** A line of the copy: cell, text, and what its author had seen there (absent in an older shape). */
type CopiedLine = [cell: string, text: string | null, seen?: (string | null)[]];

type Names = { drafts: string; unsaved: string; commands: string };

const namesOf = (workbook: string, person: string): Names => ({
  drafts: `tallystick.drafts.${workbook}.${person}`,
  unsaved: `tallystick.pending.${workbook}.${person}`,
  commands: `tallystick.commands.${workbook}.${person}`,
});

function read<T>(key: string): T[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as T[]) : [];
  } catch {
    return [];
  }
}

/** True where it was written. */
function write(key: string, values: unknown[]): boolean {
  try {
    if (values.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(values));
    return true;
  } catch {
    // Full or blocked: the values live on in memory, and leaving the page warns.
    return false;
  }
}

const isText = (text: unknown): boolean => text === null || typeof text === 'string';

const draftsIn = (key: string): RefusedDraft[] =>
  read<RefusedDraft>(key).filter(
    (draft) => typeof draft?.cell === 'string' && isRefusalCode(draft.refusal?.code),
  );

const linesIn = (key: string): CopiedLine[] =>
  read<CopiedLine>(key).filter(
    (line) => Array.isArray(line) && typeof line[0] === 'string' && isText(line[1]),
  );

const commandsIn = (key: string): QueuedCommand[] =>
  read<QueuedCommand>(key).filter(
    (each) => typeof each?.id === 'string' && typeof each.command?.type === 'string',
  );

/** The unsaved work of a person in a workbook, in plain storage. */
export function keptInStorage(workbook: string, person: string): Keeping {
  const names = namesOf(workbook, person);
  let isWritten = true;
  let isClosed = false;
  const put = (key: string, values: unknown[]): void => {
    if (!isClosed) isWritten = write(key, values);
  };
  return {
    // Plain storage is small: without a database they are known to this page alone.
    own: new OwnValues(),
    drafts: () => draftsIn(names.drafts),
    keepDrafts: (drafts) => {
      const cells = new Set(drafts.map(({ cell }) => cell));
      const others = draftsIn(names.drafts).filter(({ cell }) => !cells.has(cell));
      put(names.drafts, [...others, ...drafts].slice(-DRAFTS_MAX));
    },
    dropDrafts: (cells) => {
      const gone = new Set(cells);
      put(
        names.drafts,
        draftsIn(names.drafts).filter(({ cell }) => !gone.has(cell)),
      );
    },
    unsaved: () => linesIn(names.unsaved).map(([cell, text, seen]) => [cell, unsaved(text, seen)]),
    changeUnsaved: (keep, drop) => {
      const kept = new Set(keep.map(([cell]) => cell));
      const gone = new Map(drop);
      const others = linesIn(names.unsaved).filter(
        ([cell, text]) => !kept.has(cell) && !(gone.has(cell) && gone.get(cell) === text),
      );
      const mine = keep.map(([cell, { text, seen }]): CopiedLine => [cell, text, seen]);
      put(names.unsaved, [...others, ...mine]);
    },
    commands: () => commandsIn(names.commands),
    keepCommand: (command) => {
      const others = commandsIn(names.commands).filter(({ id }) => id !== command.id);
      put(names.commands, [...others, command]);
    },
    dropCommand: (id) => {
      put(
        names.commands,
        commandsIn(names.commands).filter((each) => each.id !== id),
      );
    },
    get isSafe() {
      return isWritten;
    },
    close: () => {
      isClosed = true;
    },
  };
}

const unsaved = (text: string | null, seen: (string | null)[] | undefined): Unsaved => ({
  text,
  seen: seen ?? [],
});

/** Takes the unsaved work out of plain storage: it is kept elsewhere now. */
export function emptyStorage(workbook: string, person: string): void {
  for (const key of Object.values(namesOf(workbook, person))) write(key, []);
}
