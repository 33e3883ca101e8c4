/** Files are read by what is in them: codes, heads, the product's own keys; never by the letter of a column. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId } from '@tallystick/domain/cells/ids';
import { describe, expect, test } from 'vitest';
import { KEY_HEAD, OWN_SHEET } from '../src/own/own-names.ts';
import { rowKey } from '../src/own/row-key.ts';
import type { FileCell, FileReading } from '../src/reading/file-reading.ts';
import { readFile } from '../src/reading/read-file.ts';
import { escaped, type TinyBook, type TinyCell, tinyXlsx } from './tiny-xlsx.ts';

const catalogue = loadCatalogue();
const WIFI = 'EC: ICT: ICT: 5A';
const AIR = 'EN: EN: AQ: 1C';

function readingOf(book: TinyBook): FileReading {
  const read = readFile(tinyXlsx(book), { name: 'a.xlsx', catalogue });
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}

const sheet = (rows: TinyCell[][], name = 'Data'): FileReading =>
  readingOf({ sheets: [{ name, rows }] });

/** What the file says of a cell, in one word or text. */
function said(reading: FileReading, cell: string): string | undefined {
  const found = reading.sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells));
  const at = found.find((each) => each.cell === cell);
  return at && sayOf(at);
}

function sayOf(cell: FileCell): string {
  if (cell.kind === 'text') return cell.refused ? `${cell.text} (${cell.refused.code})` : cell.text;
  return cell.kind === 'empty' ? `(${cell.said ?? ''})` : cell.why;
}

describe('Rows and columns', () => {
  test('columns are known by their heads, wherever they stand and in either language', () => {
    const reading = sheet([
      ['Survey 2024'],
      [],
      ['السنة', 'Our remark', 'Kennzahl', 'KPI no.', 'البسط'],
      [2024, 'x', 'Wi-Fi', 'ec:ict: ict:5a', 41],
    ]);
    expect(said(reading, 'availability_of_wifi_in_public_areas.value:numerator')).toBe('41');
    expect(said(reading, 'availability_of_wifi_in_public_areas.value:year')).toBe('2024');
    expect(reading.sheets[0]?.rows[0]?.row).toBe(4);
  });

  test('one of several data points is told by its name, and one that is not told is shown and not taken', () => {
    const reading = sheet([
      ['KPI no.', 'KPI / data point', 'Numerator'],
      [AIR, 'Air Pollution - PM10', 20],
      [AIR, 'Air Pollution', 30],
      ['EN: EN: AQ: 99X', 'No such thing', 40],
      [AIR, 'NO2', 50],
    ]);
    expect(said(reading, 'air_pollution.pm10:numerator')).toBe('20');
    expect(said(reading, 'air_pollution.no2:numerator')).toBe('50');
    expect(reading.sheets[0]?.unknown.map(({ row, why }) => [row, why])).toEqual([
      [3, 'point-not-told'],
      [4, 'code-not-known'],
    ]);
  });

  test('a per cent sign in a count is another unit, and none in a result of per cent', () => {
    const reading = sheet([
      ['KPI no.', 'KPI', 'Numerator', 'Override'],
      ['EC: ICT: WS: 1C', 'Smart Water Meters', '12 %', '12 %'],
    ]);
    expect(said(reading, 'smart_water_meters.value:numerator')).toBe('unit-differs');
    expect(said(reading, 'smart_water_meters.value:override')).toBe('12');
  });

  test('a data point that stands twice with figures is not taken from either row', () => {
    const reading = sheet([
      ['KPI no.', 'KPI', 'Numerator'],
      [WIFI, 'Wi-Fi', 1],
      [WIFI, 'Wi-Fi', 2],
      ['EC: ICT: PS: 2A', 'e-Government', 3],
      ['EC: ICT: PS: 2A', 'e-Government', null],
    ]);
    expect(reading.sheets[0]?.rows.map(({ row }) => row)).toEqual([4]);
    expect(reading.sheets[0]?.unknown.map(({ why }) => why)).toEqual(['twice', 'twice']);
  });

  test('a row whose texts look like heads is a row all the same', () => {
    const reading = sheet([
      ['KPI no.', 'KPI', 'Numerator', 'Unit', 'Details', 'Sources'],
      [WIFI, 'Wi-Fi', 1, 'number', 'Details', 'Source'],
      ['EC: ICT: PS: 2A', 'e-Government', 3, 'number', null, null],
    ]);
    expect(reading.sheets.map(({ rows }) => rows.map(({ row }) => row))).toEqual([[2, 3]]);
    expect(said(reading, 'availability_of_wifi_in_public_areas.value:notes')).toBe('Details');
  });

  test('a log of questions below a table is no part of it', () => {
    const reading = sheet([
      ['KPI no.', 'KPI', 'Numerator'],
      [WIFI, 'Wi-Fi', 1],
      [],
      ['KPI no.', 'Data point', 'Submitted value'],
      [WIFI, 'value', 2],
    ]);
    expect(reading.sheets.map(({ rows, unknown }) => [rows.length, unknown.length])).toEqual([
      [1, 0],
    ]);
  });

  test('two tables in one sheet are two cities', () => {
    const head: TinyCell[] = ['KPI no.', 'KPI', 'Numerator'];
    const reading = sheet([
      ['Altdorf'],
      head,
      [WIFI, 'Wi-Fi', 1],
      [],
      ['Neudorf'],
      head,
      [WIFI, 'Wi-Fi', 2],
    ]);
    expect(reading.sheets.map(({ rows }) => rows.map(({ row }) => row))).toEqual([[3], [7]]);
  });
});

