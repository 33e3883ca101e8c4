/** What the audit side is told of its own journal. No other view has any of it. */
import type { AuditItemOf, AuditPartName } from '@tallystick/domain/audit/state';
import { FINDING_KINDS } from '@tallystick/domain/audit/finding';
import '@tallystick/domain/audit/nouns';
import { z } from 'zod';
import {
  cellId,
  findingId,
  instant,
  interviewId,
  numbered,
  paperId,
  personId,
  rowId,
  told,
} from '../pieces.ts';

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
  interviews: z.array(
    told<AuditItemOf<'interviews'>>()({
      id: interviewId,
      whom: z.string(),
      when: instant,
      setting: z.enum(['on-site', 'remote']),
      notes: z.string(),
      ...links,
      ...written,
    }),
  ),
  findings: z.array(
    told<AuditItemOf<'findings'>>()({
      id: findingId,
      kind: z.enum(FINDING_KINDS),
      text: z.string(),
      recommendation: z.string(),
      ...links,
      evidence: z.array(z.string()),
      state: z.enum(['draft', 'chosen', 'released', 'withdrawn']),
      released: z
        .int()
        .nullable()
        .describe("Number of the workbook's entry that has given it to the city."),
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

/** GET /api/workbooks/:id/audit/versions?part=papers&item=wp_2m47hq */
export const auditVersionsViewSchema = z
  .strictObject({
    papers: partSchemas.papers,
    interviews: partSchemas.interviews,
    findings: partSchemas.findings,
  })
  .describe('All versions of one item, the oldest first, in the list of its part.');
export type AuditVersionsView = z.infer<typeof auditVersionsViewSchema>;

/** GET /api/workbooks/:id/audit */
export const auditViewSchema = z.strictObject({
  head: z.int().describe('Number of the last entry of the audit side; 0 before there is one.'),
  ...partSchemas,
});
export type AuditView = z.infer<typeof auditViewSchema>;
