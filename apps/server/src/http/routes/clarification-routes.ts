/** The clarifications of KPIs of all workbooks that a person clarifies for. */
import type { ClarificationId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { CLARIFICATION_FIELDS } from '@tallystick/domain/nouns/clarification';
import { told } from '@tallystick/domain/nouns/fields';
import { may, RIGHTS } from '@tallystick/domain/rights';
import type {
  ClarificationLine,
  ClarificationsView,
} from '@tallystick/protocol/views-clarification';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CLARIFICATIONS_MAX } from '../../service/limits.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';
import { parse, type RouteContext, signedIn } from '../../edge/context.ts';

export const query = z.strictObject({ status: z.enum(['open', 'answered', 'closed']).optional() });

export function clarificationRoutes(app: FastifyInstance, context: RouteContext): void {
  app.get('/api/clarifications', async (request, reply) => {
    const session = await signedIn(context, request, reply);
    if (session === undefined) return reply;
    const asked = parse(query, request.query, reply);
    if (asked === undefined) return reply;
    const listed = await listedWorkbooks(context, session.person.person);
    const rows = await context.store.clarifications({
      workbooks: [...listed.keys()],
      limit: CLARIFICATIONS_MAX + 1,
      ...(asked.status === undefined ? {} : { status: asked.status }),
    });
    const lines: ClarificationLine[] = [];
    for (const row of rows.slice(0, CLARIFICATIONS_MAX)) {
      const workbook = listed.get(row.workbook);
      const line = workbook && lineOf(workbook, row.clarification);
      if (line !== undefined) lines.push(line);
    }
    const names = await context.deps.names(lines.map(({ by }) => by));
    const view: ClarificationsView = {
      clarifications: lines.map((line) => ({ ...line, name: names.get(line.by) ?? '' })),
      more: rows.length > CLARIFICATIONS_MAX,
    };
    return view;
  });
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
): ClarificationLine | undefined {
  const found = state.clarifications.get(clarification);
  if (found === undefined) return undefined;
  const { city, title, edition } = state;
  const role = state.members.get(found.by)?.role ?? null;
  const asked = told(found, CLARIFICATION_FIELDS, { readsRoom: true });
  return { ...asked, workbook: id, city, title, edition, name: '', role };
}
