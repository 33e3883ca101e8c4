/** A workbook for statistics offices: what each figure is called there, and the rules of the three formats. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Absence } from '@tallystick/domain/events';
import { computeAll } from '@tallystick/domain/formula/compute';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { CSV_DECIMALS, CSV_SEPARATORS, type CsvForm } from '../src/csv/csv-form.ts';
import { type Csvw, type CsvwColumn, csvwOf } from '../src/statistics/csvw.ts';
import { type JsonStat, jsonStatOf } from '../src/statistics/json-stat.ts';
import {
  type Statistics,
  type StatisticsSource,
  statisticsOf,
} from '../src/statistics/observations.ts';
import { SDMX_LABELS, sdmxCsv } from '../src/statistics/sdmx-csv.ts';

const catalogue = loadCatalogue('2017');
const AT = Date.UTC(2027, 2, 4, 5, 6, 7);

const CELLS: Readonly<Record<string, string>> = {
  'water_supply_loss.value:override': '12.5',
  'water_supply_loss.value:year': '٢٠٢٥',
  'smart_water_meters.value:override': '76.35',
  'smart_water_meters.value:quality': 'Personal estimation',
  'smart_water_meters.value:year': '2026',
  'drinking_water_quality.value:override': '-0.25',
  'drinking_water_quality.value:quality': 'Unknown methodology, not traceable',
  'air_pollution.no2:override': '31.2',
  'air_pollution.no2:unit': '=cmd|µg/m³',
};
const yesNo = catalogue.dataPoints.filter(({ valueKind }) => valueKind === 'yes-no');
const [YES, NO] = yesNo.map(({ row }) => row) as [string, string];

function source(more: Partial<StatisticsSource> = {}): StatisticsSource {
  const cells = new Map(Object.entries(CELLS));
  cells.set(`${YES}:override`, 'نعم').set(`${NO}:override`, 'no');
  const read = (cell: string) => cells.get(cell);
  const results = computeAll(catalogue, read);
  const absences = new Map<string, Absence>([
    ['household_internet_access.value', 'does-not-apply'],
    ['fixed_broadband_subscriptions.value', 'expected'],
  ]);
  return {
    catalogue,
    city: 'São Paulo',
    title: '2027',
    workbook: 'wb_7k2m',
    version: null,
    at: AT,
    read,
    result: (row) => results.get(row),
    absence: (row) => absences.get(row),
    isVerified: (row) => row === 'water_supply_loss.value',
    isPublic: false,
    ...more,
  };
}

const of = (row: string, from: Statistics = statisticsOf(source())) => {
  const found = from.observations.find((each) => each.row === row);
  if (found === undefined) throw new Error(`no observation of ${row}`);
  return found;
};

describe('observations', () => {
  it('are one for each data point, each with a name of its own', () => {
    const { observations } = statisticsOf(source());
    expect(observations.map(({ row }) => row)).toEqual(catalogue.dataPoints.map(({ row }) => row));
    expect(new Set(observations.map(({ indicator }) => indicator)).size).toBe(112);
    for (const { indicator, unit } of observations)
      expect(`${indicator} ${unit}`).toMatch(/^[A-Za-z0-9_@$-]+ [A-Za-z0-9_@$-]+$/);
  });

  it('say how sure a figure is, and why there is none', () => {
    const statusOf = (row: string, more: Partial<StatisticsSource> = {}) =>
      of(row, statisticsOf(source(more))).status;
    expect(statusOf('water_supply_loss.value')).toBe('P');
    expect(statusOf('water_supply_loss.value', { version: 1 })).toBe('A');
    expect(statusOf('air_pollution.no2', { version: 1 })).toBe('V');
    expect(statusOf('smart_water_meters.value', { version: 1 })).toBe('E');
    expect(statusOf('drinking_water_quality.value')).toBe('U');
    expect(statusOf('household_internet_access.value')).toBe('M');
    expect(statusOf('fixed_broadband_subscriptions.value')).toBe('L');
    expect(statusOf('wireless_broadband_subscriptions.value')).toBe('O');
    expect(statisticsOf(source()).conf).toBe('N');
    expect(statisticsOf(source({ isPublic: true })).conf).toBe('F');
  });

  it('have the year that was typed, in any digits, or the latest one and say so', () => {
    expect(of('water_supply_loss.value')).toMatchObject({ period: '2025', isYearTyped: true });
    expect(of('air_pollution.no2')).toMatchObject({ period: '2026', isYearTyped: false });
    const none = statisticsOf(source({ read: () => undefined }));
    expect(of('air_pollution.no2', none)).toMatchObject({ period: '2027', isYearTyped: false });
  });

  it('count yes as one and no as nought, and keep all digits', () => {
    expect(of(YES)).toMatchObject({ value: '1', unit: 'YES_NO' });
    expect(of(NO)).toMatchObject({ value: '0', unit: 'YES_NO' });
    expect(of('smart_water_meters.value')).toMatchObject({ value: '76.35', unit: 'PT' });
    expect(of('air_pollution.no2')).toMatchObject({ unit: 'CMD_UG_M3', unitName: '=cmd|µg/m³' });
  });

  it('name the city in Latin letters, and the workbook where it has none', () => {
    expect(statisticsOf(source()).area).toBe('SAO_PAULO');
    expect(statisticsOf(source({ city: 'عمّان' })).area).toBe('WB_7K2M');
  });
});

/** Each place of a cube, by the codes of its dimensions. Source: JSON-stat 2.0, "value". */
function placesOf({ id, size, dimension }: JsonStat): string[] {
  const axes = id.map((name) => dimension[name].category.index);
  expect(axes.map((axis) => axis.length)).toEqual(size);
  return axes.reduce<string[]>(
    (places, axis) => places.flatMap((place) => axis.map((code) => `${place}/${code}`)),
    [''],
  );
}

