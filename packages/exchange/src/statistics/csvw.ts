/**
 * What the columns of the SDMX-CSV file mean, for programs: CSV on the Web. Sources: W3C Metadata Vocabulary for Tabular Data
 * (2015-12-17); the names of dimensions, measure and attributes are those of the RDF Data Cube's SDMX vocabulary
 * (purl.org/linked-data/sdmx/2009).
 */
import { CSV_DECIMALS, CSV_SEPARATORS, type CsvForm } from '../csv/csv-form.ts';
import { CONF_STATUS, OBS_STATUS } from './codes.ts';
import type { Statistics } from './observations.ts';
import { SDMX_COLUMNS, type SdmxLabels, dataflowOf } from './sdmx-csv.ts';

type Datatype = string | { base: string; format: string | { decimalChar: string } };

export type CsvwColumn = {
  name: string;
  titles: string;
  'dc:description': string;
  datatype: Datatype;
  required: boolean;
  propertyUrl?: string;
};

export type Csvw = {
  '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }];
  url: string;
  'dc:title': string;
  'dc:modified': string;
  'dc:creator': string;
  'dc:conformsTo': string;
  dialect: {
    encoding: string;
    delimiter: string;
    header: true;
    headerRowCount: 1;
    quoteChar: '"';
    doubleQuote: true;
    lineTerminators: ['\r\n'];
    commentPrefix: null;
  };
  tableSchema: { columns: CsvwColumn[]; primaryKey: string[] };
};

/** Identifiers of SDMX: letters, digits, `_`, `@`, `$`, `-`. */
const CODE: Datatype = { base: 'string', format: '[A-Za-z0-9_@$-]+' };
const oneOf = (codes: object): Datatype => ({
  base: 'string',
  format: Object.keys(codes).join('|'),
});
const PROPERTIES = 'http://purl.org/linked-data/sdmx/2009';

type Said = Pick<CsvwColumn, 'datatype' | 'required' | 'propertyUrl'>;

const said = (datatype: Datatype, property: string, required = true): Said => ({
  datatype,
  required,
  propertyUrl: `${PROPERTIES}/${property}`,
});
const plain: Said = { datatype: 'string', required: true };

/** By component; `decimalChar` is the file's decimal mark. */
function meaningOf(id: string, decimalChar: string): Said {
  switch (id) {
    case 'REF_AREA':
      return said(CODE, 'dimension#refArea');
    case 'TIME_PERIOD':
      return said('gYear', 'dimension#refPeriod');
    case 'OBS_VALUE':
      return said({ base: 'decimal', format: { decimalChar } }, 'measure#obsValue', false);
    case 'UNIT_MEASURE':
      return said(CODE, 'attribute#unitMeasure');
    case 'OBS_STATUS':
      return said(oneOf(OBS_STATUS), 'attribute#obsStatus');
    case 'CONF_STATUS':
      return said(oneOf(CONF_STATUS), 'attribute#confStatus');
    case 'COMMENT_OBS':
      return said('string', 'attribute#comment', false);
    default:
      return { datatype: CODE, required: true };
  }
}

const describe = (codes: Readonly<Record<string, string>>): string =>
  Object.entries(codes)
    .map(([code, name]) => `${code}: ${name}`)
    .join('. ');

const ABOUT: Readonly<Record<string, string>> = {
  REF_AREA: 'The city.',
  INDICATOR: 'Key of the KPI and of its data point in the KPI set.',
  TIME_PERIOD: 'The year of the figure.',
  OBS_VALUE: 'The result as computed or typed; yes is 1, no is 0; empty where nothing is reported.',
  UNIT_MEASURE: 'The unit of the figure.',
  OBS_STATUS: `${describe(OBS_STATUS)}.`,
  CONF_STATUS: `${describe(CONF_STATUS)}.`,
  COMMENT_OBS: 'Empty, or what has to be known of the figure.',
};

/** `url`: the name of the file beside this one, as an address relative to it. */
export function csvwOf(
  of: Statistics,
  { url, labels, form }: { url: string; labels: SdmxLabels; form: CsvForm },
): Csvw {
  const column = (name: string, about: string, meaning: Said): CsvwColumn => ({
    name,
    titles: name,
    'dc:description': about,
    ...meaning,
  });
  const fixed = [
    column('STRUCTURE', 'The kind of structure that the line follows.', plain),
    column('STRUCTURE_ID', 'The dataflow with its version.', plain),
    ...(labels === 'name' ? [column('STRUCTURE_NAME', 'Its name.', plain)] : []),
    column('ACTION', 'I: for information.', plain),
  ];
  const components = SDMX_COLUMNS.flatMap(({ id, name }): CsvwColumn[] => {
    const coded = column(id, ABOUT[id] ?? name, meaningOf(id, CSV_DECIMALS[form.decimal]));
    if (labels === 'id') return [coded];
    const named = { datatype: 'string', required: false };
    return [coded, { ...column(`${id}_NAME`, `Names of ${id}.`, named), titles: name }];
  });
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url,
    'dc:title': `${of.city}: ${of.title}`,
    'dc:modified': new Date(of.at).toISOString(),
    'dc:creator': of.city,
    'dc:conformsTo': dataflowOf(of),
    dialect: {
      encoding: form.encoding === 'windows-1252' ? 'windows-1252' : 'utf-8',
      delimiter: CSV_SEPARATORS[form.separator],
      header: true,
      headerRowCount: 1,
      quoteChar: '"',
      doubleQuote: true,
      lineTerminators: ['\r\n'],
      commentPrefix: null,
    },
    tableSchema: {
      columns: [...fixed, ...components],
      primaryKey: ['REF_AREA', 'INDICATOR', 'TIME_PERIOD'],
    },
  };
}
