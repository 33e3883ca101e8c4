/** Measure `formula-injection`: texts that look like formulas, through every file that is given out, opened by LibreOffice. */
import { runInjection } from '../office/injection-run.ts';
import { lacksOffice } from '../office/soffice.ts';
import { atLeast, exactly, type Figure, type Measure } from './measure.ts';

const PAYLOADS = 2_000;
const SHOWN = 20;

export const measure: Measure = {
  name: 'formula-injection',
  about:
    'Texts that run as formulas somewhere, in every column of text of .xlsx and .csv files, opened by LibreOffice (CSV by the right and by wrong separators): formulas, texts that differ.',
  run: async (say): Promise<Figure[]> => {
    if (lacksOffice !== '') throw new Error(`not measured${lacksOffice}`);
    const found = await runInjection({ count: PAYLOADS }, say);
    for (const line of [...found.formulas, ...found.changed, ...found.complaints].slice(0, SHOWN))
      say(line);
    return [
      exactly('payloads', found.payloads, 'texts', PAYLOADS),
      atLeast('cells looked at, .xlsx', found.cells.xlsx, 'cells', PAYLOADS),
      atLeast('cells looked at, .csv', found.cells.csv, 'cells', PAYLOADS),
      exactly('formulas that we did not write', found.formulas.length, 'cells', 0),
      exactly('texts that came back as others', found.changed.length, 'texts', 0),
      exactly('links out of a file, and other complaints', found.complaints.length, 'parts', 0),
    ];
  },
};
