/**
 * Workbooks as files that LibreOffice computed anew and wrote again, beside what we compute: every result and every
 * formula, cell by cell. Two numbers are one where they differ by less than what LibreOffice writes: it writes 15 digits.
 * A formula that somebody typed is computed exactly here and in 53 bits at each step there: where it takes figures of nearly
 * one size from each other, more of the last digits are the program's own, and in a result that rests on it as well.
 */
import type { FileAsked } from '@tallystick/exchange/workbook-file/file-asked';
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertAll } from './soffice.ts';
import { type PlainCell, plainSheets } from './xlsx-parts.ts';

const NEARNESS = 6e-15;
const NEARNESS_OF_TYPED = 1e-12;
/** Digits that a typed formula's value is rounded to, where it does not end. */
const ROUNDED_DIGITS = 15;

export type Recalculated = {
  asked: FileAsked;
  written: Uint8Array;
  computed: Uint8Array;
  /** Cells with a formula that were compared. */
  formulas: number;
  /** `KPI data O12: 7.5 became 7.6`. */
  differing: string[];
};

export async function recalculated(states: readonly FileAsked[]): Promise<Recalculated[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-recalc-'));
  try {
    const written = states.map((asked) => workbookFile(asked));
    const paths = written.map((_, at) => join(folder, `book-${at}.xlsx`));
    for (const [at, bytes] of written.entries()) await writeFile(paths[at] ?? '', bytes);
    const computed = await convertAll(paths, 'xlsx', { recalc: 'always' });
    return states.map((asked, at) => {
      const [ours, theirs] = [written[at] as Uint8Array, computed[at] as Uint8Array];
      return { asked, written: ours, computed: theirs, ...comparison(ours, theirs) };
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** All cells: what is typed and what is computed. */
function comparison(written: Uint8Array, computed: Uint8Array) {
  const theirs = new Map(plainSheets(computed).map((sheet) => [sheet.name, sheet.cells]));
  const differing: string[] = [];
  let formulas = 0;
  for (const { name, cells } of plainSheets(written)) {
    const rounded = new Set(
      [...cells].flatMap(([at, cell]) => (!isResult(at) && isRounded(cell) ? rowOf(at) : [])),
    );
    for (const [at, { value, formula }] of cells) {
      const found = theirs.get(name)?.get(at)?.value ?? '';
      if (formula !== undefined) formulas += 1;
      const isOfTyped = rounded.has(rowOf(at)) && formula !== undefined;
      const nearness = isOfTyped ? NEARNESS_OF_TYPED : NEARNESS;
      if (!isSame(value, found, nearness))
        differing.push(`${name} ${at}: ${value} became ${found}`);
    }
  }
  return { formulas, differing };
}

const isResult = (at: string): boolean => /^O\d/u.test(at);

const rowOf = (at: string): string => at.replace(/^[A-Z]+/u, '');

/** Whether a cell is a formula whose figure has all digits that are kept. */
const isRounded = ({ value, formula }: PlainCell): boolean =>
  formula !== undefined &&
  typeof value === 'number' &&
  String(value).replaceAll(/\D/gu, '').replace(/^0+/u, '').length >= ROUNDED_DIGITS;

function isSame(one: number | string, other: number | string, nearness: number): boolean {
  if (typeof one !== typeof other) return false;
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return Math.abs(one - other) <= nearness * Math.max(Math.abs(one), Math.abs(other));
}
