/** Measure `recalc`: random workbooks out, computed anew by LibreOffice, and in again. */
import { runRecalc } from '../office/recalc-run.ts';
import { lacksOffice } from '../office/soffice.ts';
import { atLeast, exactly, type Figure, type Measure } from './measure.ts';

const BOOKS = 1_000;
const SEED = 1;
const SHOWN = 20;

export const measure: Measure = {
  name: 'recalc',
  about:
    'Random workbooks as .xlsx, recalculated by LibreOffice (always), read in again: cells that differ, conflicts.',
  run: async (say): Promise<Figure[]> => {
    if (lacksOffice !== '') throw new Error(`not measured${lacksOffice}`);
    const found = await runRecalc(
      Array.from({ length: BOOKS }, (_, at) => SEED + at),
      say,
    );
    const wrong = [...found.differing, ...found.changed, ...found.conflicts];
    for (const line of wrong.slice(0, SHOWN)) say(line);
    return [
      exactly('workbooks', found.books, 'workbooks', BOOKS),
      atLeast('formulas compared', found.formulas, 'cells', BOOKS * 100),
      atLeast('cells read again', found.cells, 'cells', BOOKS * 100),
      exactly('cells that LibreOffice computes otherwise', found.differing.length, 'cells', 0),
      exactly('cells that come back as something else', found.changed.length, 'cells', 0),
      exactly('conflicts', found.conflicts.length, 'cells', 0),
    ];
  },
};
