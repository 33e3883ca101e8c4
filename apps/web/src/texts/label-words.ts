/** The name of a cell in words: of an input as the KPI set has it, of any other by its column. */
import { FILLED_COLUMNS } from '@tallystick/domain/cells/columns';
import type { TFunction } from 'i18next';

const COLUMNS: ReadonlySet<string> = new Set(FILLED_COLUMNS);

export const labelWords = (label: string, t: TFunction): string =>
  COLUMNS.has(label) ? t(`grid:columns.${label}`) : label;
