/** The clarifications of KPIs of all workbooks that a person clarifies for. */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { isSought } from '@tallystick/domain/nouns/clarify/sought';
import { may, RIGHTS } from '@tallystick/domain/rights';
import {
  type ClarificationLine,
  clarificationsViewSchema,
} from '@tallystick/protocol/views-clarification';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  CLARIFICATION_WORDS_MAX,
  CLARIFICATIONS_MAX,
  CLARIFICATIONS_SEARCHED_MAX,
} from '../../service/limits.ts';
import { alikeTo, lineOf, searched } from '../../workbook/clarification-lines.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';
import { inPerson } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { json } from '../../edge/operation.ts';
import { serve } from '../../edge/serve.ts';

const asking = z.strictObject({
  status: z.enum(['open', 'answered', 'closed']).optional(),
  words: z
    .string()
    .max(CLARIFICATION_WORDS_MAX)
    .default('')
    .describe(
      'Each has to stand in the question, a version of its ruling, or the name of its KPI.',
    ),
  kpi: z
    .string()
    .max(TEXT_LIMITS.row)
    .default('')
    .describe('The key of a KPI, or a row of the City profile.'),
});

export function clarificationRoutes(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/clarifications',
      tag: 'clarifications',
      summary: 'Clarifications of all workbooks that one clarifies for',
      access: { ...inPerson, right: 'list-clarifications' },
      query: asking,
      answers: { 200: json('The clarifications, oldest first.', clarificationsViewSchema) },
    },
    async ({ entered, query: { status, words, kpi } }) => {
      const listed = await listedWorkbooks(context, entered.person.person);
      const rows = await context.store.clarifications({
        workbooks: [...listed.keys()],
        limit: CLARIFICATIONS_SEARCHED_MAX + 1,
        ...(status === undefined ? {} : { status }),
      });
      const lines: ClarificationLine[] = [];
      for (const row of rows.slice(0, CLARIFICATIONS_SEARCHED_MAX)) {
        if (lines.length > CLARIFICATIONS_MAX) break;
        const workbook = listed.get(row.workbook);
        const line = workbook && lineOf(workbook, row.clarification, context.deps.catalogueOf);
        if (
          line &&
          isSought(searched(line, context.deps.catalogueOf), { words, kpi, status: 'all' })
        )
          lines.push(line);
      }
      const more = lines.length > CLARIFICATIONS_MAX || rows.length > CLARIFICATIONS_SEARCHED_MAX;
      lines.splice(CLARIFICATIONS_MAX);
      const alike = await alikeTo(context.store, lines, listed);
      const names = await context.deps.names(lines.map(({ by }) => by));
      return {
        clarifications: lines.map((line) => ({
          ...line,
          name: names.get(line.by) ?? '',
          alike: alike(line),
        })),
        more,
      };
    },
  );
}

/** The workbooks whose clarifications the person may list: those where they are ITU. */
async function listedWorkbooks(
  context: RouteContext,
  person: PersonId,
): Promise<Map<WorkbookId, LiveWorkbook>> {
  const listed = new Map<WorkbookId, LiveWorkbook>();
  for (const membership of await context.store.memberships(person)) {
    // The table may be asked by the role alone, and no other workbook has to be opened for the answer.
    if (RIGHTS['list-clarifications'][membership.role] === 'never') continue;
    const workbook = await context.registry.get(membership.workbook);
    if (workbook === undefined) continue;
    const { state } = workbook;
    const refusal = may(workbook.actor(person), 'list-clarifications', { state });
    if (refusal === undefined) listed.set(workbook.id, workbook);
  }
  return listed;
}
