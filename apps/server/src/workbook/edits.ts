/**
 * Choosing a batch: which of the waiting edits are decided together, and what the gate says of each.
 * Own file because two rules keep the gate's answers true inside a batch: one edit a source (several in a row are joined
 * into one) and no two that touch the same cell, since each is inspected against the room as it stands before the batch.
 */
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import { cellValues, namesRefusal } from '@tallystick/domain/cell-formula';
import { cellSpec } from '@tallystick/domain/cell-spec';
import { readCell } from '@tallystick/domain/cell-text';
import type { CellChange, Door, EditEntry } from '@tallystick/domain/entry';
import { type FormulaCheck, formulaChecks } from '@tallystick/domain/formula-check';
import type { CellId, PersonId, WorkbookId } from '@tallystick/domain/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { actorOf, mayEditCell, mayTakeOver } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import type { LiveMessage } from '@tallystick/protocol/live';
import { type GateVerdict, inspect } from '@tallystick/room/gate';
import { joinUpdates } from '@tallystick/room/join';
import type { AppendRequest } from '@tallystick/store/port';
import type { LiveRoom } from '../collab/live-room.ts';
import { BATCH_EDITS_MAX } from '../limits.ts';

/** One value overwrote another that its author had not seen. */
export type Overwritten = Extract<LiveMessage, { type: 'overwritten' }>;

/** Who sent an edit, and how it is answered. */
export type EditSource = {
  person: PersonId;
  /** The way it came in; the native socket's where none is said. */
  door?: Door;
  saved(): void;
  refused(told: {
    refusal: Refusal;
    cells: string[];
    values: [string, string | null][];
    head: number;
  }): void;
  /** It writes a proposal that was handed in, and the right to that is asked for. */
  readonly takesOver?: true;
  /** Asks the client for all it has; `again` where it was asked too often. */
  asked(): 'asked' | 'again';
  overtaken(generation: number): void;
  /** Neither saved nor refused: the workbook is read anew, or stops. Whoever sent it keeps it and sends it again. */
  undecided(): void;
  tell(message: Overwritten): void;
  /** Set once its session or right has ended, or it begins anew: what was not decided is dropped, never acknowledged. */
  readonly isOver?: boolean;
};

export type WaitingEdit = {
  source: EditSource;
  room: LiveRoom;
  update: Uint8Array;
  maxBytes: number;
};

export type DecidedEdit = WaitingEdit & {
  /** The edits as they came, where several of one source were joined. */
  parts: WaitingEdit[];
  changes: CellChange[];
  client: number;
  clients: number[];
};

export type Rules = {
  ownerOf: (client: number) => PersonId | undefined;
  /** `then` tells the text of any cell as it will be with the whole change. */
  judge: (
    person: PersonId,
    cell: CellId,
    wanted: {
      value: string | null;
      then: (cell: CellId) => string | undefined;
      takesOver?: true | undefined;
    },
  ) => Refusal | undefined;
  /** Notes what the formulas among the changes come to. `now` tells the texts without them. */
  valued: (changes: CellChange[], now: (cell: CellId) => string | undefined) => CellChange[];
};

/** The rules of a workbook as it stands: who owns a client id, and what a cell takes from whom. */
export function rulesOf(at: {
  catalogue: Catalogue;
  state: WorkbookState;
  claims: ReadonlyMap<number, PersonId>;
  /** Milliseconds since 1970, UTC: reopened cells have an end. */
  now: number;
}): Rules {
  const { catalogue, state, claims, now } = at;
  // The formulas of one change are looked at together: one function tells its state.
  let checked: { then: (cell: CellId) => string | undefined; check: FormulaCheck } | undefined;
  return {
    ownerOf: (client) => claims.get(client),
    judge: (person, cell, { value, then, takesOver }) => {
      const may = takesOver ? mayTakeOver : mayEditCell;
      const refusal = may(state, actorOf(state, person), { cell, catalogue, now });
      if (refusal !== undefined || value === null) return refusal;
      const spec = cellSpec(catalogue, cell);
      if (spec === undefined) return refuse('unknown-cell');
      const read = readCell(spec, value);
      if (!read.ok) return read.refusal;
      if (read.value.kind !== 'formula') return undefined;
      // A text on the way, or one that lost, stands nowhere: nothing leads back to it.
      if (then(cell) !== value) return namesRefusal(catalogue, spec, value);
      if (checked?.then !== then) checked = { then, check: formulaChecks(catalogue, then) };
      return checked.check(spec, value);
    },
    valued: (changes, now) => valuedChanges(catalogue, changes, now),
  };
}

