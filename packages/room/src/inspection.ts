/** One update laid against one room: whose it is, where each entry lands, which live entries it deletes. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse, refuseFault } from '@tallystick/domain/refusals';
import * as Y from 'yjs';
import {
  type Chain,
  type Node,
  newEntry,
  openChain,
  type Placed,
  place,
  type Walk,
} from './chain.ts';
import { forEachGap } from './intervals.ts';
import * as limits from './limits.ts';
import { entryAt, type Item, type RoomIndex, stateOf, textOf } from './room-index.ts';
import { NO_CLIENT, SYSTEM_CLIENT } from './shape.ts';
import { type Deletes, NO_ORIGIN, type Section, type Struct, type WireUpdate } from './wire.ts';

/** A refusal, or `later` where something that the update builds on is not here. */
export type Fault = Refusal | 'later';

/** A section that brings something new, and how far it is placed. `state` is the room's clock before. */
type Writing = { section: Section; state: number; next: number; placed: Placed[]; busy: boolean };

export type Inspection = {
  room: RoomIndex;
  person: PersonId;
  ownerOf: (client: number) => PersonId | undefined;
  mayClaim: (client: number) => boolean;
  writings: Map<number, Writing>;
  chains: Map<CellId, Chain>;
  /** Cells of entries that were deleted before and that the update deletes as well. */
  passed: Set<CellId>;
  /** Of them those whose last entry it is: they were cleared, and the update's author had still seen a text. */
  passedLast: Set<CellId>;
  /** Clients nobody owns yet. */
  claims: number[];
  walk: Walk;
  /** Steps left to find `passed`: a budget of its own, as it decides nothing and must refuse nobody. */
  passing: Walk;
  /** Origins found inside a run: Yjs has to split it when it applies the update. */
  splits: number;
};

type Claims = Pick<Inspection, 'person' | 'ownerOf'> & Partial<Pick<Inspection, 'mayClaim'>>;

/** Lays an update against a room; a fault where it may not enter whatever the judge says. */
export function lay(
  room: RoomIndex,
  read: WireUpdate,
  { person, ownerOf, mayClaim = () => true }: Claims,
): { inspection: Inspection; fault: Fault | undefined } {
  const inspection: Inspection = {
    room,
    person,
    ownerOf,
    mayClaim,
    writings: new Map(),
    chains: new Map(),
    passed: new Set(),
    passedLast: new Set(),
    claims: [],
    walk: { left: limits.WALK_STEPS_PER_UPDATE },
    passing: { left: limits.WALK_STEPS_PER_UPDATE },
    splits: 0,
  };
  const fault =
    openWritings(inspection, read) ?? placeAll(inspection) ?? deleteAll(inspection, read);
  return { inspection, fault };
}

/** Who writes: only clients of this person or of nobody, and no hole before the first new clock. */
function openWritings(inspection: Inspection, read: WireUpdate): Fault | undefined {
  const { room, writings, claims } = inspection;
  let fault: Fault | undefined;
  let entries = 0;
  let clocks = 0;
  for (const section of read.sections.values()) {
    const state = stateOf(room, section.client);
    let next = section.structs.length;
    if (section.end > state) {
      if (isForeign(inspection, section.client)) return refuse('foreign-client');
      const isUnknown = inspection.ownerOf(section.client) === undefined;
      // Whoever wrote it was somebody whom this journal does not know any more.
      if (isUnknown && !inspection.mayClaim(section.client)) return refuse('restored');
      if (section.clock > state) {
        fault = 'later';
        continue;
      }
      if (isUnknown) claims.push(section.client);
      next = indexOfClock(section.structs, state);
      entries += section.structs.length - next;
      clocks += section.end - state;
      writings.set(section.client, { section, state, next, placed: [], busy: false });
    }
    const lie = knownFault(inspection, section.structs, next);
    if (lie !== undefined) return lie;
  }
  if (claims.length > limits.NEW_CLIENTS_PER_UPDATE) return refuse('too-many');
  if (entries > limits.NEW_STRUCTS_PER_UPDATE) return refuseFault('too-large', 'entries');
  if (clocks - entries > limits.TOMBSTONES_PER_UPDATE) return refuseFault('too-large', 'removals');
  return fault;
}

/**
 * Entries the room has already are ignored by Yjs, whatever they say now, and would be acknowledged. One that says
 * something else than the room's own entry is a second story, or an id that two people write under: refused.
 * So is one that follows what is not here: Yjs would park it.
 */
function knownFault(inspection: Inspection, structs: Struct[], count: number): Refusal | undefined {
  for (let i = 0; i < count; i++) {
    const struct = structs[i] as Struct;
    if (!isSameEntry(inspection, struct)) {
      return isForeign(inspection, struct.client)
        ? refuseFault('foreign-client', 'another-place')
        : refuseFault('forbidden-shape', 'another-place');
    }
    if (inspection.splits > limits.SPLITS_PER_UPDATE) return refuseFault('too-large', 'splits');
  }
  return undefined;
}

