/** The views of reopenings, clarifications and rulings; the list of all clarifications is read without a workbook. */
import type { Clarification, Reopening } from '@tallystick/domain/state';
import { z } from 'zod';
import type { rulingSchema } from './live.ts';
import { cellId, by, clarificationId, instant, numbered, role, rowId, told } from './pieces.ts';

const ruling = z.strictObject({ text: z.string(), scope: z.enum(['city', 'all']), ...numbered });

export const clarificationSchema = told<Clarification>()({
  id: clarificationId,
  row: rowId,
  kpi: z.string(),
  text: z.string(),
  ...numbered,
  status: z.enum(['open', 'answered', 'closed']),
  ruling: ruling.nullable(),
  former: z.array(ruling).exactOptional().describe('What the ruling was before, the oldest first.'),
  under: z
    .string()
    .exactOptional()
    .describe('What answers it with others: a clarification, or a ruling of another workbook.'),
});

/** A reopening with its names as lists. */
export const reopeningSchema = told<Reopening>()({
  ...numbered,
  submission: z.int(),
  cells: z.array(cellId),
  rows: z.array(rowId),
  reason: z.string(),
  until: instant,
  ended: z.strictObject(by).nullable(),
});
export type ReopeningView = z.infer<typeof reopeningSchema>;

/** A ruling for every city, as another city's workbook shows it. */
export type RulingView = z.infer<typeof rulingSchema>;

/** One clarification of one workbook that the person may list. */
const clarificationLineSchema = clarificationSchema.extend({
  workbook: z.string(),
  city: z.string(),
  title: z.string(),
  edition: z.string(),
  name: z.string().describe('Name of who asked.'),
  alike: z
    .array(z.strictObject({ under: z.string(), text: z.string(), isElsewhere: z.boolean() }))
    .describe(
      'Of an open one what could answer it as well: others on its KPI, rulings for every city.',
    ),
  unread: z
    .array(z.string())
    .describe(
      'Names of the entities that report the KPI and have not said that they read the ruling.',
    ),
  role: role
    .nullable()
    .describe('Their role in the workbook now; null where they are no longer a member.'),
});
export type ClarificationLine = z.infer<typeof clarificationLineSchema>;

/** GET /api/clarifications?status=open, the oldest first. */
export const clarificationsViewSchema = z.strictObject({
  clarifications: z.array(clarificationLineSchema),
  more: z.boolean().describe('There are more than one answer lists.'),
});
export type ClarificationsView = z.infer<typeof clarificationsViewSchema>;
