/** Nothing that somebody typed runs as a formula in a file that is given out. */
import { guardFormula, unguardFormula } from '@tallystick/exchange/csv/formula-guard';
import { expect, test } from 'vitest';
import { runInjection } from './injection-run.ts';
import { officeTest } from './office-test.ts';
import { payloads } from './payloads.ts';

/** The measure `formula-injection` takes two thousand. */
const PAYLOADS = 150;

officeTest(
  'LibreOffice finds texts where people typed texts, and no formula of theirs',
  async () => {
    const found = await runInjection({ count: PAYLOADS, forms: 1, wrongs: 1 });
    expect(found.formulas).toEqual([]);
    expect(found.changed).toEqual([]);
    expect(found.complaints).toEqual([]);
    expect(found.cells.xlsx).toBeGreaterThan(1000);
    expect(found.cells.csv).toBeGreaterThan(5_000);
  },
);

test('a guard can be taken away again, wherever in a text it stands', () => {
  for (const text of payloads(2000)) {
    const guarded = guardFormula(text);
    expect(guarded).toMatch(/^'|[,;|\t\r\n][\s"]*'|^[^=+\-@]/);
    expect(unguardFormula(guarded)).toBe(text.replaceAll('\0', ''));
  }
});

test.each([
  ['a; =1+1', "a; '=1+1"],
  ['a;"=1+1', `a;"'=1+1`],
  ['two\n=lines', "two\n'=lines"],
  ["so; '=1", "so; ''=1"],
  ['10; -5; +x', "10; -5; '+x"],
  ['well-known = known', 'well-known = known'],
])('%s is kept from running where a file is parted otherwise', (text, guarded) => {
  expect(guardFormula(text)).toBe(guarded);
  expect(unguardFormula(guarded)).toBe(text);
});
