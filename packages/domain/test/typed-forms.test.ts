/** What spreadsheets write is taken as it is meant: minus signs behind and around figures, dates where years are asked. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { expect, test } from 'vitest';
import { type CellSpec, cellSpecs } from '../src/cells/cell-spec.ts';
import { takeTyped } from '../src/cells/cell-text.ts';
import { namesOf } from '../src/cells/typed/choice-meant.ts';

const spec = (kind: 'number' | 'year' | 'text', unit?: string): CellSpec =>
  ({
    cell: 'a:value',
    row: 'a',
    column: 'value',
    group: 'figures',
    kind,
    label: 'A',
    maxLength: 80,
    unit,
  }) as never;
const specsOf = (column: string): CellSpec[] =>
  [...cellSpecs(loadCatalogue()).values()].filter((each) => each.column === column);
const point = { decimal: '.' } as const;
const taken = (typed: string, of = spec('number'), locale: { decimal: '.' | ',' } = point) => {
  const outcome = takeTyped(of, typed, locale);
  return outcome.ok ? outcome.value : outcome.refusal.code;
};

test.each([
  ['(5)', '-5'],
  ['(1,234)', '-1234'],
  ['5-', '-5'],
  ['\u20135', '-5'],
  ['\u22125', '\u22125'],
  ['(12.5)', '-12.5'],
])('%s is a figure below zero', (typed, stored) => {
  expect(taken(typed)).toBe(stored);
});

test('brackets around a percentage are a minus too', () => {
  expect(taken('(5.5)%', spec('number', '%'))).toBe('-5.5%');
  expect(taken('(5.5%)', spec('number', '%'))).toBe('-5.5%');
});

test.each(['()', '(-5)', '5--', '(5) (6)', '-5-'])('%s is no figure', (typed) => {
  expect(taken(typed)).toBe('not-a-number');
});

test('a dash alone says that nothing is known', () => {
  expect(taken('-')).toBe('leave-empty');
});

test.each([
  ['2025-03-15', '2025'],
  ['2025-03-15 00:00:00', '2025'],
  ['15.03.2025', '2025'],
  ['3/15/2025', '2025'],
  ['15 March 2025', '2025'],
  ['31. Dezember 2024', '2024'],
  ['15-Mar-2025', '2025'],
  ['٢٠٢٥-٠٣-١٥', '2025'],
  ['2025', '2025'],
])('%s is the year %s', (typed, year) => {
  expect(taken(typed, spec('year'))).toBe(year);
});

test.each(['15.03.25', '45000', 'about 2025', '1/2/3', '2025-03', '1.1.1066'])(
  '%s is no year',
  (typed) => {
    expect(taken(typed, spec('year'))).toBe('not-a-year');
  },
);

test('a date in a text cell stays as it was written', () => {
  expect(taken('2025-03-15', spec('text'))).toBe('2025-03-15');
  expect(taken('(5)', spec('text'))).toBe('(5)');
});

test.each([
  ['12،5', '12,5'],
  ['١٢،٥', '١٢,٥'],
  ['26،013,94', "26'013,94"],
  ['1،234،567', '1,234,567'],
  ['12،345٫6', "12'345٫6"],
])('the Arabic comma of %s is read', (typed, stored) => {
  expect(taken(typed)).toBe(stored);
});

test('an Arabic comma before three digits is read as the person’s own comma', () => {
  expect(taken('1،234')).toBe('1234');
  expect(taken('1،234', spec('number'), { decimal: ',' })).toBe('1.234');
});

test.each([
  ['%12,5', '12,5%'],
  ['٪١٢٫٥', '١٢٫٥%'],
  ['-%3', '-3%'],
  ['% 40', '40%'],
])('the per cent sign before %s is as one behind it', (typed, stored) => {
  expect(taken(typed, spec('number', '%'))).toBe(stored);
});

test('a per cent sign before a figure of another unit is refused as one behind it', () => {
  expect(taken('%5', spec('number', 'km2'))).toBe(taken('5%', spec('number', 'km2')));
});

test.each([
  ['12,34,567.5', '1234567.5'],
  ['1,50,000', '150000'],
  ['1,23,456', '123456'],
  ['१,५०,०००', '१५००००'],
  ['-1,50,000', '-150000'],
])('%s has groups of two as South Asia writes them', (typed, stored) => {
  expect(taken(typed)).toBe(stored);
});

test.each(['1,50,00', '1,5,000', '12,345,67', '1,23,4567'])('%s is in no groups', (typed) => {
  expect(taken(typed)).toBe('not-a-number');
});

test('what nobody sees is left out of figures, answers, units and choices', () => {
  const answer = { ...spec('number'), kind: 'yes-no' } as CellSpec;
  const list = { ...spec('number'), kind: 'choice', choices: ['Other', 'City administration'] };
  expect(taken('\u200F12\u200B')).toBe('12');
  expect(taken('1\u00AD5')).toBe('15');
  expect(taken('\u200Fنعم', answer)).toBe('نعم');
  expect(taken('Yes\u200B', answer)).toBe('Yes');
  expect(taken('\uFEFB', answer)).toBe('لا');
  expect(taken('City\u200B administration\u200B', list as CellSpec)).toBe('City administration');
  expect(taken('\u200Bµg/m³', { ...spec('text'), kind: 'unit' } as CellSpec)).toBe('µg/m³');
});

test('an apostrophe first says that the rest is meant as it stands', () => {
  const text = spec('text');
  expect(taken("'1234")).toBe('1234');
  expect(taken("'007", text)).toBe('007');
  expect(taken("'=see annex", text)).toBe('=see annex');
  expect(taken("'2024/25", text)).toBe('2024/25');
  expect(taken("'s-Hertogenbosch", text)).toBe("'s-Hertogenbosch");
  expect(taken("'90s survey", text)).toBe("'90s survey");
  expect(taken("'=1+1")).toBe('not-a-number');
});

test.each([
  ['Accurate measurements', 'Based on accurate measurements'],
  ['based on ACCURATE  measurements.', 'Based on accurate measurements'],
  ['بناءً على قياسات دقيقة', 'Based on accurate measurements'],
  ['قياسات دقيقة', 'Based on accurate measurements'],
  ['survey of inhabitants', 'Extrapolated based on survey of inhabitants'],
  ['Unknown methodology', 'Unknown methodology, not traceable'],
  ['“Personal estimation”', 'Personal estimation'],
  ['تقدير شخصي', 'Personal estimation'],
])('%s is the choice that it means', (typed, choice) => {
  const [quality] = specsOf('quality');
  expect(taken(typed, quality)).toBe(choice);
});

test.each(['estimation', 'based on', 'data', 'measure', 'guess', '...'])(
  '%s may be more than one choice, or none',
  (typed) => {
    const [quality] = specsOf('quality');
    expect(taken(typed, quality)).toBe('not-a-choice');
  },
);

test('each choice has words in Arabic, and each is understood as that choice alone', () => {
  for (const of of [...specsOf('quality').slice(0, 1), ...specsOf('origin').slice(0, 1)])
    for (const choice of of.choices ?? []) {
      expect(namesOf(choice).length).toBeGreaterThan(1);
      for (const name of namesOf(choice)) expect(taken(name, of)).toBe(choice);
    }
});
