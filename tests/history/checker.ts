/**
 * Holds a recorded history against the journal: it is in an order that respects real time, nothing acknowledged is
 * missing, nothing refused is there, and each lock is a line that no edit crosses. Linear in the history. It asks the
 * system nothing: it knows what clients saw, and what was written.
 *
 * The journal numbers everything, so the order is given and only has to be checked; each edit writes a unique value, so
 * it can be found (the method of Jepsen, with the version order known).
 */
import type { Entry } from '@tallystick/domain/entry';
import { History, snapshotFault } from '../convergence/invariants.ts';
import type { Operation } from './recorder.ts';

export type Recorded = {
  operations: Operation[];
  /** The whole journal, in order. */
  entries: Entry[];
  /** Snapshot text by submission. */
  snapshots: Map<number, string>;
};

export type Verdict = {
  /** Everything that is not as promised; empty where all is. */
  faults: string[];
  found: number;
  locks: number;
  edits: number;
  /** Edits of reopened cells inside a lock. */
  reopened: number;
};

/** An operation with the number of the entry that carried it out. */
type Placed = { number: number; operation: Operation };

export function check(recorded: Recorded): Verdict {
  const history = new History();
  for (const entry of recorded.entries) history.add(entry);
  const faults = [...history.faults];
  for (const [submission, { event, cells }] of history.atLock) {
    const text = recorded.snapshots.get(submission) ?? '';
    const fault = snapshotFault(text, event, cells);
    if (fault !== undefined) faults.push(`submission ${submission}: ${fault}`);
  }
  const written = writtenValues(recorded.entries);
  const placed: Placed[] = [];
  for (const operation of recorded.operations) {
    const numbers =
      operation.op === 'edit' ? (written.get(keyOf(operation)) ?? []) : commandNumbers(operation);
    faults.push(...outcomeFaults(operation, numbers));
    const [number] = numbers;
    if (number !== undefined) placed.push({ number, operation });
  }
  faults.push(...realTimeFaults(placed));
  const { edits, reopened } = history;
  return { faults, found: placed.length, locks: history.atLock.size, edits, reopened };
}

/** Numbers of the entries that tried to write a value, by author, cell and value. */
function writtenValues(entries: Entry[]): Map<string, number[]> {
  const written = new Map<string, number[]>();
  for (const entry of entries) {
    if (entry.kind !== 'edit') continue;
    for (const { cell, after, attempted, through = [] } of entry.cells) {
      for (const value of [...through, attempted === undefined ? after : attempted]) {
        if (value === null) continue;
        const key = keyOf({ process: entry.by, cell, value });
        written.set(key, [...(written.get(key) ?? []), entry.number]);
      }
    }
  }
  return written;
}

const keyOf = ({ process, cell, value }: Pick<Operation, 'process' | 'cell' | 'value'>): string =>
  `${process}\n${cell}\n${value}`;

function commandNumbers({ outcome, value }: Operation): number[] {
  return outcome === 'ok' ? [Number(value)] : [];
}

/** No acknowledged edit is missing, none is there twice, none that was refused is there at all. */
function outcomeFaults(operation: Operation, numbers: number[]): string[] {
  const { outcome, op, process, value } = operation;
  const name = `${op} ${value} of ${process}`;
  if (outcome === 'ok' && numbers.length === 0) return [`${name} was acknowledged and is missing`];
  if (outcome === 'refused' && numbers.length > 0) return [`${name} was refused and is there`];
  if (numbers.length > 1) return [`${name} is there as ${numbers.join(' and ')}`];
  return [];
}

/** What was answered before another was asked has the lower number. */
function realTimeFaults(placed: Placed[]): string[] {
  const faults: string[] = [];
  const inOrder = placed.toSorted((a, b) => a.number - b.number);
  let latest: Placed | undefined;
  let at = 0;
  while (at < inOrder.length) {
    // Values of one entry were written at once: they are compared with earlier entries alone.
    const { number } = inOrder[at] as Placed;
    let end = at;
    while (end < inOrder.length && inOrder[end]?.number === number) end++;
    for (const each of inOrder.slice(at, end)) {
      if (latest === undefined || each.operation.answer_ms >= latest.operation.invoke_ms) continue;
      const { op, value } = each.operation;
      faults.push(
        `${op} ${value} (${number}) was answered before ${latest.operation.value} (${latest.number}) was asked`,
      );
    }
    for (const each of inOrder.slice(at, end)) {
      if (latest === undefined || each.operation.invoke_ms > latest.operation.invoke_ms) {
        latest = each;
      }
    }
    at = end;
  }
  return faults;
}
