/** A workbook as it stands, for other programs: everything typed, everything computed, who set what. */
import { z } from 'zod';

const moment = z.string().describe('ISO 8601, UTC.');

/** GET /api/workbooks/:id/export.json */
export const exportedSchema = z.strictObject({
  format: z.literal('tallystick-workbook/1'),
  workbook: z.string(),
  city: z.string(),
  title: z.string(),
  edition: z.string(),
  head: z.int(),
  locked: z.boolean(),
  entities: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  assignments: z.record(z.string(), z.string()).describe('Row to entity.'),
  submissions: z.array(
    z.strictObject({
      submission: z.int(),
      number: z.int(),
      at: moment,
      snapshot: z.string().describe('SHA-256 of the snapshot, hexadecimal.'),
    }),
  ),
  cells: z
    .record(
      z.string(),
      z.strictObject({
        text: z.string(),
        value: z
          .string()
          .nullable()
          .exactOptional()
          .describe('What the text means, where it says it otherwise.'),
        number: z.int(),
        by: z.string().describe('The name of who set it.'),
        at: moment,
      }),
    )
    .describe('In the order of the sheets.'),
  results: z.array(
    z.strictObject({
      row: z.string(),
      kpi: z.string().describe("ITU's code."),
      status: z.enum(['reported', 'not-reported', 'unreadable']),
      text: z.string(),
      decimal: z.string().nullable(),
      unit: z.string(),
    }),
  ),
});
export type ExportedWorkbook = z.infer<typeof exportedSchema>;
