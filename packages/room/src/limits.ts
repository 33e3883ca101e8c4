/** Every limit of a room, with its unit, its reason and the refusal that a person reads when it is hit. */
import { MAX_LENGTH } from '@tallystick/domain/cells/cell-limits';

/** Bytes of one update. 2,000 new cells with keys of 40 and texts of 40 bytes are 194 KB. Refusal `too-large`. */
export const UPDATE_BYTES = 256 * 1024;

/** Bytes of the first update after a time offline: unknown entries and the whole delete set. Refusal `too-large`. */
export const FIRST_SYNC_BYTES = 1024 * 1024;

/** Cells that one update may touch: a whole sheet pasted at once. Refusal `too-large`. */
export const CELLS_PER_UPDATE = 2_000;

/** Entries in one update, known ones included: a full resync of one generation (50,000) fits. Refusal `too-large`. */
export const STRUCTS_PER_UPDATE = 60_000;

/** Entries that the room does not have yet: a day of typing offline stays far below. Refusal `too-large`. */
export const NEW_STRUCTS_PER_UPDATE = 20_000;

/** Delete ranges in one update. Live cells and clients cut the delete set of a room into about as many. Refusal `too-large`. */
export const DELETE_RANGES_PER_UPDATE = 30_000;

/** New client ids in one update: each tab and each reload offline makes one. Refusal `too-many`. */
export const NEW_CLIENTS_PER_UPDATE = 64;

/** Entries that may be said to be typed and gone again (tombstones), in one update. Refusal `too-large`. */
export const TOMBSTONES_PER_UPDATE = 20_000;

/**
 * Entries that the stale entries of one update are compared with. Yjs takes up to 0.4 us for each when it applies. Two
 * thousand stale cells with fifteen changes in between fit; who is refused sets his values anew, then nothing is stale.
 * Refusal `too-large`.
 */
export const WALK_STEPS_PER_UPDATE = 30_000;

/** Runs that Yjs has to split to apply one update; each moves an array. Stale cells make one each. Refusal `too-large`. */
export const SPLITS_PER_UPDATE = 2_000;

/** Length of a cell's text in UTF-16 code units: that of the kind of cell that holds most. Refusal `too-long`. */
export const TEXT_LENGTH = Math.max(...Object.values(MAX_LENGTH));

/** Bytes of a cell's text: no code unit takes more than three bytes of UTF-8. Refusal `too-long`. */
export const TEXT_BYTES = 3 * TEXT_LENGTH;

/** Bytes of a text that is too long and still read, so that its author can be shown it. */
export const READABLE_TEXT_BYTES = 16 * 1024;

/** Bytes of a cell's key; the longest of the catalogue is below 80. Refusal `forbidden-shape`. */
export const KEY_BYTES = 160;

/** The highest clock of a client: far above any honest use, far below where numbers lose precision. Refusal `forbidden-shape`. */
export const CLOCK = 2 ** 31;

/** Values handed back with a refusal, so that its author sees what was not taken. */
export const READABLE_VALUES = 2_000;

/** Updates that a replay applies in one Yjs transaction: large enough to be fast, small enough to free memory. */
export const REPLAY_CHUNK = 5_000;
