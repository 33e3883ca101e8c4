/** What a step of a person, and an act of somebody else, has React draw anew in an open workbook. */
import { openBrowser } from '../e2e/browser.ts';
import { countRenders } from '../renders/renders.ts';
import { atMost, type Figure, type Measure } from './measure.ts';

/**
 * A button or a line of text is three or four components of the kit, and the panel tells some twenty things of a cell.
 * Before the line below and the tools above were held, a step drew 488 and a comment elsewhere 103.
 */
const PER_STEP = 400;
const PER_CELL = 60;
const PER_EVENT = 200;

export const measure: Measure = {
  name: 'renders',
  about:
    'Components that React draws for a step to another cell, for a cell that somebody else changes, and for a comment elsewhere.',
  run: async (say): Promise<Figure[]> => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    try {
      const { step, cell, event } = await countRenders(opened.browser, 20);
      for (const [what, { drawn }] of Object.entries({ step, cell, event })) {
        const most = Object.entries(drawn.byName).toSorted((a, b) => b[1] - a[1]);
        say(
          `${what}: ${most
            .slice(0, 25)
            .map(([name, n]) => `${name} ${n}`)
            .join(', ')}`,
        );
      }
      return [
        atMost('drawn for a step to another cell', step.perAct, 'components', PER_STEP),
        atMost('drawn for a cell of somebody else', cell.perAct, 'components', PER_CELL),
        atMost('drawn for a comment elsewhere', event.perAct, 'components', PER_EVENT),
      ];
    } finally {
      await opened.browser.close();
    }
  },
};
