/** Files of a workbook: every part as the format asks, each row found again, nothing in it that is not its receiver's. */
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { formulaTexts } from '@tallystick/domain/formula/cell-formula';
import { KEY_HEAD, originIn, OWN_SHEET, PROPERTY } from '@tallystick/exchange/own/own-names';
import { rowOfKey } from '@tallystick/exchange/own/row-key';
import { columnOfHead } from '@tallystick/exchange/own/words/words-of';
import type { FileAsked } from '@tallystick/exchange/workbook-file/file-asked';
import { absentRows } from '@tallystick/exchange/compare/incoming-cells';
import { readFile } from '@tallystick/exchange/reading/read-file';
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { describe, expect, test } from 'vitest';
import { ownMemoryMb, ownSpeed } from './export-speed.ts';
import { sampleAsked } from './sample-state.ts';
import { complaintsOf } from './strict-xlsx.ts';
import { partsOf, plainSheets, sheetNamed } from './xlsx-parts.ts';

/** The measure `export-speed` takes more. */
const TURNS = 5;
const VERSION = { submission: 2, snapshot: 'ab'.repeat(32) };
const WATER = { kind: 'entity', entity: 'e_water' } as const;

const KINDS: [string, Partial<FileAsked>][] = [
  ['the whole workbook', {}],
  ['an empty workbook', { cells: new Map(), comments: [], questions: [], verdicts: new Map() }],
  ['an Arabic one', { language: 'ar', city: 'عمّان' }],
  ['one entity’s rows', { part: WATER }],
  ['one sheet', { part: { kind: 'sheet', sheet: 'profile' } }],
  ['the other sheet', { part: { kind: 'sheet', sheet: 'data' } }],
  ['the questions', { part: { kind: 'sheet', sheet: 'questions' } }],
  ['a version', { version: VERSION }],
  ['an entity without rows', { part: { kind: 'entity', entity: 'e_none' } }],
];

/** The value of a formula as a figure; of one that waits nought. */
const plain = (formulas: ReadonlyMap<string, unknown>, cell: string, text: string): string =>
  formulas.has(cell) ? String(Number(text)) : text;

