/** How a style shows a number, as far as it matters to what is written. */
import { isDateFormat, isPercentFormat } from '../../book/number-format.ts';

export type ShownAs = 'number' | 'percent' | 'date';

/** Of the style with the place that a cell's `s` names. */
export function shownAs(formats: readonly string[], style: string | undefined): ShownAs {
  const format = formats[Number(style ?? 0)] ?? 'General';
  if (isPercentFormat(format)) return 'percent';
  return isDateFormat(format) ? 'date' : 'number';
}

/** The number of a year's first of January in the workbook's count of days. Source: ECMA-376, part 1, 18.17.4. */
export function serialOfYear(year: number, date1904: boolean): number {
  const days = Date.UTC(year, 0, 1) / 86_400_000 + 25_569;
  return date1904 ? days - 1_462 : days;
}
