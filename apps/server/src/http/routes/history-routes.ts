/** The past: history in pages, the workbook at a moment, two moments compared, how far a person has looked. */
import { refuse } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import {
  HISTORY_MOMENTS_MAX,
  SLIDER_POINTS_MAX,
  SUBJECT_CHARS_MAX,
  WORDS_CHARS_MAX,
} from '@tallystick/protocol/limits';
import { HISTORY_KINDS, type HistoryKind, type SeenView } from '@tallystick/protocol/views-history';
import { HistoryBehind } from '@tallystick/store/port-history';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { compareCsv } from '../../past/compare-csv.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';
import { presentHistory } from '../../past/present-history.ts';
import { compareEnds, type End, momentAt, momentsOf } from '../../past/present-moment.ts';
import { type InWorkbook, inWorkbook, parse, type RouteContext } from '../../edge/context.ts';
import { sendRefusal } from '../../edge/problem.ts';

const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const subject = z.string().min(1).max(SUBJECT_CHARS_MAX);
const kindList = z
  .string()
  .max(WORDS_CHARS_MAX)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(HISTORY_KINDS)).max(HISTORY_KINDS.length));

export const historyQuery = z
  .strictObject({
    cell: subject.optional(),
    row: subject.optional(),
    person: subject.optional(),
    entity: subject.optional(),
    kinds: kindList.optional(),
    before: number.optional(),
    after: number.optional(),
    limit: z.coerce.number().int().min(1).max(HISTORY_MOMENTS_MAX).default(50),
  })
  .refine(
    ({ cell, row, person, entity }) =>
      [cell, row, person, entity].filter((each) => each !== undefined).length <= 1,
    'one of cell, row, person, entity',
  );
export const pointsQuery = z.strictObject({
  points: z.coerce.number().int().min(1).max(SLIDER_POINTS_MAX).default(100),
});
const end = z.string().regex(/^(now|v[1-9]\d{0,6}|0|[1-9]\d{0,14})$/, 'now, v1, v2 … or a number');
export const compareQuery = z.strictObject({
  from: end,
  to: end.default('now'),
  format: z.enum(['json', 'csv']).default('json'),
});
export const seenBody = z.strictObject({
  number: z
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('The last entry seen; left out, all that there is by now.'),
});

export function historyRoutes(app: FastifyInstance, context: RouteContext): void {
  app.get('/api/workbooks/:id/history', async (request, reply) => {
    const here = await inHistory(context, request, reply);
    const query = here && parse(historyQuery, request.query, reply);
    if (here === undefined || query === undefined) return reply;
    const asked = { ...query, kinds: query.kinds as HistoryKind[] | undefined };
    return await unlessBehind(reply, () => presentHistory(context.deps, here, asked));
  });

  app.get('/api/workbooks/:id/at/:number', async (request, reply) => {
    const here = await inHistory(context, request, reply);
    const params = z.object({ number });
    const asked = here && parse(params, request.params, reply);
    if (here === undefined || asked === undefined) return reply;
    const { workbook } = here;
    if (asked.number > workbook.head) return sendRefusal(reply, tooHigh(workbook));
    return await unlessBehind(reply, () => momentAt(context.deps, here, asked.number));
  });

  app.get('/api/workbooks/:id/moments', async (request, reply) => {
    const here = await inHistory(context, request, reply);
    const query = here && parse(pointsQuery, request.query, reply);
    if (here === undefined || query === undefined) return reply;
    const { workbook } = here;
    return await unlessBehind(reply, () => momentsOf(context.deps, workbook, query.points));
  });

  app.get('/api/workbooks/:id/compare', async (request, reply) => {
    const here = await inHistory(context, request, reply);
    const query = here && parse(compareQuery, request.query, reply);
    if (here === undefined || query === undefined) return reply;
    const { workbook } = here;
    const [from, to] = [endOf(workbook, query.from), endOf(workbook, query.to)];
    if (from === undefined || to === undefined) return sendRefusal(reply, tooHigh(workbook));
    return await unlessBehind(reply, async () => {
      const view = await compareEnds(context.deps, here, { from, to });
      if (query.format === 'json') return view;
      const { state } = workbook;
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="changes-${query.from}-${query.to}.csv"`,
        )
        .send(compareCsv(view, context.deps.catalogueOf(state.edition), state));
    });
  });

  seenRoutes(app, context);
}

function seenRoutes(app: FastifyInstance, context: RouteContext): void {
  app.get('/api/workbooks/:id/seen', async (request, reply) => {
    const here = await inHistory(context, request, reply);
    if (here === undefined) return reply;
    const { workbook, actor } = here;
    const seen = await context.store.lastSeen(workbook.id, actor.person);
    const view: SeenView = seen ?? { number: 0, at: null };
    return view;
  });

  app.put('/api/workbooks/:id/seen', async (request, reply) => {
    const here = await inHistory(context, request, reply);
    const body = here && parse(seenBody, request.body, reply);
    if (here === undefined || body === undefined) return reply;
    const { workbook, actor } = here;
    // What is not there cannot have been seen; else news to come would never be news.
    const { number: upTo = workbook.head } = body;
    if (upTo > workbook.head) return sendRefusal(reply, tooHigh(workbook));
    const seen = { number: upTo, at: context.now() };
    const { person } = actor;
    await context.store.setSeen({ workbook: workbook.id, person, ...seen });
    const view: SeenView = (await context.store.lastSeen(workbook.id, person)) ?? seen;
    return view;
  });
}

/** The workbook for somebody who may read its history; undefined after a refusal. */
async function inHistory(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<InWorkbook | undefined> {
  const here = await inWorkbook(context, request, reply);
  if (here === undefined) return undefined;
  const refusal = may(here.actor, 'read-history', { state: here.workbook.state });
  if (refusal === undefined) return here;
  sendRefusal(reply, refusal);
  return undefined;
}

/** The answer, or how far the index is that it needs. */
export async function unlessBehind<T>(
  reply: FastifyReply,
  answer: () => Promise<T>,
): Promise<T | FastifyReply> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof HistoryBehind)) throw error;
    const percent = Math.floor((100 * error.upTo) / error.head);
    return sendRefusal(reply, refuse('history-behind', `${percent} %`));
  }
}

/** Undefined where there is no such version or number. */
function endOf({ state, head }: LiveWorkbook, text: string): End | undefined {
  if (text === 'now') return { number: head, isNow: true };
  if (!text.startsWith('v')) {
    const at = Number(text);
    return at <= head ? { number: at, isNow: false } : undefined;
  }
  const submission = state.submissions.find((each) => each.submission === Number(text.slice(1)));
  return submission && { submission };
}

function tooHigh({ head, state }: LiveWorkbook) {
  const versions = state.submissions.length;
  return refuse('not-found', `0 – ${head}; v1 – v${versions}`);
}
