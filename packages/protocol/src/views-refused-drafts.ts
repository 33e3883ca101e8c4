/**
 * Refused drafts on the wire. Own file because they are no part of the journal, nor of a workbook's view.
 */
import { z } from 'zod';
import { CELL_ID_CHARS_MAX } from './limits.ts';

/** One value that was refused and kept. */
export const refusedDraftViewSchema = z.strictObject({
  id: z.string(),
  cell: z.string(),
  /** null: the cell was to be emptied. */
  text: z.string().nullable(),
  by: z.strictObject({ person: z.string(), name: z.string() }),
  at: z.int(),
  door: z.enum(['socket', 'yjs', 'api']),
  /** Code of the refusal, and the fact shown beside its sentence. */
  code: z.string(),
  detail: z.string(),
  /** Whether who asks may set the cell now, and so take the value over. */
  mayTake: z.boolean(),
});
export type RefusedDraftView = z.infer<typeof refusedDraftViewSchema>;

/** GET /api/workbooks/:id/refused-drafts: those that nobody has settled, newest first. */
export const refusedDraftsViewSchema = z.strictObject({ drafts: z.array(refusedDraftViewSchema) });
export type RefusedDraftsView = z.infer<typeof refusedDraftsViewSchema>;

export const refusedDraftsQuerySchema = z.strictObject({
  cell: z.string().max(CELL_ID_CHARS_MAX).optional(),
});

/** POST /api/workbooks/:id/refused-drafts/:draft/settle */
export const settleRequestSchema = z.strictObject({ how: z.enum(['take-over', 'discard']) });

/** What was settled. */
export const settledViewSchema = z.strictObject({
  id: z.string(),
  how: z.enum(['take-over', 'discard']),
});
export type SettledView = z.infer<typeof settledViewSchema>;