/** What the gate says of one edit. */
export function inspectEdit(edit: WaitingEdit, rules: Rules): GateVerdict {
  const { person, takesOver } = edit.source;
  return inspect(edit.room.index, edit.update, {
    person,
    ownerOf: rules.ownerOf,
    judge: (cell, value, then) => rules.judge(person, cell, { value, then, takesOver }),
    maxBytes: edit.maxBytes,
  });
}

/** A formula is written down with what it came to, so that its history needs no other cell's. */
function valuedChanges(
  catalogue: Catalogue,
  changes: CellChange[],
  now: (cell: CellId) => string | undefined,
): CellChange[] {
  if (!changes.some(isFormulaSet)) return changes;
  const after = new Map(changes.map((change) => [change.cell, change.after]));
  const then = (cell: CellId) => (after.has(cell) ? (after.get(cell) ?? undefined) : now(cell));
  const values = cellValues(catalogue, then);
  return changes.map((change) => {
    const spec = isFormulaSet(change) ? cellSpec(catalogue, change.cell) : undefined;
    if (spec?.kind !== 'number' || change.after === null) return change;
    const value = values.formula(spec, change.after);
    return { ...change, value: value.kind === 'value' ? value.text : null };
  });
}

/** Whether a formula may stand after a change; of a note that begins so it is believed too, and costs nothing. */
const isFormulaSet = ({ after }: CellChange): boolean => after?.startsWith('=') ?? false;

/** Answers the edits of rooms that have been left: they are not lost, their authors repeat them in the present one. */
export function answerOvertaken(queue: WaitingEdit[], room: LiveRoom): void {
  for (let i = queue.length - 1; i >= 0; i--) {
    const edit = queue[i] as WaitingEdit;
    const isOver = edit.source.isOver ?? false;
    if (edit.room === room && !isOver) continue;
    queue.splice(i, 1);
    if (!isOver) edit.source.overtaken(room.generation);
  }
}

/** What is in a batch already, so that a later edit that depends on it waits. */
class Touched {
  readonly #clients = new Set<number>();
  readonly #cells = new Set<string>();

