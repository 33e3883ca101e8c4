/** The merged rectangles of a table: whose value stands in a cell that is not the first of its rectangle. */
import type { BookCell, BookRange, BookRow, BookSheet } from '../book/book.ts';
import { COLUMNS_LOOKED_AT } from './find-tables.ts';

/** Rows of all rectangles that are looked at: those of an honest file have some thousands. */
const STEPS = 2_000_000;

export class Merged {
  readonly #byRow = new Map<number, BookRange[]>();
  readonly #rows: ReadonlyMap<number, BookRow>;
  readonly #filled: ReadonlySet<number>;

  /** `filled`: the columns in which a city fills something in. */
  constructor(sheet: BookSheet, rows: readonly BookRow[], filled: ReadonlySet<number>) {
    this.#rows = new Map(rows.map((row) => [row.row, row]));
    this.#filled = filled;
    const last = rows.at(-1)?.row ?? 0;
    let steps = 0;
    for (const range of sheet.merges) {
      if (range.left > COLUMNS_LOOKED_AT) continue;
      const to = Math.min(range.bottom, last);
      for (let row = range.top; row <= to && steps < STEPS; row += 1) {
        steps += 1;
        if (this.#rows.has(row)) this.#enter(row, range);
      }
    }
  }

  #enter(row: number, range: BookRange): void {
    const known = this.#byRow.get(row);
    if (!known) this.#byRow.set(row, [range]);
    // Rectangles lie beside each other: more than there are columns lie over each other.
    else if (known.length < COLUMNS_LOOKED_AT) known.push(range);
  }

  /** The first cell of the rectangle in which a cell lies; undefined where it lies in none. */
  anchorOf(
    row: number,
    column: number,
  ): { range: BookRange; cell: BookCell | undefined } | undefined {
    const range = this.#byRow
      .get(row)
      ?.find(({ left, right }) => left <= column && column <= right);
    return range && { range, cell: this.#rows.get(range.top)?.cells.get(range.left) };
  }

  /** What is held by a rectangle that covers more than one cell which a city fills in; undefined outside of one. */
  overSeveral(row: number, column: number): BookCell | undefined {
    const found = this.anchorOf(row, column);
    if (!found) return undefined;
    const { top, bottom, left, right } = found.range;
    const filled = [...this.#filled].filter((each) => left <= each && each <= right);
    return bottom > top || filled.length > 1 ? found.cell : undefined;
  }
}
