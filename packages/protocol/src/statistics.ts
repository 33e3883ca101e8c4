/**
 * What the server answers to statistics offices, strict to the last field. Sources: the JSON-stat 2.0 schema of datasets
 * (json-stat.org/format/schema/2.0/dataset.json, 1.05); W3C Metadata Vocabulary for Tabular Data (2015-12-17).
 */
import { z } from 'zod';

const texts = z.record(z.string(), z.string());
const codes = z.array(z.string());

const dimension = z.strictObject({
  label: z.string(),
  category: z.strictObject({
    index: codes,
    label: texts,
    unit: z.record(z.string(), z.strictObject({ label: z.string() })).exactOptional(),
  }),
});

/** GET /api/workbooks/:id/statistics.json */
export const jsonStatSchema = z.strictObject({
  version: z.literal('2.0'),
  class: z.literal('dataset'),
  label: z.string(),
  source: z.string(),
  updated: z.iso.datetime(),
  note: z.array(z.string()),
  id: z.array(z.enum(['INDICATOR', 'REF_AREA', 'TIME_PERIOD'])).length(3),
  size: z.array(z.int()).length(3),
  role: z.strictObject({ metric: codes, geo: codes, time: codes }),
  dimension: z.strictObject({ INDICATOR: dimension, REF_AREA: dimension, TIME_PERIOD: dimension }),
  value: z.record(z.string(), z.number()).describe('By place in the cube.'),
  status: z
    .record(z.string(), z.enum(['A', 'E', 'L', 'M', 'O', 'P', 'U', 'V']))
    .describe('OBS_STATUS by place in the cube.'),
  extension: z.strictObject({
    edition: z.string(),
    version: z.int().nullable().describe('The locked version; null for the workbook as it stood.'),
    OBS_STATUS: texts,
    CONF_STATUS: z.enum(['F', 'N']),
    CONF_STATUS_label: z.string(),
    UNIT_MEASURE: texts.describe('Indicator to the code of its unit.'),
    yearNotGiven: codes.describe('Indicators of which nobody gave the year.'),
  }),
});

const datatype = z.union([
  z.string(),
  z.strictObject({
    base: z.string(),
    format: z.union([z.string(), z.strictObject({ decimalChar: z.string() })]),
  }),
]);

/** GET /api/workbooks/:id/statistics.csv-metadata.json */
export const csvwSchema = z.strictObject({
  '@context': z.array(z.union([z.string(), z.strictObject({ '@language': z.string() })])).length(2),
  url: z.string().describe('The name of the CSV file, as an address beside this one.'),
  'dc:title': z.string(),
  'dc:modified': z.iso.datetime(),
  'dc:creator': z.string(),
  'dc:conformsTo': z.string(),
  dialect: z.strictObject({
    encoding: z.string(),
    delimiter: z.string(),
    header: z.literal(true),
    headerRowCount: z.literal(1),
    quoteChar: z.literal('"'),
    doubleQuote: z.literal(true),
    lineTerminators: z.array(z.string()).length(1),
    commentPrefix: z.null(),
  }),
  tableSchema: z.strictObject({
    columns: z.array(
      z.strictObject({
        name: z.string(),
        titles: z.string(),
        'dc:description': z.string(),
        datatype,
        required: z.boolean(),
        propertyUrl: z.string().exactOptional(),
      }),
    ),
    primaryKey: codes,
  }),
});