  meets(changes: CellChange[], clients: number[]): boolean {
    return (
      // A formula is judged by other cells, so it is the first of its batch: the room is then as it was looked at.
      (this.#cells.size > 0 && changes.some(isFormulaSet)) ||
      clients.some((client) => this.#clients.has(client)) ||
      changes.some((change) => this.#cells.has(change.cell))
    );
  }

  add(changes: CellChange[], clients: number[]): void {
    for (const client of clients) this.#clients.add(client);
    for (const change of changes) this.#cells.add(change.cell);
  }
}

/** Edits of one source, in the order they came. */
type Line = WaitingEdit[];

/** Edits of one source that are joined at most: some milliseconds of a program's writing. */
const JOINED_MAX = 32;

function linesOf(queue: WaitingEdit[]): Line[] {
  const lines = new Map<EditSource, Line>();
  for (const edit of queue) {
    const line = lines.get(edit.source);
    if (line === undefined) lines.set(edit.source, [edit]);
    else line.push(edit);
  }
  return [...lines.values()];
}

/** The first edits of a line as one, where they can be taken together; else the first alone. */
function nextOf(
  line: Line,
  rules: Rules,
): { parts: Line; update: Uint8Array; verdict: GateVerdict } {
  const [first] = line as [WaitingEdit];
  if (line.length > 1) {
    const parts = line.slice(0, JOINED_MAX);
    const update = joinUpdates(parts.map((part) => part.update));
    if (update !== undefined && update.length <= first.maxBytes) {
      const verdict = inspectEdit({ ...first, update }, rules);
      // Together or not at all would be unjust to those that are right: a refusal is for one edit alone.
      if (verdict.kind === 'edit') return { parts, update, verdict };
    }
  }
  return { parts: [first], update: first.update, verdict: inspectEdit(first, rules) };
}

/**
 * Takes the next batch out of the queue, the sources in order of arrival. Edits that change nothing or are refused are
 * handed to `answer` at once; those that must wait for the batch stay in the queue, in order.
 */
export function takeBatch(
  queue: WaitingEdit[],
  rules: Rules,
  answer: (edit: WaitingEdit, verdict: Exclude<GateVerdict, { kind: 'edit' }>) => void,
): DecidedEdit[] {
  const batch: DecidedEdit[] = [];
  const touched = new Touched();
  const done = new Set<WaitingEdit>();
  for (const line of linesOf(queue)) {
    if (batch.length >= BATCH_EDITS_MAX) break;
    const taken = takeLine(line, { rules, touched, answer, done });
    if (taken !== undefined) batch.push(taken);
  }
  queue.splice(0, queue.length, ...queue.filter((edit) => !done.has(edit)));
  return batch;
}

type Taking = {
  rules: Rules;
  touched: Touched;
  answer: Parameters<typeof takeBatch>[2];
  done: Set<WaitingEdit>;
};

/** The edits of one source that go into this batch, if any. What is answered or taken is `done`. */
function takeLine(line: Line, { rules, touched, answer, done }: Taking): DecidedEdit | undefined {
  for (let rest = line; rest.length > 0; ) {
    const { parts, update, verdict } = nextOf(rest, rules);
    const [first] = parts as [WaitingEdit];
    if (verdict.kind === 'edit') {
      const clients = [...verdict.writers, ...verdict.clients];
      if (touched.meets(verdict.changes, clients)) return undefined;
      touched.add(verdict.changes, clients);
      for (const part of parts) done.add(part);
      const { client } = verdict;
      const changes = rules.valued(verdict.changes, (cell) => first.room.index.texts.get(cell));
      return { ...first, update, parts, changes, client, clients: verdict.clients };
    }
    answer(first, verdict);
    done.add(first);
    rest = rest.slice(1);
    if (!first.source.isOver) continue;
    for (const left of rest) done.add(left);
    return undefined;
  }
  return undefined;
}

/** What is written of a batch: an entry for each edit, and the client ids that come with it. */
export function requestOf(
  batch: DecidedEdit[],
  { workbook, head, now }: { workbook: WorkbookId; head: number; now: number },
): AppendRequest {
  const entries = batch.map(
    (edit): Omit<EditEntry, 'number'> => ({
      v: 1,
      kind: 'edit',
      workbook,
      at: now,
      by: edit.source.person,
      door: edit.source.door ?? 'socket',
      generation: edit.room.generation,
      client: edit.client,
      cells: edit.changes,
      update: Buffer.from(edit.update).toString('base64'),
    }),
  );
  const claims = batch.flatMap((edit) =>
    edit.clients.map((client) => ({ client, person: edit.source.person })),
  );
  return { workbook, expected: head, entries, claims };
}

/** Whether all that an edit holds stands in the cells now: nothing on the way, nothing that met another's write. */
export function isPlain(edit: DecidedEdit): boolean {
  return edit.changes.every(
    ({ attempted, unseen, through }) =>
      attempted === undefined && unseen === undefined && through === undefined,
  );
}

/** What an edit overwrote unseen, or what its own unseen write lost against. `authorOf` knows the time before it. */
export function overwritten(
  edit: DecidedEdit,
  authorOf: (cell: CellId) => PersonId,
): Overwritten[] {
  const by = edit.source.person;
  const notices: Overwritten[] = [];
  for (const { cell, after, attempted, unseen } of edit.changes) {
    const about = { type: 'overwritten', cell, won: after } as const;
    if (attempted !== undefined) {
      notices.push({ ...about, lost: attempted, lostBy: by, wonBy: authorOf(cell) });
    } else if (unseen !== undefined) {
      notices.push({ ...about, lost: unseen, lostBy: authorOf(cell), wonBy: by });
    }
  }
  return notices;
}
