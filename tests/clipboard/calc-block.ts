/** Blocks as a person has them in LibreOffice Calc, each cell with what a sheet of ours must hold after a paste. */

/** What a cell must hold: a figure by its value, a text by its words, null for an empty cell. */
export type Expected = { figure: string } | { text: string } | null;

type Style =
  | 'plain'
  | 'en'
  | 'de'
  | 'fr'
  | 'ch'
  | 'percent'
  | 'percent-de'
  | 'iso'
  | 'german-date'
  | 'year-date'
  | 'text';

export type BlockCell = {
  style: Style;
  /** Number, date (ISO) or text; undefined is an empty cell. */
  number?: string;
  date?: string;
  text?: string;
  /** From the table on the clipboard, which has the raw values. */
  fromHtml: Expected;
  /** From the plain text, which has what is shown. */
  fromText: Expected;
};

const figure = (value: string): Expected => ({ figure: value });
const EMPTY: BlockCell = { style: 'plain', fromHtml: null, fromText: null };

/** A number, shown rounded where `shown` says so. */
const number = (value: string, style: Style, shown = value): BlockCell => ({
  style,
  number: value,
  fromHtml: figure(value),
  fromText: figure(shown),
});
/** A share of 1 that is shown as a percentage. */
const percent = (value: string, of100: string, shown: string): BlockCell => ({
  style: 'percent',
  number: value,
  fromHtml: figure(of100),
  fromText: figure(shown),
});
const text = (words: string): BlockCell => ({
  style: 'text',
  text: words,
  fromHtml: { text: words },
  fromText: { text: words },
});
const year = (of: string, cell: Partial<BlockCell>): BlockCell => ({
  style: 'plain',
  ...cell,
  fromHtml: { text: of },
  fromText: { text: of },
});

/** Columns of the sheet that a line is pasted over; computed ones stay empty. */
export const BLOCK_COLUMNS = [
  'year',
  'result',
  'override',
  'reported',
  'benchmark',
  'verified',
  'quality',
  'origin',
  'source',
  'notes',
] as const;

/** Where it is pasted: the first row and those after it. */
export const BLOCK_ROWS = [
  'smart_water_meters.value',
  'water_supply_ict_monitoring.value',
  'drainage_storm_water_system_ict_monitoring.value',
  'smart_electricity_meters.value',
  'electricity_supply_ict_monitoring.value',
  'demand_response_penetration.value',
  'dynamic_public_transport_information.value',
  'traffic_monitoring.value',
  'intersection_control.value',
  'open_data.number',
] as const;

type Line = { year: BlockCell; override: BlockCell; source: BlockCell; notes: BlockCell };

const line = ({ year: y, override, source, notes }: Line): BlockCell[] => [
  y,
  EMPTY,
  override,
  EMPTY,
  EMPTY,
  EMPTY,
  EMPTY,
  EMPTY,
  source,
  notes,
];

const MIXED: Line[] = [
  {
    year: year('2025', { number: '2025' }),
    override: percent('0.7634567', '76.34567', '76.35'),
    source: text('Meter register, May'),
    notes: text('first line\nsecond line'),
  },
  {
    year: year('2024', { style: 'iso', date: '2024-03-15' }),
    override: number('1234.5', 'en', '1234.50'),
    source: text('سجل العدادات'),
    notes: text('said "no" and left'),
  },
  {
    year: year('2023', { style: 'german-date', date: '2023-12-31' }),
    override: number('1234.5', 'de', '1234.50'),
    source: text('007'),
    notes: text('<b>bold</b> & co'),
  },
  {
    year: year('2022', { style: 'year-date', date: '2022-06-30' }),
    override: number('98765.4321', 'fr', '98765.43'),
    source: text('=1+1'),
    notes: text('ends in a break\n\nafter two'),
  },
  {
    year: year('2021', { style: 'text', text: '2021' }),
    override: number('1234567.25', 'ch', '1234567.25'),
    source: text('a  b'),
    notes: text('‏ملاحظة: القيمة تقريبية'),
  },
  {
    year: year('2020', { number: '2020' }),
    override: number('0.125', 'plain'),
    source: EMPTY,
    notes: text('1,234'),
  },
];

