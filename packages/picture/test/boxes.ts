/** The room that a line of text takes, as the corners of its turned box, and whether two of them meet. */
import { widthOf } from '../src/text-width.ts';
import type { Label } from '../src/wheel/labels.ts';

export type Point = { x: number; y: number };
/** How far letters reach above and below the baseline, in sizes of the text. */
const ABOVE = 0.76;
const BELOW = 0.24;

const SHIFT = { start: 0, middle: -0.5, end: -1 };

export function cornersOf({ text, turn, x, y, anchor, size, weight }: Label): Point[] {
  const width = widthOf(text, size, weight > 400);
  const left = x + SHIFT[anchor] * width;
  const [top, bottom] = [y - ABOVE * size, y + BELOW * size];
  const angle = (turn * Math.PI) / 180;
  const turned = (at: number, down: number) => ({
    x: at * Math.cos(angle) - down * Math.sin(angle),
    y: at * Math.sin(angle) + down * Math.cos(angle),
  });
  return [
    turned(left, top),
    turned(left + width, top),
    turned(left + width, bottom),
    turned(left, bottom),
  ];
}

function spanOn(axis: Point, corners: Point[]): [number, number] {
  const places = corners.map(({ x, y }) => x * axis.x + y * axis.y);
  return [Math.min(...places), Math.max(...places)];
}

/** Two boxes are apart where a line can be drawn between them along a side of one (separating axes). */
export function doMeet(a: Point[], b: Point[]): boolean {
  const axes = [a, b].flatMap((corners) =>
    [0, 1].map((at) => {
      const [from, to] = [corners[at] as Point, corners[at + 1] as Point];
      return { x: from.y - to.y, y: to.x - from.x };
    }),
  );
  return axes.every((axis) => {
    const [[low, high], [from, to]] = [spanOn(axis, a), spanOn(axis, b)];
    return low < to && from < high;
  });
}
