/** Blocks of cells as spreadsheets put them on the clipboard. */

import { CLIP_CELLS_MAX } from './limits.ts';

/**
 * Reads tab-separated text; a cell in double quotes may hold tabs, line ends and doubled quotes (as Excel writes it).
 * One cell more than the bound is read and no further, so that the caller can say that there are too many.
 */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const end = text.replace(/(?:\r\n|\n|\r)$/, '');
  let cells = 0;
  let at = 0;
  while (at <= end.length && cells <= CLIP_CELLS_MAX) {
    const quoted = /"((?:[^"]|"")*)"(?=\t|\r|\n|$)/y;
    quoted.lastIndex = at;
    const found = quoted.exec(end);
    const plain = /[^\t\r\n]*/y;
    plain.lastIndex = at;
    const cell = found ? (found[1] ?? '').replaceAll('""', '"') : (plain.exec(end)?.[0] ?? '');
    at = found ? quoted.lastIndex : at + cell.length;
    rows.at(-1)?.push(cell);
    cells += 1;
    if (at >= end.length) break;
    const mark = end[at];
    at += mark === '\r' && end[at + 1] === '\n' ? 2 : 1;
    if (mark !== '\t') rows.push([]);
  }
  return rows;
}

/** One cell for the clipboard: in quotes where it holds what separates cells. */
export function writeTsvCell(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
