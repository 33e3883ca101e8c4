/** A full workbook as a file of ours, beside ExcelJS writing the same cells and nothing else, turn by turn in one run. */
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import ExcelJS from 'exceljs';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sampleAsked } from './sample-state.ts';
import { type PlainSheet, plainSheets } from './xlsx-parts.ts';

const SEED = 5;
const WARMING = 3;

export type OwnSpeed = {
  cells: number;
  /** Medians. */
  own_ms: number;
  excelJs_ms: number;
  /** Of the medians; `least` of the shortest times, which a busy machine disturbs less. */
  ratio: number;
  least: number;
};

export async function ownSpeed(turns: number): Promise<OwnSpeed> {
  const asked = sampleAsked(SEED);
  const sheets = plainSheets(workbookFile(asked));
  const own: number[] = [];
  const excelJs: number[] = [];
  for (let turn = 0; turn < WARMING + turns; turn += 1) {
    const ours = await timed(async () => workbookFile(asked));
    const theirs = await timed(async () => await writtenByExcelJs(sheets));
    if (turn < WARMING) continue;
    own.push(ours);
    excelJs.push(theirs);
  }
  const cells = sheets.reduce((sum, sheet) => sum + sheet.cells.size, 0);
  const [own_ms, excelJs_ms] = [median(own), median(excelJs)];
  const least = Math.min(...own) / Math.min(...excelJs);
  return { cells, own_ms, excelJs_ms, ratio: own_ms / excelJs_ms, least };
}

/** Values and formulas alone: no looks, notes, checks. */
async function writtenByExcelJs(sheets: readonly PlainSheet[]): Promise<unknown> {
  const book = new ExcelJS.Workbook();
  for (const { name, cells } of sheets) {
    const sheet = book.addWorksheet(name);
    for (const [at, { value, formula }] of cells)
      sheet.getCell(at).value = formula === undefined ? value : { formula, result: value };
  }
  return await book.xlsx.writeBuffer();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The most memory that a process of its own has at any time that writes one full workbook, in megabytes. */
export async function ownMemoryMb(): Promise<number> {
  const path = fileURLToPath(new URL('./one-export.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [path]);
  return Number(stdout) / 1024;
}
