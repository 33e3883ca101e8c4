/**
 * The things of which a workbook holds many (comments, clarifications, marks ...), as the nouns declare them: a map in
 * the state, a list in a view of it. The server makes the list from the map, and the page makes the map from the list.
 */
import type { Actor } from '../rights.ts';
import type { ItemOf, PartMaps, PartName, WorkbookState } from '../state.ts';
import { type FieldsOf, type Reader, told } from './fields.ts';
import { PARTS } from './nouns.ts';
import { byRoomReaders } from './seen.ts';

export type PartViews = { [N in PartName]: ItemOf<N>[] };

const NAMES = Object.keys(PARTS) as PartName[];

export function emptyParts(): PartMaps {
  return Object.fromEntries(NAMES.map((name) => [name, new Map()])) as PartMaps;
}

/** One of them as somebody may see it. */
export function toldPart<N extends PartName>(
  name: N,
  { state, actor }: { state: WorkbookState; actor: Actor },
): ItemOf<N>[] {
  const { isSeen, fields } = PARTS[name];
  const to: Reader = { readsRoom: byRoomReaders({ state, actor }) };
  const items: Iterable<ItemOf<N>> = state[name].values();
  return [...items]
    .filter((item) => isSeen({ state, actor }, item))
    .map((item) => told<ItemOf<N>>(item, fields as FieldsOf<ItemOf<N>>, to));
}

/** All of them as somebody may see them. */
export function toldParts(before: { state: WorkbookState; actor: Actor }): PartViews {
  return Object.fromEntries(NAMES.map((name) => [name, toldPart(name, before)])) as PartViews;
}

/** All of them as a state holds them that was told to somebody already. */
export function partLists(state: PartMaps): PartViews {
  return Object.fromEntries(NAMES.map((name) => [name, [...state[name].values()]])) as PartViews;
}

/** The maps of a state from the lists of a view; one that was made before a part was known is without it. */
export function partsFrom(view: Partial<PartViews>): PartMaps {
  return Object.fromEntries(
    NAMES.map((name) => [name, mapFrom(name, view[name] ?? [])]),
  ) as PartMaps;
}

function mapFrom<N extends PartName>(name: N, items: readonly ItemOf<N>[]) {
  return new Map(items.map((item) => [PARTS[name].keyOf(item), item]));
}
