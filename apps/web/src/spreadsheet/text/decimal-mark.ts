/**
 * Which decimal mark a pasted block uses. No single cell can say it: `1.234` is one thousand in one block and one point
 * in another, and one cell that can be read in one way only decides for all.
 */
import type { DecimalMark } from './clip-cell.ts';
import { asciiDigits } from './raw-figure.ts';

export type MarkGuess = {
  /** Undefined where nothing in the block says it, or its cells disagree: then the person's own mark counts. */
  mark: DecimalMark | undefined;
  /** Cells that can be read in two ways. */
  unclear: number;
};

const CLEAR: readonly [RegExp, DecimalMark][] = [
  [/^\d{1,3}(?:,\d{3})+\.\d+$/, '.'],
  [/^\d{1,3}(?:,\d{3}){2,}$/, '.'],
  [/^\d{1,3}(?:[ '\u2019]\d{3})+\.\d+$/u, '.'],
  [/^(?:0|\d{4,})?\.\d+$/, '.'],
  [/^\d{1,3}\.(?:\d{1,2}|\d{4,})$/, '.'],
  [/^\d{1,3}(?:\.\d{3})+,\d+$/, ','],
  [/^\d{1,3}(?:\.\d{3}){2,}$/, ','],
  [/^\d{1,3}(?:[ '\u2019]\d{3})+,\d+$/u, ','],
  [/^(?:0|\d{4,})?,\d+$/, ','],
  [/^\d{1,3},(?:\d{1,2}|\d{4,})$/, ','],
];
const UNCLEAR = /^[1-9]\d{0,2}[.,]\d{3}$/;
/** Longer than any figure: longer texts are not looked at. */
const FIGURE_CHARS = 40;

/** The figure alone: without sign, brackets, percent and qualifying mark, all blanks alike. */
function figureIn(text: string): string {
  return asciiDigits(text)
    .replaceAll('\u060C', ',')
    .trim()
    .replace(/^[%\u066A\uFF05]\s*/u, '')
    .replaceAll(/[\u00A0\u2009\u202F]/gu, ' ')
    .replace(/^[(<>~]?\s*[-+\u2212\u2013]?\s*/u, '')
    .replace(/\s*[%\u066A\uFF05)\u2212-]{0,2}$/u, '');
}

export function guessMark(texts: Iterable<string>): MarkGuess {
  const said = new Set<DecimalMark>();
  let unclear = 0;
  for (const text of texts) {
    if (text.length > FIGURE_CHARS || !/[.,\u060C]/.test(text)) continue;
    const figure = figureIn(text);
    if (UNCLEAR.test(figure)) unclear += 1;
    for (const [form, mark] of CLEAR) if (form.test(figure)) said.add(mark);
  }
  const [mark] = said;
  return { mark: said.size === 1 ? mark : undefined, unclear };
}
