/** The past: history in pages, the workbook at a moment, two moments compared, how far a person has looked. */
import { refuse } from '@tallystick/domain/refusals';
import { HISTORY_KINDS } from '@tallystick/protocol/history-kinds';
import {
  HISTORY_MOMENTS_MAX,
  SLIDER_POINTS_MAX,
  SUBJECT_CHARS_MAX,
  WORDS_CHARS_MAX,
} from '@tallystick/protocol/limits';
import {
  compareViewSchema,
  historyViewSchema,
  momentsViewSchema,
  momentViewSchema,
  seenViewSchema,
} from '@tallystick/protocol/views-history';
import { HistoryBehind } from '@tallystick/store/port-history';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { compareCsv } from '../../past/compare-csv.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';
import { presentHistory } from '../../past/present-history.ts';
import { compareEnds, type End, momentAt, momentsOf } from '../../past/present-moment.ts';
import { member } from '../../edge/access.ts';
import { parse, type RouteContext } from '../../edge/context.ts';
import { json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const subject = z.string().min(1).max(SUBJECT_CHARS_MAX);
const kindList = z
  .string()
  .max(WORDS_CHARS_MAX)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(HISTORY_KINDS)).max(HISTORY_KINDS.length));

const historyQuery = z
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
const pointsQuery = z.strictObject({
  points: z.coerce.number().int().min(1).max(SLIDER_POINTS_MAX).default(100),
});
const end = z.string().regex(/^(now|v[1-9]\d{0,6}|0|[1-9]\d{0,14})$/, 'now, v1, v2 … or a number');
const compareQuery = z.strictObject({
  from: end,
  to: end.default('now'),
  format: z.enum(['json', 'csv']).default('json'),
});
const numbered = z.object({ number });
const seenBody = z.strictObject({
  number: z
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('The last entry seen; left out, all that there is by now.'),
});

export function historyRoutes(app: FastifyInstance, context: RouteContext): void {
  momentRoutes(app, context);
  compareRoute(app, context);
  seenRoutes(app, context);
}

function momentRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/history',
      tag: 'history',
      summary: 'History of a cell, row, person, entity or of all',
      access: member('read-history'),
      query: historyQuery,
      answers: { 200: json('Moments, newest first.', historyViewSchema) },
    },
    async ({ entered: here, query, reply }) =>
      await unlessBehind(reply, () => presentHistory(context.deps, here, query)),
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/at/:number',
      tag: 'history',
      summary: 'The cells right after an entry, and who reported them',
      access: member('read-history'),
      answers: { 200: json('The moment.', momentViewSchema) },
    },
    async ({ entered: here, params, reply }) => {
      const asked = parse(numbered, params, reply);
      if (asked === undefined) return reply;
      if (asked.number > here.workbook.head) return sendRefusal(reply, tooHigh(here.workbook));
      return await unlessBehind(reply, () => momentAt(context.deps, here, asked.number));
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/moments',
      tag: 'history',
      summary: 'What a slider needs',
      access: member('read-history'),
      query: pointsQuery,
      answers: { 200: json('Points and marks.', momentsViewSchema) },
    },
    async ({ entered: { workbook }, query, reply }) =>
      await unlessBehind(reply, () => momentsOf(context.deps, workbook, query.points)),
  );
}

function compareRoute(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/compare',
      tag: 'history',
      summary: 'Two moments compared',
      access: member('read-history'),
      query: compareQuery,
      answers: {
        200: {
          ...json('The cells that differ, and the results.', compareViewSchema),
          or: 'text/csv',
        },
      },
    },
    async ({ entered: here, query, reply }) => {
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
    },
  );
}

function seenRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/seen',
      tag: 'history',
      summary: 'How far one has looked',
      access: member('read-history'),
      answers: { 200: json('The last entry seen.', seenViewSchema) },
    },
    async ({ entered: { workbook, actor } }) =>
      (await context.store.lastSeen(workbook.id, actor.person)) ?? { number: 0, at: null },
  );

  serve(
    at,
    {
      method: 'put',
      path: '/api/workbooks/:id/seen',
      tag: 'history',
      summary: 'Note how far one has looked',
      access: member('read-history'),
      body: seenBody,
      example: { number: 12 },
      answers: { 200: json('The last entry seen.', seenViewSchema) },
    },
    async ({ entered: { workbook, actor }, body, reply }) => {
      // What is not there cannot have been seen; else news to come would never be news.
      const { number: upTo = workbook.head } = body;
      if (upTo > workbook.head) return sendRefusal(reply, tooHigh(workbook));
      const seen = { number: upTo, at: context.now() };
      const { person } = actor;
      await context.store.setSeen({ workbook: workbook.id, person, ...seen });
      return (await context.store.lastSeen(workbook.id, person)) ?? seen;
    },
  );
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
