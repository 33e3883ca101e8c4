/**
 * A spreadsheet as the bytes of an .xlsx file. The same spreadsheet gives the same bytes. Sources: ECMA-376, parts 1
 * (SpreadsheetML) and 2 (packages).
 */
import { columnLetters } from '../../book/book.ts';
import { type NewMember, writeZip } from '../../zip/write-zip.ts';
import { commentsXml, personsXml, shapesXml, threadsXml } from './notes-xml.ts';
import type { OutBook, OutSheet } from './out-book.ts';
import { sheetXml } from './sheet-xml.ts';
import { stylesXml } from './styles.ts';
import { attributes, XML_BEGIN, xml, xstring } from './xml-text.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const RELATION = `${OFFICE}/relationships`;
const THREADS = 'http://schemas.microsoft.com/office/2017/10/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

type Part = { path: string; type: string; text: string };
type Relation = { id: string; type: string; target: string };

export function writeXlsx(book: OutBook): Uint8Array {
  const files = new Map<string, string>();
  const types: Part[] = [];
  const add = (part: Part) => {
    types.push(part);
    files.set(part.path, part.text);
  };
  const relate = (path: string, relations: Relation[]) => {
    const [, folder = '', name = ''] = /^(.*\/)?([^/]+)$/.exec(path) ?? [];
    files.set(`${folder}_rels/${name}.rels`, relationsXml(relations));
  };
  addDocument(book, add);
  book.sheets.forEach((sheet, at) => addSheet(sheet, at, { add, relate, files }));
  add({ path: 'xl/workbook.xml', type: `${SHEET_TYPE}.sheet.main+xml`, text: workbookXml(book) });
  add({ path: 'xl/styles.xml', type: `${SHEET_TYPE}.styles+xml`, text: stylesXml() });
  relate('xl/workbook.xml', workbookRelations(book));
  const text = new TextEncoder();
  const members: NewMember[] = [
    // Programs look at these two first.
    { name: '[Content_Types].xml', data: text.encode(contentTypes(types)) },
    { name: '_rels/.rels', data: text.encode(relationsXml(DOCUMENT)) },
  ];
  for (const [name, part] of files) members.push({ name, data: text.encode(part) });
  return writeZip(members);
}

const DOCUMENT: Relation[] = [
  { id: 'rId1', type: `${RELATION}/officeDocument`, target: 'xl/workbook.xml' },
  {
    id: 'rId2',
    type: `${PACKAGE}/relationships/metadata/core-properties`,
    target: 'docProps/core.xml',
  },
  { id: 'rId3', type: `${RELATION}/extended-properties`, target: 'docProps/app.xml' },
  { id: 'rId4', type: `${RELATION}/custom-properties`, target: 'docProps/custom.xml' },
];

