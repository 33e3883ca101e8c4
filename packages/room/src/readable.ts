/**
 * What a person typed, read out of an update that is not taken, so that it can be shown to its author. It may be
 * incomplete: it runs on updates of which the gate has believed nothing.
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import * as Y from 'yjs';
import { forEachGap } from './intervals.ts';
import { indexOfClock } from './inspection.ts';
import * as limits from './limits.ts';
import { entryAt, type RoomIndex, stateOf } from './room-index.ts';
import { NO_ORIGIN, type Section, type Struct, type WireUpdate } from './wire.ts';

export type CellValue = [CellId, string | null];

/** The cells an update speaks of and the last text (or null: cleared) for each; at most `READABLE_VALUES`. */
export function readable(
  room: RoomIndex,
  read: WireUpdate,
): { cells: CellId[]; values: CellValue[] } {
  const values = writtenBy(room, read, () => true);
  addCleared(room, read, values);
  return { cells: [...values.keys()], values: [...values] };
}

/** The last text of each cell among the entries of some clients that the room lacks; nobody signs what was cleared. */
export function writtenBy(
  room: RoomIndex,
  read: WireUpdate,
  isMeant: (client: number) => boolean,
): Map<CellId, string | null> {
  const values = new Map<CellId, string | null>();
  for (const section of read.sections.values()) {
    if (!isMeant(section.client)) continue;
    const state = stateOf(room, section.client);
    for (const struct of section.structs) {
      const key = keyOf(room, read, struct);
      if (key === undefined) continue;
      // Kept, so that an entry that follows this one needs no search.
      struct.key = key;
      if (struct.clock + struct.length <= state) continue;
      if (values.size >= limits.READABLE_VALUES && !values.has(key)) continue;
      values.set(key, struct.text ?? null);
    }
  }
  return values;
}

function keyOf(room: RoomIndex, read: WireUpdate, struct: Struct): CellId | undefined {
  let at = struct;
  // Within a client one step is enough; between clients a few. More is not worth the time.
  for (let step = 0; step < 8; step++) {
    if (at.key !== undefined) return at.key;
    if (at.originClient === NO_ORIGIN) return undefined;
    if (at.originClock < stateOf(room, at.originClient)) {
      const entry = entryAt(room, at.originClient, at.originClock);
      return entry instanceof Y.Item ? ((entry.parentSub ?? undefined) as CellId) : undefined;
    }
    const next = structAt(read.sections.get(at.originClient), at.originClock);
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}

function structAt(section: Section | undefined, clock: number): Struct | undefined {
  if (section === undefined || clock < section.clock) return undefined;
  return section.structs[indexOfClock(section.structs, clock)];
}

function addCleared(room: RoomIndex, read: WireUpdate, values: Map<CellId, string | null>): void {
  for (const { client, ranges } of read.deletes) {
    const state = stateOf(room, client);
    const structs = room.doc.store.clients.get(client) ?? [];
    for (let i = 0; i < ranges.length; i += 2) {
      const start = ranges[i] as number;
      const end = Math.min(ranges[i + 1] as number, state);
      const whole = forEachGap(room.deletions.get(client), { start, end }, (from, to) => {
        for (let k = Y.findIndexSS(structs, from); k < structs.length; k++) {
          const entry = structs[k] as Y.Item | Y.GC;
          if (entry.id.clock >= to) break;
          if (values.size >= limits.READABLE_VALUES) return false;
          const key = entry instanceof Y.Item ? (entry.parentSub as CellId | null) : null;
          if (key !== null && !values.has(key)) values.set(key, null);
        }
        return true;
      });
      if (!whole) return;
    }
  }
}
