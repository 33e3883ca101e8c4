/**
 * The selection of one sheet on the screen: holds it, tells of it, gives it out as ranges and as places. Keys, mouse,
 * clipboard, fill and the status line all ask this one object.
 */
import { placesOf } from './box.ts';
import type { Place, Range, Selection } from './port.ts';
import { type ScreenOrder, screenOrder } from './screen-order.ts';
import { boxesOf, carried, isBlock, NOTHING, type Selected, selectionOf } from './selection.ts';

export class SheetSelection {
  private selected: Selected = NOTHING;
  private screen: ScreenOrder = screenOrder([], []);
  private snapshot: Selection = { ranges: [], focus: null };
  private readonly listeners = new Set<() => void>();

  /** Ranges in the order of the screen, and the focus. The same object until something changes. */
  readonly current = (): Selection => this.snapshot;

  /** Told after each change. Returns the way to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The rows and columns as they stand on the screen. */
  order(): ScreenOrder {
    return this.screen;
  }

  /** With anchors and edges: for those who change it. */
  state(): Selected {
    return this.selected;
  }

  /** Each range as rows of places. What is folded, filtered or hidden and rows without cells are left out. */
  blocks(): Place[][][] {
    return boxesOf(this.screen, this.selected).map((box) => placesOf(this.screen, box));
  }

  /** Every selected place once, range by range. */
  places(): Place[] {
    const seen = new Map<string, Place>();
    for (const place of this.blocks().flat(2))
      seen.set(JSON.stringify([place.row, place.column]), place);
    return [...seen.values()];
  }

  /** More than one place is selected. */
  isBlock(): boolean {
    return isBlock(this.screen, this.selected);
  }

  /** Selects ranges; the focus stands in the last one, at its first place unless said otherwise. */
  select(ranges: readonly Range[], focus?: Place | null): void {
    const spans = ranges.map(({ from, to }) => ({ anchor: from, edge: to }));
    this.set({ spans, focus: focus ?? spans.at(-1)?.anchor ?? null });
  }

  set(selected: Selected): void {
    if (selected === this.selected) return;
    this.selected = selected;
    this.tell();
  }

  /** The screen shows other rows or columns now. */
  reorder(rows: readonly string[], columns: readonly string[]): void {
    const was = this.screen;
    if (isEqual(was.rows, rows) && isEqual(was.columns, columns)) return;
    this.screen = screenOrder(rows, columns);
    this.selected = carried(was, this.screen, this.selected);
    this.tell();
  }

  private tell(): void {
    this.snapshot = selectionOf(this.screen, this.selected);
    for (const listener of this.listeners) listener();
  }
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
