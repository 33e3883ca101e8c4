/**
 * The columns of the sheets, with ITU's letters. One list for the room's allow-list, the grid and the snapshot.
 * Source: U4SSC KPIs Verification Manual (2022), pages 162-166; A to N are this project's reading.
 */
import type { DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';

/** Columns that entities fill, and so the only ones a room can hold. */
export const FILLED_COLUMNS = [
  'value',
  'numerator',
  'denominator',
  'further',
  'unit',
  'year',
  'override',
  'quality',
  'origin',
  'source',
  'notes',
] as const;
export type FilledColumn = (typeof FILLED_COLUMNS)[number];

/** The group that rights speak of: figures, the override of a result, or what is said about them. */
export type ColumnGroup = 'figure' | 'override' | 'about';

export const COLUMN_GROUP: Record<FilledColumn, ColumnGroup> = {
  value: 'figure',
  numerator: 'figure',
  denominator: 'figure',
  further: 'figure',
  unit: 'about',
  year: 'about',
  override: 'override',
  quality: 'about',
  origin: 'about',
  source: 'about',
  notes: 'about',
};

/** The column that stands for a row as a whole: its result, or the figure of a profile line. */
export function mainColumn({ kind }: ProfileRow | DataPoint): 'result' | 'value' {
  return kind === 'data-point' ? 'result' : 'value';
}
