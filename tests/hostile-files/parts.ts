/** The parts of small workbooks, of which one or the other is then made hostile. */
import type { Member } from './zip-writer.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const ODF = 'urn:oasis:names:tc:opendocument:xmlns';

export const WIFI = 'EC: ICT: ICT: 5A';
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export type Xlsx = {
  /** Before the root element of each part: a document type. */
  prologue?: string;
  workbook?: string;
  sheet?: string;
  /** In place of the usual sheet data. */
  data?: string;
  after?: string;
  strings?: string;
  styles?: string;
  relations?: string;
  sheetRelations?: string;
  more?: Record<string, string>;
};

const inline = (address: string, text: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** Heads and a row of a KPI. `cell` is put in as the cell of its numerator. */
export function tableXml(cell = '<c r="C2"><v>41</v></c>'): string {
  const heads = `<row r="1">${inline('A1', 'KPI no.')}${inline('B1', 'KPI')}${inline('C1', 'Numerator')}</row>`;
  return `${heads}<row r="2">${inline('A2', WIFI)}${inline('B2', 'Wi-Fi')}${cell}</row>`;
}

export function xlsxParts(made: Xlsx = {}): Member[] {
  const { prologue = '' } = made;
  const relations = (inside: string): string =>
    `${prologue}<Relationships xmlns="${PACKAGE}">${inside}</Relationships>`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations(relation('w', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml':
      made.workbook ??
      `${prologue}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      made.relations ??
        relation('s', 'worksheet', 'worksheets/sheet1.xml') +
          relation('t', 'sharedStrings', 'sharedStrings.xml') +
          relation('f', 'styles', 'styles.xml'),
    ),
    'xl/sharedStrings.xml': `${prologue}<sst xmlns="${MAIN}">${made.strings ?? ''}</sst>`,
    'xl/styles.xml': `${prologue}<styleSheet xmlns="${MAIN}">${made.styles ?? ''}</styleSheet>`,
    'xl/worksheets/sheet1.xml':
      made.sheet ??
      `${prologue}<worksheet xmlns="${MAIN}"><sheetData>${made.data ?? tableXml()}</sheetData>${made.after ?? ''}</worksheet>`,
    ...(made.sheetRelations === undefined
      ? {}
      : { 'xl/worksheets/_rels/sheet1.xml.rels': relations(made.sheetRelations) }),
    ...made.more,
  };
  return Object.entries(parts).map(([name, text]) => ({ name, data: bytesOf(text) }));
}

export const SPACES = { main: MAIN, office: OFFICE, package: PACKAGE };

/** A table of an OpenDocument spreadsheet with the rows given after the usual ones. */
export function odsParts(rows: string, prologue = '', more: Record<string, string> = {}): Member[] {
  const cell = (text: string): string =>
    `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  const usual = `<table:table-row>${cell('KPI no.')}${cell('KPI')}${cell('Numerator')}</table:table-row>`;
  const spaces = ['office', 'table', 'text', 'style']
    .map((name) => ` xmlns:${name}="${ODF}:${name}:1.0"`)
    .join('');
  const content = `${prologue}<office:document-content${spaces}><office:body><office:spreadsheet><table:table table:name="A">${usual}<table:table-row>${cell(WIFI)}${cell('Wi-Fi')}<table:table-cell office:value-type="float" office:value="41"/></table:table-row>${rows}</table:table></office:spreadsheet></office:body></office:document-content>`;
  const parts: Record<string, string> = {
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest/>',
    'content.xml': content,
    ...more,
  };
  return Object.entries(parts).map(([name, text]) => ({ name, data: bytesOf(text) }));
}
