/**
 * What must be so when a session has come to rest: every copy of the cells is the same, nothing typed is lost, and the
 * history of each cell is without a gap.
 */
import type { EditEntry, Entry, EventEntry } from '@tallystick/domain/entry';
import type { CellId } from '@tallystick/domain/cells/ids';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { sha256Hex } from '@tallystick/ledger/hash';
import { replay } from '@tallystick/room/replay';
import { readCells } from '@tallystick/room/shape';
import { loadWorkbook, readEntries } from '@tallystick/server/workbook/load';
import { historyFaults } from './kept-history.ts';
import type { Session } from './session.ts';
import type { Tally } from './tally.ts';

type Cells = ReadonlyMap<CellId, string>;

/** Everything that is not as it must be; empty where all is well. */
export async function faultsAtRest(session: Session, tally: Tally): Promise<string[]> {
  const faults = [...session.faults];
  const entries: Entry[] = [];
  const range = { after: 0, upTo: Number.MAX_SAFE_INTEGER };
  for await (const { entry } of readEntries(session.store, session.workbook, range)) {
    entries.push(entry);
  }
  const history = new History();
  for (const entry of entries) history.add(entry);
  faults.push(...history.faults, ...(await snapshotFaults(session, history)));
  faults.push(...(await copyFaults(session, history)), ...typedFaults(session));
  faults.push(...awayFaults(session, history, tally));
  faults.push(...commandFaults(session, entries));
  const { store, workbook, mirror, editors, random } = session;
  // A plain provider merges values away before it sends them: nobody ever saw those but their author.
  const typed = editors.flatMap(({ isPlain, log }) => (isPlain ? [] : log));
  const shown = { store, workbook, entries, typed, random, shown: mirror.onScreens };
  faults.push(...(await historyFaults(shown, tally)));
  tally.edits += history.edits;
  tally.lost += history.lost;
  tally.unseen += history.unseen;
  return faults;
}

/** Folds the journal's own account of the cells, entry by entry. */
export class History {
  readonly cells = new Map<CellId, string>();
  readonly last = new Map<CellId, EditEntry>();
  readonly faults: string[] = [];
  /** The cells as of each lock, by submission, with the event that took them. */
  readonly atLock = new Map<number, { event: EventEntry; cells: Map<CellId, string> }>();
  edits = 0;
  lost = 0;
  unseen = 0;
  /** By person, cell and text: the entry whose text it overwrote, or lost against, unseen. */
  readonly met = new Map<string, number>();
  /** Edits of reopened cells, numbered between two locks. */
  reopened = 0;
  #locked = false;
  #open: { number: number; names: Set<string>; until: number }[] = [];
  #number = 0;

  add(entry: Entry): void {
    if (entry.number !== ++this.#number) this.faults.push(`entry ${entry.number} out of order`);
    if (entry.kind === 'edit') this.#edit(entry);
    else if (entry.event.type === 'cells-reopened') {
      const { cells, rows, until } = entry.event;
      this.#open.push({ number: entry.number, names: new Set([...cells, ...rows]), until });
    } else if (entry.event.type === 'reopening-ended') {
      const { reopening } = entry.event;
      this.#open = this.#open.filter(({ number }) => number !== reopening);
    } else if (entry.event.type === 'unlocked') {
      this.#locked = false;
      this.#open = [];
    } else if (entry.event.type === 'locked') {
      this.#locked = true;
      this.#open = [];
      if (entry.event.upTo !== entry.number - 1) {
        this.faults.push(`lock ${entry.number} is up to ${entry.event.upTo}`);
      }
      const taken = { event: entry, cells: new Map(this.cells) };
      this.atLock.set(entry.event.submission, taken);
    }
  }

  /** Inside a lock there are edits of reopened cells alone, before their end. */
  #lockedEdit({ number, at, cells }: EditEntry): void {
    const isOpen = (cell: string) => {
      const row = cell.slice(0, cell.lastIndexOf(':'));
      return this.#open.some(
        ({ names, until }) => at < until && (names.has(cell) || names.has(row)),
      );
    };
    if (cells.length > 0 && cells.every(({ cell }) => isOpen(cell))) this.reopened++;
    else this.faults.push(`edit ${number} is numbered inside a lock`);
  }

  #edit(entry: EditEntry): void {
    this.edits++;
    if (this.#locked) this.#lockedEdit(entry);
    for (const { cell, before, after, attempted, unseen } of entry.cells) {
      const stood = this.cells.get(cell) ?? null;
      const where = `entry ${entry.number}, ${cell}`;
      if (before !== stood) this.faults.push(`${where}: before is ${before}, but ${stood} stood`);
      if (attempted !== undefined) this.lost++;
      if (unseen !== undefined) {
        this.unseen++;
        if (unseen !== before) this.faults.push(`${where}: unseen ${unseen} is not ${before}`);
      }
      const text = attempted === undefined ? after : attempted;
      if (attempted !== undefined || unseen !== undefined) {
        this.met.set(metKey(entry.by, cell, text), this.last.get(cell)?.number ?? 0);
      }
      const author = /^(p_\d+) wrote/.exec(text ?? '')?.[1];
      if (author !== undefined && author !== entry.by) {
        this.faults.push(`${where}: ${text} is said to be by ${entry.by}`);
      }
      if (after === null) this.cells.delete(cell);
      else this.cells.set(cell, after);
      if (attempted === undefined || after !== before) this.last.set(cell, entry);
    }
  }
}