function relationsXml(relations: Relation[]): string {
  const all = relations.map(
    ({ id, type, target }) =>
      `<Relationship${attributes({ Id: id, Type: type, Target: target })}/>`,
  );
  return `${XML_BEGIN}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function contentTypes(parts: Part[]): string {
  const overrides = parts.map(
    ({ path, type }) => `<Override PartName="/${path}" ContentType="${type}"/>`,
  );
  return `${XML_BEGIN}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides.join('')}</Types>`;
}

type Made = {
  add: (part: Part) => void;
  relate: (path: string, relations: Relation[]) => void;
  files: Map<string, string>;
};

function addSheet(sheet: OutSheet, at: number, { add, relate, files }: Made): void {
  const n = at + 1;
  const path = `xl/worksheets/sheet${n}.xml`;
  const { notes = [] } = sheet;
  const shapes = notes.length > 0 ? 'rId1' : undefined;
  add({ path, type: `${SHEET_TYPE}.worksheet+xml`, text: sheetXml(sheet, at === 0, shapes) });
  if (shapes === undefined) return;
  // Each drawing has a range of 1,024 names for its shapes.
  files.set(`xl/drawings/vmlDrawing${n}.vml`, shapesXml(notes, n * 1024));
  add({
    path: `xl/comments${n}.xml`,
    type: `${SHEET_TYPE}.comments+xml`,
    text: commentsXml(notes),
  });
  const relations = [
    { id: shapes, type: `${RELATION}/vmlDrawing`, target: `../drawings/vmlDrawing${n}.vml` },
    { id: 'rId2', type: `${RELATION}/comments`, target: `../comments${n}.xml` },
  ];
  const threads = threadsXml(notes);
  if (threads !== undefined) {
    const target = `threadedComments/threadedComment${n}.xml`;
    add({
      path: `xl/${target}`,
      type: 'application/vnd.ms-excel.threadedcomments+xml',
      text: threads,
    });
    relations.push({ id: 'rId3', type: `${THREADS}/threadedComment`, target: `../${target}` });
  }
  relate(path, relations);
}

function workbookRelations({ sheets, people }: OutBook): Relation[] {
  const relations = sheets.map((_, at) => ({
    id: `rId${at + 1}`,
    type: `${RELATION}/worksheet`,
    target: `worksheets/sheet${at + 1}.xml`,
  }));
  relations.push({ id: 'rIdStyles', type: `${RELATION}/styles`, target: 'styles.xml' });
  if (people.length > 0)
    relations.push({ id: 'rIdPeople', type: `${THREADS}/person`, target: 'persons/person.xml' });
  return relations;
}

function workbookXml({ sheets }: OutBook): string {
  const listed = sheets.map(({ name, isHidden }, at) => {
    const of = { name, sheetId: at + 1, state: isHidden ? 'hidden' : undefined };
    return `<sheet${attributes({ ...of, 'r:id': `rId${at + 1}` })}/>`;
  });
  const names = sheets.flatMap(sheetNames);
  const defined = names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
  return `${XML_BEGIN}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><workbookPr/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000" tabRatio="800"/></bookViews><sheets>${listed.join('')}</sheets>${defined}<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`;
}

/** Heads that are printed on each page, and where the filter is: names of the format. */
function sheetNames({ name, filter, frozen, isHidden }: OutSheet, at: number): string[] {
  if (isHidden) return [];
  const told: string[] = [];
  const quoted = quotedSheet(name);
  const defined = (of: string, place: string, hidden?: boolean) =>
    told.push(
      `<definedName${attributes({ name: of, localSheetId: at, hidden })}>${xml(place)}</definedName>`,
    );
  if (filter !== undefined) defined('_xlnm._FilterDatabase', `${quoted}!${absolute(filter)}`, true);
  if (frozen !== undefined && frozen.rows > 0) {
    const rows = `${quoted}!$${frozen.rows}:$${frozen.rows}`;
    const across = frozen.columns > 0 ? `${quoted}!$A:$${columnLetters(frozen.columns)},` : '';
    defined('_xlnm.Print_Titles', `${across}${rows}`);
  }
  return told;
}

/** `'City profile'`: the name of a sheet in a formula. */
export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** `$A$4:$W$120` of `A4:W120`. */
export function absolute(range: string): string {
  return range.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2');
}

function addDocument(book: OutBook, add: (part: Part) => void): void {
  const { title, creator, people } = book;
  const made = new Date(book.now).toISOString().replace(/\.\d+/, '');
  const time = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${made}</dcterms:${name}>`;
  add({
    path: 'docProps/core.xml',
    type: 'application/vnd.openxmlformats-package.core-properties+xml',
    text: `${XML_BEGIN}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xml(title)}</dc:title><dc:creator>${xml(creator)}</dc:creator>${time('created')}${time('modified')}</cp:coreProperties>`,
  });
  add({
    path: 'docProps/app.xml',
    type: 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
    // A name that is neither Excel's nor LibreOffice's: so both compute all formulas when they open the file.
    text: `${XML_BEGIN}<Properties xmlns="${OFFICE}/extended-properties"><Application>${xml(creator)}</Application></Properties>`,
  });
  const properties = [...book.properties].map(([name, value], at) => {
    const of = { fmtid: '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}', pid: at + 2, name };
    return `<property${attributes(of)}><vt:lpwstr>${xstring(value)}</vt:lpwstr></property>`;
  });
  add({
    path: 'docProps/custom.xml',
    type: 'application/vnd.openxmlformats-officedocument.custom-properties+xml',
    text: `${XML_BEGIN}<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes">${properties.join('')}</Properties>`,
  });
  if (people.length > 0)
    add({
      path: 'xl/persons/person.xml',
      type: 'application/vnd.ms-excel.person+xml',
      text: personsXml(people),
    });
}