/** Cell, origin and text agree with the room's entry. A text that is deleted here or there cannot be compared. */
function isSameEntry(inspection: Inspection, struct: Struct): boolean {
  const entry = entryAt(inspection.room, struct.client, struct.clock);
  if (!isCellEntry(inspection.room, entry)) return false;
  if (struct.text !== undefined && !entry.deleted && struct.text !== textOf(entry)) return false;
  const { originClient, originClock } = struct;
  if (struct.clock > entry.id.clock) {
    return originClient === struct.client && originClock === struct.clock - 1;
  }
  if (entry.origin === null) {
    return originClient === NO_ORIGIN && struct.key === entry.parentSub;
  }
  if (originClient !== entry.origin.client || originClock !== entry.origin.clock) return false;
  // Also a known entry makes Yjs split the run that holds its origin.
  return entryOfRoom(inspection, originClient, originClock) !== undefined;
}

/** Places all new entries, each after what it follows, as Yjs does: with a stack, client by client. */
function placeAll(inspection: Inspection): Fault | undefined {
  for (const first of inspection.writings.values()) {
    const stack = [{ writing: first, until: first.section.end }];
    first.busy = true;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { writing, until } = top;
      if (progress(writing) >= until) {
        writing.busy = false;
        stack.pop();
        continue;
      }
      const step = placeNext(inspection, writing);
      if (step === undefined) continue;
      if (!('writing' in step)) return step.fault;
      if (step.writing.busy) return refuseFault('forbidden-shape', 'in-a-row');
      step.writing.busy = true;
      stack.push(step);
    }
  }
  return undefined;
}

const progress = (writing: Writing): number => {
  const next = writing.section.structs[writing.next];
  return next === undefined ? writing.section.end : Math.max(next.clock, writing.state);
};

type Step = { fault: Fault } | { writing: Writing; until: number };

/** Places one entry, or says what has to be placed before it. */
function placeNext(inspection: Inspection, writing: Writing): Step | undefined {
  const struct = writing.section.structs[writing.next] as Struct;
  const from = Math.max(struct.clock, writing.state);
  const at = findOrigin(inspection, struct);
  if ('fault' in at || 'writing' in at) return at;
  const { chain } = at;
  let { parent } = at;
  if (from > struct.clock) {
    // Known up to `from`: Yjs lets the rest follow the known part. Both must be of one key.
    parent = entryOfRoom(inspection, struct.client, from - 1);
    if (parent === undefined || parent.parentSub !== chain.cell) {
      return { fault: refuseFault('forbidden-shape', 'two-cells') };
    }
  }
  const entry = newEntry(struct, from, { chain, parent });
  if (!place(inspection.room, entry, inspection.walk)) {
    return { fault: refuseFault('too-large', 'between') };
  }
  if (inspection.splits > limits.SPLITS_PER_UPDATE) {
    return { fault: refuseFault('too-large', 'splits') };
  }
  if (inspection.chains.size > limits.CELLS_PER_UPDATE) return { fault: tooManyCells() };
  writing.placed.push(entry);
  writing.next++;
  return undefined;
}

type Origin = { chain: Chain; parent: Node | undefined };

/** The key and the entry that a struct follows: in the room, or earlier in this update. */
function findOrigin(inspection: Inspection, struct: Struct): Origin | Step {
  const { originClient, originClock } = struct;
  if (originClient === NO_ORIGIN) {
    return { chain: chainOf(inspection, struct.key as CellId), parent: undefined };
  }
  if (originClock < stateOf(inspection.room, originClient)) {
    const parent = entryOfRoom(inspection, originClient, originClock);
    if (parent === undefined) return { fault: refuseFault('forbidden-shape', 'follows-others') };
    return { chain: chainOf(inspection, parent.parentSub as CellId), parent };
  }
  if (originClient === struct.client && originClock >= struct.clock) {
    return { fault: refuseFault('forbidden-shape', 'follows-itself') };
  }
  const writing = inspection.writings.get(originClient);
  if (writing === undefined || originClock >= writing.section.end) return { fault: 'later' };
  if (originClock >= progress(writing)) return { writing, until: originClock + 1 };
  const parent = writing.placed[indexOfClock(writing.placed, originClock)] as Placed;
  if (originClock !== parent.clock + parent.length - 1) inspection.splits++;
  return { chain: parent.chain, parent };
}

/** A known entry of a cell; undefined where it is none. Counts the split that Yjs would have to make there. */
function entryOfRoom(inspection: Inspection, client: number, clock: number): Item | undefined {
  const entry = entryAt(inspection.room, client, clock);
  if (!isCellEntry(inspection.room, entry)) return undefined;
  if (clock !== entry.id.clock + entry.length - 1) inspection.splits++;
  return entry;
}

