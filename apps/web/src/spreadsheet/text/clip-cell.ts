/** A cell of a block on the clipboard. */

export type ClipCell = {
  /** As it was shown where it was copied, or as it was typed where it was copied from a sheet of ours. */
  text: string;
  /** The figure behind the text: a plain decimal, with `%` where it is shown as a percentage. */
  figure?: string;
  /** Another figure stands behind a shown one, and nothing says why: which is meant is for the person to say. */
  holds?: string;
};

/** Rows of cells; rows may differ in length. */
export type ClipBlock = ClipCell[][];

export type DecimalMark = '.' | ',';

/** Rows of the block and cells of its longest row. */
export function sizeOf(block: ClipBlock): { height: number; width: number } {
  return {
    height: block.length,
    width: block.reduce((most, row) => Math.max(most, row.length), 0),
  };
}
