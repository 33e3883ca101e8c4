/** A full workbook goes into each file by another program, and nothing but the mapped cells becomes other than it was. */
import { expect, test } from 'vitest';
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { read } from 'xlsx';
import { sampleAsked } from '../office/sample-state.ts';
import { fill, lossesOf, randomWorkbook } from './round-trip.ts';
import { FILLED, fileBytes, TEMPLATES } from './workbook-files.ts';

test.each([...TEMPLATES, ...FILLED])('an export into %s loses nothing', (file) => {
  const { parts, members, outside, filled } = lossesOf(fileBytes(file), file, randomWorkbook(3));
  expect({ parts, members, outside }).toEqual({ parts: {}, members: [], outside: [] });
  expect(filled.report.written + filled.report.renewed).toBeGreaterThan(800);
});

test('a result that the product’s own file had typed does not outlive the export into it', () => {
  const before = workbookFile(sampleAsked(1));
  const source = randomWorkbook(11);
  const { bytes } = fill(before, 'own.xlsx', source, { oldResults: 'keep' });
  const columnP = (file: Uint8Array) =>
    Object.entries(read(file, { cellFormula: true }).Sheets['KPI data'] ?? {}).filter(
      ([at, cell]) => /^P\d+$/.test(at) && Number(at.slice(1)) > 3 && (cell.f || cell.v !== ''),
    );
  expect(columnP(before).length).toBeGreaterThan(10);
  const typed = [...source.texts.keys()].filter((cell) => cell.endsWith(':override'));
  expect(columnP(bytes)).toHaveLength(typed.length);
});
