/** Workbooks by other programs, as people fill them in, are read as a person would read them. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFolder } from './fixtures.ts';

const WORKBOOKS = join(import.meta.dirname, '../fixtures/workbooks');

test('every cell of workbooks by eleven programs is read as what it says, or says why it cannot be read', () => {
  const report = checkFolder(WORKBOOKS);
  expect(report.files).toBe(18);
  expect(report.cells).toBeGreaterThan(4_000);
  expect(report.rows).toBeGreaterThan(1_800);
  expect(report).toMatchObject({
    wrong: [],
    lost: [],
    withoutReason: [],
    invented: [],
    rowsNotFound: [],
    columnsNotFound: [],
    refusedWrongly: [],
  });
});
