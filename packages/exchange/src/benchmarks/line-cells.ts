/** What a cell of a line of a benchmark set holds: a text, or a figure as a set keeps it. */
import { readNumber } from '@tallystick/domain/cells/number-text';
import { canonicalFigure } from '@tallystick/score/benchmarks/plain-forms';
import type { BookCell } from '../book/book.ts';
import { isPercentFormat } from '../book/number-format.ts';
import { decimalOf, isBlank, movedPoint, textOf, UNKEEPABLE } from '../reading/cell-texts.ts';

/** A day as a day alone, whatever time of day the spreadsheet has added. */
export function textIn(cell: BookCell | undefined): string {
  if (cell?.held.kind === 'date') return cell.held.iso.slice(0, 10);
  return textOf(cell).replaceAll('\r\n', '\n').replaceAll(UNKEEPABLE, '').trim();
}

export type FigureFault = 'not-a-figure' | 'ambiguous-figure' | 'too-many-digits' | 'not-computed';

type Figure =
  | { ok: true; value: string | null }
  | { ok: false; fault: FigureFault; detail: string };

/** Characters of a text that are told with a fault. */
const TOLD = 40;
/** Digits that a spreadsheet keeps of a number; what comes behind them is of its arithmetic. */
const KEPT = 15;

/** The figure of a cell, null where it is empty. A number with a format of percent is of a hundred where the unit is %. */
export function figureIn(cell: BookCell | undefined, unit: string): Figure {
  if (cell === undefined || isBlank(cell)) return { ok: true, value: null };
  const { held, format } = cell;
  const no = (fault: FigureFault): Figure => ({
    ok: false,
    fault,
    detail: textOf(cell).slice(0, TOLD),
  });
  if (held.kind === 'not-computed') return no('not-computed');
  if (held.kind === 'number') {
    const decimal = decimalOf(Number(held.value.toPrecision(KEPT)));
    const isOfOne = isPercentFormat(format);
    // In another unit nobody can say what was meant.
    if (isOfOne && !unit.startsWith('%')) return no('not-a-figure');
    return plainFigure(isOfOne ? movedPoint(decimal, 2) : decimal, no);
  }
  if (held.kind !== 'text') return no('not-a-figure');
  const reading = readNumber(textIn(cell), unit.startsWith('%'));
  if (!reading.ok) {
    if (reading.refusal.code === 'ambiguous-number') return no('ambiguous-figure');
    return no(reading.refusal.code === 'too-many-digits' ? 'too-many-digits' : 'not-a-figure');
  }
  // "More than 80" is no target.
  return reading.value.qualifier === ''
    ? plainFigure(reading.value.decimal, no)
    : no('not-a-figure');
}

function plainFigure(decimal: string, no: (fault: FigureFault) => Figure): Figure {
  const value = canonicalFigure(decimal);
  return value === undefined ? no('too-many-digits') : { ok: true, value };
}
