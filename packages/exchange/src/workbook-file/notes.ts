/** Notes of a sheet: what a KPI means, where a figure comes from, and what people said about a cell. */
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { OutComment, OutNote, OutPerson } from '../xlsx/write/out-book.ts';
import type { FileComment } from './file-asked.ts';
import type { TableName } from './layout.ts';
import type { Making } from './making.ts';

/** `2026-11-30`, in universal time. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** `fixed`: by address, what the file itself has to say. */
export function notesOf(
  making: Making,
  table: TableName,
  fixed: ReadonlyMap<string, string>,
): OutNote[] {
  const said = commentsIn(making, table);
  const notes = new Map<string, OutNote>();
  for (const [at, text] of fixed) notes.set(at, { at, author: making.words.sheets[table], text });
  for (const [at, comments] of said)
    notes.set(at, conversation(making, at, comments, fixed.get(at)));
  return [...notes.values()];
}

/** Comments by address, oldest first. */
function commentsIn({ asked, layout }: Making, table: TableName): Map<string, FileComment[]> {
  const found = new Map<string, FileComment[]>();
  for (const comment of asked.comments.toSorted((a, b) => a.at - b.at)) {
    const { row, column } = splitCellId(comment.cell) ?? { row: '', column: '' };
    const place = layout.placeOf(row);
    // A row that is there only because others need it is somebody else's.
    if (place?.table !== table || !layout.own.has(row)) continue;
    const letter = layout.letterOf(table, column) ?? layout.letterOf(table, 'key') ?? 'A';
    const at = `${letter}${place.row}`;
    found.set(at, [...(found.get(at) ?? []), comment]);
  }
  return found;
}

function conversation(
  { words }: Making,
  at: string,
  comments: readonly FileComment[],
  fixed: string | undefined,
): OutNote {
  const isDone = comments.every(({ isResolved }) => isResolved);
  const lines = comments.map((each) =>
    words.notes.comment({ name: each.name, day: dayOf(each.at), text: each.text }),
  );
  if (isDone) lines.unshift(words.notes.resolved);
  if (fixed !== undefined) lines.push(fixed);
  const thread: OutComment[] = comments.map((each) => ({
    id: each.id,
    person: each.by,
    at: each.at,
    text: each.text,
    isDone,
  }));
  const author = comments[0]?.name ?? '';
  return { at, author, text: lines.join('\n\n'), thread };
}

/** Everybody whose words are in the file. */
export function peopleOf({ asked, layout }: Making): OutPerson[] {
  const people = new Map<string, OutPerson>();
  for (const { by, name, cell } of asked.comments) {
    const row = splitCellId(cell)?.row ?? '';
    if (layout.own.has(row)) people.set(by, { id: by, name });
  }
  return [...people.values()];
}
