/** What people type never runs in the spreadsheet that opens an export; the full count is the measure `formula-injection`. */
import { expect, test } from 'vitest';
import { runInjection } from './injection-run.ts';
import { lacksOffice } from './soffice.ts';

test.skipIf(lacksOffice !== '')(
  `texts that look like formulas are texts in every export${lacksOffice}`,
  async () => {
    const { payloads, found, formulas, changed, links } = await runInjection(200);
    expect({ formulas, changed, links }).toEqual({ formulas: [], changed: [], links: [] });
    expect(payloads).toBeGreaterThan(200);
    expect(found).toBeGreaterThan(600);
  },
);