describe('a file of a workbook', () => {
  test.each(KINDS)('is as the format asks: %s', (_, other) => {
    for (const seed of [1, 2, 3]) {
      const asked = sampleAsked(seed, other);
      expect(complaintsOf(partsOf(workbookFile(asked)))).toEqual([]);
    }
  });

  test('is as the format asks with the longest texts that there are', () => {
    const long = (length: number, sign: string) => sign.repeat(length);
    const asked = sampleAsked(3, { city: long(120, '&'), title: long(120, '"') });
    const cells = new Map(asked.cells);
    for (const spec of cellSpecs(asked.catalogue).values()) {
      if (spec.kind === 'text') cells.set(spec.cell, long(spec.maxLength, '<'));
      // A circle: it has no value, and stays the text that it is.
      if (spec.kind === 'number') cells.set(spec.cell, `=population${long(180, '+1')}`);
    }
    const comments = asked.comments.map((comment) => ({ ...comment, text: long(4000, ']') }));
    const made = partsOf(workbookFile({ ...asked, cells, comments }));
    expect(complaintsOf(made)).toEqual([]);
    expect(made.get('xl/worksheets/sheet3.xml')).toContain('unreadable');
  });

  test('is the same bytes for the same state', () => {
    const [first, second] = [workbookFile(sampleAsked(4)), workbookFile(sampleAsked(4))];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  test('figures are grouped and have the digits that were typed, a share its sign, a year neither', () => {
    const asked = sampleAsked(4);
    const row = 'protected_natural_areas.value';
    const typed = { numerator: '1234.50', override: '8.687', year: '2025' };
    const cells = new Map(Object.entries(typed).map(([of, text]) => [`${row}:${of}`, text]));
    cells.set('water_supply_ict_monitoring.value:numerator', '14210');
    const made = workbookFile({ ...asked, cells });
    const styles = partsOf(made).get('xl/styles.xml') ?? '';
    const formats = new Map(
      [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [
        id,
        code,
      ]),
    );
    const looks = styles.slice(styles.indexOf('<cellXfs')).split('<xf ').slice(1);
    const data = sheetNamed(plainSheets(made), 'KPI data').cells;
    const formatOf = (column: string, value: number): string | undefined => {
      const isThat = (at: string) => at.startsWith(column) && data.get(at)?.value === value;
      const style = data.get([...data.keys()].find(isThat) ?? '')?.style ?? 0;
      return formats.get(/numFmtId="(\d+)"/.exec(looks[style] ?? '')?.[1]);
    };
    expect(formatOf('J', 1234.5)).toBe('#,##0.00########');
    expect(formatOf('J', 14210)).toBe('#,##0');
    expect(formatOf('P', 8.687)).toBe('#,##0.000#######&quot; %&quot;');
    expect(formatOf('N', 2025)).toBeUndefined();
    // One of 14,210 that is corrected to 14,210.5 is not shown rounded.
    const sheet = partsOf(made).get('xl/worksheets/sheet3.xml') ?? '';
    expect(sheet).toMatch(
      /<conditionalFormatting sqref="J\d+(?::J\d+)?"><cfRule type="expression"/,
    );
  });

  test('in Arabic the explanation runs from right to left, though its lines begin with figures', () => {
    const parts = partsOf(workbookFile(sampleAsked(4, { language: 'ar' })));
    const text = (path: string) => parts.get(path) ?? '';
    const styles = text('xl/styles.xml');
    const looks = styles.slice(styles.indexOf('<cellXfs')).split('<xf ').slice(1);
    const step = /<c r="B\d+" s="(\d+)" t="inlineStr"><is><t[^>]*>1\. /.exec(
      text('xl/worksheets/sheet1.xml'),
    );
    expect(looks[Number(step?.[1])]).toContain('readingOrder="2"');
  });

  test.each([
    ['the whole workbook', { kind: 'whole' }],
    ['one sheet', { kind: 'sheet', sheet: 'data' }],
    ['one entity’s rows', { kind: 'entity', entity: 'e_water' }],
  ] as const)('names no row as gone that it carries: %s', (_, part) => {
    const asked = sampleAsked(7, { part });
    const read = readFile(workbookFile(asked), { name: 'a.xlsx', catalogue: asked.catalogue });
    if (!read.ok) throw new Error(read.refusal.code);
    expect(absentRows(read.value)).toEqual([]);
    const [first] = read.value.sheets.flatMap(({ rows }) => rows.map(({ point }) => point));
    const without = read.value.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.filter(({ point }) => point !== first),
    }));
    expect(absentRows({ ...read.value, sheets: without })).toEqual([first]);
  });

  // The measure `export-speed` asks for once; a few turns beside other tests can tell a fault from chance by far less.
  test('is written about as fast as ExcelJS writes the same cells, in little memory', async () => {
    expect((await ownSpeed(TURNS)).work).toBeLessThan(2);
    expect(await ownMemoryMb()).toBeLessThan(256);
  });

  test('has the template’s columns, with the key between the number and the name', () => {
    const data = sheetNamed(plainSheets(workbookFile(sampleAsked(5))), 'KPI data');
    const head = (letter: string) => String(data.cells.get(`${letter}3`)?.value);
    expect([head('D'), head('E'), head('F')]).toEqual(['Number', KEY_HEAD, 'KPI and data point']);
    const told = ['J', 'L', 'O', 'P', 'Q', 'R', 'S', 'T', 'U'].map((at) => columnOfHead(head(at)));
    expect(told).toEqual([
      'numerator',
      'denominator',
      'result',
      'override',
      'reported',
      'benchmark',
      'verified',
      'quality',
      'origin',
    ]);
    const keys = [...data.cells].filter(([at]) => /^E\d+$/.test(at)).map(([, { value }]) => value);
    const rows = keys.flatMap((key) => rowOfKey('2017', String(key)) ?? []);
    expect(rows).toEqual(sampleAsked(5).catalogue.dataPoints.map(({ row }) => row));
  });

  test('says in three places from what it was written', () => {
    const bytes = workbookFile(sampleAsked(6, { version: VERSION }));
    const custom = partsOf(bytes).get('docProps/custom.xml') ?? '';
    for (const name of Object.values(PROPERTY)) expect(custom).toContain(`name="${name}"`);
    expect(custom).toContain(VERSION.snapshot);
    const sheets = plainSheets(bytes);
    const start = [...sheetNamed(sheets, 'Start here').cells.values()].map(({ value }) =>
      String(value),
    );
    const origin = { workbook: 'wb_riverton', number: 1482, edition: '2017' };
    expect(start.flatMap((text) => originIn(text) ?? [])).toEqual([origin]);
    expect(start).toContain(VERSION.snapshot);
    const own = sheetNamed(sheets, OWN_SHEET);
    expect(own.isHidden).toBe(true);
    const told = ['A1', 'B1', 'C1', 'D1', 'E1', 'F1'].map((at) => own.cells.get(at)?.value);
    expect(told).toEqual(['workbook', 'wb_riverton', 'number', '1482', 'edition', '2017']);
  });

  test('holds every text as it was exported, by its cell', () => {
    const asked = sampleAsked(7);
    const own = sheetNamed(plainSheets(workbookFile(asked)), OWN_SHEET).cells;
    const kept = new Map<string, string>();
    for (const [at, { value }] of own) {
      const [, row] = /^A(\d+)$/.exec(at) ?? [];
      // Below the cells stand the sums of notes, by row.
      if (Number(row) > 2 && String(value).includes(':'))
        kept.set(String(value), String(own.get(`B${row}`)?.value));
    }
    expect(kept.size).toBeGreaterThan(200);
    const formulas = formulaTexts(asked.catalogue, asked.cells);
    const carried = [...asked.cells].map(([cell, text]) => {
      const value = formulas.get(cell);
      return [cell, value === undefined ? text : String(Number(value ?? ''))] as const;
    });
    expect(formulas.size).toBeGreaterThan(2);
    const found = [...kept].map(([cell, text]) => [cell, plain(formulas, cell, text)] as const);
    expect(new Map(found)).toEqual(new Map(carried));
  });

  test('never makes a formula of what somebody typed', () => {
    const asked = sampleAsked(8);
    const typed = new Set([...asked.cells.values()].filter((text) => /^[=+@-]/.test(text)));
    let seen = 0;
    for (const sheet of plainSheets(workbookFile(asked))) {
      for (const { value, formula } of sheet.cells.values()) {
        if (formula === undefined && typed.has(String(value))) seen += 1;
        if (formula !== undefined) expect(typed).not.toContain(`=${formula}`);
      }
    }
    expect(seen).toBeGreaterThan(50);
  });

  test('of an entity holds its rows, the lines of the City profile that they need, and nothing else', () => {
    const asked = sampleAsked(9, { part: WATER });
    const whole = [...partsOf(workbookFile(asked)).values()].join('\n');
    const { catalogue, assignments } = asked;
    const own = new Set(
      [...assignments].flatMap(([row, entity]) => (entity === 'e_water' ? row : [])),
    );
    const needed = catalogue.dataPoints
      .filter(({ row }) => own.has(row))
      .flatMap(({ inputs }) => inputs.map(({ cell }) => cell.slice(0, cell.lastIndexOf(':'))))
      .filter((row) => row.startsWith('city.'));
    const inFile = [...catalogue.rows.keys()].filter((row) => whole.includes(`${row}~`));
    expect(inFile).toEqual(
      [...catalogue.rows.keys()].filter((row) => own.has(row) || needed.includes(row)),
    );
    expect(inFile.length).toBeLessThan(catalogue.rows.size);
    // What is said of a row goes with the row.
    const theirs = ['Does satellite count?', 'Why so few?', 'Name of c_1', 'Seen the register'];
    expect(theirs.filter((words) => whole.includes(words))).toEqual([]);
    const other = workbookFile(sampleAsked(9, { part: { kind: 'entity', entity: 'e_ict' } }));
    const text = [...partsOf(other).values()].join('\n');
    expect(theirs.filter((words) => text.includes(words))).toEqual(theirs);
  });

  test('of a version, or of a row that others fill, has no cell to type into', () => {
    const bytes = workbookFile(sampleAsked(10, { version: VERSION }));
    expect(partsOf(bytes).get('xl/worksheets/sheet3.xml')).not.toContain('<dataValidation ');
    const entity = partsOf(
      workbookFile(sampleAsked(10, { part: { kind: 'entity', entity: 'e_ict' } })),
    );
    const open = partsOf(workbookFile(sampleAsked(10)));
    const count = (parts: Map<string, string>) =>
      parts.get('xl/worksheets/sheet2.xml')?.split('<dataValidation ').length ?? 0;
    expect(count(entity)).toBeLessThan(count(open));
  });
});
