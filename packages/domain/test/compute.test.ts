import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellSpec, cellSpecs } from '../src/cells/cell-spec.ts';
import { readCell } from '../src/cells/cell-text.ts';
import { affectedRows, computeAll, computeRow, roundForReport } from '../src/formula/compute.ts';
import { type Expression, parseFormula, writeFormula } from '../src/formula/formula.ts';
import { exact } from '../src/formula/formula-value.ts';
import { screen } from '../src/screening/screen.ts';
import { summary } from '../src/summary.ts';

const catalogue = loadCatalogue();
const INTERNET = 'household_internet_access.value';
const HOUSEHOLDS = 'city.households_total:value';

function result(row: string, cells: Record<string, string>) {
  return computeRow(catalogue, row, (cell) => cells[cell]);
}

/** Exact fractions in whole numbers: the second opinion on the arithmetic. */
type Fraction = { top: bigint; bottom: bigint };
function fractionOf(decimal: string): Fraction {
  const [whole = '', tail = ''] = decimal.split('.');
  return { top: BigInt(whole + tail), bottom: 10n ** BigInt(tail.length) };
}
function exactly(expression: Expression, of: (name: string) => string): Fraction | undefined {
  switch (expression.kind) {
    case 'number':
      return fractionOf(expression.text);
    case 'name':
      return fractionOf(of(expression.name));
    case 'minus': {
      const inner = exactly(expression.of, of);
      return inner && { top: -inner.top, bottom: inner.bottom };
    }
    case 'binary': {
      const a = exactly(expression.left, of);
      const b = exactly(expression.right, of);
      if (!a || !b) return undefined;
      if (expression.op === '*') return { top: a.top * b.top, bottom: a.bottom * b.bottom };
      if (expression.op === '/')
        return b.top === 0n ? undefined : { top: a.top * b.bottom, bottom: a.bottom * b.top };
      const sign = expression.op === '-' ? -1n : 1n;
      return { top: a.top * b.bottom + sign * b.top * a.bottom, bottom: a.bottom * b.bottom };
    }
  }
}
/** Half away from zero at a number of decimals. */
function rounded({ top, bottom }: Fraction, decimals: number): string {
  const negative = top < 0n !== bottom < 0n;
  const a = top < 0n ? -top : top;
  const b = bottom < 0n ? -bottom : bottom;
  const units = (2n * a * 10n ** BigInt(decimals) + b) / (2n * b);
  const digits = units.toString().padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return negative && units !== 0n ? `-${text}` : text;
}

