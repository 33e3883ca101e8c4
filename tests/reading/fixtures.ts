/**
 * Reads workbooks by other programs and holds every cell against the value that is known of it. What is right is told by
 * the files beside them and by plain comparisons here, not by the reader's own pieces.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { findKpiByCode } from '@tallystick/catalogue/kpi-code';
import type { FileCell, FileReading, FileRow } from '@tallystick/exchange/reading/file-reading';
import { readFile } from '@tallystick/exchange/reading/read-file';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Expected, type ExpectedCell, expectedOf } from './expected.ts';

export type FixtureReport = {
  files: number;
  rows: number;
  cells: number;
  /** Of these: read, told to hold nothing, told why they cannot be read. */
  read: number;
  empty: number;
  unreadable: number;
  /** Each a line for a person. */
  wrong: string[];
  lost: string[];
  withoutReason: string[];
  invented: string[];
  rowsNotFound: string[];
  columnsNotFound: string[];
  refusedWrongly: string[];
};

const catalogue = loadCatalogue();
const NOT_FILES = /\.json$|\.md$/;

/** All files of a folder that have their `.expect.json` beside them. */
export function checkFolder(folder: string): FixtureReport {
  const report: FixtureReport = {
    files: 0,
    rows: 0,
    cells: 0,
    read: 0,
    empty: 0,
    unreadable: 0,
    wrong: [],
    lost: [],
    withoutReason: [],
    invented: [],
    rowsNotFound: [],
    columnsNotFound: [],
    refusedWrongly: [],
  };
  for (const name of readdirSync(folder).filter((each) => !NOT_FILES.test(each)))
    checkFile(join(folder, name), name, report);
  return report;
}

function checkFile(file: string, name: string, report: FixtureReport): void {
  const expected = expectedOf(file);
  const reading = readFile(readFileSync(file), { name, catalogue });
  report.files += 1;
  if (expected.cells === 0 || !reading.ok) {
    const wanted = refusalOf(expected.expect);
    const got = reading.ok ? 'read' : reading.refusal.code;
    if (got !== wanted) report.refusedWrongly.push(`${name}: ${got} and not ${wanted}`);
    return;
  }
  const found = new Found(reading.value, expected);
  for (const { sheet, row, code_as_written: code } of expected.rows ?? []) {
    report.rows += 1;
    const point = found.row(sheet, row)?.point;
    const kpi = findKpiByCode(catalogue, code)?.key;
    if (!kpi || !point?.startsWith(`${kpi}.`))
      report.rowsNotFound.push(`${name} ${sheet} ${row}: ${point ?? 'nothing'} for ${code}`);
  }
  for (const cell of expected.cells) checkCell(name, cell, found, report);
  for (const address of found.unlisted(expected.cells)) report.invented.push(`${name} ${address}`);
  for (const line of found.columnsMissed()) report.columnsNotFound.push(`${name} ${line}`);
}

function refusalOf(expect: string | undefined): string {
  if (expect?.includes('encrypted')) return 'file-encrypted';
  return expect?.includes('old .xls') ? 'file-old-kind' : 'read';
}

/** What the columns of the template are called in the workbook; columns that a city does not fill are not read. */
const HEADS: Record<string, string> = {
  Numerator: 'numerator',
  Denominator: 'denominator',
  Year: 'year',
  'Data quality': 'quality',
  'Origin of data': 'origin',
  Details: 'notes',
  Sources: 'source',
};

class Found {
  readonly #rows = new Map<string, FileRow>();
  readonly #expected: Expected;
  readonly #sheetName: (name: string) => string;

  constructor(reading: FileReading, expected: Expected) {
    this.#expected = expected;
    // A text file has one sheet, which is called as the file.
    const only = Object.keys(expected.columns ?? {})[0] ?? '';
    this.#sheetName = (name) => (reading.format === 'csv' ? only : name);
    for (const { name, rows } of reading.sheets)
      for (const row of rows) this.#rows.set(`${this.#sheetName(name)}!${row.row}`, row);
  }

  row(sheet: string, row: number): FileRow | undefined {
    return this.#rows.get(`${sheet}!${row}`);
  }

  cell(sheet: string, address: string): FileCell | undefined {
    const row = this.row(sheet, Number(/\d+$/.exec(address)?.[0]));
    return [...(row?.cells ?? []), ...(row?.computed ?? [])].find(
      (each) => each.address === address,
    );
  }

