/**
 * Which cells of a template file hold what of a workbook: data, because the form of ITU's template is not public and
 * changes. Made once by a person, for one file, and shared by all cities.
 */
import type { RowId } from '../cells/ids.ts';

/**
 * What a column of a template can take from a workbook. `result` is column O, `reported` column Q. `override` is a column of
 * its own for results that are typed: the product's own file has one; where there is none, they go into O.
 */
export const TEMPLATE_FIELDS = [
  'value',
  'numerator',
  'denominator',
  'further',
  'unit',
  'year',
  'result',
  'override',
  'reported',
  'quality',
  'origin',
  'source',
  'notes',
] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

export type TemplateMap = {
  /** The KPI set whose rows it names. */
  edition: string;
  tables: TemplateTable[];
};

export type TemplateTable = {
  /** The name of the tab. */
  sheet: string;
  /** The row of the heads, from 1. */
  head: number;
  /** No field twice, no column twice. */
  columns: TemplateColumn[];
  /** No row twice. */
  rows: TemplateRow[];
};

export type TemplateColumn = {
  /** From 1. */
  column: number;
  field: TemplateField;
};

export type TemplateRow = {
  /** From 1. */
  row: number;
  /** A data point, or a line of the City profile. */
  point: RowId;
};
