/** Units as a reader expects them, the data untouched. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { expect, test } from 'vitest';
import { unitIn, unitWords } from '../src/texts/unit-words.ts';

const catalogue = loadCatalogue('2017');
const gdp = catalogue.rows.get('city.city_gdp');

test.each([
  ['m2', 'm²'],
  ['km2', 'km²'],
  ['m3/year', 'm³/year'],
  ['ug/m3', 'µg/m³'],
  ['m2 per 100 000 inhabitants', 'm² per 100 000 inhabitants'],
  ['ekWh / m2 / year', 'ekWh / m² / year'],
  ['t CO2e / capita', 't CO₂e / capita'],
  ['% of GDP', '% of GDP'],
  ['number', 'number'],
])('%s is shown as %s', (unit, shown) => {
  expect(unitWords(unit)).toBe(shown);
});

test('no unit of the KPI set is left with a power in plain figures', () => {
  const units = [...catalogue.rows.values()].map((row) => row.unit);
  expect(units.length).toBeGreaterThan(100);
  expect(units.map(unitWords).filter((unit) => /\bk?m[23]\b|\bug\b/.test(unit))).toEqual([]);
});

test('the currency is the one that the city typed, wherever a figure of it is used', () => {
  if (!gdp) throw new Error('The KPI set has no GDP');
  const texts = new Map<string, string>();
  const source = { catalogue, get: (cell: string) => texts.get(cell) };
  expect(unitIn(source, gdp, gdp.unit)).toBe('currency/year');
  texts.set('randd_expenditure.value:unit', '% of GDP');
  expect(unitIn(source, gdp, gdp.unit)).toBe('currency/year');
  texts.set('randd_expenditure.value:unit', 'EUR/year');
  expect(unitIn(source, gdp, gdp.unit)).toBe('EUR/year');
  texts.set('randd_expenditure.value:unit', 'CHF');
  expect(unitIn(source, gdp, gdp.unit)).toBe('CHF/year');
});
