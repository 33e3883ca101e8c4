/** What the wheel shows, in words: its description, and the table behind it. */
import type { PictureTable, Standing, Wheel, WheelPoint } from '../model.ts';
import { bandWords, filled, scoreWords, type Words } from '../words/words.ts';

function pointsOf(wheel: Wheel): WheelPoint[] {
  return wheel.dimensions.flatMap(({ groups }) => groups.flatMap(({ points }) => points));
}

/** The description of a wheel: what is drawn, how much of it counts, and the score of each dimension. */
export function aboutWheel(wheel: Wheel, words: Words): string {
  const points = pointsOf(wheel);
  const count = (kind: Standing['kind']) =>
    points.filter(({ standing }) => standing.kind === kind).length;
  const scores = wheel.dimensions.map(({ name, score }) => `${name} ${scoreWords(words, score)}`);
  return filled(words.wheel.about, {
    dimensions: wheel.dimensions.length,
    groups: wheel.dimensions.flatMap(({ groups }) => groups).length,
    points: points.length,
    scored: count('scored'),
    unverified: count('not-verified'),
    unreported: count('not-reported'),
    without: count('no-benchmark') + count('not-comparable'),
    scores: scores.join('; '),
  });
}

function pointsAndStanding(words: Words, standing: Standing): string[] {
  if (standing.kind === 'scored')
    return [String(standing.points), bandWords(words, standing.points)];
  return ['', words.standings[standing.kind]];
}

/** A row a data point, under the scores of its dimension and category. */
export function wheelTable(wheel: Wheel, words: Words): PictureTable {
  return {
    caption: filled(words.wheel.title, { city: wheel.city }),
    head: words.wheel.head,
    rows: wheel.dimensions.flatMap((dimension) => [
      [dimension.name, '', '', '', scoreWords(words, dimension.score)],
      ...dimension.groups.flatMap((group) => [
        [dimension.name, group.name, '', '', scoreWords(words, group.score)],
        ...group.points.map(({ name, standing }) => [
          dimension.name,
          group.name,
          name,
          ...pointsAndStanding(words, standing),
        ]),
      ]),
    ]),
  };
}
