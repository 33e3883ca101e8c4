import { describe, expect, test } from 'vitest';
import { maturityOf } from '../src/maturity/maturity-level.ts';
import {
  type MaturityLine,
  type MaturityModel,
  modelFaults,
  withOwnLines,
  Y4904,
} from '../src/maturity/maturity-model.ts';
import { catalogue, figure } from './score-set.ts';

const INTERNET = 'household_internet_access.value';
const WATER = 'water_supply_loss.value';
const loss: MaturityLine = {
  unit: '%',
  direction: 'lower',
  targets: [null, '40', '30', '20', '10'],
  standing: 'adopted',
  source: { title: 'The city’s plan', url: null },
  note: '',
};

describe('the model of Y.4904', () => {
  test('has five levels, one example and no fault', () => {
    expect(Y4904.levels.map(({ id }) => id)).toEqual([
      'planning',
      'alignment',
      'development',
      'integration',
      'optimization',
    ]);
    expect(Object.keys(Y4904.lines)).toEqual([INTERNET]);
    expect(modelFaults(catalogue, Y4904)).toEqual([]);
  });

  test.each([
    ['0', 1],
    ['29.99', 1],
    ['30', 2],
    ['69', 3],
    ['70', 4],
    ['97.00', 5],
  ])('puts a city of which %s %% of households have the Internet on level %d', (value, level) => {
    const maturity = maturityOf(Y4904, { [INTERNET]: figure(value) });
    expect(maturity.level).toBe(level);
    expect(maturity.levelId).toBe(Y4904.levels[level - 1]?.id);
  });

  test('puts a city without the figure on none', () => {
    expect(maturityOf(Y4904, {})).toMatchObject({ level: 0, levelId: null });
    const damaged = { status: 'unreadable', text: 'unreadable', decimal: null } as const;
    expect(maturityOf(Y4904, { [INTERNET]: damaged })).toMatchObject({ level: 0 });
  });
});

describe('a level', () => {
  const model = withOwnLines(Y4904, { [WATER]: loss });

  test('is that of the line that is furthest behind, with how many lines reach each level', () => {
    expect(maturityOf(model, { [INTERNET]: figure('75'), [WATER]: figure('30') })).toEqual({
      model: 'y.4904',
      level: 3,
      levelId: 'development',
      lines: [
        { row: INTERNET, level: 4, isReported: true },
        { row: WATER, level: 3, isReported: true },
      ],
      reached: [
        { id: 'planning', lines: 2 },
        { id: 'alignment', lines: 2 },
        { id: 'development', lines: 2 },
        { id: 'integration', lines: 1 },
        { id: 'optimization', lines: 0 },
      ],
    });
  });

  test('rests on the targets that a city has set itself', () => {
    const own = {
      ...(Y4904.lines[INTERNET] as MaturityLine),
      targets: ['10', '20', '30', '40', '50'],
    };
    const results = { [INTERNET]: figure('45') };
    expect(maturityOf(withOwnLines(Y4904, { [INTERNET]: own }), results).level).toBe(4);
    expect(maturityOf(Y4904, results).level).toBe(2);
  });

  test('is one of as many as a model has', () => {
    const seven: MaturityModel = {
      ...Y4904,
      levels: Array.from({ length: 7 }, (_, at) => ({ id: `level ${at}` })),
      lines: { [WATER]: { ...loss, targets: [null, null, '60', '50', '40', '30', '20'] } },
    };
    expect(modelFaults(catalogue, seven)).toEqual([]);
    expect(maturityOf(seven, { [WATER]: figure('70') }).level).toBe(2);
    expect(maturityOf(seven, { [WATER]: figure('20') }).level).toBe(7);
  });

  test('cannot be told by a model without lines', () => {
    expect(maturityOf({ ...Y4904, lines: {} }, {})).toMatchObject({ level: null, levelId: null });
  });
});

test.each<[string, Partial<MaturityLine>, string]>([
  ['too few targets', { targets: [null, '1'] }, 'other-number-of-targets'],
  [
    'a level that asks less than the one before',
    { targets: [null, '40', '50', '20', '10'] },
    'target-below-the-one-before',
  ],
  [
    'a target before a level without',
    { targets: ['50', null, '30', '20', '10'] },
    'null-after-a-target',
  ],
  ['a figure as people type it', { targets: [null, '40 %', '30', '20', '10'] }, 'figure-not-plain'],
  ['another unit', { unit: 'm3' }, 'other-unit'],
  [
    'the other direction',
    { direction: 'higher', targets: [null, '10', '20', '30', '40'] },
    'other-direction',
  ],
  ['no source', { source: { title: ' ', url: null } }, 'text-missing'],
])('a model is refused with %s', (_, given, code) => {
  const model = withOwnLines(Y4904, { [WATER]: { ...loss, ...given } });
  expect(modelFaults(catalogue, model)).toEqual([{ code, row: WATER }]);
});

test('a model is refused for another edition, without levels, with one twice, with rows that are none', () => {
  const model: MaturityModel = {
    ...Y4904,
    edition: '2030',
    levels: [{ id: 'a' }, { id: 'a' }],
    lines: { 'no_such.value': loss, 'resilience_plans.value': loss },
  };
  expect(modelFaults(catalogue, model).map(({ code }) => code)).toEqual([
    'other-edition',
    'level-twice',
    'unknown-row',
    'row-without-figure',
  ]);
  expect(modelFaults(catalogue, { ...Y4904, levels: [], lines: {} })).toEqual([
    { code: 'no-levels' },
  ]);
});
