/**
 * What whoever sent an edit is told of it: each answer is true of the journal. What never stood is said to be lost before
 * the edit that it came with is acknowledged, and who was overwritten unseen is told as well.
 */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import type { GateVerdict } from '@tallystick/room/gate';
import type { LiveRoom } from '../room/live-room.ts';
import { type DecidedEdit, isWrite, type Waiting, type Overwritten } from './waiting.ts';

/** Answers the edits of rooms that have been left: they are not lost, their authors repeat them in the present one. */
export function answerOvertaken(queue: Waiting[], room: LiveRoom): void {
  for (let i = queue.length - 1; i >= 0; i--) {
    const edit = queue[i] as Waiting;
    const isOver = edit.source.isOver ?? false;
    if (edit.room === room && !isOver) continue;
    queue.splice(i, 1);
    if (!isOver) edit.source.overtaken(room.generation);
    else if (isWrite(edit)) edit.source.undecided();
  }
}

/**
 * While nothing can be written: who waits for one answer gets it now, and the edits of who has gone are dropped. They
 * would be carried out later, over newer values; nobody was told that they are saved.
 */
export function answerUnwritable(queue: Waiting[]): void {
  for (const edit of queue.splice(0)) {
    if (isWrite(edit)) edit.source.undecided();
    else if (edit.source.isGone !== true) queue.push(edit);
  }
}

/** Answers what is decided without being written: it stands so already, is refused, or builds on what is not here. */
export function answerAtOnce(
  { source, room }: Waiting,
  verdict: Exclude<GateVerdict, { kind: 'edit' }>,
  at: { head: number; authorOf: AuthorOf; tellPerson: TellPerson },
): void {
  const { head, authorOf } = at;
  if (verdict.kind === 'nothing') {
    const late = { source, room, changes: [], late: verdict.late ?? [] };
    for (const notice of lostValues(late, authorOf)) source.lost(notice);
    source.saved(head);
  } else if (verdict.kind === 'refused') {
    const { refusal, cells, values } = verdict;
    source.refused({ refusal, cells, values, head });
    if (refusal.code === 'overtaken') tellStanding({ source, room }, verdict, at);
  } else if (source.asked() === 'again') {
    source.refused({ refusal: refuse('missing-dependency'), cells: [], values: [], head });
  }
}

/** Whose value stands is told what was typed against it without a line: its author may want to talk about it. */
function tellStanding(
  { source, room }: Pick<Waiting, 'source' | 'room'>,
  { cells, values }: Pick<Extract<GateVerdict, { kind: 'refused' }>, 'cells' | 'values'>,
  { authorOf, tellPerson }: { authorOf: AuthorOf; tellPerson: TellPerson },
): void {
  const typed = new Map(values);
  for (const cell of cells) {
    const wonBy = authorOf(cell);
    if (wonBy === source.person) continue;
    const lost = typed.get(cell) ?? null;
    const won = room.index.texts.get(cell) ?? null;
    tellPerson(wonBy, { type: 'overwritten', cell, lost, lostBy: source.person, won, wonBy });
  }
}

/** Whether all that an edit holds stands in the cells now: nothing on the way, nothing that met another's write. */
export function isPlain(edit: DecidedEdit): boolean {
  return edit.changes.every(
    ({ attempted, unseen, through }) =>
      attempted === undefined && unseen === undefined && through === undefined,
  );
}

/** Who set a cell last, before the edit in question. */
type AuthorOf = (cell: CellId) => PersonId;
/** Tells a person in all places where they are. */
type TellPerson = (person: PersonId, notice: Overwritten) => void;

/** What an edit lost against writes that it had not seen: its own values that never stood. */
export function lostValues(
  { source, room, changes, late }: Pick<DecidedEdit, 'source' | 'room' | 'changes' | 'late'>,
  authorOf: AuthorOf,
): Overwritten[] {
  const lostBy = source.person;
  const notice = (cell: CellId, lost: string | null, won: string | null): Overwritten => {
    return { type: 'overwritten', cell, lost, lostBy, won, wonBy: authorOf(cell) };
  };
  return [
    ...changes.flatMap(({ cell, after, attempted }) =>
      attempted === undefined ? [] : [notice(cell, attempted, after)],
    ),
    ...late.map((cell) => notice(cell, null, room.index.texts.get(cell) ?? null)),
  ];
}

/** Two people who set one cell without having seen each other are both told which value stands. */
export function tellBoth(edit: DecidedEdit, authorOf: AuthorOf, tellPerson: TellPerson): void {
  for (const notice of lostValues(edit, authorOf)) tellPerson(notice.wonBy, notice);
  for (const notice of overwritten(edit, authorOf)) {
    edit.source.tell(notice);
    tellPerson(notice.lostBy, notice);
  }
}

/** What an edit overwrote without having seen it. `authorOf` knows the time before it. */
function overwritten(edit: DecidedEdit, authorOf: AuthorOf): Overwritten[] {
  const wonBy = edit.source.person;
  return edit.changes.flatMap(({ cell, after, attempted, unseen }) =>
    unseen === undefined || attempted !== undefined
      ? []
      : [{ type: 'overwritten', cell, lost: unseen, lostBy: authorOf(cell), won: after, wonBy }],
  );
}