/** In the marks of one language: what can be read in two ways is settled by the rest of the block. */
const GERMAN: Line[] = [
  {
    year: year('2025', { style: 'german-date', date: '2025-01-02' }),
    override: number('1234', 'de', '1234.00'),
    source: text('Zählerstand'),
    notes: text('Größe'),
  },
  {
    year: year('2025', { number: '2025' }),
    override: { ...percent('0.455', '45.5', '45.50'), style: 'percent-de' },
    source: text('1.234'),
    notes: text('2,5 Stück'),
  },
  {
    year: year('2025', { number: '2025' }),
    override: number('-1234.567', 'de', '-1234.57'),
    source: text('-x'),
    notes: text('@home'),
  },
];

export const BLOCKS = { mixed: MIXED.map(line), german: GERMAN.map(line) } as const;
export type BlockName = keyof typeof BLOCKS;

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words in the document's own form: tabs and runs of blanks are elements. */
function paragraphs(words: string): string {
  return words
    .split('\n')
    .map((each) => {
      const said = escaped(each)
        .replaceAll('\t', '<text:tab/>')
        .replaceAll(/ {2,}/g, (run) => ` <text:s text:c="${run.length - 1}"/>`);
      return `<text:p>${said}</text:p>`;
    })
    .join('');
}

function cellXml({ style, number: value, date, text: words }: BlockCell): string {
  const named = `table:style-name="${style}"`;
  if (value !== undefined) {
    const kind = style.startsWith('percent') ? 'percentage' : 'float';
    return `<table:table-cell ${named} office:value-type="${kind}" office:value="${value}"/>`;
  }
  if (date !== undefined)
    return `<table:table-cell ${named} office:value-type="date" office:date-value="${date}"/>`;
  if (words !== undefined)
    return `<table:table-cell ${named} office:value-type="string">${paragraphs(words)}</table:table-cell>`;
  return '<table:table-cell/>';
}

const decimals = (places: number): string =>
  `<number:number number:decimal-places="${places}" number:min-decimal-places="${places}" number:min-integer-digits="1" number:grouping="true"/>`;
const grouped = (name: string, language: string, country: string): string =>
  `<number:number-style style:name="N-${name}" number:language="${language}" number:country="${country}">${decimals(2)}</number:number-style>`;
const shares = (name: string, language: string, country: string): string =>
  `<number:percentage-style style:name="N-${name}" number:language="${language}" number:country="${country}">${decimals(2)}<number:text>%</number:text></number:percentage-style>`;
const YEAR = '<number:year number:style="long"/>';
const MONTH = '<number:month number:style="long"/>';
const DAY = '<number:day number:style="long"/>';
const dated = (name: string, parts: string): string =>
  `<number:date-style style:name="N-${name}">${parts}</number:date-style>`;
const gap = (mark: string): string => `<number:text>${mark}</number:text>`;

const NUMBER_STYLES = [
  grouped('en', 'en', 'US'),
  grouped('de', 'de', 'DE'),
  grouped('fr', 'fr', 'FR'),
  grouped('ch', 'de', 'CH'),
  shares('percent', 'en', 'US'),
  shares('percent-de', 'de', 'DE'),
  dated('iso', YEAR + gap('-') + MONTH + gap('-') + DAY),
  dated('german-date', DAY + gap('.') + MONTH + gap('.') + YEAR),
  dated('year-date', YEAR),
  '<number:text-style style:name="N-text"><number:text-content/></number:text-style>',
].join('');

const CELL_STYLES = [
  'en',
  'de',
  'fr',
  'ch',
  'percent',
  'percent-de',
  'iso',
  'german-date',
  'year-date',
  'text',
]
  .map(
    (name) =>
      `<style:style style:name="${name}" style:family="table-cell" style:data-style-name="N-${name}"/>`,
  )
  .join('');

/** The block as a document of LibreOffice Calc (flat OpenDocument). */
export function documentOf(name: BlockName): string {
  const rows = BLOCKS[name]
    .map((cells) => `<table:table-row>${cells.map(cellXml).join('')}</table:table-row>`)
    .join('');
  const spaces = ['office', 'table', 'text', 'style']
    .map((each) => `xmlns:${each}="urn:oasis:names:tc:opendocument:xmlns:${each}:1.0"`)
    .join(' ');
  const numbers = 'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"';
  const mime = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"';
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${spaces} ${numbers} office:version="1.3" ${mime}><office:automatic-styles>${NUMBER_STYLES}<style:style style:name="plain" style:family="table-cell"/>${CELL_STYLES}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Sheet1">${rows}</table:table></office:spreadsheet></office:body></office:document>
`;
}
