/**
 * Proposals that wait in the open workbook, for those who may see them: their cells, for marks and views. Own file
 * because they are in no room and no event: they are asked for, and asked for again when the server says so.
 */
import type { RefusedDraftView } from '@tallystick/protocol/views-refused-drafts';
import type { CellStore } from './cell-store.ts';

const known = new WeakMap<CellStore, ReadonlyMap<string, RefusedDraftView>>();
const NONE: ReadonlyMap<string, RefusedDraftView> = new Map();

/** The proposals that wait, by cell; of several at one cell the newest. */
export function proposalsOf(cells: CellStore): ReadonlyMap<string, RefusedDraftView> {
  return known.get(cells) ?? NONE;
}

/** Puts others in their place; answers the cells that look different now. */
export function setProposals(cells: CellStore, waiting: readonly RefusedDraftView[]): string[] {
  const before = proposalsOf(cells);
  const now = new Map(waiting.toReversed().map((draft) => [draft.cell as string, draft]));
  known.set(cells, now);
  return [...before.keys(), ...now.keys()];
}
