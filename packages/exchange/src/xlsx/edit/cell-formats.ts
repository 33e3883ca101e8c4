/** Which styles of a workbook show a number as percent or as a day. Source: ECMA-376, part 1, 18.8.30 and 18.8.45. */
import { type Outcome, yes } from '@tallystick/domain/refusals';
import type { XlsxPackage } from '../package.ts';
import { walkXml } from '../walk-xml.ts';

export type ShownAs = 'number' | 'percent' | 'date';

/** By the index of the style, as a cell's `s` names it. */
export type CellFormats = (style: string | undefined) => ShownAs;

/** Refusals: file-damaged, file-too-large. */
export function cellFormats(book: XlsxPackage): Outcome<CellFormats> {
  const relations = book.relations(book.workbook);
  if (!relations.ok) return relations;
  const part = relations.value.find(({ type }) => type === 'styles')?.part;
  const shown: ShownAs[] = [];
  const formats: CellFormats = (style) => shown[Number(style ?? 0)] ?? 'number';
  if (!part || !book.member(part)) return yes(formats);
  const read = book.text(part);
  if (!read.ok) return read;
  const own = new Map<string, string>();
  let list = '';
  const walked = walkXml(read.value.text, {
    open({ name, attributes }) {
      const id = attributes['numFmtId'] ?? '0';
      if (name === 'cellXfs' || name === 'cellStyleXfs' || name === 'dxfs') list = name;
      else if (name === 'numFmt' && list === '') own.set(id, attributes['formatCode'] ?? '');
      else if (name === 'xf' && list === 'cellXfs') shown.push(shownAs(Number(id), own.get(id)));
    },
  });
  return walked.ok ? yes(formats) : walked;
}

function shownAs(id: number, code: string | undefined): ShownAs {
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent';
    // Built-in ones of days and hours, those of East Asia among them.
    const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);
    return isDate ? 'date' : 'number';
  }
  // Without texts, escaped characters, colours and conditions; `[h]` counts hours.
  const plain = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (plain.includes('%')) return 'percent';
  return /[ymdhs]/i.test(plain.replace(/general/gi, '')) ? 'date' : 'number';
}

/** The number of a day's first of January in the workbook's count of days. Source: ECMA-376, part 1, 18.17.4. */
export function serialOfYear(year: number, date1904: boolean): number {
  const days = Date.UTC(year, 0, 1) / 86_400_000 + 25_569;
  return date1904 ? days - 1_462 : days;
}
