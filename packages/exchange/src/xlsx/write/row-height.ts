/** How high a row has to be for its wrapped texts: programs that only print do not measure it. */
import type { OutCell } from './out-book.ts';

/** Points of a row with one line, and of each further line. */
const ROW = 16;
const LINE = 13;
/** Longer texts are read in the cell itself. Source of the second: Excel's specifications and limits. */
const LINES_MAX = 12;
const HEIGHT_MAX = 409;

/** `widthOf` in characters; undefined for a column whose texts are not wrapped. */
export function wrappedHeight(
  cells: readonly OutCell[],
  widthOf: (column: number) => number | undefined,
): number {
  let lines = 1;
  for (const { column, holds } of cells) {
    const width = widthOf(column);
    if (typeof holds !== 'string' || width === undefined) continue;
    const needed = holds
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
    lines = Math.max(lines, needed);
  }
  return Math.min(ROW + (Math.min(lines, LINES_MAX) - 1) * LINE, HEIGHT_MAX);
}
