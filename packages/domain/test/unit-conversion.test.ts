/** Conversions against published factors, and what is refused. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cellSpec, cellSpecs } from '../src/cells/cell-spec.ts';
import { readCell, readConversion, takeTyped } from '../src/cells/cell-text.ts';
import { convert, factorTo } from '../src/cells/unit-conversion.ts';
import { AIR_FACTORS, AMBIGUOUS_UNITS, UNITS } from '../src/cells/unit-table.ts';

const catalogue = loadCatalogue();
const POINT = { decimal: '.' } as const;
const specOf = (cell: string) => {
  const spec = cellSpec(catalogue, cell);
  if (!spec) throw new Error(`${cell} is no cell`);
  return spec;
};
const AREA = 'city.city_area_km2:value';
const PEOPLE = 'city.population:value';
const WATER = 'city.city_water_total_m3:value';
const LITRES = 'water_consumption.value:numerator';
const KWH = 'electricity_consumption.value:numerator';
const GJ = 'residential_thermal_energy_consumption.value:numerator';
const WASTE = 'solid_waste_treatment.landfill:numerator';
const NO2 = 'air_pollution.no2:numerator';

test.each([
  ['2.5 مليون', '2.5 million'],
  ['٢ ألف', '2 thousand'],
  ['1.2 مليار', '1.2 billion'],
  ['3 लाख', '3 lakh'],
  ['2.5 مليون كم²', '2.5 million km2'],
  ['5 هكتار', '5 ha'],
  ['900 متر مربع', '900 m2'],
])('%s is read as %s', (typed, english) => {
  const [local, plain] = [typed, english].map((each) => takeTyped(specOf(AREA), each, POINT));
  expect(plain).toMatchObject({ ok: true });
  expect(local).toEqual(plain);
});

test.each([
  ['12.5 في المئة', 'household_internet_access.value:override', '12.5'],
  ['12.5 بالمائة', 'household_internet_access.value:override', '12.5'],
  ['3 طن', WASTE, '3'],
  ['40 لتر', LITRES, '40'],
  ['2 ميغاواط ساعة', KWH, '2000'],
])('%s is read in %s', (typed, cell, stored) => {
  expect(takeTyped(specOf(cell), typed, POINT)).toEqual({ ok: true, value: stored });
});

describe('published factors', () => {
  // SI Brochure (9th ed.) tables 4, 7 and 8; NIST SP 811 (2008) appendix B.8; IEA; Verification Manual (2022) p. 30.
  it.each([
    ['ha', 'km2', '0.01'],
    ['km2', 'ha', '100'],
    ['m2', 'km2', '0.000001'],
    ['acre', 'm2', '4046.8564224'],
    ['square mile', 'km2', '2.589988110336'],
    ['mi', 'km', '1.609344'],
    ['ft2', 'm2', '0.09290304'],
    ['l', 'm3', '0.001'],
    ['ML', 'm3', '1000'],
    ['US gallons', 'litres', '3.785411784'],
    ['imp gal', 'l', '4.54609'],
    ['acre-ft', 'm3', '1233.48183754752'],
    ['MWh', 'GJ', '3.6'],
    ['MWh', 'kWh', '1000'],
    ['TJ', 'GJ', '1000'],
    ['toe', 'GJ', '41.868'],
    ['Btu', 'J', '1055.05585262'],
    ['kg', 't', '0.001'],
    ['short tons', 't', '0.90718474'],
    ['long tons', 't', '1.0160469088'],
    ['lb', 'kg', '0.45359237'],
    ['h', 'minutes', '60'],
    ['mg/m³', 'ug/m3', '1000'],
  ])('one %s is so many %s: %s', (from, to, published) => {
    const factor = factorTo({ unit: to }, from);
    expect(factor.ok && convert('1', factor.value)).toEqual({ decimal: published, rounded: false });
  });

  it('turn parts of volume into mass by ITU’s factors, within 1 % of molar mass over 24.45 l/mol', () => {
    const molarMass = { no2: 46.0055, so2: 64.066, o3: 47.998 };
    for (const [point, mass] of Object.entries(molarMass)) {
      const printed = Number(AIR_FACTORS.get(point)?.factor);
      expect(Math.abs(printed / ((1000 * mass) / 24.45) - 1)).toBeLessThan(0.01);
      const factor = factorTo({ unit: 'ug/m3', point }, 'ppm');
      expect(factor.ok && factor.value).toMatchObject({
        times: String(printed),
        remarks: ['air-at-25-degrees'],
      });
    }
    expect(factorTo({ unit: 'ug/m3', point: 'pm2_5' }, 'ppb')).toMatchObject({
      refusal: { code: 'gas-not-named' },
    });
  });
});

describe('a figure with a unit is stored in the unit of its cell', () => {
  it.each([
    [AREA, '12 ha', '0.12'],
    [AREA, '15 km2', '15'],
    [AREA, '15 km²', '15'],
    [AREA, '1 500 ha', '15'],
    [AREA, 'about 12ha', 'about 0.12'],
    [AREA, '10 acres', '0.040468564224'],
    [PEOPLE, '2.5 million', '2500000'],
    [PEOPLE, '214 thousand persons', '214000'],
    [PEOPLE, '84 210 people', '84210'],
    [PEOPLE, '21 lakh', '2100000'],
    [WATER, '16.92 million m3', '16920000'],
    [WATER, '16 920 ML/year', '16920000'],
    [WATER, '1000 m³/day', '365000'],
    [LITRES, '1 200 l', '1200'],
    [LITRES, '31 458 m3 per day', '31458000'],
    [KWH, '1 048.6 GWh', '1048600000'],
    [KWH, '3600 GJ', '1000000'],
    [GJ, '1 000 MWh', '3600'],
    [WASTE, '31 200 tons', '31200'],
    [WASTE, '31 200 000 kg/a', '31200'],
    [NO2, '0.02 ppm', '38'],
    [NO2, '20 ppb', '38'],
    [NO2, '0.024 mg/m3', '24'],
    ['ghg_emissions.value:numerator', '1 091.4 kt CO₂e', '1091400'],
    ['electricity_consumption.value:override', '4.9 MWh per capita', '4900'],
    ['public_building_energy_consumption.value:override', '0.17 MWh/m²/year', '170'],
  ])('%s: %s becomes %s', (cell, typed, stored) => {
    expect(takeTyped(specOf(cell), typed, POINT)).toEqual({ ok: true, value: stored });
  });

  it('and read with the person’s own decimal mark', () => {
    const typed = takeTyped(specOf(PEOPLE), '2,5 million', { decimal: ',' });
    expect(typed).toEqual({ ok: true, value: '2500000' });
    expect(takeTyped(specOf(AREA), '1.234 ha', { decimal: ',' })).toEqual({
      ok: true,
      value: '12.34',
    });
  });

  it('rounded to 15 digits where a quotient does not end, and says so', () => {
    const mwh = { ...specOf(GJ), unit: 'MWh' };
    expect(readConversion(mwh, '1 GJ', POINT)).toMatchObject({
      value: { stored: '0.277777777777778', rounded: true, factor: { times: '1', by: '3.6' } },
    });
    expect(readConversion(mwh, '3 600 GJ', POINT)).toMatchObject({
      value: { stored: '1000', rounded: false },
    });
  });

  it('unless it cannot be done: the sentence says why', () => {
    const code = (cell: string, typed: string) => {
      const taken = takeTyped(specOf(cell), typed, POINT);
      return taken.ok ? 'taken' : taken.refusal.code;
    };
    expect(code(AREA, '12 furlongs')).toBe('unknown-unit');
    expect(code(AREA, '12 km')).toBe('other-quantity');
    expect(code(AREA, '12 ha/day')).toBe('other-quantity');
    expect(code(LITRES, '500 gallons')).toBe('ambiguous-unit');
    expect(code('city.city_gdp:value', '9.84 billion EUR')).toBe('currency-typed');
    expect(code('city.city_gdp:value', '9.84 billion')).toBe('taken');
    expect(code(PEOPLE, '2.55 thousand households')).toBe('unknown-unit');
    expect(code(PEOPLE, '1.2345 thousand')).toBe('not-an-integer');
    expect(code('gini_coefficient.value:numerator', '40 %')).toBe('other-quantity');
    expect(code('smart_water_meters.value:numerator', '5 km')).toBe('other-quantity');
    expect(code('smart_water_meters.value:numerator', '18 340 meters')).toBe('taken');
    expect(code(AREA, '1e5')).toBe('not-a-number');
    expect(code(AREA, 'ha')).toBe('not-a-number');
    expect(code(AREA, '12-14 ha')).toBe('not-a-number');
  });
});

describe('the table of units', () => {
  it('spells every unit once', () => {
    const words = UNITS.flatMap((line) => [
      ...line.words.split(' '),
      ...(line.exact?.split(' ').map((word) => `=${word}`) ?? []),
    ]);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    for (const word of AMBIGUOUS_UNITS.keys()) expect(words).not.toContain(word);
  });

  it('takes the unit of every cell of figures as it is printed', () => {
    let asked = 0;
    for (const spec of cellSpecs(catalogue).values()) {
      if (spec.kind !== 'number' || !spec.unit || /currency|0 to 1/.test(spec.unit)) continue;
      asked += 1;
      const taken = takeTyped(spec, `7 ${spec.unit}`, POINT);
      expect([spec.cell, taken]).toEqual([
        spec.cell,
        { ok: true, value: expect.stringMatching(/^7/) },
      ]);
    }
    expect(asked).toBeGreaterThan(200);
  });

  it('goes to another unit of the quantity and back without losing a digit', () => {
    const pairs = UNITS.flatMap((from) =>
      UNITS.filter((to) => to.quantity === from.quantity).map((to) => [from, to] as const),
    ).filter(([from, to]) => from.quantity !== 'mixing' && to.quantity !== 'mixing');
    const word = (line: (typeof UNITS)[number]) =>
      line.exact?.split(' ')[0] ?? line.words.split(' ')[0] ?? '';
    const figures = fc
      .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 4 }))
      .map(([n, places]) => {
        const text = String(n).padStart(places + 1, '0');
        return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
      });
    let gone = 0;
    fc.assert(
      fc.property(fc.constantFrom(...pairs), figures, ([from, to], figure) => {
        const there = factorTo({ unit: word(to) }, word(from));
        const back = factorTo({ unit: word(from) }, word(to));
        if (!there.ok || !back.ok) throw new Error(`${word(from)} and ${word(to)} are apart`);
        const away = convert(figure, there.value);
        const home = convert(away.decimal, back.value);
        gone += 1;
        expect(Math.abs(Number(home.decimal) / Number(figure) - 1)).toBeLessThan(1e-13);
        if (!away.rounded && !home.rounded) expect(Number(home.decimal)).toBe(Number(figure));
      }),
      { numRuns: 500, verbose: true },
    );
    expect(gone).toBe(500);
  });

  it('makes nothing that a room could not read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(AREA, WATER, KWH, NO2, PEOPLE),
        fc.stringMatching(/^\d{1,9}(\.\d{1,4})? ?(million )?[a-zA-Z²³/%µ]{0,6}$/),
        (cell, typed) => {
          const spec = specOf(cell);
          const taken = takeTyped(spec, typed, POINT);
          if (taken.ok && taken.value !== null) expect(readCell(spec, taken.value).ok).toBe(true);
        },
      ),
    );
  });
});
