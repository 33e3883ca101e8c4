/**
 * THE GATE: takes an update whole or refuses it whole, and says beforehand what it will do to which cell. It looks, it
 * never changes anything.
 *
 * Order: size and allow-list of shapes (`wire.ts`); whose clients, nothing missing, where each entry lands and what is
 * deleted (`inspection.ts`, `chain.ts`); then the judge's word on every cell. Time is linear in the update, plus
 * searches in the history and bounded walks for stale cells. docs/gate.md says why each rule is there.
 */
import type { CellChange } from '@tallystick/domain/entry';
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { type Chain, liveText, outcome, type Placed } from './chain.ts';
import { type Inspection, lay } from './inspection.ts';
import * as limits from './limits.ts';
import { type CellValue, readable } from './readable.ts';
import { entryAt, type Item, type RoomIndex, stateOf } from './room-index.ts';
import { NO_CLIENT } from './shape.ts';
import { readUpdate, type WireUpdate } from './wire.ts';

/** `then` tells the text of any cell as it will be once the whole update is applied. */
export type Judge = (
  cell: CellId,
  value: string | null,
  then: (cell: CellId) => string | undefined,
) => Refusal | undefined;

export type GateContext = {
  person: PersonId;
  /** Known claims; an unknown client is claimed by whoever writes under it first. */
  ownerOf: (client: number) => PersonId | undefined;
  /** Whether an id that nobody owns may become the person's by this update; any may where nothing is said. */
  mayClaim?: (client: number) => boolean;
  /** Rights and values. Pure. Called once for each text an update sets in a cell, and with null where it is cleared. */
  judge: Judge;
  /** Bytes; `UPDATE_BYTES` where absent. */
  maxBytes?: number;
  /** An edit as it was made, and not all that a client has: each deletion in it is meant. Only then are there `late` cells. */
  isJustMade?: boolean;
  /**
   * Whether what stands in a cell was there to be seen when this update was made. Then its author typed without a line,
   * and the update is refused as `overtaken`, whichever client id is higher. Where absent, all of it crossed on the wire.
   */
  wasThere?: (cell: CellId) => boolean;
};

/** `late`, where there are any: cells that were to be cleared and hold a text that their author had not seen. They stay. */
export type GateVerdict =
  | {
      kind: 'edit';
      /** Every cell touched, also where its text stays the same. */
      changes: CellChange[];
      /** Client ids that nobody owns yet, to be claimed for the person in the same append. */
      clients: number[];
      /** The client that wrote (the highest where a resync brings several); `NO_CLIENT` where it only deletes. */
      client: number;
      /** All clients that wrote. */
      writers: number[];
      late?: CellId[];
    }
  /** All known already: acknowledge, journal nothing. */
  | { kind: 'nothing'; late?: CellId[] }
  /** `cells`: those refused, or all that could be read where the refusal is of the whole. `values`: what was typed. */
  | { kind: 'refused'; refusal: Refusal; cells: CellId[]; values: CellValue[] }
  /** Builds on entries not here: ask for step 1; the second time refuse `missing-dependency`. */
  | { kind: 'later'; cells: CellId[]; values: CellValue[] };

/** Decides on one update. Never throws on bytes, never changes the room. */
export function inspect(room: RoomIndex, update: Uint8Array, context: GateContext): GateVerdict {
  const wire = readUpdate(update, context.maxBytes ?? limits.UPDATE_BYTES);
  if (wire.refusal !== undefined) {
    return { kind: 'refused', refusal: wire.refusal, ...readable(room, wire.read) };
  }
  const { inspection, fault } = lay(room, wire.read, context);
  if (fault === 'later') return { kind: 'later', ...readable(room, wire.read) };
  if (fault !== undefined) {
    return { kind: 'refused', refusal: fault, ...readable(room, wire.read) };
  }
  const { chains, writings } = inspection;
  const late = lateClears(inspection, wire.read, context);
  const isNothing = chains.size === 0 && writings.size === 0;
  return (
    judgeAll(inspection, wire.read, context.judge) ??
    refuseOvertaken(inspection, wire.read, { ...context, ...late }) ??
    (isNothing ? { kind: 'nothing', ...late } : { ...edit(inspection, context), ...late })
  );
}

/** What two updates of one batch must not have in common: neither a cell nor a client. */
export function touches(verdict: GateVerdict): { cells: CellId[]; clients: number[] } {
  if (verdict.kind !== 'edit') return { cells: [], clients: [] };
  return { cells: verdict.changes.map((change) => change.cell), clients: verdict.writers };
}

