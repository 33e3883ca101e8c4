/**
 * What a number format of a spreadsheet says of the number behind it: a day, a share of a hundred, a scale. Nothing is
 * formatted with it. Source: ECMA-376 part 1, 18.8.30 (built-in formats) and 18.8.31 (codes).
 */

/** Formats that are numbered and not written into the file. Those of dates in other languages are dates as well. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'mm-dd-yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

const EAST_ASIAN_DATES: readonly [from: number, to: number][] = [
  [27, 36],
  [50, 58],
];

/** The code of a built-in format; `General` for an unknown number. */
export function builtInFormat(id: number): string {
  const code = BUILT_IN[id];
  if (code !== undefined) return code;
  return EAST_ASIAN_DATES.some(([from, to]) => id >= from && id <= to) ? 'yyyy-mm-dd' : 'General';
}

/** The part for positive numbers, without quoted text, escaped and filling characters, colours, conditions, languages. */
function bare(format: string): string {
  const plain = format
    .slice(0, 1000)
    .replaceAll(/"[^"]*"?/g, '')
    .replaceAll(/[\\_*]./gsu, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]?/giu, '');
  return plain.split(';')[0] ?? '';
}

/** Whether numbers of this format are days or times of day. */
export function isDateFormat(format: string): boolean {
  const code = bare(format);
  if (/general|standard/iu.test(code)) return false;
  return /[ymdhse]/iu.test(code.replaceAll(/[0#?.,]+E[+-][0#?]+/giu, '')) && !/[#?]/.test(code);
}

/** Whether a number of this format is shown a hundred times as large with a per cent sign. */
export function isPercentFormat(format: string): boolean {
  return bare(format).includes('%');
}

const DAY_MS = 86_400_000;
/** Day 0 of the 1900 system, after the day that never was, and of the 1904 system. */
const DAY_ZERO = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
/** The last day that a spreadsheet knows, the end of 9999. */
const LAST_SERIAL = 2_958_466;

/** `2021-12-31`, with `T08:30:00` where it has a time of day; undefined for what is no day. */
export function isoOfSerial(serial: number, is1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < LAST_SERIAL)) return undefined;
  // The 1900 system counts a 29 February 1900 that never was: days before it stand one off.
  const days = !is1904 && serial < 60 ? serial + 1 : serial;
  const at = new Date(DAY_ZERO[is1904 ? 1904 : 1900] + Math.round(days * DAY_MS));
  const iso = at.toISOString();
  return Number.isInteger(serial) ? iso.slice(0, 10) : iso.slice(0, 19);
}
