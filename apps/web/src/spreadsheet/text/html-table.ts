/**
 * A table as spreadsheets put it on the clipboard, read from HTML. The page is never given the HTML: a document without
 * scripts, styles or pictures is read. Sources: Excel's `x:num` and `mso-number-format`, LibreOffice's `sdval` and
 * `sdnum`, Google's `data-sheets-value`.
 */
import { CLIP_CELLS_MAX, SPAN_MAX } from './limits.ts';

/** A cell of the table. `typed` and a whole table's `own` are of our own making (clipboard-write.ts). */
export type HtmlCell = {
  text: string;
  raw?: string;
  /** The raw value is a moment, of which the cell shows a part. */
  isDate?: boolean;
  isText?: boolean;
  typed?: string;
};
export type HtmlTable = {
  rows: HtmlCell[][];
  /** Name of the copy, where the table was copied from a sheet of ours, and the decimal mark of what was typed. */
  own: { id: string; mark: '.' | ',' } | undefined;
};

const EMPTY: HtmlCell = { text: '' };
const NOT_SHOWN = 'style, script, meta, title, link, template, head, xml';

/** Undefined where there is no table, or prose around it: then the plain text says more. */
export function readHtmlTable(
  html: string,
  parse: (html: string) => Document,
): HtmlTable | undefined {
  const page = parse(html);
  for (const each of page.querySelectorAll(NOT_SHOWN)) if (each !== page.head) each.remove();
  const tables = [...page.body.querySelectorAll('table')].filter(
    (table) => !table.parentElement?.closest('table'),
  );
  const [table] = tables;
  if (!table || tables.length > 1) return undefined;
  const inside = (table.textContent ?? '').replaceAll(/\s/gu, '').length;
  if ((page.body.textContent ?? '').replaceAll(/\s/gu, '').length > inside) return undefined;
  const id = table.dataset.tallystick;
  const mark = table.dataset.mark === ',' ? ',' : '.';
  return { rows: rowsOf(table), own: id === undefined ? undefined : { id, mark } };
}

/** Cells in their places: one that spans several leaves the others empty. */
function rowsOf(table: HTMLTableElement): HtmlCell[][] {
  const rows: (HtmlCell | undefined)[][] = [];
  let cells = 0;
  for (const [at, line] of [...table.rows].entries()) {
    rows[at] ??= [];
    let column = 0;
    for (const cell of line.cells) {
      while (rows[at]?.[column] !== undefined) column += 1;
      const span = { rows: spanOf(cell.rowSpan), columns: spanOf(cell.colSpan) };
      for (let down = 0; down < Math.min(span.rows, table.rows.length - at); down += 1) {
        const row = (rows[at + down] ??= []);
        for (let over = 0; over < span.columns && cells <= CLIP_CELLS_MAX; over += 1) {
          row[column + over] = down === 0 && over === 0 ? readCell(cell) : EMPTY;
          cells += 1;
        }
      }
      column += span.columns;
    }
    if (cells > CLIP_CELLS_MAX) break;
  }
  return rows.map((row) => Array.from(row, (cell) => cell ?? EMPTY));
}

const spanOf = (span: number): number => Math.max(1, Math.min(span || 1, SPAN_MAX));

function readCell(cell: HTMLTableCellElement): HtmlCell {
  const read: HtmlCell = { text: textOf(cell) };
  const raw = rawOf(cell);
  if (raw !== undefined) read.raw = raw;
  if (isText(cell)) read.isText = true;
  if (/[ymdhs]/i.test(formatOf(cell))) read.isDate = true;
  const { typed } = cell.dataset;
  if (typed !== undefined) read.typed = typed;
  return read;
}

/** What Google's JSON says: 2 is a text, 3 a number. */
function sheetsValue(cell: HTMLElement): { kind: number; value: unknown } | undefined {
  try {
    const told: unknown = JSON.parse(cell.dataset.sheetsValue ?? 'null');
    if (typeof told !== 'object' || told === null || !('1' in told)) return undefined;
    const kind = Number(told['1']);
    return { kind, value: Reflect.get(told, String(kind)) };
  } catch {
    return undefined;
  }
}

function rawOf(cell: HTMLElement): string | undefined {
  const told = sheetsValue(cell);
  if (told?.kind === 3) return String(told.value);
  const excel = cell.getAttribute('x:num');
  if (excel !== null) return excel === '' ? (cell.textContent ?? '').trim() : excel;
  return cell.getAttribute('sdval') ?? undefined;
}

/** The format of a cell without the words in it: `0.0,,`, `YYYY`. */
function formatOf(cell: HTMLElement): string {
  const style = /mso-number-format:\s*(?:"([^"]*)"|([^;]*))/i.exec(
    cell.getAttribute('style') ?? '',
  );
  const code =
    cell.getAttribute('sdnum')?.split(';').slice(2).join(';') ??
    cell.dataset.sheetsNumberformat ??
    style?.[1] ??
    style?.[2] ??
    '';
  return code.replaceAll(/"[^"]*"|\[[^\]]*\]|general|\\./gi, '');
}

function isText(cell: HTMLElement): boolean {
  if (sheetsValue(cell)?.kind === 2 || cell.hasAttribute('x:str')) return true;
  return cell.getAttribute('sdnum')?.endsWith(';@') ?? false;
}

const BLOCKS = new Set(['P', 'DIV', 'LI', 'TR']);

/** The text of a cell with its line breaks; blanks of the source between words are one, as a browser shows them. */
function textOf(cell: HTMLElement): string {
  let text = '';
  const walk = (node: Node, isPre: boolean): void => {
    if (node.nodeType === 3) {
      const words = node.nodeValue ?? '';
      const plain = isPre ? words.replaceAll(/\r\n?/g, '\n') : words.replaceAll(/[ \t\r\n]+/g, ' ');
      text += /[\s]$/.test(text) && !isPre ? plain.replace(/^ /, '') : plain;
      return;
    }
    if (node.nodeType !== 1) return;
    const element = node as HTMLElement;
    if (element.tagName === 'BR') {
      text = `${isPre ? text : text.replace(/ $/, '')}\n`;
      return;
    }
    const isBlock = BLOCKS.has(element.tagName);
    if (isBlock && text !== '' && !text.endsWith('\n')) text += '\n';
    const style = element.getAttribute('style') ?? '';
    const pre = isPre || element.tagName === 'PRE' || /white-space:\s*pre/i.test(style);
    for (const child of element.childNodes) walk(child, pre);
  };
  const pre = /white-space:\s*pre/i.test(cell.getAttribute('style') ?? '');
  for (const child of cell.childNodes) walk(child, pre);
  return text.replaceAll('\u00A0', ' ').trim();
}
