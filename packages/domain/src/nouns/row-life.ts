/**
 * The life of a row: empty, in progress, ready, not available. It is computed from the cells and from what was last
 * said of the row, so a change of the row ends `ready` by itself and nobody has to take it back. Pure.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { rowSpecs } from '../cells/cell-spec.ts';
import type { ReadCell } from '../formula/compute.ts';
import type { RowId } from '../cells/ids.ts';
import type { RowMark } from '../state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/**
 * `ready`: a person said so and the row's cells read as they did then. `not-available`: a person said so, and no figure
 * was typed since. Else `in-progress` where something is typed, and `empty` where nothing is.
 */
export const ROW_LIVES = ['ready', 'in-progress', 'not-available', 'empty'] as const;
export type RowLife = (typeof ROW_LIVES)[number];

/**
 * SHA-256 (hexadecimal) of the texts of a row's cells: what "ready" was said of. An edit changes it; one that is undone
 * gives the old one back, and with it the state.
 */
export function rowPrint(catalogue: Catalogue, row: string, read: ReadCell): string {
  const texts = rowSpecs(catalogue, row).flatMap(({ cell, column }): [string, string][] => {
    const text = read(cell);
    return text === undefined ? [] : [[column, text]];
  });
  // Not in the order of the sheet: what was said outlives an order.
  texts.sort(([a], [b]) => (a < b ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([row, ...texts]))));
}

/** Whether a figure of the row, or the result itself, is typed. */
export function hasFigure(catalogue: Catalogue, row: string, read: ReadCell): boolean {
  return rowSpecs(catalogue, row).some(
    ({ cell, group }) => group !== 'about' && read(cell) !== undefined,
  );
}

/** The state of a row. `mark`: what was said of it last. */
export function rowLife(
  of: { catalogue: Catalogue; read: ReadCell; mark: Pick<RowMark, 'as' | 'print'> | undefined },
  row: RowId | string,
): RowLife {
  const { catalogue, read, mark } = of;
  const isTyped = rowSpecs(catalogue, row).some(({ cell }) => read(cell) !== undefined);
  if (mark?.as === 'ready' && mark.print === rowPrint(catalogue, row, read)) return 'ready';
  if (mark?.as === 'not-available' && !hasFigure(catalogue, row, read)) return 'not-available';
  return isTyped ? 'in-progress' : 'empty';
}
