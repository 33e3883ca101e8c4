/** Measure `formula-injection`: what people type never runs in the spreadsheet that opens an export (PROMISES P36). */
import { runInjection } from '../office/injection-run.ts';
import { lacksOffice } from '../office/soffice.ts';
import { atLeast, exactly, type Figure, type Measure } from './measure.ts';

const PAYLOADS = 2_000;
const SHOWN = 20;

export const measure: Measure = {
  name: 'formula-injection',
  about:
    'Texts that look like formulas in every prose column and in comments, through every export, opened by LibreOffice and read again.',
  run: async (say): Promise<Figure[]> => {
    if (lacksOffice !== '') throw new Error(`not measured${lacksOffice}`);
    const { payloads, found, formulas, changed, links } = await runInjection(PAYLOADS, say);
    for (const line of [...formulas, ...changed, ...links].slice(0, SHOWN)) say(line);
    return [
      atLeast('payloads', payloads, 'texts', PAYLOADS),
      atLeast('texts found again, over all exports', found, 'texts', 3 * PAYLOADS),
      exactly('formulas', formulas.length, 'cells', 0),
      exactly('texts that came back otherwise', changed.length, 'texts', 0),
      exactly('external links', links.length, 'links', 0),
    ];
  },
};
