/** A full workbook as a file of ours, beside ExcelJS writing the same cells and nothing else, turn by turn in one run. */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import { incomingOf } from '@tallystick/domain/incoming/incoming';
import { incomingCells } from '@tallystick/exchange/compare/incoming-cells';
import { readFile } from '@tallystick/exchange/reading/read-file';
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
  /** Of the medians; `work` of the time on the processor, which a busy machine disturbs less. */
  ratio: number;
  work: number;
};

export async function ownSpeed(turns: number): Promise<OwnSpeed> {
  const asked = sampleAsked(SEED);
  const sheets = plainSheets(workbookFile(asked));
  const own: Taken[] = [];
  const excelJs: Taken[] = [];
  for (let turn = 0; turn < WARMING + turns; turn += 1) {
    const ours = await timed(async () => workbookFile(asked));
    const theirs = await timed(async () => await writtenByExcelJs(sheets));
    if (turn < WARMING) continue;
    own.push(ours);
    excelJs.push(theirs);
  }
  const cells = sheets.reduce((sum, sheet) => sum + sheet.cells.size, 0);
  const own_ms = median(own.map(({ ms }) => ms));
  const excelJs_ms = median(excelJs.map(({ ms }) => ms));
  const work =
    median(own.map((each) => each.work_ms)) / median(excelJs.map((each) => each.work_ms));
  return { cells, own_ms, excelJs_ms, ratio: own_ms / excelJs_ms, work };
}

/** Milliseconds, the middle of `turns`, in which a full file of ours is read and each of its cells compared with the workbook. */
export async function readAndCompare(turns: number): Promise<{ ms: number; cells: number }> {
  const { catalogue, cells: texts } = sampleAsked(SEED);
  const bytes = workbookFile(sampleAsked(SEED));
  const now = texts as ReadonlyMap<CellId, string>;
  const taken: number[] = [];
  let cells = 0;
  for (let turn = 0; turn < WARMING + turns; turn += 1) {
    const { ms } = await timed(async () => {
      const read = readFile(bytes, { name: 'workbook.xlsx', catalogue });
      if (!read.ok) throw new Error(read.refusal.code);
      cells = 0;
      for (const { cell, held, base } of incomingCells(read.value, now, catalogue).cells) {
        const spec = cellSpec(catalogue, cell);
        if (spec === undefined) continue;
        incomingOf({ spec, held, base, now: now.get(cell) ?? null, permit: () => undefined });
        cells += 1;
      }
    });
    if (turn >= WARMING) taken.push(ms);
  }
  return { ms: median(taken), cells };
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

type Taken = { ms: number; work_ms: number };

async function timed(work: () => Promise<unknown>): Promise<Taken> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - began, work_ms: (user + system) / 1000 };
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
