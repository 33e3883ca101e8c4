/** Where the names of the wheel stand. They are data, so that a test can hold that none lies over another. */
import type { Band, Score, WheelDimension, WheelGroup, WheelPoint } from '../model.ts';
import { BANDS, INK, MUTED, NO_BAND } from '../palette.ts';
import { inTwoLines, widthOf } from '../text-width.ts';
import { filled, percentWords, type Words } from '../words/words.ts';
import { type Form, isBelow, isLeft } from './geometry.ts';

/** A straight line of text: turned about the middle by `turn` degrees after it was set down at `x`, `y`. */
export type Label = {
  text: string;
  turn: number;
  x: number;
  /** Of the baseline. */
  y: number;
  anchor: 'start' | 'middle' | 'end';
  size: number;
  weight: number;
  fill: string;
};

/** A line of text along a circle; `isClockwise` says whether the tops of its letters point outward. */
export type ArcLabel = Omit<Label, 'turn' | 'x' | 'y' | 'anchor'> & {
  radius: number;
  from: number;
  to: number;
  isClockwise: boolean;
};

type Angles = { from: number; to: number };

const middle = ({ from, to }: Angles) => (from + to) / 2;
/** From the middle of a line down to its baseline, and how far letters reach above and below that: in sizes of the text. */
const DOWN = 0.3;
const ABOVE = 0.76;
const BELOW = 0.24;
const LEADING = 1.12;
/** How far a name is set smaller at most to have room, and by how much at a time. */
const SMALLEST = 0.5;
const STEP = 0.02;
/** Between the name of a category and the edges of its segment. */
const INSET = 5;

const inkOn = (score: Score | null) => (score === null ? NO_BAND.text : textOn(score.band));
const textOn = (band: Band) => BANDS[band].text;

/** Text along the radius at an angle, which is read from left to right on both sides. */
function alongRadius(angle: number, radius: number): Pick<Label, 'turn' | 'x'> {
  const turn = (angle * 180) / Math.PI - 90;
  return isLeft(angle) ? { turn: turn + 180, x: -radius } : { turn, x: radius };
}

/** The name of a data point, outside of its bar. */
export function pointLabel(point: WheelPoint, angles: Angles, form: Form): Label[] {
  if (form.names === null) return [];
  const angle = middle(angles);
  const size = form.size.name;
  return [
    {
      text: point.name,
      ...alongRadius(angle, form.names),
      y: size * DOWN,
      anchor: isLeft(angle) ? 'end' : 'start',
      // A name that is longer than any of the KPI set's is set smaller, never cut.
      size: Math.min(size, (form.limit - form.names) / widthOf(point.name, 1)),
      weight: 400,
      fill: point.standing.kind === 'not-reported' ? MUTED : INK,
    },
  ];
}

/** The baseline of a line of a block, from the middle of the block. */
const baseline = (at: number, count: number, size: number) =>
  size * (DOWN + (at - (count - 1) / 2) * LEADING);

/** The width of a line in a size of 1. */
type Line = { width: number };

/** Whether lines that begin at the outer edge of a segment stay within it, also where it narrows. */
function doFit(lines: Line[], size: number, angles: Angles, { from, to }: Form['groups']): boolean {
  const outer = to - INSET;
  const slope = Math.tan((angles.to - angles.from) / 2);
  for (const [at, { width }] of lines.entries()) {
    const y = baseline(at, lines.length, size);
    const inner = outer - size * width;
    const reach = Math.max(Math.abs(y - ABOVE * size), Math.abs(y + BELOW * size));
    if (inner <= from + 1 || Math.hypot(outer, reach) >= to || reach >= inner * slope) return false;
  }
  return true;
}

/** The largest size in which lines have room; the smallest where none is small enough. */
function roomFor(texts: string[], wanted: number, angles: Angles, ring: Form['groups']): number {
  const lines = texts.map((text) => ({ width: widthOf(text, 1, true) }));
  for (let share = 1; share > SMALLEST; share -= STEP) {
    if (doFit(lines, wanted * share, angles, ring)) return wanted * share;
  }
  return wanted * SMALLEST;
}

/** The name of a category with its score, within its segment and close to the outer edge, where there is most room. */
export function groupLabels(group: WheelGroup, angles: Angles, form: Form, words: Words): Label[] {
  const text = withScore(words, group.name, group.score);
  const ways = [[text], inTwoLines(text)].map((lines) => ({
    lines,
    size: roomFor(lines, form.size.group, angles, form.groups),
  }));
  const [best] = ways.toSorted((a, b) => b.size - a.size);
  if (best === undefined) return [];
  const { lines, size } = best;
  const angle = middle(angles);
  const place = alongRadius(angle, form.groups.to - INSET);
  return lines.map((line, at) => ({
    text: line,
    ...place,
    y: baseline(at, lines.length, size),
    anchor: isLeft(angle) ? 'start' : 'end',
    size,
    weight: 600,
    fill: inkOn(group.score),
  }));
}

function withScore(words: Words, name: string, score: Score | null): string {
  return score === null ? name : filled(words.wheel.one, { name, score: score.text });
}

/** Name and score of a dimension, on two arcs of its segment. */
export function dimensionLabels(
  dimension: WheelDimension,
  angles: Angles,
  form: Form,
  words: Words,
): ArcLabel[] {
  const { from, to } = form.dimensions;
  const { score, name } = dimension;
  const lines = score === null ? [name] : [name, percentWords(words, score.text)];
  const isClockwise = !isBelow(middle(angles));
  const wanted = form.size.dimension;
  // The first line is the outer one where letters point outward, and the inner one below.
  const step = (isClockwise ? -1 : 1) * wanted * 1.3;
  return lines.map((text, at) => {
    const centre = (from + to) / 2 + (at - (lines.length - 1) / 2) * step;
    const room = (angles.to - angles.from) * centre * 0.94;
    const size = Math.min(wanted, room / widthOf(text, 1, true));
    const radius = centre + (isClockwise ? -1 : 1) * size * DOWN;
    return { text, radius, ...angles, isClockwise, size, weight: 700, fill: inkOn(score) };
  });
}

/** The city in the middle. */
export function centreLabels(city: string, note: string, form: Form): Label[] {
  const room = form.centre * 1.72;
  const { city: wanted, note: small } = form.size;
  const lines = widthOf(city, wanted, true) > room ? inTwoLines(city) : [city];
  const longest = Math.max(...lines.map((line) => widthOf(line, 1, true)));
  const size = Math.min(wanted, room / longest);
  const leading = size * LEADING;
  const noteSize = note === '' ? 0 : Math.min(small, (form.centre * 1.5) / widthOf(note, 1));
  const top = -(lines.length * leading + noteSize * 1.5) / 2;
  const line = (text: string, y: number) => ({ text, turn: 0, x: 0, y, anchor: 'middle' as const });
  const named = lines.map((text, at): Label => {
    const y = top + leading * (at + 0.5) + size * DOWN;
    return { ...line(text, y), size, weight: 700, fill: INK };
  });
  if (note === '') return named;
  const y = top + leading * lines.length + noteSize * (0.85 + DOWN);
  return [...named, { ...line(note, y), size: noteSize, weight: 400, fill: MUTED }];
}