describe('a result', () => {
  it('is computed from its inputs and tells its formula with the figures', () => {
    const cells = { [`${INTERNET}:numerator`]: '84 210', [HOUSEHOLDS]: '110300' };
    expect(result(INTERNET, cells)).toEqual({
      row: INTERNET,
      status: 'reported',
      source: 'computed',
      text: '76.35',
      decimal: '76.34632819582955575702629193109701',
      unit: '%',
      missing: [],
      trace: '100 × 84\u202F210 ÷ 110\u202F300 = 76.35',
      warnings: [],
    });
  });

  it('is not reported while an input is missing, and names the cell where it is typed', () => {
    const empty = result(INTERNET, {});
    expect(empty).toMatchObject({ status: 'not-reported', text: 'NR', decimal: null });
    expect(empty.missing.map((each) => each.cell)).toEqual([`${INTERNET}:numerator`, HOUSEHOLDS]);
    expect(result(INTERNET, { [HOUSEHOLDS]: '5' }).missing).toHaveLength(1);
  });

  it('is zero when zero is typed: 0.00 is a value and not NR', () => {
    const cells = { [`${INTERNET}:numerator`]: '0', [HOUSEHOLDS]: '110300' };
    expect(result(INTERNET, cells)).toMatchObject({ status: 'reported', text: '0.00' });
    expect(result(INTERNET, { [`${INTERNET}:override`]: '0.00' }).text).toBe('0.00');
  });

  it('is the override where there is one, as typed', () => {
    const cells = { [`${INTERNET}:override`]: '97,00 %', [HOUSEHOLDS]: '10' };
    expect(result(INTERNET, cells)).toMatchObject({
      status: 'reported',
      source: 'override',
      text: '97,00 %',
      decimal: '97.00',
      missing: [],
    });
    expect(
      result('resilience_plans.value', { 'resilience_plans.value:override': 'YES' }).text,
    ).toBe('YES');
  });

  it('is not reported when it would divide by zero, and says so', () => {
    const row = 'electricity_system_outage_time.value';
    const cells = {
      [`${row}:numerator`]: '10',
      'electricity_system_outage_frequency.value:numerator': '0',
    };
    const outcome = result(row, cells);
    expect(outcome).toMatchObject({ status: 'not-reported', text: 'NR' });
    expect(outcome.warnings).toEqual([{ code: 'division-by-zero', detail: '10 ÷ 0' }]);
  });

  it('is unreadable where a cell holds what no gate would let in', () => {
    expect(
      result(INTERNET, { [HOUSEHOLDS]: 'many', [`${INTERNET}:numerator`]: '1' }),
    ).toMatchObject({ status: 'unreadable', text: 'unreadable' });
    expect(result(INTERNET, { [`${INTERNET}:override`]: '1,234' }).status).toBe('unreadable');
  });

  it('is rounded to two decimals, to more where nothing would be left, and a count not at all', () => {
    const row = 'disaster_related_economic_losses.value';
    const loss = (losses: string) =>
      result(row, { [`${row}:numerator`]: losses, 'city.city_gdp:value': '1000000' }).text;
    expect(loss('10')).toBe('0.001');
    expect(loss('12.345')).toBe('0.0012');
    expect(loss('123.45')).toBe('0.01');
    expect(loss('123450')).toBe('12.35');
    expect(result('e_government.value', { 'e_government.value:numerator': '13 805' }).text).toBe(
      '13805',
    );
    expect(result('air_pollution.no2', { 'air_pollution.no2:numerator': '20' }).text).toBe('20.00');
  });

  it('is never a negative zero, and a small negative figure stays one', () => {
    expect(roundForReport(exact('0').negated())).toBe('0.00');
    expect(roundForReport(exact('-0.001'))).toBe('-0.001');
    expect(roundForReport(exact('-2.345'))).toBe('-2.35');
  });

  it('keeps "more than" where the figure is the result, and is "about" where it enters a formula', () => {
    const open = { 'open_data.number:numerator': 'more than 8 000' };
    expect(result('open_data.number', open).text).toBe('more than 8000');
    const percent = result('open_data.percent', {
      ...open,
      'open_data.percent:denominator': '9000',
    });
    expect(percent.text).toBe('about 88.89');
    expect(percent.warnings[0]?.code).toBe('qualified-input');
  });

  it('of a yes/no row is the answer', () => {
    const row = 'urban_development_and_spatial_planning.compact';
    expect(result(row, { [`${row}:numerator`]: 'Oui' })).toMatchObject({
      text: 'yes',
      decimal: null,
    });
    expect(result(row, { [`${row}:numerator`]: 'no' }).text).toBe('no');
  });

  it('agrees with exact fractions for all 112 formulas', () => {
    const figure = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^\d{0,9}$/))
      .map(([whole, tail]) => (tail === '' ? String(whole) : `${whole}.${tail}`));
    const small = fc.integer({ min: 0, max: 400 }).map(String);
    let computed = 0;
    let divided = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...catalogue.dataPoints.filter((point) => point.valueKind === 'number')),
        fc.array(fc.oneof(figure, small), { minLength: 2, maxLength: 2 }),
        (point, figures) => {
          const cells: Record<string, string> = {};
          const given = new Map<string, string>();
          for (const [index, { input, cell }] of point.inputs.entries()) {
            const drawn = figures[index] ?? '1';
            const text = input.integer ? (drawn.split('.')[0] ?? '1') : drawn;
            const spec = cellSpec(catalogue, cell);
            if (!spec || !readCell(spec, text).ok) return;
            cells[cell] = text;
            given.set(input.key, text);
          }
          const outcome = result(point.row, cells);
          const truth = exactly(parseFormula(point.formula), (name) => given.get(name) ?? '');
          if (truth === undefined) {
            divided += 1;
            expect(outcome.warnings[0]?.code).toBe('division-by-zero');
            return;
          }
          computed += 1;
          expect(outcome.status).toBe('reported');
          const { top, bottom } = truth;
          const magnitude = (top < 0n ? -top : top) * 100n;
          const tiny = top !== 0n && magnitude < (bottom < 0n ? -bottom : bottom);
          if (tiny) expect(Number(outcome.text)).not.toBe(0);
          else if (outcome.text.includes('.')) expect(outcome.text).toBe(rounded(truth, 2));
          else expect(BigInt(outcome.text) * bottom).toBe(top);
          // The exact decimal is right to its last of 34 digits.
          const kept = fractionOf(outcome.decimal ?? '');
          const off = kept.top * bottom - top * kept.bottom;
          const bound = (top < 0n ? -top : top) * kept.bottom;
          expect((off < 0n ? -off : off) * 10n ** 33n <= bound).toBe(true);
        },
      ),
      { seed: 20170104, numRuns: 20_000 },
    );
    expect(computed).toBeGreaterThan(10_000);
    expect(divided).toBeGreaterThan(20);
  });
});

