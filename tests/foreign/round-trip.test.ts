/** A full workbook goes into each file by another program, and nothing but the mapped cells becomes other than it was. */
import { expect, test } from 'vitest';
import { lossesOf, randomWorkbook } from './round-trip.ts';
import { FILLED, fileBytes, TEMPLATES } from './workbook-files.ts';

test.each([...TEMPLATES, ...FILLED])('an export into %s loses nothing', (file) => {
  const { parts, members, outside, filled } = lossesOf(fileBytes(file), file, randomWorkbook(3));
  expect({ parts, members, outside }).toEqual({ parts: {}, members: [], outside: [] });
  expect(filled.report.written + filled.report.renewed).toBeGreaterThan(800);
});
