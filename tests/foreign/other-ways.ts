/** How else a value can be put into a file: three programs open it, set cells and save it; what they lose is counted. */
import ExcelJs from 'exceljs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, write } from 'xlsx';
import type { CellWrite } from '@tallystick/exchange/xlsx/edit/writes';
import { convertAll } from '../office/soffice.ts';

export type Saved = { name: string; bytes: Uint8Array };

/** The file with values in it, by ExcelJS; rejects where it cannot open or save it. */
export async function byExcelJs(
  bytes: Uint8Array,
  writes: readonly CellWrite[],
): Promise<Uint8Array> {
  const book = new ExcelJs.Workbook();
  // Its types ask for a buffer of an older Node.
  await book.xlsx.load(Buffer.from(bytes) as never);
  for (const { sheet, address, value } of writes) {
    const cell = book.getWorksheet(sheet)?.getCell(address);
    if (cell && value.kind !== 'empty') cell.value = plain(value);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The same by SheetJS, with all that it is able to keep. */
export function bySheetJs(bytes: Uint8Array, writes: readonly CellWrite[]): Uint8Array {
  const kept = { cellStyles: true, cellFormula: true, bookVBA: true };
  const book = read(bytes, kept);
  for (const { sheet, address, value } of writes) {
    const cells = book.Sheets[sheet];
    if (cells && value.kind !== 'empty')
      utils.sheet_add_aoa(cells, [[plain(value)]], { origin: address });
  }
  return new Uint8Array(write(book, { ...kept, type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** Files as LibreOffice saves them, unchanged: it cannot set cells from outside. */
export async function byLibreOffice(files: readonly Saved[]): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-ways-'));
  try {
    const paths = files.map(({ name }) => join(folder, name));
    for (const [at, { bytes }] of files.entries()) await writeFile(paths[at] ?? '', bytes);
    return await convertAll(paths, 'xlsx', { recalc: 'never' });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function plain(value: Exclude<CellWrite['value'], { kind: 'empty' }>): number | string {
  if (value.kind === 'text') return value.text;
  return value.kind === 'year' ? value.year : value.value;
}