describe('a formula', () => {
  it('of the catalogue can be parsed and written again', () => {
    for (const point of catalogue.dataPoints) {
      const parsed = parseFormula(point.formula);
      const written = writeFormula(parsed, { name: (name) => name, number: (text) => text });
      const back = written.replaceAll('×', '*').replaceAll('÷', '/').replaceAll('\u2212', '-');
      expect(back).toBe(point.formula);
    }
  });

  it('is refused when it is anything else', () => {
    for (const text of ['', '1 +', 'a b', '(1', '1)', 'a ** b', 'f(x)', 'a.b', '1;2', '"x"', '2x'])
      expect(() => parseFormula(text)).toThrow('Cannot read formula');
  });

  it('keeps its brackets where they matter', () => {
    const write = (text: string) =>
      writeFormula(parseFormula(text), { name: (name) => name, number: (t) => t });
    expect(write('a - (b - c)')).toBe('a \u2212 (b \u2212 c)');
    expect(write('a / (b * c)')).toBe('a ÷ (b × c)');
    expect(write('-(a + b)')).toBe('\u2212(a + b)');
  });
});

describe('the cells of a workbook', () => {
  it('exist once for each input, and only where they are typed', () => {
    const specs = cellSpecs(catalogue);
    expect(specs.size).toBe(150 + 112 + 9 + 121 * 5);
    expect(cellSpec(catalogue, `${INTERNET}:denominator`)).toBeUndefined();
    expect(cellSpec(catalogue, `${INTERNET}:result`)).toBeUndefined();
    expect(cellSpec(catalogue, `${INTERNET}:unit`)).toBeUndefined();
    expect(cellSpec(catalogue, 'air_pollution.no2:unit')?.kind).toBe('unit');
    expect(cellSpec(catalogue, '__proto__:value')).toBeUndefined();
    expect(cellSpec(catalogue, 'constructor')).toBeUndefined();
  });

  it('know which results they change', () => {
    expect(affectedRows(catalogue, 'city.population:value')).toHaveLength(29);
    expect(affectedRows(catalogue, `${INTERNET}:override`)).toEqual([INTERNET]);
    expect(affectedRows(catalogue, 'open_data.number:numerator')).toEqual([
      'open_data.number',
      'open_data.percent',
    ]);
    expect(affectedRows(catalogue, `${INTERNET}:notes`)).toEqual([]);
  });

  it('change no result but those', () => {
    const filled = new Map<string, string>();
    for (const [cell, spec] of cellSpecs(catalogue)) {
      if (spec.group === 'figure') filled.set(cell, spec.kind === 'yes-no' ? 'yes' : '1');
    }
    const before = computeAll(catalogue, (cell) => filled.get(cell));
    let moved = 0;
    for (const [cell, spec] of cellSpecs(catalogue)) {
      const after = computeAll(catalogue, (each) =>
        each === cell ? (spec.kind === 'yes-no' ? 'no' : undefined) : filled.get(each),
      );
      const changed = [...after].filter(([row, now]) => now.text !== before.get(row)?.text);
      const affected = affectedRows(catalogue, cell);
      for (const [row] of changed) expect(affected).toContain(row);
      moved += changed.length;
    }
    expect(moved).toBeGreaterThan(112);
  });
});

describe('the summary', () => {
  it('counts data points and KPIs, whole and partial', () => {
    const cells: Record<string, string> = {
      'air_pollution.no2:override': '20',
      [`${INTERNET}:override`]: '90',
      'open_data.number:override': '268',
      'open_data.percent:override': '100.00',
      'city.population:value': '18000',
    };
    expect(summary(catalogue, (cell) => cells[cell])).toEqual({
      reported: 4,
      missing: 108,
      total: 112,
      kpisReported: 2,
      kpisPartial: 1,
      kpisMissing: 88,
      kpisTotal: 91,
      dimensions: {
        EC: { reported: 3, total: 55 },
        EN: { reported: 1, total: 28 },
        SC: { reported: 0, total: 29 },
      },
      levels: { core: { reported: 1, total: 54 }, advanced: { reported: 1, total: 37 } },
      profile: { reported: 1, total: 9 },
    });
  });
});

