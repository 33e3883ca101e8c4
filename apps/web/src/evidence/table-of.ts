/** The first rows of a text with separators, as whoever saved it meant them (RFC 4180, and other separators than commas). */

/** Rows and columns that are shown: enough to find a figure, and no more than a page draws at once. */
const ROWS_SHOWN = 100;
const COLUMNS_SHOWN = 50;
const SEPARATORS = [',', ';', '\t'] as const;

/** The separator that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const line = (/^.*$/m.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((sign) => line.split(sign).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

export function tableOf(text: string): { rows: string[][]; isWhole: boolean } {
  const plain = text.replace(/^\ufeff/, '');
  const separator = separatorOf(plain);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < plain.length && rows.length < ROWS_SHOWN) {
    const { field, end } = fieldAt(plain, at, separator);
    row.push(field);
    at = end + 1;
    if (plain[end] === separator) continue;
    if (plain[end] === '\r' && plain[at] === '\n') at += 1;
    if (row.length > 1 || row[0] !== '') rows.push(row.slice(0, COLUMNS_SHOWN));
    row = [];
  }
  if (row.length > 0 && rows.length < ROWS_SHOWN) rows.push(row.slice(0, COLUMNS_SHOWN));
  return { rows, isWhole: at >= plain.length };
}

/** `end`: the place of what ends the field, or of the end of the text. */
function fieldAt(text: string, from: number, separator: string): { field: string; end: number } {
  const isEnd = (sign: string | undefined): boolean =>
    sign === undefined || sign === separator || sign === '\n' || sign === '\r';
  if (text[from] !== '"') {
    let end = from;
    while (!isEnd(text[end])) end += 1;
    return { field: text.slice(from, end), end };
  }
  let end = from + 1;
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"'))
    end += text[end] === '"' ? 2 : 1;
  const field = text.slice(from + 1, end).replaceAll('""', '"');
  let after = end + 1;
  while (!isEnd(text[after])) after += 1;
  return { field, end: after };
}
