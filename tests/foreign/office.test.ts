/**
 * LibreOffice opens what was written into other programs' workbooks: each value is there, and no result is of the time
 * before, whether it is told to compute everything or believes what the file holds.
 */
import { editBook } from '@tallystick/exchange/xlsx/edit/edit-book';
import type { CellWrite } from '@tallystick/exchange/xlsx/edit/writes';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convertAll, lacksOffice } from '../office/soffice.ts';
import { cellsBySheetJs, fileBytes } from './workbook-files.ts';

/** The measure does it for all of them. */
const FILES = ['tpl_exceljs.xlsx', 'tpl_lo.xlsx', 'tpl_nor.xlsx', 'fil_prefix.xlsx'];
const SHEET = 'KPI data';
const FIRST = 10;
const LAST = 110;

/** Numerator, denominator and what a person wrote, in a hundred rows; year and result are left to others. */
const WRITES: CellWrite[] = Array.from({ length: LAST - FIRST + 1 }, (_, at) => {
  const row = FIRST + at;
  const cell = (column: string, value: CellWrite['value']): CellWrite => ({
    sheet: SHEET,
    address: `${column}${row}`,
    value,
  });
  return [
    cell('J', { kind: 'number', value: row + 0.1 }),
    cell('L', { kind: 'number', value: row * 7 }),
    cell('W', { kind: 'text', text: ` Source ${row} <&> =1\nsecond line` }),
  ];
}).flat();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallystick-foreign-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.skipIf(lacksOffice !== '')(
  `what LibreOffice believes of four files is what it computes${lacksOffice}`,
  async () => {
    const paths: string[] = [];
    for (const file of FILES) {
      const done = editBook(fileBytes(file), WRITES, { oldResults: 'remove' });
      if (!done.ok) throw new Error(done.refusal.code);
      expect(done.value.report.refused).toEqual([]);
      paths.push(join(folder, file));
      await writeFile(join(folder, file), done.value.bytes);
    }
    const believed = await convertAll(paths, 'xlsx', { recalc: 'never' });
    const computed = await convertAll(paths, 'xlsx', { recalc: 'always' });
    for (const [at, file] of FILES.entries()) {
      const cells = cellsBySheetJs(believed[at] ?? new Uint8Array());
      expect(cells, file).toEqual(cellsBySheetJs(computed[at] ?? new Uint8Array()));
      expect(wrong(cells), file).toEqual([]);
      expect(resultsOf(cells, file).length, file).toBeGreaterThan(50);
    }
  },
);

/** Cells that do not hold what was written. */
function wrong(cells: Map<string, string>): string[] {
  return WRITES.filter(({ sheet, address, value }) => {
    const there = cells.get(`${sheet}!${address}`);
    if (value.kind === 'number') return there !== `n ${value.value}`;
    return value.kind !== 'text' || there !== `s ${value.text}`;
  }).map(({ address }) => address);
}

/** Results of rows that were NR before and are figures now. */
function resultsOf(cells: Map<string, string>, file: string): string[] {
  return [...cells].flatMap(([key, value]) =>
    /^KPI data!O\d+$/.test(key) && /^n [\d.]+ =/.test(value) ? [`${file} ${key}`] : [],
  );
}
