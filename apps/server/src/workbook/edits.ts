/**
 * Choosing a batch: which of the waiting edits are decided together, and what the gate says of each.
 * Own file because two rules keep the gate's answers true inside a batch: no two edits of one source or one client,
 * and no two that touch the same cell, since each is inspected against the room as it stands before the batch.
 */
import type { CellChange } from '@tallystick/domain/entry';
import type { CellId, PersonId } from '@tallystick/domain/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import type { LiveMessage } from '@tallystick/protocol/live';
import { type GateVerdict, inspect } from '@tallystick/room/gate';
import type { LiveRoom } from '../collab/live-room.ts';
import { BATCH_EDITS_MAX } from '../limits.ts';

/** One value overwrote another that its author had not seen. */
export type Overwritten = Extract<LiveMessage, { type: 'overwritten' }>;

/** Who sent an edit, and how it is answered. */
export type EditSource = {
  person: PersonId;
  saved(): void;
  refused(told: {
    refusal: Refusal;
    cells: string[];
    values: [string, string | null][];
    head: number;
  }): void;
  /** Asks the client for all it has; `again` where it was asked too often. */
  asked(): 'asked' | 'again';
  overtaken(generation: number): void;
  tell(message: Overwritten): void;
};

export type WaitingEdit = {
  source: EditSource;
  room: LiveRoom;
  update: Uint8Array;
  maxBytes: number;
};

export type DecidedEdit = WaitingEdit & {
  changes: CellChange[];
  client: number;
  clients: number[];
};

export type Rules = {
  ownerOf: (client: number) => PersonId | undefined;
  judge: (person: PersonId, cell: CellId, value: string | null) => Refusal | undefined;
};

/** What the gate says of one edit. */
export function inspectEdit(edit: WaitingEdit, rules: Rules): GateVerdict {
  return inspect(edit.room.index, edit.update, {
    person: edit.source.person,
    ownerOf: rules.ownerOf,
    judge: (cell, value) => rules.judge(edit.source.person, cell, value),
    maxBytes: edit.maxBytes,
  });
}

/** What is in a batch already, so that a later edit that depends on it waits. */
class Touched {
  readonly sources = new Set<EditSource>();
  readonly #clients = new Set<number>();
  readonly #cells = new Set<string>();

  meets(changes: CellChange[], clients: number[]): boolean {
    return (
      clients.some((client) => this.#clients.has(client)) ||
      changes.some((change) => this.#cells.has(change.cell))
    );
  }

  add(source: EditSource, changes: CellChange[], clients: number[]): void {
    this.sources.add(source);
    for (const client of clients) this.#clients.add(client);
    for (const change of changes) this.#cells.add(change.cell);
  }
}

/**
 * Takes the next batch out of the queue, in order of arrival. Edits that change nothing or are refused are handed to
 * `answer` at once; those that must wait for the batch stay in the queue.
 */
export function takeBatch(
  queue: WaitingEdit[],
  rules: Rules,
  answer: (edit: WaitingEdit, verdict: Exclude<GateVerdict, { kind: 'edit' }>) => void,
): DecidedEdit[] {
  const batch: DecidedEdit[] = [];
  const touched = new Touched();
  const waiting: WaitingEdit[] = [];
  let taken = 0;
  for (const edit of queue) {
    taken++;
    if (touched.sources.has(edit.source)) {
      waiting.push(edit);
      continue;
    }
    const verdict = inspectEdit(edit, rules);
    if (verdict.kind !== 'edit') {
      answer(edit, verdict);
      continue;
    }
    const clients = [verdict.client, ...verdict.clients];
    if (touched.meets(verdict.changes, clients)) {
      touched.sources.add(edit.source);
      waiting.push(edit);
      continue;
    }
    touched.add(edit.source, verdict.changes, clients);
    batch.push({
      ...edit,
      changes: verdict.changes,
      client: verdict.client,
      clients: verdict.clients,
    });
    if (batch.length >= BATCH_EDITS_MAX) break;
  }
  queue.splice(0, taken, ...waiting);
  return batch;
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