function judgeAll(
  { room, chains }: Inspection,
  read: WireUpdate,
  judge: Judge,
): GateVerdict | undefined {
  const cells: CellId[] = [];
  let refusal: Refusal | undefined;
  const then = (cell: CellId): string | undefined => {
    const chain = chains.get(cell);
    return chain === undefined ? room.texts.get(cell) : (outcome(chain).after ?? undefined);
  };
  for (const chain of chains.values()) {
    const found = judgeCell(chain, (cell, value) => judge(cell, value, then));
    if (found === undefined) continue;
    refusal ??= found;
    cells.push(chain.cell);
  }
  if (refusal === undefined) return undefined;
  return { kind: 'refused', refusal, cells, values: readable(room, read).values };
}

/** Each text an update sets is judged, also one that loses or that it overwrites itself; and null where it clears. */
function judgeCell(
  chain: Chain,
  judge: (cell: CellId, value: string | null) => Refusal | undefined,
): Refusal | undefined {
  const { after, won } = outcome(chain);
  for (const text of chain.texts) {
    const refusal = judge(chain.cell, text);
    if (refusal !== undefined) return refusal;
  }
  const clears = after === null && (chain.cleared || won !== undefined);
  return clears || chain.texts.size === 0 ? judge(chain.cell, null) : undefined;
}

/**
 * What was typed without a line never replaces what was saved meanwhile, nor gets lost against it: it goes back to its
 * author, who sees both. A text that stands there already is no conflict.
 */
function refuseOvertaken(
  inspection: Inspection,
  read: WireUpdate,
  { wasThere, late = [], isJustMade = false }: GateContext & { late?: CellId[] },
): GateVerdict | undefined {
  if (wasThere === undefined) return undefined;
  const unseen = [...inspection.chains.values()].filter((chain) => {
    const { before, after, won } = outcome(chain);
    if (won !== undefined)
      return before !== after && !hasSeen(inspection, chain, { won, isJustMade });
    return chain.latest !== undefined && liveText(chain.latest) !== before;
  });
  const cells = [...unseen.map(({ cell }) => cell), ...late].filter(wasThere);
  if (cells.length === 0) return undefined;
  const { values } = readable(inspection.room, read);
  // A clearing of what is gone already cannot be read out of the bytes.
  const cleared = late.filter((cell) => wasThere(cell)).map((cell): CellValue => [cell, null]);
  return { kind: 'refused', refusal: refuse('overtaken'), cells, values: [...values, ...cleared] };
}

/**
 * Whether the author of what won had seen what stood there. A cleared cell keeps its last entry; who sets it and deletes
 * that entry once more had still seen its text.
 */
function hasSeen(
  { passedLast }: Inspection,
  chain: Chain,
  { won, isJustMade }: { won: Placed; isJustMade: boolean },
): boolean {
  return won.saw && !(isJustMade && passedLast.has(chain.cell));
}

/**
 * Of the cells whose deleted entries an update deletes once more: those in which something else stands now. Where the
 * update is known and sets a text itself, the deletion is only a part of that.
 */
function lateClears(
  { room, chains, passed }: Inspection,
  read: WireUpdate,
  { isJustMade = false }: GateContext,
): { late?: CellId[] } {
  if (!isJustMade) return {};
  const gone = [...passed].filter((cell) => !chains.has(cell) && room.texts.has(cell));
  if (gone.length === 0) return {};
  const written = new Set(knownCells(room, read));
  const late = gone.filter((cell) => !written.has(cell));
  return late.length === 0 ? {} : { late };
}

/** The cells of an update's entries that the room has already. */
function knownCells(room: RoomIndex, { sections }: WireUpdate): CellId[] {
  return [...sections.values()].flatMap(({ client, structs }) => {
    const state = stateOf(room, client);
    return structs
      .filter(({ clock }) => clock < state)
      .map(({ clock }) => (entryAt(room, client, clock) as Item).parentSub as CellId);
  });
}

function edit(
  inspection: Inspection,
  { isJustMade = false }: GateContext,
): GateVerdict & { kind: 'edit' } {
  const { chains, writings, claims } = inspection;
  const writers = [...writings.keys()];
  return {
    kind: 'edit',
    changes: [...chains.values()].map((chain) => changeOf(inspection, chain, isJustMade)),
    clients: claims,
    client: writers.reduce((highest, client) => Math.max(highest, client), NO_CLIENT),
    writers,
  };
}

function changeOf(inspection: Inspection, chain: Chain, isJustMade: boolean): CellChange {
  const { before, after, won } = outcome(chain);
  const change: CellChange = { cell: chain.cell, before, after };
  if (won === undefined) {
    if (chain.latest !== undefined) change.attempted = liveText(chain.latest);
  } else if (!hasSeen(inspection, chain, { won, isJustMade })) change.unseen = before;
  const through = [...chain.texts].filter((text) => text !== (change.attempted ?? after));
  if (through.length > 0) change.through = through;
  return change;
}
