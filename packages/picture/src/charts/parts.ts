/** What the charts have in common: axes, legends, and names as they are written into a chart. */
import { allowed, shown } from '../markup.ts';
import type { Language } from '../model.ts';
import { INK, LINES, MUTED, PAPER, UNREPORTED } from '../palette.ts';
import { inLines, widthOf } from '../text-width.ts';

const SIZE = 12;
/** Between a name and its axis. */
const BESIDE = 10;
/** The share of a chart that names beside it take at most; longer ones are broken. */
const NAMES_SHARE = 0.36;

/** The library reads `{a|...}` as a style: a joiner that is not seen parts it. */
const JOINER = '\u2060';

/** A name as a chart writes it. */
export function written(name: string): string {
  return shown(allowed(name).replaceAll('{', `{${JOINER}`));
}

/**
 * A name in as many lines as a room takes. The library would measure it sign by sign, and Arabic letters are far
 * narrower joined.
 */
export function writtenWithin(name: string, room: number, isBold = false): string {
  return inLines(name, SIZE, room, isBold).map(written).join('\n');
}

export const isMirrored = (language: Language): boolean => language === 'ar';

/** The room for the longest of names beside a chart of a width. */
export function roomForNames(names: string[], width: number): number {
  const longest = Math.max(0, ...names.map((name) => widthOf(name, SIZE)));
  return Math.ceil(Math.min(longest + 2, width * NAMES_SHARE));
}

/** Where the area of a chart lies whose names stand beside it. */
export function areaBeside(names: string[], width: number, language: Language, top: number) {
  const side = roomForNames(names, width) + BESIDE;
  const [left, right] = isMirrored(language) ? [26, side] : [side, 26];
  return { left, right, top, bottom: 26, outerBoundsMode: 'none' as const };
}

/** The axis of names of a chart whose bars lie. The first name stands on top. */
export function axisOfNames(names: string[], width: number, language: Language) {
  return {
    type: 'category' as const,
    data: names.map((name) => writtenWithin(name, roomForNames(names, width))),
    inverse: true,
    position: isMirrored(language) ? ('right' as const) : ('left' as const),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: MUTED } },
    axisLabel: {
      color: INK,
      fontSize: SIZE,
      interval: 0,
      lineHeight: 14,
      margin: BESIDE - 2,
    },
  };
}

/** The axis of numbers, whose lines only lead the eye. */
export function axisOfNumbers(language: Language, format: (value: number) => string) {
  return {
    type: 'value' as const,
    inverse: isMirrored(language),
    axisLabel: { color: MUTED, fontSize: 11, formatter: format },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: LINES, opacity: 0.6 } },
  };
}

/** The legend above a chart. */
export function legendOf(names: string[], language: Language) {
  return {
    show: true,
    top: 0,
    [isMirrored(language) ? 'right' : 'left']: 0,
    // The library knows no order from right to left.
    data: (isMirrored(language) ? names.toReversed() : names).map(written),
    itemWidth: 14,
    itemHeight: 10,
    itemGap: 14,
    icon: 'rect',
    align: isMirrored(language) ? ('right' as const) : ('left' as const),
    textStyle: { color: INK, fontSize: SIZE },
    selectedMode: false,
  };
}

/** Lines over a light ground, for what was not reported or is not known. */
export const HATCHED = {
  color: UNREPORTED.fill,
  decal: {
    symbol: 'rect',
    color: UNREPORTED.line,
    dashArrayX: [1, 0],
    dashArrayY: [1.6, 4],
    rotation: Math.PI / 4,
    symbolSize: 1,
  },
};

/** The gap between two parts of a bar. */
export const PART = { borderColor: PAPER, borderWidth: 1.5 };

/** What a number stands on. */
export type Ground = { ink: string; isHatched?: boolean };

/** A number within its part of a bar, where there is room for it. */
export function numberWithin(text: string, room: number, { ink, isHatched }: Ground) {
  const hasRoom = widthOf(text, 11, true) + 4 <= room;
  return {
    show: hasRoom,
    formatter: () => text,
    color: ink,
    fontSize: 11,
    fontWeight: 600 as const,
    textBorderWidth: 0,
    // Lines must not run through a number.
    ...(isHatched ? { backgroundColor: UNREPORTED.fill, padding: [1, 2] } : {}),
  };
}
