/** Charts of lines over time: how far each entity has come, and a figure from one assessment to the next. */
import type { Band, Picture } from '../model.ts';
import { BANDS, INK, LINES, MUTED, PAPER } from '../palette.ts';
import { widthOf } from '../text-width.ts';
import { bandWords, filled, type Words, wordsOf } from '../words/words.ts';
import type { ChartOptions } from './bars.ts';
import { isMirrored, written, writtenWithin } from './parts.ts';
import { render } from './render.ts';

/** A moment on the axis of time: where it lies (milliseconds), and what it is called. */
export type Moment = { at: number; text: string };

/** Lines that are told apart without their colours, by dashes and points. */
const LOOKS: { colour: string; dash: number[] | 'solid'; symbol: string }[] = [
  { colour: '#14305C', dash: 'solid', symbol: 'circle' },
  { colour: '#2B7BB0', dash: [7, 4], symbol: 'rect' },
  { colour: '#B0600A', dash: [2, 3], symbol: 'triangle' },
  { colour: '#3B7A63', dash: [9, 3, 2, 3], symbol: 'diamond' },
  { colour: '#7A3E86', dash: [4, 2], symbol: 'emptyCircle' },
  { colour: MUTED, dash: [12, 4], symbol: 'emptyRect' },
];
/** More lines than there are looks cannot be told apart: the others stand in the table alone. */
export const LINES_MAX = LOOKS.length;

function axisOfTime(moments: Moment[], options: ChartOptions) {
  const ticks = moments.map(({ at }) => at);
  const names = new Map(moments.map(({ at, text }) => [at, written(text)]));
  return {
    type: 'value' as const,
    min: Math.min(...ticks),
    max: Math.max(...ticks),
    inverse: isMirrored(options.language),
    axisLabel: {
      customValues: ticks,
      color: MUTED,
      fontSize: 11,
      hideOverlap: true,
      showMinLabel: true,
      showMaxLabel: true,
      formatter: (value: number) => names.get(value) ?? '',
    },
    axisTick: { customValues: ticks, lineStyle: { color: LINES } },
    axisLine: { onZero: false, lineStyle: { color: MUTED } },
    splitLine: { show: false },
  };
}

const numbers = (given: Record<string, unknown>, isRight: boolean) => ({
  type: 'value',
  position: isRight ? 'right' : 'left',
  axisLabel: { color: MUTED, fontSize: 11 },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: LINES, opacity: 0.6 } },
  ...given,
});

/** An entity, and how many of its data points were ready at each moment. */
export type ProgressLine = { name: string; counts: number[] };

/** How far each entity has come. */
export function drawProgress(
  lines: ProgressLine[],
  moments: Moment[],
  options: ChartOptions,
): Picture {
  const { language, prefix, width } = options;
  const words = wordsOf(language).progress;
  const last = (line: ProgressLine) => line.counts.at(-1) ?? 0;
  const said = lines.map((line) => filled(words.one, { name: line.name, count: last(line) }));
  const drawn = lines.toSorted((a, b) => last(b) - last(a)).slice(0, LINES_MAX);
  const side = Math.min(
    width * 0.3,
    22 + Math.max(0, ...drawn.map(({ name }) => widthOf(name, 12, true))),
  );
  const mirrored = isMirrored(language);
  const svg = render({
    prefix,
    language,
    title: words.title,
    about: filled(words.about, { entities: lines.length, counts: said.join('; ') }),
    width,
    height: Math.round(width * 0.46),
    option: {
      grid: {
        [mirrored ? 'right' : 'left']: 34,
        [mirrored ? 'left' : 'right']: side,
        top: 14,
        bottom: 30,
        outerBoundsMode: 'none',
      },
      xAxis: axisOfTime(moments, options),
      yAxis: numbers({ minInterval: 1, min: 0 }, mirrored),
      series: drawn.map((line, at) => {
        const look = LOOKS[at] ?? { colour: MUTED, dash: 'solid' as const, symbol: 'circle' };
        return {
          type: 'line',
          name: written(line.name),
          step: 'end',
          symbol: look.symbol,
          symbolSize: 7,
          showAllSymbol: true,
          lineStyle: { color: look.colour, width: 2, type: look.dash },
          itemStyle: { color: look.colour },
          endLabel: {
            show: true,
            formatter: () => writtenWithin(line.name, side - 14, true),
            color: look.colour,
            fontSize: 12,
            fontWeight: 600,
            distance: 8,
            lineHeight: 14,
            align: mirrored ? 'right' : 'left',
            offset: mirrored ? [-16, 0] : [0, 0],
          },
          labelLayout: { moveOverlap: 'shiftY' },
          data: moments.map((moment, index) => [moment.at, line.counts[index] ?? 0]),
        };
      }),
    },
  });
  const table = {
    caption: words.title,
    head: [words.head, ...moments.map(({ text }) => text)],
    rows: lines.map(({ name, counts }) => [name, ...counts.map(String)]),
  };
  return { svg, table };
}

