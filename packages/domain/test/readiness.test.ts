/** What blocks "ready" and what only asks. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, it } from 'vitest';
import { rowErrors, rowWarnings } from '../src/screening/readiness.ts';

const catalogue = loadCatalogue();
const INTERNET = 'household_internet_access.value';
const PLAN = 'urban_development_and_spatial_planning.compact';

const errors = (row: string, cells: Record<string, string>) =>
  rowErrors(catalogue, row, (cell) => cells[cell]).map(({ code, cell }) => `${code} ${cell}`);
const warnings = (row: string, cells: Record<string, string>, hasEvidence = false) =>
  rowWarnings(catalogue, row, { read: (cell) => cells[cell], hasEvidence }).map(
    ({ code, cell }) => `${code} ${cell}`,
  );

const FULL = {
  [`${INTERNET}:numerator`]: '84210',
  [`${INTERNET}:year`]: '2025',
  [`${INTERNET}:source`]: 'Household survey',
};

describe('a row is kept from being ready', () => {
  it('by its own empty figures, its year and its basis', () => {
    expect(errors(INTERNET, {})).toEqual([
      `missing-input ${INTERNET}:numerator`,
      `year-missing ${INTERNET}:year`,
      `basis-missing ${INTERNET}:source`,
    ]);
    expect(errors(INTERNET, FULL)).toEqual([]);
  });

  it('not by a shared figure that somebody else types, which is a warning', () => {
    expect(warnings(INTERNET, FULL)).toContain('shared-input-missing city.households_total:value');
  });

  it('not by its figures where the result itself is given', () => {
    const { [`${INTERNET}:numerator`]: _, ...about } = FULL;
    expect(errors(INTERNET, { ...about, [`${INTERNET}:override`]: '76.4' })).toEqual([]);
  });

  it('by a cell that cannot be read, wherever it stands in the row', () => {
    expect(errors(INTERNET, { ...FULL, [`${INTERNET}:quality`]: 'good' })).toEqual([
      `unreadable-cell ${INTERNET}:quality`,
    ]);
    expect(errors(INTERNET, { ...FULL, [`${INTERNET}:numerator`]: 'many' })).toEqual([
      `unreadable-cell ${INTERNET}:numerator`,
    ]);
  });

  it('by an orange unit cell that nobody has set', () => {
    const row = 'air_pollution.no2';
    const cells = { [`${row}:numerator`]: '24', [`${row}:year`]: '2025', [`${row}:notes`]: 'n' };
    expect(errors(row, cells)).toEqual([`unit-missing ${row}:unit`]);
    expect(errors(row, { ...cells, [`${row}:unit`]: 'ug/m3' })).toEqual([]);
  });

  it('by a result that does not come out though every figure is there', () => {
    const row = 'water_supply_loss.value';
    const cells = {
      [`${row}:numerator`]: '0',
      [`${row}:denominator`]: '0',
      [`${row}:year`]: '2025',
      [`${row}:source`]: 'Water works',
    };
    expect(errors(row, cells)).toEqual([`no-result ${row}:override`]);
  });

  it('by a yes without its basis, but not by a no', () => {
    expect(errors(PLAN, { [`${PLAN}:numerator`]: 'yes' })).toEqual([
      `basis-missing ${PLAN}:source`,
    ]);
    expect(errors(PLAN, { [`${PLAN}:numerator`]: 'no' })).toEqual([]);
    expect(
      errors(PLAN, { [`${PLAN}:numerator`]: 'yes', [`${PLAN}:notes`]: 'Plan of 2024' }),
    ).toEqual([]);
  });

  it('on the City profile by value, year and basis', () => {
    expect(errors('city.population', {})).toEqual([
      'missing-input city.population:value',
      'year-missing city.population:year',
      'basis-missing city.population:source',
    ]);
  });
});

describe('a row may be ready and still be asked about', () => {
  it('quality and origin, once something is given', () => {
    expect(warnings(INTERNET, {})).toEqual(['shared-input-missing city.households_total:value']);
    const cells = { ...FULL, 'city.households_total:value': '110300' };
    expect(warnings(INTERNET, cells)).toEqual([
      `quality-missing ${INTERNET}:quality`,
      `origin-missing ${INTERNET}:origin`,
    ]);
  });

  it('a part that is larger than its whole, at the cell that says so', () => {
    const cells = { ...FULL, 'city.households_total:value': '10' };
    expect(warnings(INTERNET, cells)).toContain(`share-above-100 ${INTERNET}:numerator`);
    expect(errors(INTERNET, cells)).toEqual([]);
  });
});

describe('how a figure came about asks for what can show it', () => {
  const asked = (more: Record<string, string>, hasEvidence = false) =>
    warnings(INTERNET, { ...FULL, ...more }, hasEvidence).filter((each) =>
      /^(?:evidence|reason)-missing/.test(each),
    );

  it('a measurement for a file or a link', () => {
    const measured = { [`${INTERNET}:quality`]: 'Based on accurate measurements' };
    expect(asked(measured)).toEqual([`evidence-missing ${INTERNET}:source`]);
    expect(asked(measured, true)).toEqual([]);
    const linked = { [`${INTERNET}:source`]: 'Survey, https://stat.example/2025' };
    expect(asked({ ...measured, ...linked })).toEqual([]);
  });

  it('an estimation for its reason, and no other quality for anything', () => {
    const estimated = { [`${INTERNET}:quality`]: 'Personal estimation' };
    expect(asked(estimated, true)).toEqual([`reason-missing ${INTERNET}:notes`]);
    expect(asked({ ...estimated, [`${INTERNET}:notes`]: 'Like last year.' })).toEqual([]);
    expect(asked({})).toEqual([]);
  });
});