it('JSON-stat: the cube read back is the observations', () => {
  const statistics = statisticsOf(source({ version: 2 }));
  const cube = JSON.parse(JSON.stringify(jsonStatOf(statistics))) as JsonStat;
  const places = placesOf(cube);
  const read = Object.entries(cube.status).map(([at, status]) => [
    places[Number(at)],
    cube.value[at] ?? null,
    status,
  ]);
  expect(read).toEqual(
    statistics.observations.map(({ indicator, period, value, status }) => [
      `/${indicator}/SAO_PAULO/${period}`,
      value === null ? null : Number(value),
      status,
    ]),
  );
  expect(Object.keys(cube.value)).toHaveLength(6);
  for (const name of cube.id) {
    const { index, label } = cube.dimension[name].category;
    expect(Object.keys(label).toSorted()).toEqual(index.toSorted());
  }
  expect(Object.values(cube.role).flat()).toEqual(cube.id);
  expect(cube.updated).toBe('2027-03-04T05:06:07.000Z');
});

const FORMS: CsvForm[] = [
  { separator: 'comma', decimal: 'point', encoding: 'utf-8' },
  { separator: 'semicolon', decimal: 'comma', encoding: 'utf-8' },
];

for (const form of FORMS)
  for (const labels of SDMX_LABELS)
    describe(`SDMX-CSV, ${form.separator}, labels=${labels}`, () => {
      const statistics = statisticsOf(source({ version: 2 }));
      const text = sdmxCsv(statistics, labels, form);
      const described = JSON.parse(
        JSON.stringify(csvwOf(statistics, { url: 'x.csv', labels, form })),
      ) as Csvw;

      it('has the columns and codes of the field guide', () => {
        const delimiter = text['STRUCTURE'.length] ?? '';
        expect(delimiter).toBe(CSV_SEPARATORS[form.separator]);
        const [head = [], ...lines] = parse(text, { delimiter }) as string[][];
        const named = labels === 'name';
        const begin = named ? ['STRUCTURE_NAME'] : [];
        expect(head.slice(0, 3 + begin.length)).toEqual([
          'STRUCTURE',
          'STRUCTURE_ID',
          ...begin,
          'ACTION',
        ]);
        expect(new Set(head).size).toBe(head.length);
        const components = head.slice(3 + begin.length).filter((_, at) => !named || at % 2 === 0);
        expect(components).toEqual([
          'REF_AREA',
          'INDICATOR',
          'TIME_PERIOD',
          'OBS_VALUE',
          'UNIT_MEASURE',
          'OBS_STATUS',
          'CONF_STATUS',
          'COMMENT_OBS',
        ]);
        expect(lines).toHaveLength(112);
        for (const line of lines) {
          expect(line).toHaveLength(head.length);
          expect(line[0]).toBe('dataflow');
          expect(line[1]).toMatch(/^[A-Z]+:[A-Za-z0-9_@$-]+\(\d+\.\d+\.\d+\)$/);
          expect(line[head.indexOf('ACTION')]).toBe('I');
        }
        const valueAt = head.indexOf('OBS_VALUE');
        const said = lines.map((line) => line[valueAt]).filter((value) => value !== '');
        const mark = CSV_DECIMALS[form.decimal];
        expect(said).toContain(`12${mark}5`);
        expect(said).toContain(`-0${mark}25`);
        // A unit that a person typed begins no formula.
        const units = lines.map((line) => line[head.indexOf('Unit of measure')]);
        expect(units.includes("'=cmd|µg/m³")).toBe(named);
      });

      it('is what its description says, column by column', () => {
        expect(faultsOf(text, described)).toEqual([]);
      });

      it('would be found to differ from it', () => {
        const other = (change: (column: CsvwColumn) => CsvwColumn): Csvw => ({
          ...described,
          tableSchema: {
            ...described.tableSchema,
            columns: described.tableSchema.columns.map(change),
          },
        });
        const wrong = other((column) =>
          column.name === 'OBS_STATUS'
            ? { ...column, datatype: { base: 'string', format: 'A|E' } }
            : column,
        );
        expect(faultsOf(text, wrong)).not.toEqual([]);
        expect(faultsOf(text.replaceAll('SAO_PAULO', 'SAO PAULO'), described)).not.toEqual([]);
        expect(faultsOf(text.replaceAll('2025', 'last year'), described)).not.toEqual([]);
      });
    });

