/** The clarifications of KPIs of all workbooks that a person clarifies for. */
import type { ClarificationId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { CLARIFICATION_FIELDS } from '@tallystick/domain/nouns/clarify/clarification';
import { readersOf } from '@tallystick/domain/nouns/clarify/ruling';
import { told } from '@tallystick/domain/nouns/fields';
import { may, RIGHTS } from '@tallystick/domain/rights';
import type { Clarification, WorkbookState } from '@tallystick/domain/state';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import {
  type ClarificationLine,
  clarificationsViewSchema,
} from '@tallystick/protocol/views-clarification';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CLARIFICATIONS_MAX } from '../../service/limits.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';
import { inPerson } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { json } from '../../edge/operation.ts';
import { serve } from '../../edge/serve.ts';

const asking = z.strictObject({ status: z.enum(['open', 'answered', 'closed']).optional() });

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
    async ({ entered, query: { status } }) => {
      const listed = await listedWorkbooks(context, entered.person.person);
      const rows = await context.store.clarifications({
        workbooks: [...listed.keys()],
        limit: CLARIFICATIONS_MAX + 1,
        ...(status === undefined ? {} : { status }),
      });
      const lines: ClarificationLine[] = [];
      for (const row of rows.slice(0, CLARIFICATIONS_MAX)) {
        const workbook = listed.get(row.workbook);
        const line = workbook && lineOf(workbook, row.clarification, context.deps.catalogueOf);
        if (line !== undefined) lines.push(line);
      }
      const names = await context.deps.names(lines.map(({ by }) => by));
      return {
        clarifications: lines.map((line) => ({ ...line, name: names.get(line.by) ?? '' })),
        more: rows.length > CLARIFICATIONS_MAX,
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

/** A clarification as its workbook has it; undefined where the list is ahead of the workbook. */
function lineOf(
  { id, state }: LiveWorkbook,
  clarification: ClarificationId,
  catalogueOf: (edition: string) => Catalogue,
): ClarificationLine | undefined {
  const found = state.clarifications.get(clarification);
  if (found === undefined) return undefined;
  const { city, title, edition } = state;
  const unread = unreadBy(state, catalogueOf(edition), found);
  const role = state.members.get(found.by)?.role ?? null;
  const asked = told(found, CLARIFICATION_FIELDS, { readsRoom: true });
  return { ...asked, workbook: id, city, title, edition, name: '', role, unread };
}

/** Names of the entities that report the KPI and have not said that they read the ruling. */
function unreadBy(
  state: WorkbookState,
  catalogue: Catalogue,
  { id: ruling, kpi, ruling: given }: Clarification,
): string[] {
  if (given === null) return [];
  return readersOf(state, catalogue, { kpi, ruling, at: given.at })
    .filter(({ read }) => read === undefined)
    .map(({ entity }) => state.entities.get(entity)?.name ?? '');
}
