/**
 * One sheet as a person works in it: its selection, its data, the grid that shows it, and the gestures that change all
 * three. Keys, mouse, clipboard and fill act through it and need not know each other.
 */
import type { GridScreen } from './grid-screen.ts';
import type { Entries } from './paste-plan.ts';
import type { LeftOut, Place, Range, SheetData, Typed } from './port.ts';
import { type Field, nextTaking } from './moving.ts';
import { isSame, spotOf } from './screen-order.ts';
import type { Box } from './box.ts';
import { filledInside, takesMore } from './fill.ts';
import { added, boxesOf, extended, NOTHING, only, type Selected, walked } from './selection.ts';
import { SheetSelection } from './sheet-selection.ts';

/** What became of a gesture over many places. `kind` chooses the words. */
export type Report = { kind: 'fill' | 'clear' | 'paste'; taken: number; left: readonly LeftOut[] };

/** What is said of a paste beside that. */
export type PasteReport = Report & {
  kind: 'paste';
  /** Texts that fell beyond the last row or column. */
  beyond: readonly string[];
  /** Figures that could be read in two ways: settled by the rest of the block, or by the person's own decimal mark. */
  reading: { settled: number; unclear: number; mark: '.' | ',' };
  /** Set where the block went into the columns one types in. */
  entries?: Entries;
};

/** Something about the clipboard as a whole; `problem`s are shown, the rest is only said to those who listen. */
export type Said = {
  kind: 'said';
  what: 'copied' | 'cut' | 'busy' | 'apart' | 'too-long' | 'too-many' | 'nothing' | 'kept';
  /** Cells, or the bound that was passed. */
  count: number;
};

export class Sheet {
  readonly selection = new SheetSelection();
  screen: GridScreen | undefined;
  /** F8: arrows and clicks stretch the selection without shift. */
  isStretching = false;
  private answers: SheetData | undefined;
  /** The column where a run of tabs began: Enter goes back to it. */
  private tabbedFrom: string | undefined;
  private last: Report | PasteReport | Said | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly outliners = new Set<() => void>();

  /** The data behind the grid. */
  get data(): SheetData {
    if (!this.answers) throw new Error('a sheet was used before it had data');
    return this.answers;
  }

  attach(data: SheetData): void {
    this.answers = data;
  }

  /** Whether there is anything beside a block that takes what it is filled with. */
  mayFill(box: Box): boolean {
    return takesMore(this.selection.order(), this.data, box);
  }

  /** Looks again at which rows and columns stand on the screen. */
  look(): void {
    const { screen } = this;
    if (!screen || screen.isGone) return;
    const rows = screen.rows().filter((row) => this.data.hasCells(row));
    this.selection.reorder(rows, screen.columns());
  }

  field(): Field {
    return {
      order: this.selection.order(),
      isFilled: (place) => this.data.shown(place) !== '',
    };
  }

  /** The grid's focus went somewhere by itself. */
  followed(place: Place): void {
    if (isSame(place, this.selection.current().focus)) return;
    const order = this.selection.order();
    this.endRuns();
    this.selection.set(spotOf(order, place) ? only(place) : NOTHING);
  }

  /** One cell, in view and with the keyboard. */
  go(place: Place): void {
    this.endRuns();
    this.selection.set(only(place));
    this.show(place);
  }

  /** The last range stretches to a place; the focus stays. */
  stretch(edge: Place): void {
    this.stretchTo(edge);
    this.screen?.reveal(edge);
  }

  /** The same without bringing the place into view: the mouse is there already. */
  stretchTo(edge: Place): void {
    this.tabbedFrom = undefined;
    this.selection.set(extended(this.selection.state(), edge));
  }

  /** One more range begins here. */
  add(place: Place): void {
    this.endRuns();
    this.selection.set(added(this.selection.state(), place));
    this.screen?.focus(place);
  }

  /** Only the focus is left of the selection. */
  collapse(): void {
    const { focus } = this.selection.current();
    this.isStretching = false;
    if (focus && this.selection.isBlock()) this.selection.set(only(focus));
  }

  /** Enter inside of a block; false where one cell is selected. */
  private walkDown(back: boolean): boolean {
    if (!this.selection.isBlock()) return false;
    const order = this.selection.order();
    this.selection.set(walked(order, this.selection.state(), { by: 'column', back }));
    const { focus } = this.selection.current();
    if (focus) this.show(focus);
    return true;
  }

