/**
 * LibreOffice opens what was written into other programs' workbooks: each value is there, and no result is of the time
 * before, whether it is told to compute everything or believes what the file holds.
 */
import { editBook } from '@tallystick/exchange/xlsx/edit/edit-book';
import type { CellWrite } from '@tallystick/exchange/xlsx/edit/writes';
import { expect, test } from 'vitest';
import { lacksOffice } from '../office/soffice.ts';
import { readByOffice } from './office-values.ts';
import { fileBytes } from './workbook-files.ts';

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

test.skipIf(lacksOffice !== '')(
  `what LibreOffice believes of four files is what it computes${lacksOffice}`,
  async () => {
    const written = FILES.map((file) => {
      const done = editBook(fileBytes(file), WRITES, { oldResults: 'remove' });
      if (!done.ok) throw new Error(done.refusal.code);
      const { bytes, report } = done.value;
      return { name: file, bytes, writes: WRITES, refused: report.refused };
    });
    for (const [at, { cells, wrong, stale }] of (await readByOffice(written)).entries()) {
      expect({ file: FILES[at], wrong, stale }).toEqual({ file: FILES[at], wrong: [], stale: [] });
      expect(resultsOf(cells)).toBeGreaterThan(50);
    }
  },
);

/** Results of rows that were NR before and are figures now. */
const resultsOf = (cells: Map<string, string>): number =>
  [...cells].filter(([key, value]) => /^KPI data!O\d+$/.test(key) && /^n [\d.]+ =/.test(value))
    .length;
