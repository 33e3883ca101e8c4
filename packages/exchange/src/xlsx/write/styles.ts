/**
 * The looks of cells, by name, and the part of the file that holds them. Cells name their look by its place in the list.
 * Source: ECMA-376, part 1, 18.8.
 */
import { attributes, XML_BEGIN } from './xml-text.ts';

type Look = {
  font?: keyof typeof FONTS;
  fill?: keyof typeof FILLS;
  /** A thin line around. */
  isBoxed?: boolean;
  /** A number format. */
  format?: string;
  wraps?: boolean;
  across?: 'center' | 'right' | 'left';
  /** Against the top or the middle; at the bottom where nothing is said. */
  down?: 'top' | 'center';
  /** Lines run from right to left, whatever they begin with; else a program goes by their first sign. */
  isRightToLeft?: boolean;
  /** Can be typed into on a protected sheet. */
  isOpen?: boolean;
};

const FONTS = {
  plain: '<sz val="10"/><color rgb="FF1A1A1A"/><name val="Calibri"/><family val="2"/>',
  bold: '<b/><sz val="10"/><color rgb="FF1A1A1A"/><name val="Calibri"/><family val="2"/>',
  quiet: '<sz val="9"/><color rgb="FF595959"/><name val="Calibri"/><family val="2"/>',
  head: '<b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/>',
  title: '<b/><sz val="16"/><color rgb="FF1F4E78"/><name val="Calibri"/><family val="2"/>',
} as const;

const FILLS = {
  none: '<patternFill patternType="none"/>',
  // The format keeps the second place for this one.
  grey: '<patternFill patternType="gray125"/>',
  input: solid('FFFFF9DB'),
  orange: solid('FFF8CBAD'),
  head: solid('FF1F4E78'),
  band: solid('FFDCE6F1'),
  fixed: solid('FFF2F2F2'),
} as const;

function solid(colour: string): string {
  return `<patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill>`;
}

/** Two decimals as in ITU's reports; figures too small for them, and nought, as they are. */
const RESULT = '[>=0.01]#,##0.00;[<=-0.01]-#,##0.00;General';
const WHOLE = '#,##0';
const TEXT = '@';
/** A per cent sign behind a figure that is of a hundred already. */
const OF_HUNDRED = '" %"';
const RESULT_PERCENT = RESULT.replaceAll(/;|$/gu, (end) => `${OF_HUNDRED}${end}`);

/** Digits behind the point that are shown as they were typed, zeros with them. */
export const DECIMALS_MOST = 6;
/** All that a figure has, where more of them are typed later. */
const DIGITS = 10;

/** Groups of three, and as many digits behind the point as were typed. */
function figureFormat(decimals: number, suffix: string): string {
  if (decimals === 0) return `${WHOLE}${suffix}`;
  return `${WHOLE}.${'0'.repeat(decimals)}${'#'.repeat(DIGITS - decimals)}${suffix}`;
}

const CELL: Look = { isBoxed: true, down: 'center' };
const INPUT: Look = { ...CELL, fill: 'input', isOpen: true };
const FIXED: Look = { ...CELL, fill: 'fixed' };

const LOOKS = {
  plain: {},
  /** Columns of one's own beside a table. */
  open: { isOpen: true },
  words: { wraps: true, down: 'top' },
  'words-rtl': { wraps: true, down: 'top', across: 'right', isRightToLeft: true },
  bold: { font: 'bold' },
  title: { font: 'title' },
  quiet: { font: 'quiet' },
  'quiet-rtl': { font: 'quiet', across: 'right', isRightToLeft: true },
  head: {
    font: 'head',
    fill: 'head',
    isBoxed: true,
    wraps: true,
    across: 'center',
    down: 'center',
  },
  band: { font: 'bold', fill: 'band' },
  /** What is typed: prose, a choice, a figure, a whole figure, a year. */
  input: { ...INPUT, wraps: true },
  'input-whole': { ...INPUT, format: WHOLE, across: 'right' },
  'input-answer': { ...INPUT, across: 'center' },
  /** The unit that a city has to set. */
  'input-unit': { ...INPUT, fill: 'orange' },
  /** The same of a version, in which nothing is typed. */
  fixed: FIXED,
  'fixed-words': { ...FIXED, wraps: true },
  'fixed-bold': { ...FIXED, font: 'bold', wraps: true },
  'fixed-whole': { ...FIXED, format: WHOLE, across: 'right' },
  'fixed-answer': { ...FIXED, across: 'center' },
  'fixed-unit': { ...CELL, fill: 'orange' },
  result: { ...FIXED, font: 'bold', format: RESULT, across: 'right' },
  'result-percent': { ...FIXED, font: 'bold', format: RESULT_PERCENT, across: 'right' },
  'result-whole': { ...FIXED, font: 'bold', format: WHOLE, across: 'right' },
  /** The key of a row: open, so that a protected sheet does not forbid to move it. */
  key: { font: 'quiet', format: TEXT, isOpen: true },
  'own-text': { format: TEXT },
} satisfies Record<string, Look>;

