/** Two versions beside each other: a dumbbell a category, hollow for the older one, filled for the newer one. */
import type { Picture, Score } from '../model.ts';
import { INK, MUTED, PAPER } from '../palette.ts';
import { filled, percentWords, scoreWords, wordsOf } from '../words/words.ts';
import type { ChartOptions } from './bars.ts';
import { areaBeside, axisOfNames, axisOfNumbers, legendOf, written } from './parts.ts';
import { render } from './render.ts';

export type VersionsRow = {
  name: string;
  before: Score | null;
  after: Score | null;
  /** The difference in words, with its sign: `+12`, `−5`, `=`. Empty where one of them has no score. */
  difference: string;
};

const ROW = 34;
const DARK = '#14305C';

function pointsOf(rows: VersionsRow[], of: 'before' | 'after') {
  return rows.flatMap((row, at) => {
    const score = row[of];
    if (score === null) return [];
    const label =
      of === 'before' || row.difference === ''
        ? { show: false }
        : {
            show: true,
            position: 'top',
            distance: 4,
            color: INK,
            fontSize: 11,
            fontWeight: 600,
            formatter: () => written(row.difference),
          };
    return [{ value: [score.value, at], label }];
  });
}

/** The line between the two scores of a category. */
function between({ before, after }: VersionsRow, at: number) {
  return {
    type: 'line',
    symbol: 'none',
    z: 1,
    lineStyle: { color: MUTED, width: 3, opacity: 0.7 },
    data: before && after ? [before, after].map(({ value }) => [value, at]) : [],
  };
}

function dots(rows: VersionsRow[], of: 'before' | 'after', name: string) {
  return {
    type: 'scatter',
    name: written(name),
    symbol: 'circle',
    symbolSize: 12,
    itemStyle: {
      color: of === 'before' ? PAPER : DARK,
      borderColor: DARK,
      borderWidth: 2,
      opacity: 1,
    },
    data: pointsOf(rows, of),
    z: of === 'before' ? 2 : 3,
  };
}

/** What changed between two versions, by category. */
export function drawVersions(
  rows: VersionsRow[],
  versions: { before: string; after: string },
  options: ChartOptions,
): Picture {
  const { language, prefix, width } = options;
  const words = wordsOf(language);
  const names = rows.map(({ name }) => name);
  const top = 38;
  const said = rows.map(({ name, before, after }) =>
    filled(words.versions.one, {
      name,
      before: scoreWords(words, before),
      after: scoreWords(words, after),
    }),
  );
  const svg = render({
    prefix,
    language,
    title: filled(words.versions.title, versions),
    about: filled(words.versions.about, { rows: said.join('; ') }),
    width,
    height: top + rows.length * ROW + 26,
    option: {
      grid: areaBeside(names, width, language, top),
      legend: { ...legendOf([versions.before, versions.after], language), icon: undefined },
      xAxis: {
        ...axisOfNumbers(language, (value) => percentWords(words, String(value))),
        min: 0,
        max: 100,
      },
      yAxis: axisOfNames(names, width, language),
      series: [
        ...rows.map(between),
        dots(rows, 'before', versions.before),
        dots(rows, 'after', versions.after),
      ],
    },
  });
  const cell = (score: Score | null) =>
    score === null ? words.noScore : percentWords(words, score.text);
  const { category, difference } = words.versions.head;
  return {
    svg,
    table: {
      caption: filled(words.versions.title, versions),
      head: [category, versions.before, versions.after, difference],
      rows: rows.map(({ name, before, after, difference: by }) => [
        name,
        cell(before),
        cell(after),
        by,
      ]),
    },
  };
}
