/** Every cell of workbooks by other programs, read and held against its right value. `WORKBOOKS` may name another folder. */
import { join } from 'node:path';
import { checkFolder } from '../reading/fixtures.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/workbooks');

export const measure: Measure = {
  name: 'fixtures',
  about:
    'Workbooks by other programs, filled as people fill them: each cell is what is known of it, or says why it cannot be read.',
  run: async (say) => {
    const folder = process.env.WORKBOOKS ?? FOLDER;
    const report = checkFolder(folder);
    const faults = [
      ...report.wrong,
      ...report.lost,
      ...report.withoutReason,
      ...report.invented,
      ...report.rowsNotFound,
      ...report.columnsNotFound,
      ...report.refusedWrongly,
    ];
    for (const line of faults.slice(0, 40)) say(line);
    return [
      atLeast('files by other programs', report.files, 'files', 18),
      atLeast('cells whose value is known', report.cells, 'cells', 4_000),
      exactly('cells read as something else', report.wrong.length, 'cells', 0),
      exactly('cells lost without a word', report.lost.length, 'cells', 0),
      exactly('unreadable cells without a reason', report.withoutReason.length, 'cells', 0),
      exactly('values that nobody wrote', report.invented.length, 'cells', 0),
      exactly('rows not recognised', report.rowsNotFound.length, 'rows', 0),
      exactly('columns not recognised', report.columnsNotFound.length, 'columns', 0),
      exactly('files refused, or read, wrongly', report.refusedWrongly.length, 'files', 0),
      informative('rows recognised', report.rows, 'rows'),
      informative('cells that say why they cannot be read', report.unreadable, 'cells'),
    ];
  },
};
