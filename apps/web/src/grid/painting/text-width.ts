/**
 * How wide a text of the sheet is at most, without asking the browser: that costs the layout of the page, or a font of
 * a size of its own.
 */
import type { Density } from '../../look/density.ts';

/** Font sizes of the sheet in CSS px (`--ts-grid-font` in grid.css): the largest that a cell's text is set in. */
const FONT_PX: Record<Density, number> = { compact: 12, normal: 13, roomy: 14.5 };

/** Widths in em of what is narrower or wider than most, in a bold sans serif. Letters beyond Latin count as the widest. */
const WIDEST = 1.3;
/** Whole phrases in one sign, and scripts whose signs are wider than they are high. */
const UNBOUND = /[\u{FDF0}-\u{FDFF}\u{10000}-\u{1EFFF}]/u;
const LATIN = 0.72;
const NARROW = /[ .,:;'|!ijltf()[\]/-]/;
const CAPITAL = /[A-Z&%ÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖÙÚÛÜ+=<>~]/;
const WIDE = /[MWmw@Œœ—Æ…‰]/;

function widthOfLetter(letter: string): number {
  if (WIDE.test(letter)) return 1.1;
  if (CAPITAL.test(letter)) return 0.9;
  if (NARROW.test(letter)) return 0.5;
  if (letter <= 'ÿ') return LATIN;
  return UNBOUND.test(letter) ? Number.POSITIVE_INFINITY : WIDEST;
}

/** Text to its width in em. Fixed texts are some hundreds; what people type is many. */
const known = new Map<string, number>();
const KNOWN = 5_000;

/** In CSS px, at most; Infinity where no bound is known. */
export function widthOf(text: string, density: Density): number {
  let em = known.get(text);
  if (em === undefined) {
    em = 0;
    for (const letter of text) em += widthOfLetter(letter);
    if (known.size >= KNOWN) known.clear();
    known.set(text, em);
  }
  return em * FONT_PX[density];
}
