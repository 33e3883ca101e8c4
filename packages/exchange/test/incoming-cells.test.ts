/** A file that was read, cell by cell, beside what the workbook was when it was exported. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId, RowId, WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { incomingCells } from '../src/compare/incoming-cells.ts';
import type { FileCell, FileReading } from '../src/reading/file-reading.ts';

const catalogue = loadCatalogue();
const VALUE = 'city.population:value' as CellId;
const NOTES = 'city.population:notes' as CellId;
const unknown = { row: 9, why: 'twice' as const, told: 'SC: EC: 1' };

function reading(cells: FileCell[], own: FileReading['own']): FileReading {
  const row = { row: 4, point: 'city.population' as RowId, by: 'key' as const, hidden: false };
  const sheets = [
    { name: 'Notes', hidden: true, rows: [], unknown: [unknown] },
    { name: 'City profile', hidden: false, rows: [{ ...row, cells }], unknown: [] },
  ];
  return {
    format: 'xlsx',
    program: 'Writer',
    leftOut: ['macros'],
    own,
    sheets,
    notes: [],
    moreNotes: 0,
  };
}

const CELLS: FileCell[] = [
  { cell: VALUE, address: 'E4', kind: 'text', text: '0.76', shown: '76 %', note: 'of 2025' },
  { cell: NOTES, address: 'K4', kind: 'empty' },
];
const origin = { workbook: 'wb_a' as WorkbookId, number: 7, edition: '2017' };

it('has each cell with its sheet, its address and what the workbook held when the file was made', () => {
  const own = { origin, exported: new Map([[VALUE, '0.7']]) };
  const then = new Map([
    [VALUE, '0.70'],
    [NOTES, 'old'],
  ]);
  expect(incomingCells(reading(CELLS, own), then, catalogue)).toEqual({
    sheets: [
      { name: 'Notes', hidden: true, rows: 0, unknown: [unknown] },
      { name: 'City profile', hidden: false, rows: 1, unknown: [] },
    ],
    cells: [
      {
        cell: VALUE,
        sheet: 1,
        address: 'E4',
        held: { kind: 'text', text: '0.76', shown: '76 %' },
        base: { text: '0.70', exported: '0.7' },
      },
      // The file does not say that it carried the notes: it empties none.
      {
        cell: NOTES,
        sheet: 1,
        address: 'K4',
        held: { kind: 'empty' },
        base: { text: 'old', exported: null },
      },
    ],
  });
});

it('knows of no base where the file is of another workbook, or of no program of ours', () => {
  const own = { origin, exported: new Map([[VALUE, '0.7']]) };
  for (const { cells } of [
    incomingCells(reading(CELLS, own), undefined, catalogue),
    incomingCells(reading(CELLS, null), new Map([[VALUE, '1']]), catalogue),
  ]) {
    expect(cells).toHaveLength(2);
    for (const cell of cells) expect(cell).not.toHaveProperty('base');
  }
});
