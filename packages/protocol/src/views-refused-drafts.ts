/** Refused drafts on the wire. */
import { z } from 'zod';
import {
  CELL_ID_CHARS_MAX,
  CELL_TEXT_CHARS_MAX,
  CODE_CHARS_MAX,
  NAME_CHARS_MAX,
  PROPOSAL_WORDS_CHARS_MAX,
} from './limits.ts';

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
  /** When its author handed it in as a proposal; null where it is only kept. */
  handedInAt: z.int().nullable(),
  /** What its author said when handing it in. */
  note: z.string(),
});
export type RefusedDraftView = z.infer<typeof refusedDraftViewSchema>;

/** What became of a proposal, for its author. */
export const settledProposalSchema = z.strictObject({
  id: z.string(),
  cell: z.string(),
  text: z.string().nullable(),
  how: z.enum(['take-over', 'discard']),
  /** What was said when it was declined. */
  word: z.string(),
  by: z.strictObject({ person: z.string(), name: z.string() }),
  at: z.int(),
});
export type SettledProposal = z.infer<typeof settledProposalSchema>;

/** GET /api/workbooks/:id/refused-drafts: those that nobody has settled, newest first. */
export const refusedDraftsViewSchema = z.strictObject({
  drafts: z.array(refusedDraftViewSchema),
  /** The asker's own proposals that somebody has settled, newest first. */
  settled: z.array(settledProposalSchema),
});
export type RefusedDraftsView = z.infer<typeof refusedDraftsViewSchema>;

export const refusedDraftsQuerySchema = z.strictObject({
  cell: z.string().max(CELL_ID_CHARS_MAX).optional(),
});

/** POST /api/workbooks/:id/refused-drafts: a value that was refused to its author in the web app, handed in as a proposal. */
export const proposalRequestSchema = z.strictObject({
  cell: z.string().min(1).max(CELL_ID_CHARS_MAX),
  /** As the cell would hold it; null: the cell is to be emptied. */
  text: z.string().max(CELL_TEXT_CHARS_MAX).nullable(),
  /** Why it was refused. */
  code: z.string().min(1).max(CODE_CHARS_MAX),
  detail: z.string().max(NAME_CHARS_MAX).default(''),
  note: z.string().trim().max(PROPOSAL_WORDS_CHARS_MAX).default(''),
});

/** POST /api/workbooks/:id/refused-drafts/:draft/settle */
export const settleRequestSchema = z.strictObject({
  how: z.enum(['take-over', 'discard']),
  /** Said to the author of a proposal that is declined. */
  word: z.string().trim().max(PROPOSAL_WORDS_CHARS_MAX).default(''),
});

/** What was settled. */
export const settledViewSchema = z.strictObject({
  id: z.string(),
  how: z.enum(['take-over', 'discard']),
});
export type SettledView = z.infer<typeof settledViewSchema>;
