/** The view of a screening: what the rules ask of a version or of the cells as they stand, for the audit side. */
import { RULE_CODES } from '@tallystick/domain/screening/rule';
import { z } from 'zod';
import { cellId, instant, rowId } from '../pieces.ts';

const resultSchema = z.strictObject({
  id: z
    .string()
    .describe('The same until the rule, the row or a figure that it rests on is another.'),
  code: z.enum(RULE_CODES),
  severity: z
    .enum(['ask', 'investigate'])
    .describe('`investigate`: as it stands it is most likely wrong.'),
  row: rowId.nullable().describe('null: it is about the submission as a whole.'),
  cells: z.array(cellId),
  numbers: z.record(z.string(), z.string()).describe('By name; decimals in plain notation.'),
  facts: z
    .strictObject({
      detail: z.string(),
      label: z.string().exactOptional(),
      rule: z.string().exactOptional(),
      refusal: z.string().exactOptional(),
    })
    .nullable()
    .describe('Of a question that all readers of the row are shown.'),
  source: z
    .discriminatedUnion('work', [
      z.strictObject({ work: z.literal('manual'), pages: z.string() }),
      z.strictObject({ work: z.literal('sheet') }),
      z.strictObject({ work: z.literal('project') }),
    ])
    .describe('The Verification Manual (2022), the sheet of the KPI, or this project.'),
});

/** GET /api/workbooks/:id/screening?submission=2 */
export const screeningViewSchema = z.strictObject({
  submission: z.int().nullable().describe('null: the cells as they stand.'),
  number: z.int().describe('The entry up to which the cells were read.'),
  last: z
    .strictObject({ title: z.string(), submission: z.int(), at: instant })
    .nullable()
    .describe(
      "The city's last assessment, which jumps are measured against; null where none is known.",
    ),
  results: z.array(resultSchema).describe('In the order of the sheet.'),
});
export type ScreeningView = z.infer<typeof screeningViewSchema>;
export type ScreeningResultView = z.infer<typeof resultSchema>;

/** GET /api/workbooks/:id/peers */
export const peersViewSchema = z.strictObject({
  least: z.int().describe('Fewer cities than these are not told of.'),
  rows: z.array(
    z.strictObject({
      row: z.string(),
      cities: z.int(),
      isAlike: z.boolean().describe('All of them have about as many inhabitants as this city.'),
      low: z.string().describe('A quarter of the cities lies below; two digits, plain notation.'),
      middle: z.string(),
      high: z.string().describe('A quarter of the cities lies above.'),
    }),
  ),
});
export type PeersView = z.infer<typeof peersViewSchema>;
