/** What the audit side is told of its own journal. No other view has any of it. */
import type { AuditItemOf, AuditPartName } from '@tallystick/domain/audit/state';
import '@tallystick/domain/audit/nouns';
import { z } from 'zod';
import { cellId, instant, numbered, paperId, personId, rowId, told } from '../pieces.ts';

const links = { rows: z.array(rowId), cells: z.array(cellId) };
const written = {
  ...numbered,
  firstBy: personId,
  firstAt: instant,
  versions: z.int().describe('How many there are; the journal keeps all.'),
};

const partSchemas = {
  papers: z.array(
    told<AuditItemOf<'papers'>>()({
      id: paperId,
      title: z.string(),
      text: z.string(),
      ...links,
      ...written,
    }),
  ),
  dismissals: z
    .array(
      told<AuditItemOf<'dismissals'>>()({
        result: z.string(),
        reason: z.string(),
        ...numbered,
      }),
    )
    .describe('Results of the screening that the auditor has dismissed.'),
} satisfies Record<AuditPartName, z.ZodType>;

/** GET /api/workbooks/:id/audit */
export const auditViewSchema = z.strictObject({
  head: z.int().describe('Number of the last entry of the audit side; 0 before there is one.'),
  ...partSchemas,
});
export type AuditView = z.infer<typeof auditViewSchema>;
