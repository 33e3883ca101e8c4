import { describe, expect, it } from 'vitest';
import file from '../data/2017-short-names.json' with { type: 'json' };
import { loadCatalogue, pointName } from '../src/catalogue.ts';
import { type NameLanguage, namesOf, SHORT_NAME_CHARACTERS } from '../src/short-names.ts';

const catalogue = loadCatalogue();
const LANGUAGES: NameLanguage[] = ['en', 'ar'];

describe.each(LANGUAGES)('the names that pictures print, %s', (language) => {
  const names = namesOf(catalogue, language);
  const short = catalogue.dataPoints.map(names.dataPoint);

  it('are 112, each of 29 characters at most, whole and once', () => {
    expect(short).toHaveLength(112);
    const long = short.filter((name) => [...name].length > SHORT_NAME_CHARACTERS);
    expect(long).toEqual([]);
    expect(new Set(short).size).toBe(112);
    for (const name of short) expect(name).toBe(name.normalize('NFC').trim());
    expect(short.filter((name) => /…|\.\.|\.$/.test(name))).toEqual([]);
  });

  it('hold no sign that turns or hides text', () => {
    for (const name of short)
      expect(name).not.toMatch(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/u);
  });
});

describe('the names of the sheet', () => {
  it('stand as they are where they have room', () => {
    const names = namesOf(catalogue, 'en');
    const own = catalogue.dataPoints.filter((point) => names.dataPoint(point) === pointName(point));
    expect(own).toHaveLength(
      112 - Object.values(file.dataPoints).filter((one) => 'en' in one).length,
    );
    expect(own.length).toBeGreaterThan(60);
    expect(names.category('Water and Sanitation')).toBe('Water and Sanitation');
    expect(names.dimension('SC')).toBe('Society and Culture');
    expect(names.subdimension('EC: P')).toBe('Productivity');
  });

  it('are all there in Arabic, and no name is of anything else', () => {
    const names = namesOf(catalogue, 'ar');
    const { dimensions, kpis, dataPoints } = catalogue;
    const subs = dimensions.flatMap((dimension) => dimension.subdimensions);
    const categories = [...new Set(kpis.map((kpi) => kpi.category))];
    expect(Object.keys(file.dimensions)).toEqual(dimensions.map(({ id }) => id));
    expect(Object.keys(file.subdimensions)).toEqual(subs.map(({ id }) => id));
    expect(Object.keys(file.categories).toSorted()).toEqual(categories.toSorted());
    expect(Object.keys(file.dataPoints)).toEqual(dataPoints.map(({ row }) => row));
    const said = [
      ...dimensions.map(({ id }) => names.dimension(id)),
      ...subs.map(({ id }) => names.subdimension(id)),
      ...categories.map(names.category),
    ];
    for (const name of said) expect(name).toMatch(/^[\p{Script=Arabic} ]+$/u);
    // Formulas of gases and dust are the same in every language.
    const latin = dataPoints
      .map(names.dataPoint)
      .filter((name) => !/\p{Script=Arabic}/u.test(name));
    expect(latin).toEqual(['PM2.5', 'PM10', 'NO2', 'SO2', 'O3']);
  });

  it('are what is left for an edition without short ones, and for a name that the set lacks', () => {
    const [point] = catalogue.dataPoints;
    if (point === undefined) throw new Error('no data point');
    const other = namesOf({ ...catalogue, edition: 'toString' }, 'ar');
    expect(other.dataPoint(point)).toBe(pointName(point));
    expect(namesOf(catalogue, 'ar').category('constructor')).toBe('constructor');
  });
});
