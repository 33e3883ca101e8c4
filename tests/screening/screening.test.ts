/** Faults planted in a real city's workbook are found by the rule that is theirs, and sound variants beside them are let be. */
import { screenAll } from '@tallystick/domain/screening/screen-all';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PLANTED } from './planted.ts';
import { inputWith, lastWith } from './stavanger.ts';

const said = (input: Parameters<typeof screenAll>[0]): string[] =>
  screenAll(input).map(({ code, row }) => `${code} ${row}`);

test('a real city’s workbook as it stands raises nothing, and forty faults are planted in it', () => {
  expect(said(inputWith())).toEqual([]);
  expect(PLANTED).toHaveLength(40);
});

describe('a fault is found by its rule, and the sound variant raises nothing:', () => {
  test.each(PLANTED)('$name', ({ code, row, fault, sound }) => {
    expect(said(fault)).toContain(`${code} ${row}`);
    expect(said(sound)).toEqual([]);
  });
});

test('a result has every number that its sentence names', () => {
  const file = new URL('../../apps/web/src/texts/en/screening.json', import.meta.url);
  const { says } = JSON.parse(readFileSync(file, 'utf8')) as { says: Record<string, string> };
  const told = PLANTED.flatMap(({ fault }) => screenAll(fault)).filter(({ code }) => says[code]);
  expect(new Set(told.map(({ code }) => code)).size).toBeGreaterThan(14);
  for (const { code, numbers } of told)
    for (const [, name = ''] of (says[code] ?? '').matchAll(/\{\{(\w+)\}\}/g))
      expect([code, name, numbers[name]]).toEqual([code, name, expect.stringMatching(/./)]);
});

describe('a result of the screening', () => {
  const ids = (input: Parameters<typeof screenAll>[0]): string[] =>
    screenAll(input).map(({ id }) => id);
  const salty = { 'ghg_emissions.value:source': 'U4SSC report' };

  test('is the same one until a figure that it rests on changes', () => {
    const first = ids(inputWith(salty));
    expect(first).toHaveLength(1);
    expect(ids(inputWith({ ...salty, 'ghg_emissions.value:notes': 'More.' }))).toEqual(first);
    expect(ids(inputWith({ ...salty, 'poverty.value:numerator': '9990' }))).toEqual(first);
    const other = ids(inputWith({ 'ghg_emissions.value:source': 'U4SSC report of 2019' }));
    expect(other).toHaveLength(1);
    expect(other).not.toEqual(first);
  });

  test('has an id of its own among all results of a workbook', () => {
    const all = PLANTED.flatMap(({ fault }) => screenAll(fault));
    const texts = new Set(all.map((each) => JSON.stringify({ ...each, id: '' })));
    const told = new Set(all.map(({ id }) => id));
    expect(told.size).toBe(texts.size);
    for (const id of told) expect(id).toMatch(/^s_[0-9a-f]{24}$/);
  });

  test('that compares with other cities needs five of them, tells none of their values, and outlasts theirs', () => {
    const row = 'physicians.value';
    const cells = { [`${row}:numerator`]: '3100' };
    const last = lastWith(cells);
    const values = ['310', '402', '455', '520', '610'];
    const of = (peers: string[]) =>
      screenAll({ ...inputWith(cells, { last }), peers: new Map([[row, peers]]) });
    const [found, ...more] = of(values);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'outlier', row, numbers: { cities: '5' } });
    for (const number of Object.values(found?.numbers ?? {}))
      expect(values.map(Number)).not.toContain(Number(number));
    expect(of(values.slice(1))).toEqual([]);
    const later = of([...values, '480']);
    expect(later[0]?.numbers).not.toEqual(found?.numbers);
    expect(later[0]?.id).toBe(found?.id);
  });
});
