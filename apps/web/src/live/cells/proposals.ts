/**
 * Values that were refused and are kept on the server, of the open workbook, for those who may see them: beside their
 * cells, for marks and views. They are in no room and no event: they are asked for, all at once, and asked for again when
 * the server says so.
 */
import type {
  RefusedDraftsView,
  RefusedDraftView,
  SettledProposal,
} from '@tallystick/protocol/views-refused-drafts';
import type { CellStore } from '../../lines/cell-store.ts';

type Kept = { drafts: RefusedDraftView[]; settled: SettledProposal[] };

const waiting = new WeakMap<CellStore, ReadonlyMap<string, RefusedDraftView>>();
const byCell = new WeakMap<CellStore, Map<string, Kept>>();
const NONE: ReadonlyMap<string, RefusedDraftView> = new Map();
const NOTHING: Kept = { drafts: [], settled: [] };

/** The proposals that wait, by cell; of several at one cell the newest. */
export function proposalsOf(cells: CellStore): ReadonlyMap<string, RefusedDraftView> {
  return waiting.get(cells) ?? NONE;
}

/** All that is kept beside a cell; the same object until others are put in their place. */
export function keptAt(cells: CellStore, cell: string): Kept {
  return byCell.get(cells)?.get(cell) ?? NOTHING;
}

/** Puts others in their place; answers the cells that look different now. */
export function setKept(cells: CellStore, view: RefusedDraftsView): string[] {
  const before = byCell.get(cells) ?? new Map<string, Kept>();
  const now = new Map<string, Kept>();
  const at = (cell: string): Kept => {
    const kept = now.get(cell) ?? { drafts: [], settled: [] };
    now.set(cell, kept);
    return kept;
  };
  for (const draft of view.drafts) at(draft.cell).drafts.push(draft);
  for (const each of view.settled) at(each.cell).settled.push(each);
  const handedIn = view.drafts.filter(({ handedInAt }) => handedInAt !== null);
  byCell.set(cells, now);
  waiting.set(cells, new Map(handedIn.toReversed().map((draft) => [draft.cell as string, draft])));
  return [...before.keys(), ...now.keys()];
}
