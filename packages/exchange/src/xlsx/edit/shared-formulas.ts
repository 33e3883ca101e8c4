/**
 * Shared formulas whose first cell is written over: the next cell that uses them comes to hold their text.
 * Source: ECMA-376, part 1, 18.3.1.40 (f).
 */
import type { BookRange } from '../../book/book.ts';
import { walkTags } from './walk-tags.ts';
import { escapeText } from './cell-xml.ts';
import { around, rangeText } from './ranges.ts';
import type { ScannedCell, ScannedSheet } from './scan-sheet.ts';
import { shiftFormula } from './shift-formula.ts';
import { opened, withAttributes } from './tag-text.ts';

/** The new element of a formula, for each cell that comes to hold one; `isGone` says which cells lose theirs. */
export function movedFormulas(
  text: string,
  scan: ScannedSheet,
  isGone: (cell: ScannedCell) => boolean,
): Map<ScannedCell, string> {
  const groups = new Map<string, ScannedCell[]>();
  for (const cell of scan.formulas) {
    const group = cell.formula?.kind === 'shared' ? cell.formula.group : undefined;
    if (group === undefined) continue;
    const members = groups.get(group);
    if (members) members.push(cell);
    else groups.set(group, [cell]);
  }
  const moved = new Map<ScannedCell, string>();
  for (const members of groups.values()) {
    const first = members.find(({ formula }) => formula && formula.closeFrom > formula.openTo);
    const left = members.filter((cell) => !isGone(cell));
    const [next] = left;
    const ref = around(left);
    if (!first || !next || !ref || !isGone(first)) continue;
    moved.set(next, firstElement({ text, first, next, ref, prefix: scan.prefix }));
  }
  return moved;
}

type Move = {
  text: string;
  first: ScannedCell;
  next: ScannedCell;
  ref: BookRange;
  prefix: string;
};

function firstElement({ text, first, next, ref, prefix }: Move): string {
  const shifted = shiftFormula(formulaText(text, first), {
    rows: next.row - first.row,
    columns: next.column - first.column,
  });
  const tag = text.slice(next.formula?.from, next.formula?.openTo);
  return `${opened(withAttributes(tag, { ref: rangeText(ref) }))}${escapeText(shifted)}</${prefix}f>`;
}

/** A cell's formula as a person reads it; of a cell that shares one, as it reads there. Empty where none can be told. */
export function wholeFormula(text: string, scan: ScannedSheet, cell: ScannedCell): string {
  const own = formulaText(text, cell);
  const group = cell.formula?.group;
  if (own !== '' || group === undefined) return own;
  const first = scan.formulas.find(
    ({ formula }) => formula?.group === group && formula.closeFrom > formula.openTo,
  );
  if (!first) return '';
  const by = { rows: cell.row - first.row, columns: cell.column - first.column };
  return shiftFormula(formulaText(text, first), by);
}

function formulaText(text: string, cell: ScannedCell): string {
  let formula = '';
  walkTags(text.slice(cell.formula?.from, cell.formula?.to), {
    text(part) {
      formula += part;
    },
  });
  return formula;
}
