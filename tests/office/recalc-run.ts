/**
 * Random workbooks out as files, computed anew by LibreOffice, and in again: whether every cell is what it was, in the
 * file and in what is read of it.
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formulaTexts } from '@tallystick/domain/formula/cell-formula';
import { type Incoming, incomingOf } from '@tallystick/domain/incoming/incoming';
import { incomingCells } from '@tallystick/exchange/compare/incoming-cells';
import { readFile } from '@tallystick/exchange/reading/read-file';
import type { FileAsked } from '@tallystick/exchange/workbook-file/file-asked';
import { recalculated } from './recalculated.ts';
import { sampleAsked } from './sample-state.ts';

export type RecalcFigures = {
  books: number;
  formulas: number;
  /** Cells that were read again. */
  cells: number;
  /** Cells that LibreOffice computes or writes otherwise. */
  differing: string[];
  /** Cells that would be somebody's change, or cannot be read, though nobody touched the file. */
  changed: string[];
  conflicts: string[];
};

/** Files of one run of LibreOffice: it holds one after the other in memory. */
const AT_ONCE = 50;

export async function runRecalc(
  seeds: readonly number[],
  say: (line: string) => void = () => {},
): Promise<RecalcFigures> {
  const figures: RecalcFigures = {
    books: seeds.length,
    formulas: 0,
    cells: 0,
    differing: [],
    changed: [],
    conflicts: [],
  };
  for (let done = 0; done < seeds.length; done += AT_ONCE) {
    const some = seeds.slice(done, done + AT_ONCE);
    for (const [at, one] of (await recalculated(some.map(stateOf))).entries()) {
      const name = `seed ${some[at]}`;
      figures.formulas += one.formulas;
      figures.differing.push(...one.differing.map((each) => `${name}: ${each}`));
      readAgain(one.asked, one.computed, { name, figures });
    }
    const { formulas, differing, changed, conflicts } = figures;
    const wrong = differing.length + changed.length + conflicts.length;
    say(
      `${done + some.length} of ${seeds.length} workbooks, ${formulas} formulas, ${wrong} cells wrong`,
    );
  }
  return figures;
}

/** Every fifth is Arabic, every seventh one entity's. */
function stateOf(seed: number): FileAsked {
  return sampleAsked(seed, {
    ...(seed % 5 === 0 ? { language: 'ar' } : {}),
    ...(seed % 7 === 0 ? { part: { kind: 'entity', entity: 'e_water' } } : {}),
  });
}

type Told = { name: string; figures: RecalcFigures };

function readAgain({ catalogue, cells }: FileAsked, bytes: Uint8Array, told: Told): void {
  const { name, figures } = told;
  const read = readFile(bytes, { name: 'workbook.xlsx', catalogue });
  if (!read.ok) {
    figures.changed.push(`${name}: ${read.refusal.code}`);
    return;
  }
  const unknown = read.value.sheets.flatMap((sheet) => sheet.unknown);
  figures.changed.push(...unknown.map(({ row, why }) => `${name}: row ${row}: ${why}`));
  const meant = formulaTexts(catalogue, cells);
  const then = cells as ReadonlyMap<CellId, string>;
  for (const each of incomingCells(read.value, then, catalogue).cells) {
    const spec = cellSpec(catalogue, each.cell);
    if (spec === undefined) continue;
    figures.cells += 1;
    const incoming: Incoming = incomingOf({
      spec,
      held: each.held,
      base: each.base,
      now: cells.get(each.cell) ?? null,
      nowMeant: meant.get(each.cell),
      permit: () => undefined,
    });
    const line = `${name}: ${each.cell} at ${each.address}: ${incoming.class} ${JSON.stringify(each)}`;
    if (incoming.class === 'conflict') figures.conflicts.push(line);
    else if (incoming.class !== 'unchanged') figures.changed.push(line);
  }
}
