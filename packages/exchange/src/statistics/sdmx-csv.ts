/**
 * The statistics of a workbook as an SDMX-CSV data message: the header is fixed, then a line for each observation. Source:
 * SDMX-CSV 2.0 field guide (github.com/sdmx-twg/sdmx-csv, data-message/docs/sdmx-csv-field-guide.md): the first three columns,
 * `labels=id` and `labels=name`, and the separator, which a reader takes from behind the word STRUCTURE.
 */
import type { CsvForm } from '../csv/csv-form.ts';
import { type CsvField, csvText } from '../csv/write-csv.ts';
import { CONF_STATUS, OBS_STATUS } from './codes.ts';
import type { Observation, Statistics } from './observations.ts';

/** `name`: behind the column of each component stands one with the names of its codes, empty where it has no codes. */
export const SDMX_LABELS = ['id', 'name'] as const;
export type SdmxLabels = (typeof SDMX_LABELS)[number];

/** The dataflow is this project's own: its identifier names the edition of the KPI set. */
export const dataflowOf = ({ edition }: Pick<Statistics, 'edition'>): string =>
  `TALLYSTICK:SSC_KPI_${edition}(1.0.0)`;
const DATAFLOW_NAME = 'Key performance indicators for smart sustainable cities';

/** Said where the year of a figure is not the city's word. */
export const YEAR_NOT_GIVEN = 'Year not given: the latest year of the workbook stands here.';

/** One column: its component, the name of that, and what stands there; `nameOf` where what stands is a code. */
export type SdmxColumn = {
  id: string;
  name: string;
  valueOf: (each: Observation, of: Statistics) => CsvField;
  nameOf?: (each: Observation, of: Statistics) => string;
};

/** Dimensions, then the measure, then attributes, as the guide orders them. */
export const SDMX_COLUMNS: readonly SdmxColumn[] = [
  {
    id: 'REF_AREA',
    name: 'Reference area',
    valueOf: (_, { area }) => area,
    nameOf: (_, { city }) => city,
  },
  {
    id: 'INDICATOR',
    name: 'Indicator',
    valueOf: ({ indicator }) => indicator,
    nameOf: ({ name }) => name,
  },
  { id: 'TIME_PERIOD', name: 'Time period', valueOf: ({ period }) => period },
  {
    id: 'OBS_VALUE',
    name: 'Observation value',
    valueOf: ({ value }) => (value === null ? null : { figure: value }),
  },
  {
    id: 'UNIT_MEASURE',
    name: 'Unit of measure',
    valueOf: ({ unit }) => unit,
    nameOf: ({ unitName }) => unitName,
  },
  {
    id: 'OBS_STATUS',
    name: 'Observation status',
    valueOf: ({ status }) => status,
    nameOf: ({ status }) => OBS_STATUS[status],
  },
  {
    id: 'CONF_STATUS',
    name: 'Confidentiality status',
    valueOf: (_, { conf }) => conf,
    nameOf: (_, { conf }) => CONF_STATUS[conf],
  },
  {
    id: 'COMMENT_OBS',
    name: 'Comment',
    valueOf: ({ value, isYearTyped }) => (value === null || isYearTyped ? null : YEAR_NOT_GIVEN),
  },
];

export function sdmxCsv(of: Statistics, labels: SdmxLabels, form: CsvForm): string {
  const flow = dataflowOf(of);
  const isNamed = labels === 'name';
  const head = [
    'STRUCTURE',
    'STRUCTURE_ID',
    ...(isNamed ? ['STRUCTURE_NAME'] : []),
    'ACTION',
    ...SDMX_COLUMNS.flatMap(({ id, name }) => (isNamed ? [id, name] : [id])),
  ];
  const lines = of.observations.map((each) => [
    'dataflow',
    flow,
    ...(isNamed ? [DATAFLOW_NAME] : []),
    // Information: the receiver decides what becomes of it.
    'I',
    ...SDMX_COLUMNS.flatMap(({ valueOf, nameOf }): CsvField[] =>
      isNamed ? [valueOf(each, of), nameOf?.(each, of) ?? null] : [valueOf(each, of)],
    ),
  ]);
  return csvText([head, ...lines], form);
}
