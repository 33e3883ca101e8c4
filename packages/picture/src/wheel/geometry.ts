/**
 * The measures of the wheel, in units of its view. On A4 with margins of 12 mm a unit is 0.19 mm, so that a name of
 * 13.2 units is printed in 7 points.
 */

type Ring = { from: number; to: number };

export type Form = {
  /** Half the width of the view. */
  half: number;
  /** How far out anything may be drawn. */
  limit: number;
  centre: number;
  dimensions: Ring;
  groups: Ring;
  bars: Ring;
  /** Where names of data points begin; without it they have none. */
  names: number | null;
  size: { city: number; note: number; dimension: number; group: number; name: number };
};

/** For paper and wide windows. */
export const FULL: Form = {
  half: 504,
  limit: 504,
  centre: 62,
  dimensions: { from: 65, to: 113 },
  groups: { from: 115, to: 232 },
  bars: { from: 235, to: 287 },
  names: 292,
  size: { city: 19, note: 10.5, dimension: 12, group: 11.6, name: 13.2 },
};

/** For phones: no names of data points, everything else larger. */
export const SMALL: Form = {
  half: 474,
  limit: 472,
  centre: 88,
  dimensions: { from: 92, to: 166 },
  groups: { from: 169, to: 352 },
  bars: { from: 356, to: 470 },
  names: null,
  size: { city: 26, note: 16, dimension: 18, group: 18.6, name: 0 },
};

/** A point at an angle (radians, clockwise from the top) and a distance from the middle. */
export function pointAt(angle: number, radius: number): { x: number; y: number } {
  return { x: Math.sin(angle) * radius, y: -Math.cos(angle) * radius };
}

const FULL_TURN = 2 * Math.PI;

/** Whether an angle lies left of the middle, where text along the radius would stand on its head. */
export const isLeft = (angle: number): boolean => angle % FULL_TURN > Math.PI;

/** Whether an angle lies below the middle, where text along the circle would stand on its head. */
export const isBelow = (angle: number): boolean => Math.cos(angle) < 0;
