/** LibreOffice opens our files, computes every formula anew, comes to our values, and they are read in as they were. */
import { expect } from 'vitest';
import { officeTest } from './office-test.ts';
import { runRecalc } from './recalc-run.ts';

/** The measure `recalc` takes a thousand. */
const BOOKS = 3;
/** An Arabic workbook and one of an entity are among them. */
const SEED = 5;

officeTest('comes to our values in every cell of random workbooks, and back again', async () => {
  const found = await runRecalc({ books: BOOKS, seed: SEED });
  expect(found.differing).toEqual([]);
  expect(found.changed).toEqual([]);
  expect(found.conflicts).toEqual([]);
  expect(found.formulas).toBeGreaterThan(BOOKS * 100);
  expect(found.cells).toBeGreaterThan(BOOKS * 300);
});
