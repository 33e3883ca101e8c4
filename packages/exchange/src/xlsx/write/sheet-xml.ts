/** A sheet as a part of an .xlsx file. The order of its elements is fixed. Source: ECMA-376, part 1, 18.3.1.99. */
import { addressOf, columnLetters, COLUMNS_MAX } from '../../book/book.ts';
import type { OutCell, OutRow, OutSheet, OutValidation } from './out-book.ts';
import { fractionRule, styleIndex } from './styles.ts';
import { attributes, textElement, XML_BEGIN, xml, xstring } from './xml-text.ts';

/** `notes`: the relation of the drawing that places the notes, where there are any. */
export function sheetXml(sheet: OutSheet, isFirst: boolean, notes?: string): string {
  const parts = [
    sheetPr(sheet),
    `<dimension ref="${dimensionOf(sheet)}"/>`,
    views(sheet, isFirst),
    `<sheetFormatPr${attributes({ defaultRowHeight: 15, outlineLevelRow: deepest(sheet) || undefined })}/>`,
    columns(sheet),
    `<sheetData>${sheet.rows.map(rowXml).join('')}</sheetData>`,
    sheet.isProtected ? PROTECTION : '',
    sheet.filter === undefined ? '' : `<autoFilter ref="${sheet.filter}"/>`,
    merges(sheet),
    fractions(sheet),
    validations(sheet),
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="${PAPER[sheet.paper ?? 'A4']}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`,
    footer(sheet),
    notes === undefined ? '' : `<legacyDrawing r:id="${notes}"/>`,
  ];
  return `${XML_BEGIN}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${parts.join('')}</worksheet>`;
}

/** What stays possible on a protected sheet: 0 stands for "is not forbidden". */
const PROTECTION =
  '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" insertColumns="0" sort="0" autoFilter="0"/>';

/** The format's numbers of paper sizes. */
const PAPER = { A3: 8, A4: 9 } as const;

function sheetPr({ tab }: OutSheet): string {
  const colour = tab === undefined ? '' : `<tabColor rgb="${tab}"/>`;
  const inner = `${colour}<outlinePr summaryBelow="0"/><pageSetUpPr fitToPage="1"/>`;
  return `<sheetPr>${inner}</sheetPr>`;
}

function deepest({ rows }: OutSheet): number {
  return rows.reduce((most, { level = 0 }) => Math.max(most, level), 0);
}

function dimensionOf({ rows }: OutSheet): string {
  let last = 1;
  for (const { cells } of rows) last = Math.max(last, cells.at(-1)?.column ?? 1);
  const bottom = rows.at(-1)?.row ?? 1;
  return bottom === 1 && last === 1 ? 'A1' : `A1:${addressOf(bottom, last)}`;
}

function views({ frozen, isRightToLeft, isHidden }: OutSheet, isFirst: boolean): string {
  const of = attributes({
    showGridLines: 0,
    rightToLeft: isRightToLeft,
    tabSelected: isFirst && !isHidden,
    workbookViewId: 0,
  });
  if (frozen === undefined) return `<sheetViews><sheetView${of}/></sheetViews>`;
  const { rows, columns: across } = frozen;
  const pane = across === 0 ? 'bottomLeft' : rows === 0 ? 'topRight' : 'bottomRight';
  const split = attributes({
    xSplit: across || undefined,
    ySplit: rows || undefined,
    topLeftCell: addressOf(rows + 1, across + 1),
    activePane: pane,
    state: 'frozen',
  });
  const first = addressOf(rows + 1, across + 1);
  const selection = `<selection pane="${pane}" activeCell="${first}" sqref="${first}"/>`;
  return `<sheetViews><sheetView${of}><pane${split}/>${selection}</sheetView></sheetViews>`;
}

