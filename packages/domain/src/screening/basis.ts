/** A YES whose basis is a word that says nothing. Source: Verification Manual (2022) pages 28-31 and 93. */
import { cellId, type RowId } from '../cells/ids.ts';
import { type Family, INITIAL_SCREENING } from './rule.ts';
import { isYes } from './reading.ts';

/** Words that fill a cell and name nothing that could be looked at. */
const EMPTY_WORDS =
  /^(?:yes|no|ok|true|none|unknown|tbd|tbc|to follow|see above|as above|internal|n\/?a|نعم|لا شيء|غير معروف|داخلي)$/;

export const basis: Family<'basis-thin'> = {
  rules: { 'basis-thin': { severity: 'ask', source: INITIAL_SCREENING } },
  find: (s) =>
    s.catalogue.dataPoints.flatMap((point) => {
      if (point.valueKind !== 'yes-no') return [];
      const result = s.result(point.row as RowId);
      if (result.status !== 'reported' || !isYes(s, point, result)) return [];
      const cells = [cellId(point.row, 'source'), cellId(point.row, 'notes')].filter(
        (cell) => s.read(cell) !== undefined,
      );
      const isThin = cells.length > 0 && cells.every((cell) => saysNothing(s.read(cell) ?? ''));
      if (!isThin) return [];
      return [{ code: 'basis-thin' as const, row: point.row as RowId, cells, numbers: {} }];
    }),
};

function saysNothing(text: string): boolean {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim();
  return !/\p{L}{2}/u.test(words) || EMPTY_WORDS.test(words);
}
