/** Cells of a sheet that must not be written, and what stands in the way. */
import { type Outcome, yes } from '@tallystick/domain/refusals';
import type { BookRange } from '../../book/book.ts';
import type { XlsxPackage } from './package.ts';
import { walkTags } from './walk-tags.ts';
import { contains, type Place, rangeOf, rangeText } from './ranges.ts';
import type { ScannedSheet } from './scan-sheet.ts';
import type { CellRefusal } from './writes.ts';

export type SheetTable = { name: string; range: BookRange; heads: number; totals: number };

/** The tables of a sheet. Source: ECMA-376, part 1, 18.5.1.2. Refusals: file-damaged, file-too-large. */
export function tablesOf(book: XlsxPackage, sheetPart: string): Outcome<SheetTable[]> {
  const relations = book.relations(sheetPart);
  if (!relations.ok) return relations;
  const tables: SheetTable[] = [];
  for (const { type, part } of relations.value) {
    if (type !== 'table' || part === undefined || !book.member(part)) continue;
    const read = book.text(part);
    if (!read.ok) return read;
    const walked = walkTags(read.value.text, {
      open({ name, attributes }) {
        const range = name === 'table' ? rangeOf(attributes['ref'] ?? '') : undefined;
        if (!range) return;
        tables.push({
          name: attributes['displayName'] ?? attributes['name'] ?? '',
          range,
          heads: Number(attributes['headerRowCount'] ?? 1),
          totals: Number(attributes['totalsRowCount'] ?? 0),
        });
      },
    });
    if (!walked.ok) return walked;
  }
  return yes(tables);
}

export type Barred = { why: CellRefusal; detail: string };

/** What keeps a place from being written, by the sheet's own parts; undefined where nothing does. */
export function barredBy(scan: ScannedSheet, tables: readonly SheetTable[]) {
  const blocks = scan.formulas.flatMap(({ formula }) =>
    formula?.ref && (formula.kind === 'array' || formula.kind === 'data-table')
      ? [{ range: formula.ref, why: BLOCK[formula.kind] }]
      : [],
  );
  return (place: Place, keepsFormula: boolean): Barred | undefined => {
    const merged = scan.merges.find((range) => contains(range, place));
    if (merged && (merged.top !== place.row || merged.left !== place.column))
      return { why: 'merged', detail: rangeText(merged) };
    const block = keepsFormula ? undefined : blocks.find(({ range }) => contains(range, place));
    if (block) return { why: block.why, detail: rangeText(block.range) };
    return tableBar(tables, place);
  };
}

const BLOCK = { array: 'array-formula', 'data-table': 'data-table' } as const;

function tableBar(tables: readonly SheetTable[], place: Place): Barred | undefined {
  for (const { name, range, heads, totals } of tables) {
    if (!contains(range, place)) continue;
    if (place.row < range.top + heads) return { why: 'table-header', detail: name };
    if (place.row > range.bottom - totals) return { why: 'table-totals', detail: name };
  }
  return undefined;
}
