/** Choosing a batch: which of the waiting edits are decided together, and what the gate says of each. */
import { cellValues, namesRefusal } from '@tallystick/domain/formula/cell-formula';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { readCell } from '@tallystick/domain/cells/cell-text';
import type { CellChange, EditEntry } from '@tallystick/domain/entry';
import { type FormulaCheck, formulaChecks } from '@tallystick/domain/formula/formula-check';
import type { CellId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { actorOf, mayEditCell, mayTakeOver } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import { type GateVerdict, inspect } from '@tallystick/room/gate';
import { joinUpdates } from '@tallystick/room/join';
import { UPDATE_BYTES } from '@tallystick/room/limits';
import type { AppendRequest } from '@tallystick/store/port-journal';
import { BATCH_EDITS_MAX } from '../service/limits.ts';
import { decideWrite } from './cells-write.ts';
import type { LastWrites } from './last-writes.ts';
import {
  type CellsWrite,
  type DecidedEdit,
  type EditSource,
  isWrite,
  type Rules,
  type Waiting,
  type WaitingEdit,
} from './waiting.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** The rules of a workbook as it stands: who owns a client id, and what a cell takes from whom. */
export function rulesOf(at: {
  catalogue: Catalogue;
  state: WorkbookState;
  claims: Pick<ReadonlyMap<number, PersonId>, 'get'>;
  last: LastWrites;
  /** Milliseconds since 1970, UTC: reopened cells have an end. */
  now: number;
}): Rules {
  const { catalogue, state, claims, last, now } = at;
  // The formulas of one change are looked at together: one function tells its state.
  let checked: { then: (cell: CellId) => string | undefined; check: FormulaCheck } | undefined;
  return {
    ownerOf: (client) => claims.get(client),
    wasThere: (cell, knownTo) => last.wasThere(cell, { knownTo, now }),
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
    mayClaim: (client) => edit.source.mayClaim?.(client) ?? true,
    judge: (cell, value, then) => rules.judge(person, cell, { value, then, takesOver }),
    maxBytes: edit.maxBytes,
    isJustMade: edit.maxBytes <= UPDATE_BYTES,
    wasThere: (cell) => rules.wasThere(cell, edit.knownTo),
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

  /** Whether one of these cells is written in the batch already. */
  holdsAny(cells: Iterable<CellId>): boolean {
    for (const cell of cells) if (this.#cells.has(cell)) return true;
    return false;
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

/** Whose turn it is, in order of arrival. */
function linesOf(queue: Waiting[]): (Line | CellsWrite)[] {
  const turns: (Line | CellsWrite)[] = [];
  const lines = new Map<EditSource, Line>();
  for (const edit of queue) {
    const line = lines.get(edit.source);
    if (isWrite(edit)) turns.push(edit);
    else if (line !== undefined) line.push(edit);
    else {
      const begun = [edit];
      lines.set(edit.source, begun);
      turns.push(begun);
    }
  }
  return turns;
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
      const knownTo = Math.max(...parts.map((part) => part.knownTo));
      const verdict = inspectEdit({ ...first, update, knownTo }, rules);
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
  queue: Waiting[],
  rules: Rules,
  answer: (edit: Waiting, verdict: Exclude<GateVerdict, { kind: 'edit' }>) => void,
): DecidedEdit[] {
  const batch: DecidedEdit[] = [];
  const touched = new Touched();
  const done = new Set<Waiting>();
  const taking = { rules, touched, answer, done };
  for (const turn of linesOf(queue)) {
    if (batch.length >= BATCH_EDITS_MAX) break;
    const taken = Array.isArray(turn) ? takeLine(turn, taking) : takeWrite(turn, taking);
    if (taken !== undefined) batch.push(taken);
  }
  queue.splice(0, queue.length, ...queue.filter((edit) => !done.has(edit)));
  return batch;
}

type Taking = {
  rules: Rules;
  touched: Touched;
  answer: Parameters<typeof takeBatch>[2];
  done: Set<Waiting>;
};

/**
 * A write of the server's, if it goes into this batch: none of its cells is in it already, not even one that stands as
 * it wants, or it would be told of an entry at which that one has just been changed.
 */
function takeWrite(
  write: CellsWrite,
  { rules, touched, answer, done }: Taking,
): DecidedEdit | undefined {
  if (touched.holdsAny(write.cells.keys())) return undefined;
  const { update, verdict } = decideWrite(write, rules);
  if (verdict.kind !== 'edit') {
    answer(write, verdict);
    done.add(write);
    return undefined;
  }
  const taken = take({ ...write, update, parts: [write] }, verdict, { rules, touched });
  if (taken !== undefined) done.add(write);
  return taken;
}

/** Puts an edit into the batch with what the gate says of it; undefined where it meets another there. */
function take(
  edit: Pick<DecidedEdit, 'source' | 'room' | 'update' | 'parts'>,
  verdict: Extract<GateVerdict, { kind: 'edit' }>,
  { rules, touched }: Pick<Taking, 'rules' | 'touched'>,
): DecidedEdit | undefined {
  const { source, room, update, parts } = edit;
  const { client, clients } = verdict;
  const all = [...verdict.writers, ...clients];
  if (touched.meets(verdict.changes, all)) return undefined;
  touched.add(verdict.changes, all);
  const changes = rules.valued(verdict.changes, (cell) => room.index.texts.get(cell));
  return { source, room, update, parts, changes, late: verdict.late ?? [], client, clients };
}

/** The edits of one source that go into this batch, if any. What is answered or taken is `done`. */
function takeLine(line: Line, { rules, touched, answer, done }: Taking): DecidedEdit | undefined {
  for (let rest = line; rest.length > 0; ) {
    const { parts, update, verdict } = nextOf(rest, rules);
    const [first] = parts as [WaitingEdit];
    if (verdict.kind === 'edit') {
      const taken = take({ ...first, update, parts }, verdict, { rules, touched });
      if (taken !== undefined) for (const part of parts) done.add(part);
      return taken;
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