/** A figure that may have a fraction, by the digits behind its point: `input-figure-2`. */
export type FigureStyle = `${'input' | 'fixed'}-${FigureKind}-${number}`;
export type FigureKind = 'figure' | 'percent';
export type StyleName = keyof typeof LOOKS | FigureStyle;

const SUFFIX: Record<FigureKind, string> = { figure: '', percent: OF_HUNDRED };

function figureLooks(): [FigureStyle, Look][] {
  const looks: [FigureStyle, Look][] = [];
  for (const kind of ['figure', 'percent'] as const) {
    for (let decimals = 0; decimals <= DECIMALS_MOST; decimals += 1) {
      const of: Look = { format: figureFormat(decimals, SUFFIX[kind]), across: 'right' };
      looks.push([`input-${kind}-${decimals}`, { ...INPUT, ...of }]);
      looks.push([`fixed-${kind}-${decimals}`, { ...FIXED, ...of }]);
    }
  }
  return looks;
}

const ALL: ReadonlyMap<StyleName, Look> = new Map<StyleName, Look>([
  ...(Object.entries(LOOKS) as [StyleName, Look][]),
  ...figureLooks(),
]);
const NAMES = [...ALL.keys()];

/** What a fraction is shown with in a cell that had none: a rule of the sheet names it by its place. */
const FRACTIONS: readonly FigureKind[] = ['figure', 'percent'];
export const fractionRule = (kind: FigureKind): number => FRACTIONS.indexOf(kind);
const PLACES = new Map(NAMES.map((name, place) => [name, place]));

/** The place of a look in the list. */
export function styleIndex(name: StyleName): number {
  return PLACES.get(name) ?? 0;
}

/** `xl/styles.xml`. */
export function stylesXml(): string {
  const looks = [...ALL.values()];
  const formats = [...new Set(looks.flatMap(({ format }) => format ?? []))];
  // The format's own number formats have ids below 164.
  const idOf = (format: string | undefined): number =>
    format === undefined ? 0 : format === TEXT ? 49 : 164 + formats.indexOf(format);
  const own = formats.filter((format) => format !== TEXT);
  const numFmts = own
    .map((format) => `<numFmt${attributes({ numFmtId: idOf(format), formatCode: format })}/>`)
    .join('');
  const fonts = Object.values(FONTS).map((font) => `<font>${font}</font>`);
  const fills = Object.values(FILLS).map((fill) => `<fill>${fill}</fill>`);
  const xfs = looks.map((look) => xfOf(look, idOf));
  const rules = FRACTIONS.map((kind) => {
    const formatCode = figureFormat(1, SUFFIX[kind]);
    return `<dxf><numFmt${attributes({ numFmtId: idOf(formatCode), formatCode })}/></dxf>`;
  });
  return `${XML_BEGIN}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${[
    `<numFmts count="${own.length}">${numFmts}</numFmts>`,
    counted('fonts', fonts),
    counted('fills', fills),
    counted('borders', [NO_BORDER, BOX]),
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    counted('cellXfs', xfs),
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    counted('dxfs', rules),
    '<tableStyles count="0"/>',
  ].join('')}</styleSheet>`;
}

const counted = (name: string, items: string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;

const NO_BORDER = '<border><left/><right/><top/><bottom/><diagonal/></border>';
const LINE = 'style="thin"><color rgb="FFBFBFBF"/>';
const BOX = `<border><left ${LINE}</left><right ${LINE}</right><top ${LINE}</top><bottom ${LINE}</bottom><diagonal/></border>`;

function xfOf(look: Look, idOf: (format: string | undefined) => number): string {
  const { font = 'plain', fill = 'none' } = look;
  const numFmtId = idOf(look.format);
  const fontId = Object.keys(FONTS).indexOf(font);
  const fillId = Object.keys(FILLS).indexOf(fill);
  const isAligned = look.wraps ?? look.across ?? look.down;
  const of = attributes({
    numFmtId,
    fontId,
    fillId,
    borderId: look.isBoxed ? 1 : 0,
    xfId: 0,
    applyNumberFormat: numFmtId !== 0,
    applyFont: fontId !== 0,
    applyFill: fillId !== 0,
    applyBorder: look.isBoxed,
    applyAlignment: isAligned !== undefined,
    applyProtection: look.isOpen,
  });
  const alignment = attributes({
    horizontal: look.across,
    vertical: look.down,
    // A figure keeps away from the text beside it.
    indent: look.across === 'right' ? 1 : undefined,
    wrapText: look.wraps,
    readingOrder: look.isRightToLeft ? 2 : undefined,
  });
  const inner = [
    isAligned === undefined ? '' : `<alignment${alignment}/>`,
    look.isOpen ? '<protection locked="0"/>' : '',
  ].join('');
  return inner === '' ? `<xf${of}/>` : `<xf${of}>${inner}</xf>`;
}
