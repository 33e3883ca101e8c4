/**
 * THE GATE: takes an update whole or refuses it whole, and says beforehand what it will do to which cell.
 * Own file because no byte of a client reaches a room by another way. It looks, it never changes anything.
 *
 * Order: size and allow-list of shapes (`wire.ts`); whose clients, nothing missing, where each entry lands and what is
 * deleted (`inspection.ts`, `chain.ts`); then the judge's word on every cell. Time is linear in the update, plus
 * searches in the history and bounded walks for stale cells. docs/gate.md says why each rule is there.
 */
import type { CellChange } from '@tallystick/domain/entry';
import type { CellId, PersonId } from '@tallystick/domain/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import { type Chain, liveText, outcome } from './chain.ts';
import { type Inspection, lay } from './inspection.ts';
import * as limits from './limits.ts';
import { type CellValue, readable } from './readable.ts';
import type { RoomIndex } from './room-index.ts';
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
  const late = lateClears(inspection, context);
  if (chains.size === 0 && writings.size === 0) return { kind: 'nothing', ...late };
  return judgeAll(inspection, wire.read, context.judge) ?? { ...edit(inspection), ...late };
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

/** Of the cells whose deleted entries an update deletes once more: those in which something else stands now. */
function lateClears(
  { room, chains, passed }: Inspection,
  { isJustMade = false }: GateContext,
): { late?: CellId[] } {
  if (!isJustMade) return {};
  const late = [...passed].filter((cell) => !chains.has(cell) && room.texts.has(cell));
  return late.length === 0 ? {} : { late };
}

function edit({ chains, writings, claims }: Inspection): GateVerdict & { kind: 'edit' } {
  const writers = [...writings.keys()];
  return {
    kind: 'edit',
    changes: [...chains.values()].map(changeOf),
    clients: claims,
    client: writers.reduce((highest, client) => Math.max(highest, client), NO_CLIENT),
    writers,
  };
}

function changeOf(chain: Chain): CellChange {
  const { before, after, won } = outcome(chain);
  const change: CellChange = { cell: chain.cell, before, after };
  if (won === undefined) {
    if (chain.latest !== undefined) change.attempted = liveText(chain.latest);
  } else if (!won.saw) change.unseen = before;
  const through = [...chain.texts].filter((text) => text !== (change.attempted ?? after));
  if (through.length > 0) change.through = through;
  return change;
}
