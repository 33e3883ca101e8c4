/** What painted cells and headers need of finding and menus. */

/** What is searched for, and the cells that have it; `now` is the match that the person went to. */
export type FoundCells = { words: string; cells: ReadonlySet<string>; now: string | undefined };

export class ViewBridge {
  private cells: FoundCells | undefined;
  private open: ((column: string, anchor: HTMLElement) => void) | undefined;

  /** Read whenever a cell is painted. */
  get found(): FoundCells | undefined {
    return this.cells;
  }

  setFound(found: FoundCells | undefined): void {
    this.cells = found;
  }

  /** Opens the menu of a column at its header. */
  openMenu(column: string, anchor: HTMLElement): void {
    this.open?.(column, anchor);
  }

  setOpenMenu(open: (column: string, anchor: HTMLElement) => void): void {
    this.open = open;
  }
}