describe('screening asks', () => {
  const codes = (cells: Record<string, string>) =>
    screen(catalogue, (cell) => cells[cell]).map((warning) => `${warning.row} ${warning.code}`);
  const modes = (...shares: string[]) =>
    Object.fromEntries(
      ['private', 'public', 'walking', 'cycling', 'para'].map((key, index) => [
        `transportation_mode_share.${key}:override`,
        shares[index] ?? '0',
      ]),
    );

  it('nothing of an empty workbook', () => {
    expect(codes({})).toEqual([]);
  });

  it('when transport modes miss 100 by more than 2, once all are given', () => {
    expect(codes(modes('60', '20', '10', '7', '1'))).toEqual([]);
    expect(codes(modes('60', '20', '10', '7', '0.9'))).toHaveLength(5);
    const partial = modes('60', '20', '10', '7');
    delete partial['transportation_mode_share.para:override'];
    expect(codes(partial)).toEqual([]);
  });

  it('when one share exceeds the one it lies within', () => {
    const cells = {
      'potable_water_supply.value:override': '99',
      'basic_water_supply.value:override': '98.99',
    };
    expect(codes(cells)).toEqual(['potable_water_supply.value above-other']);
    expect(
      codes({
        'wastewater_treatment.tertiary:override': '60',
        'wastewater_treatment.secondary:override': '50',
        'wastewater_treatment.primary:override': '100',
      }),
    ).toEqual(['wastewater_treatment.tertiary order-broken']);
  });

  it('when a share is above 100, and when the final value was typed as numerator', () => {
    expect(codes({ [`${INTERNET}:numerator`]: '12', [HOUSEHOLDS]: '10' })).toEqual([
      `${INTERNET} share-above-100`,
    ]);
    expect(codes({ [`${INTERNET}:numerator`]: '76', [HOUSEHOLDS]: '110300' })).toEqual([
      `${INTERNET} final-value-as-numerator`,
    ]);
    expect(codes({ [`${INTERNET}:numerator`]: '84210', [HOUSEHOLDS]: '110300' })).toEqual([]);
    expect(codes({ [`${INTERNET}:numerator`]: '120', [HOUSEHOLDS]: '110300' })).toEqual([
      `${INTERNET} final-value-as-numerator`,
    ]);
  });

  it('when a result is far from what cities report, and whether its numerator was the result', () => {
    const water = 'water_consumption.value';
    const of = (numerator: string, inhabitants = '214000') =>
      codes({ [`${water}:numerator`]: numerator, 'city.population:value': inhabitants });
    expect(of('31458000')).toEqual([]);
    expect(of('120')).toEqual([`${water} final-value-as-numerator`]);
    // Cubic metres, of a thousand litres each.
    expect(of('31458', '131000000')).toEqual([`${water} magnitude`]);
    expect(codes({ [`${water}:override`]: '0.00024' })).toEqual([`${water} magnitude`]);
    expect(codes({ [`${water}:override`]: '0' })).toEqual([`${water} magnitude`]);
    expect(codes({ 'maternal_mortality_rate.value:override': '0' })).toEqual([]);
    expect(codes({ 'gini_coefficient.value:override': '0.31' })).toEqual([]);
    const [question] = screen(catalogue, (cell) =>
      cell === `${water}:override` ? '0.00024' : undefined,
    );
    expect(question).toMatchObject({
      detail: expect.stringMatching(/^0\.00024; 10 – 2\s000 litres \/ day \/ capita$/u),
      cells: [`${water}:override`],
    });
  });

  it('when more water is billed than was supplied', () => {
    const row = 'water_supply_loss.value';
    expect(codes({ [`${row}:numerator`]: '11', [`${row}:denominator`]: '10' })).toEqual([
      `${row} inputs-contradict`,
    ]);
  });

  it('when access is far below what is normal, a unit is missing or mixed, or a YES has no basis', () => {
    expect(codes({ 'access_to_electricity.value:override': '89.99' })).toEqual([
      'access_to_electricity.value below-expected',
    ]);
    const no2 = 'air_pollution.no2';
    expect(codes({ [`${no2}:override`]: '20' })).toEqual([`${no2} unit-missing`]);
    expect(codes({ [`${no2}:override`]: '20', [`${no2}:unit`]: 'ppm' })).toEqual([
      `${no2} unit-differs`,
    ]);
    expect(codes({ [`${no2}:override`]: '20', [`${no2}:unit`]: 'µg/m³' })).toEqual([]);
    const plans = 'resilience_plans.value';
    expect(codes({ [`${plans}:numerator`]: 'sí' })).toEqual([`${plans} basis-missing`]);
    expect(codes({ [`${plans}:override`]: 'YES', [`${plans}:source`]: 'Plan 2020' })).toEqual([]);
    expect(codes({ [`${plans}:override`]: 'No' })).toEqual([]);
  });
});