/** A figure over the assessments of a city: each with its text, and what lies in which range of the target. */
export type Trend = {
  name: string;
  points: (Moment & { value: number; valueText: string })[];
  ranges: { band: Band; from: number; to: number }[];
  /** The lower and the upper end of the axis, and how a number on it is written. */
  from: number;
  to: number;
  format: (value: number) => string;
};

/** The line with its numbers, over the ranges of the target. */
function trendLine(trend: Trend, words: Words, mirrored: boolean) {
  return {
    type: 'line',
    symbol: 'circle',
    symbolSize: 8,
    lineStyle: { color: '#14305C', width: 2.2 },
    itemStyle: { color: PAPER, borderColor: '#14305C', borderWidth: 2 },
    data: trend.points.map(({ at, value, valueText }) => ({
      value: [at, value],
      label: {
        show: true,
        position: 'top',
        color: INK,
        fontWeight: 600,
        formatter: () => written(valueText),
      },
    })),
    markArea: {
      silent: true,
      data: trend.ranges.map(({ band, from, to }) => [
        {
          yAxis: from,
          itemStyle: { color: BANDS[band].fill, opacity: 0.22 },
          label: {
            show: true,
            position: mirrored ? 'insideLeft' : 'insideRight',
            color: INK,
            fontSize: 11,
            formatter: () => written(bandWords(words, band)),
          },
        },
        { yAxis: to },
      ]),
    },
  };
}

/** A figure from one assessment to the next. */
export function drawTrend(trend: Trend, options: ChartOptions): Picture {
  const { language, prefix, width } = options;
  const all = wordsOf(language);
  const words = all.trend;
  const mirrored = isMirrored(language);
  const title = filled(words.title, { name: trend.name });
  const said = trend.points.map(({ text, valueText }) => filled(words.one, { text, valueText }));
  const bandAt = (value: number) =>
    trend.ranges.find(({ from, to }) => value >= from && value < to);
  const svg = render({
    prefix,
    language,
    title,
    about: filled(words.about, { points: said.join('; ') }),
    width,
    height: Math.round(width * 0.46),
    option: {
      grid: {
        [mirrored ? 'right' : 'left']: 52,
        [mirrored ? 'left' : 'right']: 14,
        top: 14,
        bottom: 30,
        outerBoundsMode: 'none',
      },
      xAxis: padded(axisOfTime(trend.points, options)),
      yAxis: numbers(
        {
          min: trend.from,
          max: trend.to,
          axisLabel: { color: MUTED, fontSize: 11, formatter: trend.format },
        },
        mirrored,
      ),
      series: [trendLine(trend, all, mirrored)],
    },
  });
  const table = {
    caption: title,
    head: words.head,
    rows: trend.points.map(({ text, value, valueText }) => {
      const range = bandAt(value);
      return [text, valueText, range === undefined ? '' : bandWords(all, range.band)];
    }),
  };
  return { svg, table };
}

/** An axis of time with room on both sides, for the names of the ranges. */
function padded<Axis extends { min: number; max: number }>(axis: Axis): Axis {
  const room = (axis.max - axis.min || 1) * 0.12;
  return { ...axis, min: axis.min - room, max: axis.max + 3.6 * room };
}
