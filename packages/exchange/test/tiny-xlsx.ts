/** Makes small .xlsx files for tests: what stands in each cell is written as its XML would be. */
import { writeZip } from '../src/zip/write-zip.ts';
import { columnLetters } from '../src/book/book.ts';

/** A text, a number, nothing, or the inside of a cell with its attributes. */
export type TinyCell = string | number | null | { attributes?: string; inside: string };
export type TinySheet = {
  name: string;
  rows: readonly (readonly TinyCell[])[];
  hidden?: boolean;
  after?: string;
};
export type TinyBook = {
  sheets: readonly TinySheet[];
  /** Inside of the workbook part, before and after the sheets. */
  workbook?: { before?: string; after?: string };
  styles?: string;
  /** Further parts, by name. */
  parts?: Readonly<Record<string, string>>;
  /** Relations of the whole file and of the first sheet. */
  relations?: { whole?: string; sheet?: string };
};

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

const relations = (inside: string): string =>
  `<Relationships xmlns="${PACKAGE}">${inside}</Relationships>`;

export function tinyXlsx(book: TinyBook): Uint8Array {
  const sheets = book.sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="s${at + 1}"/>`,
  );
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(
      relation('w', 'officeDocument', 'xl/workbook.xml') + (book.relations?.whole ?? ''),
    ),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${book.workbook?.before ?? ''}<sheets>${sheets.join('')}</sheets>${book.workbook?.after ?? ''}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      book.sheets
        .map((_, at) => relation(`s${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
        .join('') + relation('st', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${book.styles ?? ''}</styleSheet>`,
    ...book.parts,
  };
  for (const [at, sheet] of book.sheets.entries()) {
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${MAIN}"><sheetData>${sheet.rows.map(rowXml).join('')}</sheetData>${sheet.after ?? ''}</worksheet>`;
  }
  if (book.relations?.sheet)
    parts['xl/worksheets/_rels/sheet1.xml.rels'] = relations(book.relations.sheet);
  return writeZip(
    Object.entries(parts).map(([name, text]) => ({ name, data: new TextEncoder().encode(text) })),
  );
}

function rowXml(cells: readonly TinyCell[], at: number): string {
  const inside = cells.map((cell, column) =>
    cellXml(cell, `${columnLetters(column + 1)}${at + 1}`),
  );
  return `<row r="${at + 1}">${inside.join('')}</row>`;
}

function cellXml(cell: TinyCell, address: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  return `<c r="${address}" ${cell.attributes ?? ''}>${cell.inside}</c>`;
}
