/** Charts of an invented city, in both languages, with what is awkward: no score, long names, a category of one. */
import { namesOf } from '@tallystick/catalogue/short-names';
import { drawCoverage, drawQuality } from '../src/charts/bars.ts';
import { drawProgress, drawTrend } from '../src/charts/lines.ts';
import { drawRadar } from '../src/charts/radar.ts';
import { drawVersions } from '../src/charts/versions.ts';
import { drawMatrix } from '../src/matrix.ts';
import type { Language, Picture, Score } from '../src/model.ts';
import { catalogue, inventedContent, inventedWheel } from './invented-city.ts';

const DAY_MS = 86_400_000;
const WIDTH = 640;
const CLASSES = {
  en: ['Measured', 'Survey', 'Higher level', 'Assumptions', 'Personal', 'Unknown'],
  ar: ['قياس', 'مسح', 'بيانات أعلى', 'افتراضات', 'تقدير شخصي', 'غير معروف'],
};
const ENTITIES = {
  en: ['Statistics office', 'Health and education', 'Mobility', 'Riverton Water'],
  ar: ['مكتب الإحصاء', 'الصحة والتعليم', 'التنقل', 'مياه ريفرتون'],
};
const LEVELS = { en: ['core', 'advanced'], ar: ['أساسية', 'متقدمة'] };

function difference(before: Score | null, after: Score | null): string {
  if (before === null || after === null) return '';
  const by = Math.round(after.value - before.value);
  if (by === 0) return '=';
  return by > 0 ? `+${by}` : `−${-by}`;
}

/** Every chart by its name. `rename` changes all names, as people may type them. */
export function inventedCharts(
  language: Language,
  rename: (name: string) => string = (name) => name,
): Record<string, Picture> {
  const wheel = inventedWheel(language);
  const older = inventedWheel(language, 11);
  const names = namesOf(catalogue, language);
  const { scoreOf } = inventedContent(language);
  const options = (prefix: string) => ({ prefix, language, width: WIDTH });
  const moments = [0, 7, 14, 28, 42].map((day) => ({
    at: day * DAY_MS,
    text: language === 'ar' ? `يوم ${day}` : `day ${day}`,
  }));
  const versions = language === 'ar' ? ['2018', '2021'] : ['v1 2018', 'v2 2021'];
  const [before = '', now = ''] = versions.map(rename);
  const radars = wheel.dimensions.map((dimension, at) => {
    const axes = dimension.groups.map((group, index) => ({
      name: rename(group.name),
      score: at === 2 && index === 3 ? null : group.score,
      before: older.dimensions[at]?.groups[index]?.score ?? null,
    }));
    const both = at === 0 ? {} : { versions: { now, before } };
    return [
      `radar-${dimension.id}`,
      drawRadar({ name: rename(dimension.name), axes, ...both }, options(`radar-${dimension.id}`)),
    ] as const;
  });
  const coverage = wheel.dimensions.flatMap(({ name }, at) =>
    LEVELS[language].map((level, index) => ({
      name: rename(`${name}، ${level}`.replace('،', language === 'ar' ? '،' : ',')),
      reported: [19, 27, 18, 4, 15, 9][2 * at + index] ?? 0,
      unverified: [2, 0, 2, 1, 1, 0][2 * at + index] ?? 0,
      unreported: [3, 4, 3, 0, 3, 1][2 * at + index] ?? 0,
    })),
  );
  const quality = wheel.dimensions.map(({ name }, at) => ({
    name: rename(name),
    counts:
      [
        [20, 6, 8, 5, 3, 2],
        [17, 2, 4, 3, 1, 1],
        [0, 0, 0, 0, 0, 0],
      ][at] ?? [],
  }));
  const progress = ENTITIES[language].map((name, at) => ({
    name: rename(name),
    counts:
      [
        [1, 6, 15, 18, 24],
        [0, 3, 8, 12, 17],
        [0, 0, 4, 9, 15],
        [0, 2, 9, 11, 14],
      ][at] ?? [],
  }));
  const [, , society] = wheel.dimensions;
  const compared = (society?.groups ?? []).map(({ name, score }, at) => {
    const old = at === 3 ? null : (older.dimensions[2]?.groups[at]?.score ?? null);
    return { name: rename(name), before: old, after: score, difference: difference(old, score) };
  });
  const matrix = catalogue.dimensions.map(({ id, subdimensions }) => ({
    name: rename(names.dimension(id)),
    score: scoreOf(id),
    boxes: subdimensions.map((sub, at) => ({
      name: rename(names.subdimension(sub.id)),
      score: id === 'EN' && at === 1 ? null : scoreOf(sub.id),
      categories: sub.categories.map((category) => rename(names.category(category))),
    })),
  }));
  return {
    ...Object.fromEntries(radars),
    coverage: drawCoverage(coverage, options('coverage')),
    quality: drawQuality(quality, CLASSES[language].map(rename), options('quality')),
    progress: drawProgress(progress, moments, options('progress')),
    trend: drawTrend(
      {
        name: rename(language === 'ar' ? 'معدل البطالة' : 'Unemployment rate'),
        points: [4.9, 3.6, 2.74, 2.1].map((value, at) => ({
          at: [2016, 2018, 2021, 2024][at] ?? 0,
          text: String([2016, 2018, 2021, 2024][at]),
          value,
          valueText: value.toFixed(2),
        })),
        ranges: [
          { band: 4, from: 0, to: 2.2 },
          { band: 3, from: 2.2, to: 4 },
          { band: 2, from: 4, to: 6 },
          { band: 1, from: 6, to: 8 },
        ],
        from: 0,
        to: 8,
        format: (value) => `${value}\u202F%`,
      },
      options('trend'),
    ),
    versions: drawVersions(compared, { before, after: now }, options('versions')),
    matrix: drawMatrix(matrix, { prefix: 'matrix', language }),
  };
}