function columns({ columns: all, isOpenBeside }: OutSheet): string {
  if (all.length === 0) return '';
  const cols = all.map(({ width, isHidden }, at) => {
    const of = { min: at + 1, max: at + 1, width, hidden: isHidden, customWidth: true };
    return `<col${attributes(of)}/>`;
  });
  const beside = { min: all.length + 1, max: COLUMNS_MAX, width: 13, style: styleIndex('open') };
  if (isOpenBeside) cols.push(`<col${attributes(beside)}/>`);
  return `<cols>${cols.join('')}</cols>`;
}

function rowXml({ row, height, level, cells }: OutRow): string {
  const of = attributes({
    r: row,
    ht: height,
    outlineLevel: level,
  });
  return `<row${of}>${cells.map((cell) => cellXml(row, cell)).join('')}</row>`;
}

const known: string[] = [];

/** The letters of a column: each is made once. */
function letters(column: number): string {
  known[column] ??= columnLetters(column);
  return known[column];
}

function cellXml(row: number, { column, style, holds }: OutCell): string {
  const begin = `<c r="${letters(column)}${row}" s="${styleIndex(style)}"`;
  if (holds === undefined || holds === '') return `${begin}/>`;
  if (typeof holds === 'number') return `${begin}><v>${numberText(holds)}</v></c>`;
  if (typeof holds === 'string') return `${begin} t="inlineStr"><is>${textElement(holds)}</is></c>`;
  const { formula, value } = holds;
  const computed = typeof value === 'number' ? numberText(value) : xstring(value);
  const kind = typeof value === 'number' ? '' : ' t="str"';
  return `${begin}${kind}><f>${xml(formula)}</f><v>${computed}</v></c>`;
}

/** The shortest form that gives the same number again. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`no cell holds ${value}`);
  return String(Object.is(value, -0) ? 0 : value);
}

function merges({ merges: all = [] }: OutSheet): string {
  if (all.length === 0) return '';
  const inner = all.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<mergeCells count="${all.length}">${inner}</mergeCells>`;
}

/** A figure of 1,030 has no point behind it, and one of 1,030.5 that is typed over it is not shown rounded. */
function fractions({ fractions: all = [] }: OutSheet): string {
  const rules = all.map(({ at, kind }, place) => {
    const of = attributes({ type: 'expression', dxfId: fractionRule(kind), priority: place + 1 });
    const first = at.split(':')[0] ?? at;
    const rule = `<cfRule${of}><formula>${first}&lt;&gt;INT(${first})</formula></cfRule>`;
    return `<conditionalFormatting sqref="${at}">${rule}</conditionalFormatting>`;
  });
  return rules.join('');
}

function validations({ validations: all = [] }: OutSheet): string {
  if (all.length === 0) return '';
  const inner = all.map(validationXml).join('');
  return `<dataValidations count="${all.length}">${inner}</dataValidations>`;
}

/** Longest title and message of a validation, in characters. Source: Excel's specifications and limits. */
const TITLE_MAX = 32;
const SAYS_MAX = 225;

function validationXml({ at, rule, title, says, stops }: OutValidation): string {
  const of = attributes({
    type: rule.kind,
    errorStyle: stops ? undefined : 'warning',
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: true,
    errorTitle: cut(title, TITLE_MAX),
    error: cut(says, SAYS_MAX),
    sqref: at,
  });
  const formula = rule.kind === 'list' ? rule.from : rule.formula;
  return `<dataValidation${of}><formula1>${xml(formula)}</formula1></dataValidation>`;
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** Characters of a footer: Excel takes 255 with all codes, and each `&` counts twice. */
const FOOTER_MAX = 120;

function footer({ footer: text }: OutSheet): string {
  if (text === undefined) return '';
  // `&` begins a code of the format; the numbers of pages are such codes.
  const plain = cut(text, FOOTER_MAX).replaceAll('&', '&&');
  return `<headerFooter><oddFooter>${xml(`&L${plain}&R&P / &N`)}</oddFooter></headerFooter>`;
}
