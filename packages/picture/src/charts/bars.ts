/** Charts of lying bars in parts: what was reported, core and advanced, and how the figures came about. */
import type { Language, Picture, PictureTable } from '../model.ts';
import { INK, MUTED, PAPER } from '../palette.ts';
import { filled, percentWords, type Words, wordsOf } from '../words/words.ts';
import {
  areaBeside,
  axisOfNames,
  axisOfNumbers,
  type Ground,
  HATCHED,
  legendOf,
  numberWithin,
  PART,
  written,
} from './parts.ts';
import { render } from './render.ts';

const BAR = 20;
const ROW = 32;
const FOOT = 26;

export type ChartOptions = { prefix: string; language: Language; width: number };

/** A kind of part: what it is called, how it is filled, and the colour of a number on it. */
type Kind = Ground & { name: string; fill: Record<string, unknown> };

type Bars = {
  options: ChartOptions;
  title: string;
  about: string;
  head: string;
  kinds: Kind[];
  rows: { name: string; counts: number[] }[];
  /** Shares of each row instead of counts. */
  isShare: boolean;
};

const sumOf = (counts: number[]) => counts.reduce((total, one) => total + one, 0);

/** The shares of counts in whole percent; they add up to 100, the largest remainders are rounded up. */
export function sharesOf(counts: number[]): number[] {
  const sum = sumOf(counts);
  if (sum === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (100 * count) / sum);
  const whole = exact.map(Math.floor);
  const missing = 100 - sumOf(whole);
  const byRest = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at);
  const raised = new Set(byRest.slice(0, missing).map(({ at }) => at));
  return whole.map((value, at) => value + (raised.has(at) ? 1 : 0));
}

function linesOfLegend(kinds: Kind[], width: number): number {
  // A legend as wide as all names takes a second line.
  const all = kinds.reduce((sum, { name }) => sum + name.length * 7.4 + 32, 0);
  return Math.max(1, Math.ceil(all / width));
}

function drawBars({ options, title, about, head, kinds, rows, isShare }: Bars): Picture {
  const { prefix, language, width } = options;
  const words = wordsOf(language);
  const names = rows.map(({ name }) => name);
  const top = 10 + 20 * linesOfLegend(kinds, width);
  const area = areaBeside(names, width, language, top);
  const most = isShare
    ? 100
    : 5 * Math.ceil(Math.max(1, ...rows.map(({ counts }) => sumOf(counts))) / 5);
  const shares = rows.map(({ counts }) => (isShare ? sharesOf(counts) : counts));
  const unit = (width - area.left - area.right) / most;
  const text = (value: number) => (isShare ? percentWords(words, String(value)) : String(value));
  const svg = render({
    prefix,
    language,
    title,
    about,
    width,
    height: top + rows.length * ROW + FOOT,
    option: {
      grid: area,
      legend: legendOf(
        kinds.map(({ name }) => name),
        language,
      ),
      xAxis: { ...axisOfNumbers(language, text), max: most, minInterval: 1 },
      yAxis: axisOfNames(names, width, language),
      series: kinds.map(({ name, fill, ...ground }, kind) => ({
        type: 'bar',
        name: written(name),
        stack: 'all',
        barWidth: BAR,
        itemStyle: { ...PART, ...fill },
        data: shares.map((row) => {
          const value = row[kind] ?? 0;
          return {
            value,
            label: numberWithin(value === 0 ? '' : String(value), value * unit, ground),
          };
        }),
      })),
    },
  });
  return { svg, table: tableOf({ title, head, kinds, rows, shares, isShare, words }) };
}

function tableOf(given: {
  title: string;
  head: string;
  kinds: Kind[];
  rows: Bars['rows'];
  shares: number[][];
  isShare: boolean;
  words: Words;
}): PictureTable {
  const { title, head, kinds, rows, shares, isShare, words } = given;
  const cell = (count: number, share: number) =>
    isShare
      ? filled(words.quality.cell, { count, percent: percentWords(words, String(share)) })
      : String(count);
  return {
    caption: title,
    head: [head, ...kinds.map(({ name }) => name)],
    rows: rows.map(({ name, counts }, row) => [
      name,
      ...counts.map((count, at) => cell(count, shares[row]?.[at] ?? 0)),
    ]),
  };
}

/** A dimension's data points of a level, by what is known of them. */
export type CoverageRow = {
  name: string;
  reported: number;
  unverified: number;
  unreported: number;
};

/** What was reported, by dimension, core and advanced. */
export function drawCoverage(rows: CoverageRow[], options: ChartOptions): Picture {
  const { coverage, standings } = wordsOf(options.language);
  const sum = (of: 'reported' | 'unverified' | 'unreported') =>
    rows.reduce((total, row) => total + row[of], 0);
  const given = {
    reported: sum('reported'),
    unverified: sum('unverified'),
    unreported: sum('unreported'),
  };
  return drawBars({
    options,
    title: coverage.title,
    about: filled(coverage.about, given),
    head: coverage.head,
    isShare: false,
    kinds: [
      { name: coverage.reported, fill: { color: '#1D4F8C' }, ink: PAPER },
      {
        name: standings['not-verified'],
        fill: { color: PAPER, borderColor: MUTED, borderType: [3.4, 2.2] },
        ink: INK,
      },
      { name: standings['not-reported'], fill: HATCHED, ink: INK, isHatched: true },
    ],
    rows: rows.map(({ name, reported, unverified, unreported }) => ({
      name,
      counts: [reported, unverified, unreported],
    })),
  });
}

/** From a measurement to a guess; what is not known is hatched. */
const QUALITY: { fill: string; ink: string }[] = [
  { fill: '#14305C', ink: PAPER },
  { fill: '#2B6399', ink: PAPER },
  { fill: '#6BA3C7', ink: INK },
  { fill: '#A6C8DF', ink: INK },
  { fill: '#D6E4EC', ink: INK },
];

/** A dimension's figures by the classes of column T. */
export type QualityRow = { name: string; counts: number[] };

/** How the figures came about. The last of `classes` is the one of which nothing is known. */
export function drawQuality(rows: QualityRow[], classes: string[], options: ChartOptions): Picture {
  const { quality } = wordsOf(options.language);
  return drawBars({
    options,
    title: quality.title,
    about: quality.about,
    head: quality.head,
    isShare: true,
    kinds: classes.map((name, at) => {
      const known = at < classes.length - 1 ? QUALITY[at] : undefined;
      return known === undefined
        ? { name, fill: HATCHED, ink: INK, isHatched: true }
        : { name, fill: { color: known.fill }, ink: known.ink };
    }),
    rows,
  });
}
