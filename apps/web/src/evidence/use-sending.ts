/**
 * Files on their way behind rows: each with how much of it has left, and why it was not taken where it was not. They are
 * kept outside of the panel, which follows the focus: who goes on to another row stops nothing.
 */
import { NAMELESS } from '@tallystick/domain/cells/file-name';
import type { EvidenceId, QueryId, RowId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import { useSyncExternalStore } from 'react';
import { newId } from '../kit/new-id.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { handInEvidence } from '../server/hand-in-evidence.ts';

export type Sending = {
  id: string;
  name: string;
  /** From 0 to 1. */
  part: number;
  refusal?: Refusal;
  stop: () => void;
};

/** Where something is put: behind the value of a row, or in the thread of a query on it. */
export type Place = { row: RowId; query?: QueryId };

type Target = Place & {
  workbook: string;
  command: (command: Command) => Promise<Outcome<unknown>>;
};

const NONE: readonly Sending[] = [];
const sending = new Map<string, readonly Sending[]>();
const listeners = new Set<() => void>();
const keyOf = ({ workbook, row, query = '' as QueryId }: Omit<Target, 'command'>): string =>
  `${workbook} ${row} ${query}`;

function set(key: string, all: readonly Sending[]): void {
  if (all.length === 0) sending.delete(key);
  else sending.set(key, all);
  for (const listener of listeners) listener();
}

function change(key: string, id: string, to: Partial<Sending>): void {
  const all = sending.get(key) ?? NONE;
  set(
    key,
    all.map((each) => (each.id === id ? { ...each, ...to } : each)),
  );
}

function drop(key: string, id: string): void {
  const all = sending.get(key) ?? NONE;
  all.find((each) => each.id === id)?.stop();
  set(
    key,
    all.filter((each) => each.id !== id),
  );
}

async function sendOne(target: Target, file: File): Promise<void> {
  const key = keyOf(target);
  const { workbook, command, ...place } = target;
  const id = newId('ev');
  const stop = new AbortController();
  const name = file.name || NAMELESS;
  const begun: Sending = { id, name, part: 0, stop: () => stop.abort() };
  set(key, [...(sending.get(key) ?? NONE), begun]);
  const left = (part: number): void => change(key, id, { part });
  const taken = await handInEvidence({ workbook, ...place, file, left, signal: stop.signal });
  if (stop.signal.aborted) return;
  const evidence = id as EvidenceId;
  const attached = taken.ok
    ? await command({
        type: 'attach-evidence',
        evidence,
        ...place,
        file: taken.value.file,
        name,
        note: '',
      })
    : taken;
  if (attached.ok) drop(key, id);
  else change(key, id, { refusal: attached.refusal });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export type Sender = {
  sending: readonly Sending[];
  send: (files: Iterable<File>) => void;
  /** Stops one, or puts aside that it was refused. */
  drop: (id: string) => void;
};

export function useSending(place: Place): Sender {
  const { id: workbook, command } = useWorkbook();
  const key = keyOf({ workbook, ...place });
  return {
    sending: useSyncExternalStore(subscribe, () => sending.get(key) ?? NONE),
    send: (files) => {
      for (const file of files) void sendOne({ workbook, ...place, command }, file);
    },
    drop: (id) => drop(key, id),
  };
}
