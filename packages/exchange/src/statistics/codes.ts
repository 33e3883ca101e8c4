/**
 * The codes by which statistics offices read an observation. Sources: SDMX cross-domain code lists CL_OBS_STATUS 2.2 and
 * CL_CONF_STATUS 1.2 (sdmx.org, "Code lists"); units as in the data structure of the SDG indicators (SDMX-SDGs, CL_UNIT_MEASURE)
 * where that has them. Identifiers: SDMX 3.0, IDType.
 */

/** What kind of figure it is; of several the first that holds in `statusOf`. */
export const OBS_STATUS = {
  A: 'Normal value',
  E: 'Estimated value',
  L: 'Missing value; data exist but were not collected',
  M: 'Missing value; data cannot exist',
  O: 'Missing value',
  P: 'Provisional value',
  U: 'Low reliability',
  V: 'Unvalidated value',
} as const;
export type ObsStatus = keyof typeof OBS_STATUS;

export const CONF_STATUS = {
  F: 'Free (free for publication)',
  N: 'Not for publication, restricted for internal use only',
} as const;
export type ConfStatus = keyof typeof CONF_STATUS;

/** Units of the KPI set; one that a city has typed gets a code made of its text. */
const UNITS: Readonly<Record<string, string>> = {
  '%': 'PT',
  '% of GDP': 'PT_GDP',
  number: 'NUMBER',
  ratio: 'RATIO',
  'yes/no': 'YES_NO',
  '0 to 1': 'INDEX_0_1',
  'per 100 000 inhabitants': 'PER_100000_POP',
  'per 100 000 live births': 'PER_100000_LIVE_BIRTHS',
};

/** Where nothing of a text can stand in a code: the generic code for "other" (SDMX, Guidelines for code lists). */
const OTHER = '_O';
const CODE_CHARS_MAX = 50;

export const unitCode = (unit: string): string => UNITS[unit] ?? codeOf(unit);

/** A text as an identifier: Latin letters and digits in capitals, all else an underscore; `_O` where nothing is left. */
export function codeOf(text: string): string {
  const latin = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/[µμ]/g, 'u');
  const code = latin
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
    .slice(0, CODE_CHARS_MAX)
    .replaceAll(/^_+|_+$/g, '');
  return code === '' ? OTHER : code;
}

/** A row's name as an identifier: `water_supply_loss-value`. Neither a KPI nor a data point has a dash in its name. */
export const indicatorCode = (row: string): string => row.replace('.', '-');
