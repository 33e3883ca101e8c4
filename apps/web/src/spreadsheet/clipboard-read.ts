/** From what lies on the clipboard to a block of cells. */
import { type ClipBlock, type ClipCell, type DecimalMark, sizeOf } from './text/clip-cell.ts';
import { guessMark } from './text/decimal-mark.ts';
import { type HtmlCell, type HtmlTable, readHtmlTable } from './text/html-table.ts';
import { CLIP_CELLS_MAX, CLIP_HTML_MAX, CLIP_TEXT_MAX } from './text/limits.ts';
import { believed, otherFigure } from './text/raw-figure.ts';
import { readTsv } from './text/tsv.ts';

export type Clip = {
  block: ClipBlock;
  /** The decimal mark of its texts; undefined where nothing says it and the person's own counts. */
  mark: DecimalMark | undefined;
  /** Figures that could be read in two ways and were read with the mark that the rest of the block has. */
  settled: number;
  /** Figures that could be read in two ways, and nothing in the block says how. */
  unclear: number;
  /** Name of the copy, where it was made by a sheet of ours. */
  own: string | undefined;
};

export type ClipRefusal = { code: 'too-long' | 'too-many' | 'nothing'; most?: number };
export type ClipReading = { ok: true; clip: Clip } | { ok: false; why: ClipRefusal };

export type OnBoard = { text: string; html: string };

export function readClip(board: OnBoard, parse: (html: string) => Document): ClipReading {
  if (board.text.length > CLIP_TEXT_MAX) return refused('too-long', CLIP_TEXT_MAX);
  const table =
    board.html.length > 0 && board.html.length <= CLIP_HTML_MAX
      ? readHtmlTable(board.html, parse)
      : undefined;
  const lines = board.text === '' ? undefined : readTsv(board.text);
  const block = table ? withRaw(table, lines) : lines?.map((row) => row.map(plain));
  if (!block || block.length === 0) return refused('nothing');
  const { height, width } = sizeOf(block);
  if (height * width > CLIP_CELLS_MAX) return refused('too-many', CLIP_CELLS_MAX);
  if (table?.own) {
    const { id, mark } = table.own;
    return { ok: true, clip: { block, mark, settled: 0, unclear: 0, own: id } };
  }
  const marks = new Set(table?.rows.flat().flatMap((cell) => raw(cell)?.mark ?? []));
  const rest = guessMark(block.flat().flatMap((cell) => (cell.figure ? [] : [cell.text])));
  const mark = marks.size === 1 ? [...marks][0] : rest.mark;
  const [settled, unclear] = mark ? [rest.unclear, 0] : [0, rest.unclear];
  return { ok: true, clip: { block, mark, settled, unclear, own: undefined } };
}

const refused = (code: ClipRefusal['code'], most?: number): ClipReading => ({
  ok: false,
  why: most === undefined ? { code } : { code, most },
});

/** An apostrophe before what a spreadsheet would take for a formula is its mark of a text, and no part of it. */
const plain = (text: string): ClipCell => ({ text: text.replace(/^'(?=[=+\-@])/, '') });

/** Quotes that are the cell's own: the plain text has them too, and was read as if they were around a cell. */
const isQuoted = (text: string, word: string): boolean =>
  /^".*"$/s.test(text) && text.slice(1, -1).replaceAll('""', '"') === word;

function raw(cell: HtmlCell) {
  if (cell.raw === undefined || cell.isText) return undefined;
  return believed(cell.text, cell.raw);
}

/** The table's cells; with the words of the plain text where both are of one size. */
function withRaw(table: HtmlTable, lines: string[][] | undefined): ClipBlock {
  const isAlike =
    lines?.length === table.rows.length &&
    lines.every((row, at) => row.length === table.rows[at]?.length);
  return table.rows.map((row, at) =>
    row.map((cell, column) => {
      if (table.own && cell.typed !== undefined) return { text: cell.typed };
      const word = isAlike ? lines?.[at]?.[column] : undefined;
      const told = plain(word === undefined || isQuoted(cell.text, word) ? cell.text : word);
      const figure = raw(cell)?.figure;
      if (figure !== undefined) return { ...told, figure };
      const holds = cell.isText || cell.isDate ? undefined : otherFigure(told.text, cell.raw ?? '');
      return holds === undefined ? told : { ...told, holds };
    }),
  );
}
