/**
 * Which cell of a block falls on which place of the sheet. It is list work that a screen must not hold: one value fills
 * the selection, a block repeats where the selection is a multiple of it, and what would fall beyond the last row or
 * column is counted, never dropped without a word.
 */
import { type ClipBlock, type ClipCell, sizeOf } from './text/clip-cell.ts';
import type { Place, Range } from './port.ts';
import { placeAt, type ScreenOrder, spotOf } from './screen-order.ts';

export type Laid = { place: Place; cell: ClipCell };

export type PastePlan = {
  laid: Laid[];
  /** Texts that fall beyond the last row or column. */
  beyond: ClipCell[];
  /** The ranges that were pasted over, to be selected then. */
  onto: Range[];
  /** Set where the block went into the columns one types in, and not side by side. */
  entries?: Entries;
};

/** Where a block went that stepped over something. */
export type Entries = {
  columns: readonly string[];
  /** Locked rows between. */
  rowsPassed: number;
};

/** `blocks` are the selected ranges as rows of places, the one with the focus last. */
export function planPaste(
  block: ClipBlock,
  blocks: readonly (readonly (readonly Place[])[])[],
  order: ScreenOrder,
): PastePlan {
  const target = blocks.at(-1);
  const start = target?.[0]?.[0];
  const spot = start && spotOf(order, start);
  const { height, width } = sizeOf(block);
  const single = height === 1 && width === 1 ? block[0]?.[0] : undefined;
  if (single) {
    const places = blocks.flat(2);
    const laid = places.map((place) => ({ place, cell: single }));
    return { laid, beyond: [], onto: blocks.flatMap(rangeOf) };
  }
  if (!spot || !target || height === 0) return { laid: [], beyond: [], onto: [] };
  const lines = repeated(target.length, height);
  const cells = repeated(target[0]?.length ?? 1, width);
  const laid: Laid[] = [];
  const beyond: ClipCell[] = [];
  for (let down = 0; down < lines; down += 1) {
    for (const [over, cell] of across(block[down % height] ?? [], { cells, width })) {
      const row = order.rows[spot.row + down];
      const column = order.columns[spot.column + over];
      if (row !== undefined && column !== undefined) laid.push({ place: { row, column }, cell });
      else if (cell.text !== '') beyond.push(cell);
    }
  }
  const to = placeAt(order, { row: spot.row + lines - 1, column: spot.column + cells - 1 });
  return { laid, beyond, onto: to ? [{ from: start, to }] : [] };
}

/** As many lines as are selected where that is a multiple of the block's, else the block once. */
export const repeated = (selected: number, size: number): number =>
  size > 0 && selected % size === 0 ? Math.max(selected, size) : size;

function* across(
  row: readonly ClipCell[],
  { cells, width }: { cells: number; width: number },
): Iterable<[number, ClipCell]> {
  for (let over = 0; over < cells; over += 1) {
    const cell = row[over % width];
    if (cell) yield [over, cell];
  }
}

function rangeOf(block: readonly (readonly Place[])[]): Range[] {
  const from = block[0]?.[0];
  const to = block.at(-1)?.at(-1);
  return from && to ? [{ from, to }] : [];
}
