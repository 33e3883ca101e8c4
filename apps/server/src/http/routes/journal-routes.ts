/**
 * The journal for programs: page by page, and as a stream that is resumed by number (server-sent events). Source of the
 * stream's form: WHATWG HTML, 9.2 Server-sent events.
 */
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { refuse } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import { journalPageSchema } from '@tallystick/protocol/cells';
import { PAGE_LINES_MAX } from '@tallystick/protocol/limits';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  STREAM_HEARTBEAT_MS,
  STREAM_LOOK_MS,
  STREAM_MS,
  STREAMS_MAX,
  STREAMS_PER_PERSON_MAX,
} from '../../service/limits.ts';
import { journalLines } from '../../past/journal-pages.ts';
import { member } from '../../edge/access.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { file, json } from '../../edge/operation.ts';
import { numberPage } from '../../edge/page.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

const resuming = z.strictObject({
  'last-event-id': z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe('Number of the last entry that was read; beats `after`.'),
});

export function journalRoutes(app: FastifyInstance, context: RouteContext): void {
  streamRoute(app, context);

  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/journal',
      tag: 'journal',
      summary: 'The journal, page by page',
      about:
        'What the own role may see of it; numbers may be missing. A verdict is told to the city once it is released, under ' +
        'the number at which it was given.',
      access: member('read-history'),
      query: numberPage,
      answers: { 200: json('Entries, oldest first.', journalPageSchema) },
    },
    async ({ entered: { workbook, actor }, query, reply }) => {
      const found = await journalLines(context.deps, { workbook, person: actor.person }, query);
      if (found === undefined) return sendRefusal(reply, refuse('not-your-role'));
      const { lines, upTo, head } = found;
      return { head, entries: lines, next: upTo < head ? upTo : null };
    },
  );
}

function streamRoute(app: FastifyInstance, context: RouteContext): void {
  const streams = new Streams();
  app.addHook('preClose', () => streams.endAll());

  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/journal/stream',
      tag: 'journal',
      summary: 'The journal as a stream',
      about:
        'Server-sent events: `id` is the number, `event` is edit or event, `data` an entry as on the pages. Resumed by Last-Event-ID.',
      access: member('read-history'),
      query: numberPage.pick({ after: true }),
      headers: resuming,
      answers: {
        200: file(
          'The stream. It ends with the session, the token or the right.',
          'text/event-stream',
        ),
      },
    },
    async ({ entered: here, query, request, reply }) => {
      const last = request.headers['last-event-id'];
      const resumed = last === undefined ? undefined : Number(last);
      // Taken for nothing, it would begin the journal anew, and its reader would have every entry twice.
      if (last !== undefined && !/^\d{1,15}$/.test(String(last))) {
        return sendRefusal(reply, refuse('bad-request', 'Last-Event-ID'));
      }
      const stop = new AbortController();
      if (!streams.begin(here.actor.person, stop)) return sendRefusal(reply, refuse('too-many'));
      const after = resumed ?? query.after;
      const stream = Readable.from(follow(context, here, { after, stop: stop.signal }));
      const end = () => {
        stop.abort();
        streams.end(here.actor.person, stop);
      };
      stream.once('close', end);
      reply.raw.once('close', end);
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream);
    },
  );
}

/** The streams that are open, counted and ended together. */
class Streams {
  readonly #open = new Map<string, Set<AbortController>>();
  #count = 0;

  begin(person: string, stop: AbortController): boolean {
    const theirs = this.#open.get(person) ?? new Set();
    if (theirs.size >= STREAMS_PER_PERSON_MAX || this.#count >= STREAMS_MAX) return false;
    this.#open.set(person, theirs.add(stop));
    this.#count += 1;
    return true;
  }

  end(person: string, stop: AbortController): void {
    const theirs = this.#open.get(person);
    if (theirs?.delete(stop) !== true) return;
    this.#count -= 1;
    if (theirs.size === 0) this.#open.delete(person);
  }

  async endAll(): Promise<void> {
    for (const theirs of this.#open.values()) for (const stop of theirs) stop.abort();
  }
}

/**
 * What the stream says: every entry once, in order, then each new one as it comes. It ends with the session or token,
 * with the right to read, and after `STREAM_MS`; a slow reader holds up nothing but itself.
 */
async function* follow(
  context: RouteContext,
  here: InWorkbook,
  from: { after: number; stop: AbortSignal },
): AsyncGenerator<string> {
  const began = context.now();
  const { person } = here.actor;
  let { workbook } = here;
  let { after } = from;
  let saidAt = began;
  yield 'retry: 2000\n\n';
  while (!from.stop.aborted && !workbook.state.deleted && context.now() - began < STREAM_MS) {
    if (workbook.head > after) {
      const page = { after, limit: PAGE_LINES_MAX };
      const found = await journalLines(context.deps, { workbook, person }, page);
      if (found === undefined || !(await context.guard.stands(here.session))) return;
      for (const line of found.lines) {
        yield `id: ${line.number}\nevent: ${line.kind}\ndata: ${JSON.stringify(line)}\n\n`;
      }
      // Also past what may not be seen, so that a reader who comes back does not ask for it again.
      if (found.upTo > (found.lines.at(-1)?.number ?? after)) yield `id: ${found.upTo}\n\n`;
      after = Math.max(after, found.upTo);
      saidAt = context.now();
    } else if (context.now() - saidAt >= STREAM_HEARTBEAT_MS) {
      if (!(await context.guard.stands(here.session))) return;
      // A workbook that was let go for idleness is opened anew; its journal is the same.
      const again = await context.registry.get(workbook.id);
      if (again === undefined) return;
      workbook = again;
      if (may(workbook.actor(person), 'read-history', { state: workbook.state })) return;
      saidAt = context.now();
      yield ': here\n\n';
    } else {
      await pause(STREAM_LOOK_MS, undefined, { signal: from.stop }).catch(() => undefined);
    }
  }
}