function isCellEntry(room: RoomIndex, entry: Item | Y.GC): entry is Item {
  return entry instanceof Y.Item && entry.parent === room.cells && entry.parentSub !== null;
}

function deleteAll(inspection: Inspection, read: WireUpdate): Fault | undefined {
  let fault: Fault | undefined;
  for (const deletes of read.deletes) {
    const { client, ranges } = deletes;
    const state = stateOf(inspection.room, client);
    const writing = inspection.writings.get(client);
    if ((ranges.at(-1) as number) > (writing?.section.end ?? state)) {
      // What is not here yet may be a sibling tab's; what is another person's can only be meant to erase it.
      if (isForeign(inspection, client)) return refuse('future-delete');
      fault = 'later';
      continue;
    }
    if (writing !== undefined) deletePlaced(writing, ranges);
    const refusal = deleteKnown(inspection, deletes, state);
    if (refusal !== undefined) return refusal;
  }
  return fault;
}

/** Entries of this very update that it deletes again. */
function deletePlaced(writing: Writing, ranges: number[]): void {
  const { placed, state } = writing;
  for (let i = 0; i < ranges.length; i += 2) {
    const start = Math.max(ranges[i] as number, state);
    const end = ranges[i + 1] as number;
    if (start >= end) continue;
    for (let k = indexOfClock(placed, start); k < placed.length; k++) {
      const entry = placed[k] as Placed;
      if (entry.clock >= end) break;
      entry.deleted = true;
    }
  }
}

/** Live entries of the room that the update deletes. What is known to be deleted is passed over by range. */
function deleteKnown(inspection: Inspection, deletes: Deletes, state: number): Refusal | undefined {
  const { room } = inspection;
  const structs = room.doc.store.clients.get(deletes.client) ?? [];
  const known = room.deletions.get(deletes.client);
  let refusal: Refusal | undefined;
  const clear = (start: number, end: number): boolean => {
    for (let i = Y.findIndexSS(structs, start); i < structs.length; i++) {
      const entry = structs[i] as Item | Y.GC;
      if (entry.id.clock >= end) break;
      refusal = clearCell(inspection, entry);
      if (refusal !== undefined) return false;
    }
    return true;
  };
  const { ranges } = deletes;
  for (let i = 0; i < ranges.length && refusal === undefined; i += 2) {
    const end = Math.min(ranges[i + 1] as number, state);
    forEachGap(known, { start: ranges[i] as number, end }, clear);
    notePassed(inspection, structs, { start: ranges[i] as number, end });
  }
  return refusal;
}

/** Notes the cells of what a range names, as far as the steps of this update go: it decides nothing. */
function notePassed(
  { room, passed, passedLast, passing }: Inspection,
  structs: (Item | Y.GC)[],
  { start, end }: { start: number; end: number },
): void {
  if (start >= end) return;
  for (let i = Y.findIndexSS(structs, start); i < structs.length && passing.left > 0; i++) {
    const entry = structs[i] as Item | Y.GC;
    if (entry.id.clock >= end) break;
    passing.left--;
    if (!entry.deleted || !('parentSub' in entry)) continue;
    const cell = entry.parentSub as CellId;
    passed.add(cell);
    if (room.cells._map.get(cell) === entry) passedLast.add(cell);
  }
}

function clearCell(inspection: Inspection, entry: Item | Y.GC): Refusal | undefined {
  if (!isCellEntry(inspection.room, entry)) return refuseFault('forbidden-shape', 'not-a-cell');
  const chain = chainOf(inspection, entry.parentSub as CellId);
  // Only a key's last entry is ever live: Yjs deletes the one before when it places the next.
  if (entry !== chain.current) return refuseFault('forbidden-shape', 'not-the-last');
  chain.cleared = true;
  return inspection.chains.size > limits.CELLS_PER_UPDATE ? tooManyCells() : undefined;
}

const tooManyCells = (): Refusal => refuseFault('too-large', 'cells');

function chainOf(inspection: Inspection, cell: CellId): Chain {
  let chain = inspection.chains.get(cell);
  if (chain === undefined) {
    chain = openChain(inspection.room, cell);
    inspection.chains.set(cell, chain);
  }
  return chain;
}

function isForeign(inspection: Inspection, client: number): boolean {
  if (client === SYSTEM_CLIENT || client === NO_CLIENT) return true;
  const owner = inspection.ownerOf(client);
  return owner !== undefined && owner !== inspection.person;
}

/** The position of the entry that holds a clock, or of the first after it. */
export function indexOfClock(entries: { clock: number; length: number }[], clock: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle] as { clock: number; length: number };
    if (entry.clock + entry.length <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}