describe('Files of the product itself', () => {
  const point = 'air_pollution.pm10';
  const own = (rows: TinyCell[][]): FileReading =>
    readingOf({
      sheets: [
        { name: 'How to fill this in', rows: [['wb_riverton @ 1482 / 2017']] },
        {
          name: 'KPI data',
          rows: [['Number', KEY_HEAD, 'KPI and data point', 'Numerator', 'Override'], ...rows],
        },
        {
          name: OWN_SHEET,
          hidden: true,
          rows: [
            ['workbook', 'wb_riverton', 'number', 1482, 'edition', '2017'],
            [],
            [`${point}:numerator`, '21'],
            ['e_government.value:override', 'more than 90'],
          ],
        },
      ],
    });

  test('a row is known by its key, and what was exported by the name of its cell', () => {
    const reading = own([[AIR, rowKey('2017', point), 'PM10', 22]]);
    expect(reading.own?.origin).toEqual({ workbook: 'wb_riverton', number: 1482, edition: '2017' });
    expect(reading.own?.exported.get(`${point}:numerator` as CellId)).toBe('21');
    expect(reading.sheets.map(({ rows }) => rows.map(({ by }) => by))).toEqual([['key']]);
    expect(said(reading, `${point}:numerator`)).toBe('22');
  });

  test('a program that forgets results leaves the figures that a row only shows as they are', () => {
    const shown =
      'IFERROR(IF(INDEX($D$2:$D$3,MATCH("home~~1",$C$2:$C$3,0))="","",INDEX($D$2:$D$3,MATCH("home~~1",$C$2:$C$3,0))),"")';
    const reading = own([
      [AIR, rowKey('2017', point), 'PM10', { inside: `<f>${escaped(shown)}</f>` }],
      ['', '', 'home~1', 41],
    ]);
    expect(said(reading, `${point}:numerator`)).toBe('41');
  });

  test('what stands as it was exported is read as it was meant', () => {
    const row = (text: string) => [
      ['EC: ICT: PS: 2A', rowKey('2017', 'e_government.value'), 'e-Government', 3, text],
    ];
    const cell = 'e_government.value:override';
    expect(said(own(row('more than 90')), cell)).toBe('more than 90');
    expect(said(own(row('more than 91')), cell)).toBe('not-exact');
  });

  test.each([
    ['of another KPI', WIFI, rowKey('2017', point), 'PM10'],
    ['of another data point', AIR, rowKey('2017', point), 'NO2'],
    ['that was typed over', AIR, rowKey('2017', point).replace(/.$/, 'x'), 'PM10'],
    ['beside a code that nobody knows', 'EN: EN: AQ: 7X', rowKey('2017', point), 'PM10'],
  ])('a key %s makes the row unknown', (_, code, key, name) => {
    const reading = own([
      [code, key, name, 22],
      ['EC: ICT: PS: 2A', rowKey('2017', 'e_government.value'), 'e-Government', 3],
    ]);
    expect(reading.sheets[0]?.unknown).toMatchObject([{ row: 2, why: 'key-and-code-differ' }]);
    expect(reading.sheets[0]?.rows.map(({ row }) => row)).toEqual([3]);
  });
});

describe('Other files', () => {
  test('two columns are enough where one has the codes and the other figures, and not otherwise', () => {
    const csv = (text: string) =>
      readFile(new TextEncoder().encode(text), { name: 'a.csv', catalogue });
    const read = csv(`Code;Numerator\n${WIFI};41\n`);
    expect(
      read.ok && said(read.value, 'availability_of_wifi_in_public_areas.value:numerator'),
    ).toBe('41');
    const other = csv(`Code;Mayor\n${WIFI};41\n`);
    expect(!other.ok && other.refusal.code).toBe('file-without-rows');
  });

  test('a file without any row of a KPI says so', () => {
    const bytes = tinyXlsx({ sheets: [{ name: 'A', rows: [['Shopping'], ['Milk', 2]] }] });
    const read = readFile(bytes, { name: 'a.xlsx', catalogue });
    expect(!read.ok && read.refusal.code).toBe('file-without-rows');
  });

  test('what is no spreadsheet says so', () => {
    const read = readFile(new TextEncoder().encode('%PDF-1.7 x'), { name: 'a.xlsx', catalogue });
    expect(!read.ok && read.refusal.code).toBe('file-unknown-kind');
  });
});
