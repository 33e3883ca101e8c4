/** How fast 1,500 cells go into files by other programs, beside ExcelJS opening, setting and saving the same files. */
import { addressOf } from '@tallystick/exchange/book/book';
import { editBook } from '@tallystick/exchange/xlsx/edit/edit-book';
import type { CellWrite, EditOptions } from '@tallystick/exchange/xlsx/edit/writes';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { atMost, type Figure, informative } from '../measures/measure.ts';
import { byExcelJs } from './other-ways.ts';
import { FILLED, fileBytes, TEMPLATES } from './workbook-files.ts';

/** Those that ExcelJS can open and save. */
const FILES = ['tpl_exceljs.xlsx', 'tpl_xlsxwriter.xlsx', 'tpl_gnumeric.xlsx'];
const RATIO_MAX = 0.3;
const MEMORY_MB_MAX = 256;
const COLUMNS = 15;

/** 1,500 cells of a hundred rows, figures and texts. */
const WRITES: CellWrite[] = Array.from({ length: 1_500 }, (_, at) => ({
  sheet: 'KPI data',
  address: addressOf(10 + Math.floor(at / COLUMNS), 9 + (at % COLUMNS)),
  value:
    at % 3 === 0
      ? ({ kind: 'text', text: `Register <${at}>` } as const)
      : ({ kind: 'number', value: at / 7 } as const),
}));

/** `runs` of each of both, by turns, after some that nobody counts; the ratio is the middle one of those of each turn. */
export async function foreignSpeedFigures(runs: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const file of FILES) {
    const bytes = fileBytes(file);
    const own: number[] = [];
    const other: number[] = [];
    const without: number[] = [];
    for (let run = -10; run < runs; run += 1) {
      const ownTime = await timed(async () => ownWrite(bytes, 'keep'));
      const otherTime = await timed(() => byExcelJs(bytes, WRITES));
      const withoutTime = await timed(async () => ownWrite(bytes, 'remove'));
      if (run < 0) continue;
      without.push(withoutTime);
      own.push(ownTime);
      other.push(otherTime);
    }
    figures.push(
      informative(`1,500 cells into ${file}`, median(own), 'ms'),
      informative(`the same, old results removed from all sheets`, median(without), 'ms'),
      informative(`the same by ExcelJS, which leaves old results`, median(other), 'ms'),
      atMost(
        `ratio for ${file}`,
        median(own.map((time, run) => time / (other[run] ?? 0))),
        'x',
        RATIO_MAX,
      ),
    );
  }
  figures.push(
    atMost('memory of a process that fills fourteen files', await memory(), 'MB', MEMORY_MB_MAX),
  );
  return figures;
}

function ownWrite(bytes: Uint8Array, oldResults: EditOptions['oldResults']): void {
  const done = editBook(bytes, WRITES, { oldResults });
  if (!done.ok || done.value.report.written < WRITES.length - 1)
    throw new Error(
      done.ok ? JSON.stringify(done.value.report.refused.slice(0, 3)) : done.refusal.code,
    );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function memory(): Promise<number> {
  const script = new URL('./fill-once.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...TEMPLATES, ...FILLED]);
  return Number(stdout);
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
