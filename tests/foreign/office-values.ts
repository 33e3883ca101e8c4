/** Files as LibreOffice reads them: the values that were written, and whether any result is of the time before. */
import type { CellWrite, RefusedWrite } from '@tallystick/exchange/xlsx/edit/writes';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertAll } from '../office/soffice.ts';
import { cellsBySheetJs } from './workbook-files.ts';

export type Written = {
  name: string;
  bytes: Uint8Array;
  writes: readonly CellWrite[];
  refused: readonly RefusedWrite[];
};

export type OfficeReading = {
  cells: Map<string, string>;
  /** Cells that do not hold what was written. */
  wrong: string[];
  /** Cells that LibreOffice computes otherwise than it believes the file. */
  stale: string[];
};

export async function readByOffice(files: readonly Written[]): Promise<OfficeReading[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-foreign-'));
  try {
    const paths = files.map(({ name }) => join(folder, name));
    for (const [at, { bytes }] of files.entries()) await writeFile(paths[at] ?? '', bytes);
    const believed = await convertAll(paths, 'xlsx', { recalc: 'never' });
    const computed = await convertAll(paths, 'xlsx', { recalc: 'always' });
    return files.map((file, at) => {
      const cells = cellsBySheetJs(believed[at] ?? new Uint8Array());
      const anew = cellsBySheetJs(computed[at] ?? new Uint8Array());
      const keys = [...new Set([...cells.keys(), ...anew.keys()])];
      const stale = keys.filter((key) => !isSame(cells.get(key), anew.get(key)));
      return { cells, stale, wrong: wrongIn(cells, file) };
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** LibreOffice writes fifteen digits. */
const RELATIVE = 6e-15;

/** Whether two readings of a cell say the same; a result that was computed in another order may differ in its last digit. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  const [, figure = '', rest] = /^n (\S+)(.*)$/s.exec(one ?? '') ?? [];
  const [, again = '', restAgain] = /^n (\S+)(.*)$/s.exec(other ?? '') ?? [];
  if (figure === '' || again === '' || rest !== restAgain) return false;
  return Math.abs(Number(figure) - Number(again)) <= RELATIVE * Math.abs(Number(figure));
}

function wrongIn(cells: Map<string, string>, { writes, refused }: Written): string[] {
  const left = new Set(refused.map(({ sheet, address }) => `${sheet}!${address}`));
  return writes
    .filter(({ sheet, address, value }) => {
      const key = `${sheet}!${address}`;
      if (left.has(key) || value.kind === 'empty') return false;
      const there = cells.get(key) ?? '';
      if (value.kind === 'text')
        return there.replace(/ =.*$/s, '') !== `s ${value.text}` && there !== `s ${value.text}`;
      const said = Number(/^n (\S+)/.exec(there)?.[1]);
      const wanted = value.kind === 'year' ? value.year : value.value;
      // A cell whose format shows days holds the first of January of a year.
      if (value.kind === 'year' && said === Date.UTC(value.year, 0, 1) / 86_400_000 + 25_569)
        return false;
      return !(Math.abs(said - wanted) <= RELATIVE * Math.abs(wanted));
    })
    .map(({ sheet, address }) => `${sheet}!${address}`);
}
