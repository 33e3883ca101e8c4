/** The merged rectangles of a table: whose value stands in a cell that is not the first of its rectangle. */
import type { BookCell, BookRange, BookRow, BookSheet } from '../book/book.ts';
import { BOOK_MERGES } from '../book/limits.ts';

export class Merged {
  readonly #byRow = new Map<number, BookRange[]>();
  readonly #rows: ReadonlyMap<number, BookRow>;
  readonly #filled: ReadonlySet<number>;

  /** `filled`: the columns in which a city fills something in. */
  constructor(sheet: BookSheet, rows: readonly BookRow[], filled: ReadonlySet<number>) {
    this.#rows = new Map(rows.map((row) => [row.row, row]));
    this.#filled = filled;
    let entered = 0;
    for (const range of sheet.merges) {
      for (const { row } of rows) {
        if (row < range.top || row > range.bottom) continue;
        entered += 1;
        // Rectangles lie beside each other: more of them than this lie over each other.
        if (entered > BOOK_MERGES * 10) return;
        this.#byRow.set(row, [...(this.#byRow.get(row) ?? []), range]);
      }
    }
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
