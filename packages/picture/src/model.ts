/** What pictures are drawn from: names, points and counts that others have counted and worded. */
import type { NameLanguage } from '@tallystick/catalogue/short-names';

export type Language = NameLanguage;

/** Points of a data point, and the range that a score lies in: 1 is below 33 % of the target, 4 is 95 % or more. */
export type Band = 1 | 2 | 3 | 4;

/** A score of several data points. Without any that counts there is none, which is never drawn as 0. */
export type Score = {
  /** 0 to 100, for places on a scale. */
  value: number;
  /** The number as it is read, without the sign: `63`. */
  text: string;
  band: Band;
  /** Data points that count, of how many there are. */
  counted: number;
  of: number;
};

/** What is known of a data point. `not-verified` keeps the points that the reported value would have. */
export type Standing =
  | { kind: 'scored'; points: Band }
  | { kind: 'not-verified'; points: Band | null }
  | { kind: 'no-benchmark' }
  /** There is a benchmark, and the result is in another unit or cannot be read. */
  | { kind: 'not-comparable' }
  | { kind: 'not-reported' };

export type WheelPoint = { id: string; name: string; standing: Standing };
export type WheelGroup = { id: string; name: string; score: Score | null; points: WheelPoint[] };
export type WheelDimension = {
  id: string;
  name: string;
  score: Score | null;
  groups: WheelGroup[];
};

export type Wheel = {
  city: string;
  /** Below the name: the country, or the year. */
  note: string;
  language: Language;
  dimensions: WheelDimension[];
};

/** A picture as data: what stands behind it for who does not see it, or wants to copy it. */
export type PictureTable = { caption: string; head: string[]; rows: string[][] };

/** A picture with the table behind it. */
export type Picture = { svg: string; table: PictureTable };
