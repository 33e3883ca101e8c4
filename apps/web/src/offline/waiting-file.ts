/**
 * What waits in this browser, as a file for its author: a browser may empty its storage, and a file outlives that.
 */
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { WorkbookHandle } from '../live/workbook/workbook-handle.ts';

/** A line of the file: what it is about, and what was typed or said. */
export type WaitingLine = { cell: string; about: string; text: string };

/** The cells whose text is not on the server: on its way, or not taken. */
export function waitingCells({
  cells,
  catalogue,
}: Pick<WorkbookHandle, 'cells' | 'catalogue'>): { cell: string; text: string }[] {
  return [...cellSpecs(catalogue).keys()].flatMap((cell) => {
    if (cells.status(cell) === 'saved') return [];
    return [{ cell, text: cells.draft(cell)?.typed ?? cells.get(cell) ?? '' }];
  });
}

/** What other programs would take for the beginning of a formula stands behind an apostrophe, as a text is typed there. */
const quoted = (text: string): string =>
  `"${text.replace(/^(?=[=+\-@\t])/, "'").replaceAll('"', '""')}"`;

/** Comma-separated, with the mark by which spreadsheets know UTF-8. */
export function waitingCsv(head: readonly string[], lines: readonly WaitingLine[]): string {
  const rows = [head, ...lines.map(({ cell, about, text }) => [cell, about, text])];
  return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** By then the browser has begun to write the file, in milliseconds. */
const BEGUN_MS = 10_000;

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), BEGUN_MS);
}
