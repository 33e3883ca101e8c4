/** A template's map is proposed from its heads and codes, and a workbook's values go where the map says. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId } from '@tallystick/domain/cells/ids';
import { computeAll } from '@tallystick/domain/formula/compute';
import { meantTexts } from '@tallystick/domain/cells/typed/plain-value';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addressOf, columnLetters } from '../src/book/book.ts';
import { openBook } from '../src/reading/open-book.ts';
import { readFile } from '../src/reading/read-file.ts';
import { fillTemplate } from '../src/template/fill-template.ts';
import { previewOf, proposeMap } from '../src/template/propose-map.ts';
import { type TemplateSource, templateWrites } from '../src/template/template-writes.ts';

const catalogue = loadCatalogue();
const FOLDER = new URL('../../../tests/fixtures/workbooks/', import.meta.url);
const TEMPLATES = ['openpyxl_office', 'xlsxwriter', 'exceljs', 'lo', 'gnumeric', 'nor'].map(
  (program) => `tpl_${program}.xlsx`,
);
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(file, FOLDER)));

function proposalOf(file: string) {
  const book = openBook(bytesOf(file), file);
  if (!book.ok) throw new Error(book.refusal.code);
  return { ...proposeMap(book.value, catalogue), preview: previewOf(book.value) };
}

function sourceOf(typed: Record<string, string>): TemplateSource {
  const texts = new Map(Object.entries(typed)) as Map<CellId, string>;
  const results = computeAll(catalogue, (cell) => texts.get(cell));
  return { catalogue, texts, values: meantTexts(catalogue, texts), results };
}

describe.each(TEMPLATES)('%s', (file) => {
  const expected = JSON.parse(readFileSync(new URL(`${file}.expect.json`, FOLDER), 'utf8')) as {
    columns: Record<string, Record<string, string>>;
    rows: { row: number }[];
  };

  test('is mapped by itself: every row of the KPI set, every column that it can take', () => {
    const { map, unknown } = proposalOf(file);
    const [profile, data, ...others] = map.tables;
    expect([unknown, others]).toEqual([[], []]);
    expect([profile?.sheet, profile?.rows.length]).toEqual(['City profile', 5]);
    expect(data?.sheet).toBe('KPI data');
    expect(new Set(data?.rows.map(({ point }) => point))).toEqual(
      new Set(catalogue.dataPoints.map(({ row }) => row)),
    );
    expect(data?.rows.map(({ row }) => row)).toEqual(expected.rows.map(({ row }) => row));
    const heads = expected.columns['KPI data'] ?? {};
    const letterOf = {
      numerator: heads['Numerator'],
      denominator: heads['Denominator'],
      unit: heads['Unit'],
      year: heads['Year'],
      result: heads['Result'],
      reported: heads['Reported'],
      quality: heads['Data quality'],
      origin: heads['Origin of data'],
      notes: heads['Details'],
      source: heads['Sources'],
    };
    const found = data?.columns.map(({ column, field }) => [field, columnLetters(column)]);
    expect(Object.fromEntries(found ?? [])).toEqual(letterOf);
  });

  test('comes back as the workbook that was exported into it', () => {
    const typed: Record<string, string> = {};
    for (const point of catalogue.dataPoints) {
      for (const { cell, input } of point.inputs)
        typed[cell] ??= input.kind === 'yes-no' ? 'YES' : '12';
      typed[`${point.row}:year`] = '2021';
      typed[`${point.row}:quality`] = catalogue.choices.quality[2] ?? '';
      typed[`${point.row}:source`] = `Register <${point.key}>`;
    }
    const template = { bytes: bytesOf(file), map: proposalOf(file).map };
    const filled = fillTemplate(template, sourceOf(typed), { oldResults: 'remove' });
    if (!filled.ok) throw new Error(filled.refusal.code);
    const { refused, shortened, asText } = filled.value.report;
    expect([refused, shortened, asText]).toEqual([[], [], []]);
    const back = readFile(filled.value.bytes, { name: file, catalogue });
    if (!back.ok) throw new Error(back.refusal.code);
    const read = new Map(
      back.value.sheets.flatMap(({ rows }) =>
        rows.flatMap(({ cells }) =>
          cells.flatMap((cell) =>
            cell.kind === 'text' ? [[cell.cell as string, cell.text] as const] : [],
          ),
        ),
      ),
    );
    const further = new Set(Object.keys(typed).filter((cell) => cell.endsWith(':further')));
    const wrong = Object.entries(typed).filter(
      ([cell, text]) => !further.has(cell) && read.get(cell) !== text,
    );
    expect(wrong).toEqual([]);
  });
});

describe('what a value becomes', () => {
  const [percent] = catalogue.dataPoints.filter(
    ({ unit, valueKind }) => unit === '%' && valueKind === 'number',
  );
  const point = percent?.row ?? '';
  const map = {
    edition: catalogue.edition,
    tables: [
      {
        sheet: 'S',
        head: 1,
        columns: (['numerator', 'result', 'reported', 'unit', 'year', 'notes'] as const).map(
          (field, at) => ({
            field,
            column: at + 1,
          }),
        ),
        rows: [{ row: 2, point: point as never }],
      },
    ],
  };
  const written = (typed: Record<string, string>) => {
    const { writes, shortened, asText } = templateWrites(map, sourceOf(typed));
    const at = (column: number) => writes.find(({ address }) => address === addressOf(2, column));
    return { at, shortened, asText };
  };

  test('a result that was typed takes the place of the formula, a computed one does not', () => {
    const { at } = written({ [`${point}:override`]: '12.5' });
    expect(at(2)).toMatchObject({
      value: { kind: 'number', value: 12.5, isPercent: true },
      keepsFormula: false,
    });
    expect(at(3)).toMatchObject({ value: { text: 'YES' }, keepsFormula: true });
    const none = written({});
    expect(none.at(2)).toMatchObject({ value: { text: 'NR' }, keepsFormula: true });
    expect(none.at(3)).toMatchObject({ value: { text: 'NO' }, keepsFormula: true });
  });

  test('a result from a figure that the template has no column for takes the place of its formula', () => {
    const typed = Object.fromEntries(percent?.inputs.map(({ cell }) => [cell, '12']) ?? []);
    expect(percent?.inputs.map(({ column }) => column)).toEqual(['numerator', 'denominator']);
    expect(written(typed).at(2)).toMatchObject({ value: { value: 100 }, keepsFormula: false });
    const [table] = map.tables;
    const wide = {
      ...map,
      tables: [
        { ...table, columns: [...(table?.columns ?? []), { field: 'denominator', column: 7 }] },
      ],
    };
    const { writes } = templateWrites(wide as never, sourceOf(typed));
    expect(writes.find(({ address }) => address === 'B2')).toMatchObject({ keepsFormula: true });
  });

  test('an empty cell is emptied, but a unit that nobody set stays the template’s', () => {
    const { at } = written({});
    expect([at(1)?.value, at(5)?.value, at(6)?.value]).toEqual(Array(3).fill({ kind: 'empty' }));
    expect(at(4)).toBeUndefined();
  });

  test('figures that a spreadsheet cannot hold are told', () => {
    const home = percent?.inputs.find(({ column }) => column === 'numerator')?.cell ?? '';
    const long = written({ [home]: '123456789012345678901' });
    expect(long.shortened).toEqual([{ sheet: 'S', address: 'A2', cell: `${point}:numerator` }]);
    expect(written({ [home]: '123000000000000000000' }).shortened).toEqual([]);
    const about = written({ [home]: 'about 500' });
    expect(about.at(1)?.value).toEqual({ kind: 'text', text: 'about 500' });
    expect(about.asText).toHaveLength(1);
  });

  test('a formula is written as what it comes to', () => {
    const home = percent?.inputs.find(({ column }) => column === 'numerator')?.cell ?? '';
    expect(written({ [home]: '=3*4' }).at(1)?.value).toMatchObject({ kind: 'number', value: 12 });
  });
});

test('of a template that names every row twice the first is mapped and the others are told', () => {
  const { map, unknown } = proposalOf('fil_lo_twocities.xlsx');
  expect(map.tables.flatMap(({ rows }) => rows).length).toBe(117);
  expect(unknown.length).toBeGreaterThan(100);
});
