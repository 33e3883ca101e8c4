/** What may be chosen of a CSV file, in the words of a query. */
import { z } from 'zod';

const separator = z
  .enum(['comma', 'semicolon'])
  .describe('What parts the fields: a semicolon where the decimal mark is a comma.');
const decimal = z.enum(['point', 'comma']).describe('The decimal mark of the figures.');
const encoding = z
  .enum(['utf-8-bom', 'utf-8', 'windows-1252'])
  .describe(
    '`utf-8-bom` begins with a byte order mark. `windows-1252` is refused where a text has other letters.',
  );

/** For people: as spreadsheets read it. */
export const csvQuery = z.strictObject({
  separator: separator.default('comma'),
  decimal: decimal.default('point'),
  encoding: encoding.default('utf-8-bom'),
});

/** For statistics offices: programs read it, and a byte order mark would stand before the first word that they look for. */
export const sdmxQuery = z.strictObject({
  separator: separator.default('comma'),
  decimal: decimal.default('point'),
  encoding: encoding.default('utf-8'),
  labels: z
    .enum(['id', 'name'])
    .default('id')
    .describe(
      '`name`: behind the column of each component stands one with the names of its codes.',
    ),
});