  /**
   * Tab: to the next place that takes something from this person; one on where none does, for those who only read.
   * False at the end of the sheet, where the page goes on.
   */
  tab(back: boolean): boolean {
    if (this.selection.isBlock()) return this.tabInside(back);
    const order = this.selection.order();
    const { focus } = this.selection.current();
    if (!focus || !spotOf(order, focus)) return false;
    const takes = (place: Place): boolean => this.data.cannot(place) === undefined;
    const next = nextTaking(order, focus, { takes, back });
    if (!next) return false;
    const from = back ? undefined : (this.tabbedFrom ?? focus.column);
    this.go(next);
    this.tabbedFrom = from;
    return true;
  }

  /** Tab inside of a block goes round in it, over what takes nothing where something does. */
  private tabInside(back: boolean): boolean {
    const order = this.selection.order();
    const from = this.selection.state();
    const takes = ({ focus }: Selected): boolean =>
      focus !== null && this.data.cannot(focus) === undefined;
    const one = walked(order, from, { by: 'row', back });
    let next = one;
    while (!takes(next) && !isSame(next.focus, from.focus))
      next = walked(order, next, { by: 'row', back });
    this.selection.set(takes(next) ? next : one);
    const { focus } = this.selection.current();
    if (focus) this.show(focus);
    return true;
  }

  /** Enter: down, back to where a run of tabs began. */
  enter(back: boolean): void {
    if (this.walkDown(back)) return;
    const order = this.selection.order();
    const { focus } = this.selection.current();
    const spot = focus && spotOf(order, focus);
    if (!spot) return;
    const row = order.rows[spot.row + (back ? -1 : 1)] ?? focus.row;
    const isBack = this.tabbedFrom !== undefined && order.columnAt(this.tabbedFrom) >= 0;
    this.go({ row, column: isBack && !back ? (this.tabbedFrom ?? '') : focus.column });
  }

  /** What was asked at a cell is answered: the keyboard goes back there, or on where a text would have gone on. */
  answered(isTaken: boolean): void {
    const { focus } = this.selection.current();
    if (isTaken && !this.selection.isBlock()) this.enter(false);
    else if (focus) this.show(focus);
  }

  /** In view and with the keyboard; the selection stays. */
  show(place: Place): void {
    this.screen?.reveal(place);
    this.screen?.focus(place);
  }

  /** Writes as one edit and says what was left out. */
  write(kind: Report['kind'], changes: readonly Typed[]): void {
    if (changes.length === 0) return;
    this.report({ kind, ...this.data.write(kind, changes) });
  }

  /** Clears everything that is selected. Empty places are passed over. */
  clear(): void {
    const full = this.selection.places().filter((place) => this.data.typedText(place) !== '');
    this.write(
      'clear',
      full.map((place) => ({ ...place, typed: '' })),
    );
  }

  /** Ctrl and Enter: the same text in every selected place. */
  fillWith(typed: string): void {
    this.write(
      'fill',
      this.selection.places().map((place) => ({ ...place, typed })),
    );
  }

  /** Ctrl and D, Ctrl and R, over every range. */
  fillInside(way: 'down' | 'end'): void {
    const order = this.selection.order();
    const changes = boxesOf(order, this.selection.state()).flatMap((box) =>
      filledInside(order, this.data, { box, way }),
    );
    this.write('fill', changes);
  }

  report(report: Report | PasteReport | Said | undefined): void {
    this.last = report;
    for (const listener of this.listeners) listener();
  }

  /** What became of the last gesture, until it is put away. */
  readonly lastReport = (): Report | PasteReport | Said | undefined => this.last;

  readonly subscribeReports = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Ranges that were copied or cut and are outlined until they are let go. */
  copied: readonly Range[] = [];

  outline(ranges: readonly Range[]): void {
    if (this.copied === ranges) return;
    this.copied = ranges;
    this.redraw();
  }

  /** What lies over the cells is drawn again. */
  redraw(): void {
    for (const listener of this.outliners) listener();
  }

  readonly subscribeOutline = (listener: () => void): (() => void) => {
    this.outliners.add(listener);
    return () => this.outliners.delete(listener);
  };

  private endRuns(): void {
    this.tabbedFrom = undefined;
    this.isStretching = false;
  }
}