/** A table held against its description. Source: W3C Metadata Vocabulary for Tabular Data, 5.6 and 6.4; Model, 6.4. */
function faultsOf(text: string, { dialect, tableSchema }: Csvw): string[] {
  const { columns, primaryKey } = tableSchema;
  const [head = [], ...lines] = parse(text, {
    delimiter: dialect.delimiter,
    quote: dialect.quoteChar,
    record_delimiter: [...dialect.lineTerminators],
    relax_column_count: true,
  }) as string[][];
  const faults: string[] = [];
  if (head.join('|') !== columns.map(({ titles }) => titles).join('|')) faults.push('header');
  const keys = new Set<string>();
  for (const [at, line] of lines.entries()) {
    if (line.length !== columns.length) faults.push(`line ${at}: ${line.length} fields`);
    for (const [place, column] of columns.entries()) {
      const value = line[place] ?? '';
      if (value === '' ? column.required : !fits(value, column.datatype))
        faults.push(`line ${at}, ${column.name}: ${value}`);
    }
    const byName = (name: string) => line[columns.findIndex((column) => column.name === name)];
    keys.add(primaryKey.map(byName).join('|'));
  }
  if (keys.size !== lines.length) faults.push('primary key');
  return faults;
}

function fits(value: string, datatype: CsvwColumn['datatype']): boolean {
  if (datatype === 'string') return true;
  if (datatype === 'gYear') return /^\d{4}$/.test(value);
  if (typeof datatype === 'string') return false;
  const { base, format } = datatype;
  if (base === 'string' && typeof format === 'string')
    return new RegExp(`^(${format})$`).test(value);
  if (base !== 'decimal' || typeof format === 'string') return false;
  const [whole = '', part = '0', ...more] = value.split(format.decimalChar);
  return more.length === 0 && /^-?\d+$/.test(whole) && /^\d+$/.test(part);
}