  /** Addresses of values that nobody wrote there. */
  unlisted(cells: readonly ExpectedCell[]): string[] {
    const listed = new Set(cells.map(({ sheet, address }) => `${sheet}!${address}`));
    const sheets = Object.keys(this.#expected.columns ?? {});
    return [...this.#rows].flatMap(([at, row]) => {
      const sheet = at.slice(0, at.lastIndexOf('!'));
      if (!sheets.includes(sheet)) return [];
      return (
        row.cells
          // A result that was typed over its formula is not among the cells that are listed.
          .filter(({ cell }) => !cell.endsWith(':override'))
          .filter((cell) => cell.kind === 'text' && !listed.has(`${sheet}!${cell.address}`))
          .map((cell) => `${sheet}!${cell.address}: ${cell.kind === 'text' ? cell.text : ''}`)
      );
    });
  }

  /** Columns of the file that no row, or another column, was read from. */
  columnsMissed(): string[] {
    return Object.entries(this.#expected.columns ?? {}).flatMap(([sheet, heads]) => {
      const rows = [...this.#rows].filter(([at]) => at.startsWith(`${sheet}!`));
      return Object.entries(HEADS).flatMap(([head, column]) => {
        const letters = new Set(
          rows.flatMap(([, { cells, point }]) =>
            cells
              .filter((cell) => cell.cell === `${point}:${column}`)
              .map(({ address }) => address.replace(/\d+$/, '')),
          ),
        );
        const is = [...letters].join(' ');
        return is === heads[head] ? [] : [`${sheet} ${head}: ${is} and not ${heads[head]}`];
      });
    });
  }
}

function checkCell(
  name: string,
  expected: ExpectedCell,
  found: Found,
  report: FixtureReport,
): void {
  report.cells += 1;
  const { sheet, address, code, data_point: key } = expected;
  const row = found.row(sheet, Number(/\d+$/.exec(address)?.[0]));
  const cell = found.cell(sheet, address);
  const line = `${name} ${sheet}!${address} ${JSON.stringify(expected.value ?? expected.unreadable)}`;
  if (!cell || row?.point !== `${findKpiByCode(catalogue, code)?.key}.${key}`) {
    report.lost.push(`${line}: ${row?.point ?? 'no row'}`);
    return;
  }
  if (cell.kind === 'unreadable') {
    report.unreadable += 1;
    if (!cell.why) report.withoutReason.push(line);
    const isRight = expected.unreadable !== undefined || expected.accept === 'unreadable';
    if (!isRight) report.wrong.push(`${line}: ${cell.why}`);
  } else if (cell.kind === 'empty') {
    report.empty += 1;
    if (expected.value !== null) report.lost.push(`${line}: empty`);
  } else {
    report.read += 1;
    if (!isRightText(cell, expected)) report.wrong.push(`${line}: ${cell.text}`);
  }
}

/**
 * Some programs write a figure with 16 digits and lose the seventeenth; the result of a formula is computed in another
 * order elsewhere.
 */
const NEARLY = { written: 4e-16, computed: 1e-12 };

function isRightText(cell: FileCell & { kind: 'text' }, expected: ExpectedCell): boolean {
  const { value, accept, unit } = expected;
  const near =
    expected.formula || cell.cell.endsWith(':override') ? NEARLY.computed : NEARLY.written;
  // A figure with a unit behind it is converted, and what stands in the file is shown beside it.
  if (unit !== undefined && cell.shown === `${value} ${unit}`) return true;
  if (typeof value === 'number') return isNear(cell.text, value, near);
  if (value === 'YES' || value === 'NO') return saysYes(cell.text) === (value === 'YES');
  if (typeof value === 'string') return cell.text === value.normalize('NFC');
  return typeof accept === 'number' && isNear(cell.text, accept, near);
}

function isNear(text: string, value: number, near: number): boolean {
  return /\d/.test(text) && Math.abs(Number(text) - value) <= Math.abs(value) * near;
}

const YES = ['yes', 'y', 'oui', 'ja', 'sí', 'si', 'sim', 'true', '1', 'نعم', 'да'];
const NO = ['no', 'n', 'non', 'nein', 'não', 'false', '0', 'لا', 'нет'];

function saysYes(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : undefined;
}