async function copyFaults(session: Session, history: History): Promise<string[]> {
  const { store, workbook } = session;
  const live = await session.server.workbook();
  const rows = await store.cells(workbook);
  const loaded = await loadWorkbook(store, workbook);
  const pages = await Array.fromAsync(loaded?.updates() ?? []);
  const [base, ...updates] = pages.flat();
  const copies: [string, Cells][] = [
    ['the room', live.room.cells()],
    ['the projection', new Map(rows.map(({ cell, text }) => [cell, text]))],
    ['the replay of updates', readCells(replay(base, updates))],
    ...session.editors.map((editor): [string, Cells] => [editor.name, editor.cells()]),
  ];
  const wanted = canonical(history.cells);
  const faults = copies
    .filter(([, cells]) => canonical(cells) !== wanted)
    .map(
      ([name, cells]) => `${name} differs from the journal: ${difference(cells, history.cells)}`,
    );
  for (const { cell, number, by } of rows) {
    const last = history.last.get(cell);
    if (last?.number !== number || last.by !== by) {
      faults.push(`the projection says ${cell} is of ${number} by ${by}, not ${last?.number}`);
    }
  }
  return faults;
}

/** Nothing typed is nowhere: it is saved, a draft, or replaced by its own author. */
function typedFaults(session: Session): string[] {
  const faults: string[] = [];
  for (const editor of session.editors) {
    if (!editor.isAtRest) {
      const { synced, unanswered, pending } = editor;
      const what = `in step: ${synced}, unanswered: ${unanswered}, frames: ${pending.framesOpen}`;
      faults.push(`${editor.name} is not at rest (${what})`);
    }
    const lost = editor.log.filter(({ fate }) => fate === 'waiting');
    for (const { cell, text } of lost) faults.push(`${editor.name}: ${cell}=${text} is nowhere`);
  }
  return faults;
}

const metKey = (person: string, cell: string, text: string | null): string =>
  JSON.stringify([person, cell, text]);

/** P45: nothing typed without a connection replaced, or lost against, what was saved before its author came back. */
function awayFaults(session: Session, { met }: History, tally: Tally): string[] {
  const faults: string[] = [];
  for (const { name, log } of session.editors) {
    const keys = log.map(({ person, cell, text }) => metKey(person, cell, text));
    for (const [i, { cell, text, cameBackAt }] of log.entries()) {
      if (cameBackAt === undefined) continue;
      tally.away++;
      const key = keys[i] as string;
      // What was typed twice cannot be told apart in the journal.
      if (keys.indexOf(key) !== keys.lastIndexOf(key)) continue;
      const stood = met.get(key);
      if (stood === undefined || stood > cameBackAt) continue;
      faults.push(`${name}: ${cell}=${text} met entry ${stood} unseen, and was taken`);
    }
  }
  return faults;
}

async function snapshotFaults(session: Session, history: History): Promise<string[]> {
  const faults: string[] = [];
  for (const [submission, { event, cells }] of history.atLock) {
    const text = (await session.store.snapshot(session.workbook, submission)) ?? '';
    const fault = snapshotFault(text, event, cells);
    if (fault !== undefined) faults.push(`submission ${submission}: ${fault}`);
  }
  return faults;
}

/** A snapshot is the replay of the journal up to its lock, and its hash is in the event. */
export function snapshotFault(text: string, lock: EventEntry, cells: Cells): string | undefined {
  if (text === '') return 'has no snapshot';
  const { event } = lock;
  if (event.type !== 'locked') return 'is not of a lock';
  if (sha256Hex(text) !== event.snapshot) return 'the snapshot has another hash than its event';
  const held = JSON.parse(text) as { upTo: number; cells: Record<string, string> };
  if (held.upTo !== event.upTo) return `the snapshot is up to ${held.upTo}, not ${event.upTo}`;
  const heldCells = new Map(Object.entries(held.cells) as [CellId, string][]);
  if (canonical(heldCells) === canonical(cells)) return undefined;
  return `the snapshot is not the replay: ${difference(heldCells, cells)}`;
}

function commandFaults(session: Session, entries: Entry[]): string[] {
  const faults: string[] = [];
  const numbers = new Map<string, number[]>();
  for (const entry of entries) {
    if (entry.kind !== 'event') continue;
    numbers.set(entry.command, [...(numbers.get(entry.command) ?? []), entry.number]);
  }
  for (const { id, answered } of session.commands) {
    const found = numbers.get(id) ?? [];
    if (found.length > 1) faults.push(`${id} was carried out as ${found.join(' and ')}`);
    if (answered > 0 && found[0] !== answered) faults.push(`${id} was answered ${answered}`);
  }
  return faults;
}

function canonical(cells: Cells): string {
  return canonicalJson(Object.fromEntries(cells));
}

function difference(one: Cells, other: Cells): string {
  const cells = [...new Set([...one.keys(), ...other.keys()])];
  return cells
    .filter((cell) => one.get(cell) !== other.get(cell))
    .slice(0, 3)
    .map((cell) => `${cell}: ${one.get(cell)} / ${other.get(cell)}`)
    .join('; ');
}
