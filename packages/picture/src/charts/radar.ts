/**
 * The radar of a dimension: an axis a category. The library draws the net and the names; the shape is drawn over it,
 * since the library would draw 0 where there is no score.
 */
import type { Picture, Score } from '../model.ts';
import { FONTS, INK, LINES, MUTED, PAPER } from '../palette.ts';
import { inTwoLines, widthOf } from '../text-width.ts';
import {
  bandWords,
  filled,
  percentWords,
  scoreWords,
  type Words,
  wordsOf,
} from '../words/words.ts';
import type { ChartOptions } from './bars.ts';
import { isMirrored, written } from './parts.ts';
import { render } from './render.ts';

/** A category with its score, and that of an older version. */
export type RadarAxis = { name: string; score: Score | null; before?: Score | null };

export type Radar = {
  /** Of the dimension. */
  name: string;
  axes: RadarAxis[];
  /** What the two shapes are called, where there are two. */
  versions?: { now: string; before: string };
};

type Net = { x: number; y: number; radius: number; count: number; isMirrored: boolean };
type Shape = { scores: (Score | null | undefined)[]; isOld: boolean };

const LONG_NAME = 96;

/** Where a value lies on an axis. The first points up; they follow each other clockwise, in Arabic the other way. */
export function placeOn(net: Net, axis: number, value: number): [number, number] {
  const turn = ((2 * Math.PI * axis) / net.count) * (net.isMirrored ? -1 : 1);
  const out = (net.radius * value) / 100;
  return [net.x + Math.sin(turn) * out, net.y - Math.cos(turn) * out];
}

function shapeOf(net: Net, { scores, isOld }: Shape) {
  const points = scores.flatMap((score, at) =>
    score === null || score === undefined ? [] : [placeOn(net, at, score.value)],
  );
  const line = isOld
    ? { stroke: MUTED, lineWidth: 1.5, lineDash: [5, 3], fill: 'none' }
    : { stroke: '#1D4F8C', lineWidth: 2.2, fill: 'rgba(58,124,168,0.16)' };
  const closed = { type: 'polygon', shape: { points }, style: line };
  const dots = points.map(([cx, cy]) => ({
    type: 'circle',
    shape: { cx, cy, r: 4 },
    style: isOld
      ? { fill: PAPER, stroke: MUTED, lineWidth: 1.6 }
      : { fill: '#14305C', stroke: PAPER, lineWidth: 1 },
  }));
  // Two points are a line and no shape: nothing is drawn between them.
  return points.length > 2 ? [closed, ...dots] : dots;
}

/** The scale beside the first axis, on white so that no line runs through it. */
function scaleOf(net: Net) {
  const side = net.isMirrored ? -1 : 1;
  return [20, 40, 60, 80, 100].map((value) => ({
    type: 'text',
    style: {
      text: String(value),
      x: net.x + 6 * side,
      y: net.y - (net.radius * value) / 100 + 8,
      align: net.isMirrored ? 'right' : 'left',
      verticalAlign: 'middle',
      fill: MUTED,
      fontSize: 10.5,
      fontFamily: FONTS,
      stroke: PAPER,
      lineWidth: 3,
    },
  }));
}

function keyOf(net: Net, versions: { now: string; before: string }, at: { y: number }) {
  const names = [versions.before, versions.now];
  const widths = names.map((name) => widthOf(name, 12) + 34);
  const start = net.x - (widths[0] ?? 0) / 2 - (widths[1] ?? 0) / 2;
  return names.flatMap((name, index) => {
    const x = start + (index === 0 ? 0 : (widths[0] ?? 0));
    const isOld = index === 0;
    return [
      {
        type: 'line',
        shape: { x1: x, y1: at.y, x2: x + 22, y2: at.y },
        style: isOld
          ? { stroke: MUTED, lineWidth: 1.5, lineDash: [5, 3] }
          : { stroke: '#1D4F8C', lineWidth: 2.2 },
      },
      {
        type: 'circle',
        shape: { cx: x + 11, cy: at.y, r: 4 },
        style: isOld
          ? { fill: PAPER, stroke: MUTED, lineWidth: 1.6 }
          : { fill: '#14305C', stroke: PAPER, lineWidth: 1 },
      },
      {
        type: 'text',
        style: {
          text: written(name),
          x: x + 27,
          y: at.y,
          verticalAlign: 'middle',
          fill: INK,
          fontSize: 12,
          fontFamily: FONTS,
        },
      },
    ];
  });
}

