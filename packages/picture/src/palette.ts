/**
 * The colours of pictures. Lightness falls evenly from band to band, so that grey print keeps their order, and
 * neighbouring bands stay apart under each colour blindness; `test/palette.test.ts` computes both.
 */
import type { Band } from './model.ts';

export const INK = '#14233D';
/** Names of what has no score. */
export const MUTED = '#5B6577';
/** Lines that only lead the eye. */
export const LINES = '#C9CFDA';
export const PAPER = '#FFFFFF';

/** What was not reported: hatched. */
export const UNREPORTED = { fill: '#F1F3F6', line: '#9AA3B2' };

export type BandColour = {
  fill: string;
  /** Text on the fill. */
  text: string;
  /** Around the fill: the two light ones are below 3:1 on white. */
  outline: string;
};

export const BANDS: Record<Band, BandColour> = {
  1: { fill: '#FFD27A', text: INK, outline: '#B88A2E' },
  2: { fill: '#7DB8A2', text: INK, outline: '#4F8873' },
  3: { fill: '#3A7CA8', text: PAPER, outline: '#3A7CA8' },
  4: { fill: '#14305C', text: PAPER, outline: '#14305C' },
};

/** Where there is no score. */
export const NO_BAND: BandColour = { fill: PAPER, text: INK, outline: LINES };

/** Families in the order in which a document has them and a page may. */
export const FONTS = "'Noto Sans', 'IBM Plex Sans Arabic', system-ui, 'Segoe UI', sans-serif";
