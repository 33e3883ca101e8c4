/**
 * A block of cells as text and as a table for the clipboard. Every spreadsheet looks for a number and for "this is a
 * text" elsewhere, and what looks like a formula must not become one in another program.
 */
import type { DecimalMark } from './text/clip-cell.ts';
import { writeTsvCell } from './text/tsv.ts';

/** A cell that is copied. */
export type CopiedCell = {
  /** What stands there for a reader. */
  text: string;
  /** What an editor of ours begins with; where it is pasted into one of our sheets this is typed. */
  typed: string;
  /** A plain decimal, where the cell holds a figure. */
  figure?: string | undefined;
};

/** What other programs would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** The text that is given away: a figure with the person's own mark and nothing between thousands. */
function wordsOf({ text, figure }: CopiedCell, mark: DecimalMark): string {
  return figure === undefined ? text : figure.replace('.', mark);
}

/** Tab-separated; a text that begins like a formula stands behind an apostrophe, as a spreadsheet types a text. */
export function writeText(rows: readonly CopiedCell[][], mark: DecimalMark): string {
  return rows
    .map((row) =>
      row
        .map((cell) => {
          const words = wordsOf(cell, mark);
          const isSafe = cell.figure !== undefined || !FORMULA.test(words);
          return writeTsvCell(isSafe ? words : `'${words}`);
        })
        .join('\t'),
    )
    .join('\r\n');
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => NAMED[char] ?? char);
/** Line breaks must live through an attribute. */
const inAttribute = (text: string): string =>
  escaped(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

/** A table; `id` names this copy, so that a cut can be told from another copy when it is pasted. */
export function writeHtml(
  rows: readonly CopiedCell[][],
  { id, mark }: { id: string; mark: DecimalMark },
): string {
  const lines = rows.map((row) => `<tr>${row.map((cell) => cellHtml(cell, mark)).join('')}</tr>`);
  const head = '<head><meta charset="utf-8"></head>';
  const excel = 'xmlns:x="urn:schemas-microsoft-com:office:excel"';
  const own = `data-tallystick="${escaped(id)}" data-mark="${mark}"`;
  return `<html ${excel}>${head}<body><table ${own}>${lines.join('')}</table></body></html>`;
}

function cellHtml(cell: CopiedCell, mark: DecimalMark): string {
  const typed = `data-typed="${inAttribute(cell.typed)}"`;
  const words = escaped(wordsOf(cell, mark));
  if (cell.figure !== undefined) {
    const { figure } = cell;
    const google = escaped(`{"1":3,"3":${figure}}`);
    return `<td ${typed} sdval="${figure}" sdnum="1033;" x:num="${figure}" data-sheets-value="${google}">${words}</td>`;
  }
  const google = inAttribute(JSON.stringify({ 1: 2, 2: cell.text }));
  const isText = `style="mso-number-format:'\\@'; white-space:pre-wrap" sdnum="1033;0;@" x:str`;
  // Excel begins a new cell at a line break unless it is told that the break is inside.
  const lines = words.replaceAll('\n', '<br style="mso-data-placement:same-cell">');
  return `<td ${typed} ${isText} data-sheets-value="${google}">${lines}</td>`;
}