/** The name of an axis in one or two lines, and its score below. */
function axisName(words: Words, { name, score }: RadarAxis): string {
  const lines = widthOf(name, 12) > LONG_NAME ? inTwoLines(name) : [name];
  const said = score === null ? words.noScore : percentWords(words, score.text);
  const style = score === null ? 'none' : 'score';
  return [...lines.map((line) => `{name|${written(line)}}`), `{${style}|${written(said)}}`].join(
    '\n',
  );
}

function describe(words: Words, radar: Radar): { about: string; rows: string[][] } {
  const { axes, versions } = radar;
  const said = axes.map(({ name, score }) => `${name} ${scoreWords(words, score)}`);
  const cells = (score: Score | null | undefined) =>
    score === null || score === undefined
      ? words.noScore
      : filled(words.radar.cell, {
          percent: percentWords(words, score.text),
          band: bandWords(words, score.band),
        });
  return {
    about: filled(words.radar.about, { axes: axes.length, scores: said.join('; ') }),
    rows: axes.map(({ name, score, before }) => [
      name,
      ...(versions === undefined ? [] : [cells(before)]),
      cells(score),
      score === null ? '' : filled(words.radar.counted, { counted: score.counted, of: score.of }),
    ]),
  };
}

/** The radar of a dimension, and the table behind it. */
export function drawRadar(radar: Radar, options: ChartOptions): Picture {
  const { language, width, prefix } = options;
  const words = wordsOf(language);
  const { axes, versions } = radar;
  const height = Math.round(width * 0.82);
  const net: Net = {
    x: width / 2,
    y: height / 2 - (versions === undefined ? 0 : 8),
    radius: Math.round(height * 0.33),
    count: axes.length,
    isMirrored: isMirrored(language),
  };
  const { about, rows } = describe(words, radar);
  const title = filled(words.radar.title, { name: radar.name });
  const old = axes.map(({ before }) => before);
  const svg = render({
    prefix,
    language,
    title,
    about,
    width,
    height,
    option: {
      radar: {
        center: [net.x, net.y],
        radius: net.radius,
        clockwise: !net.isMirrored,
        splitNumber: 5,
        axisNameGap: 15,
        indicator: axes.map((axis) => ({ name: axisName(words, axis), min: 0, max: 100 })),
        axisName: {
          color: INK,
          rich: {
            name: { fontSize: 12, lineHeight: 15, align: 'center' },
            score: { fontSize: 12, fontWeight: 700, lineHeight: 16, align: 'center' },
            none: { fontSize: 11.5, color: MUTED, lineHeight: 16, align: 'center' },
          },
        },
        splitArea: { show: false },
        splitLine: { lineStyle: { color: LINES } },
        axisLine: { lineStyle: { color: LINES } },
      },
      // Over the net.
      graphic: [
        ...(versions === undefined ? [] : shapeOf(net, { scores: old, isOld: true })),
        ...shapeOf(net, { scores: axes.map(({ score }) => score), isOld: false }),
        ...scaleOf(net),
        ...(versions === undefined ? [] : keyOf(net, versions, { y: height - 12 })),
      ].map((one) => ({ ...one, z: 5 })),
      series: [],
    },
  });
  const { category, score, counted } = words.radar.head;
  const scores = versions === undefined ? [score] : [versions.before, versions.now];
  return { svg, table: { caption: title, head: [category, ...scores, counted], rows } };
}
