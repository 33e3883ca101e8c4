/**
 * What a person typed, read out of updates that can no longer be edits: sent after a refusal or after the room moved
 * on, or held in a document of another generation.
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import { indexOfClock } from './inspection.ts';
import { FIRST_SYNC_BYTES, READABLE_VALUES } from './limits.ts';
import { type CellValue, readable, writtenBy } from './readable.ts';
import type { RoomIndex } from './room-index.ts';
import { NO_ORIGIN, readUpdate, type Struct, type WireUpdate } from './wire.ts';

/** The cells that an update of this room sets or clears; at most `READABLE_VALUES`. */
export function valuesOf(room: RoomIndex, update: Uint8Array): CellValue[] {
  return readable(room, readUpdate(update, FIRST_SYNC_BYTES).read).values;
}

/** The texts of an update of this room under the clients of one person, where others' entries came with them. */
export function ownValuesOf(
  room: RoomIndex,
  update: Uint8Array,
  isOwn: (client: number) => boolean,
): CellValue[] {
  const values = writtenBy(room, readUpdate(update, FIRST_SYNC_BYTES).read, isOwn);
  return [...values].filter(([, text]) => text !== null);
}

/**
 * The texts that stand in a whole document under the clients of one person; at most `READABLE_VALUES`. No room is asked:
 * the same id names another entry in another generation, and would put a text beside the wrong cell.
 */
export function ownTexts(whole: Uint8Array, isOwn: (client: number) => boolean): CellValue[] {
  const { read } = readUpdate(whole, FIRST_SYNC_BYTES);
  const deleted = new Map(read.deletes.map(({ client, ranges }) => [client, ranges]));
  const texts = new Map<CellId, string>();
  for (const { client, structs } of read.sections.values()) {
    if (!isOwn(client)) continue;
    for (const struct of structs) {
      if (struct.text === undefined || isWithin(deleted.get(client), struct.clock)) continue;
      const cell = cellOf(read, struct);
      if (cell === undefined || (texts.size >= READABLE_VALUES && !texts.has(cell))) continue;
      texts.set(cell, struct.text);
    }
  }
  return [...texts];
}

/** The cell of a struct, by what it follows. Each struct is walked once: the answer stays with all on the way. */
function cellOf(read: WireUpdate, struct: Struct): CellId | undefined {
  const way: Struct[] = [];
  const met = new Set<Struct>();
  let at: Struct | undefined = struct;
  while (at !== undefined && at.key === undefined && at.originClient !== NO_ORIGIN) {
    // A ring is no honest client's.
    if (met.has(at)) return undefined;
    met.add(at);
    way.push(at);
    at = structAt(read, at.originClient, at.originClock);
  }
  const key = at?.key;
  for (const each of way) each.key = key;
  return key;
}

function structAt(read: WireUpdate, client: number, clock: number): Struct | undefined {
  const section = read.sections.get(client);
  if (section === undefined || clock < section.clock) return undefined;
  return section.structs[indexOfClock(section.structs, clock)];
}

function isWithin(ranges: number[] | undefined, clock: number): boolean {
  if (ranges === undefined) return false;
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[2 * middle + 1] as number) <= clock) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length / 2 && (ranges[2 * low] as number) <= clock;
}
