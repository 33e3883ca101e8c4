/**
 * Serves an operation as it was declared: who asks comes first, then what they ask. Fastify's own validation is not used
 * for that: it would tell a stranger what is wrong with a request before it tells them that it is not theirs to make.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { parse, type RouteContext } from './context.ts';
import { sendTagged } from './etag.ts';
import type { Access, Operation } from './operation.ts';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type EnteredBy<A> = A extends Access<infer Entered> ? Entered : never;
/** The names after a colon in a path. */
type NamesIn<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
/** What may be answered as JSON: what the schemas of the answers say. */
type AnswerOf<Answers> = {
  [Status in keyof Answers]: Answers[Status] extends { schema: infer S extends z.ZodType }
    ? z.output<S>
    : never;
}[keyof Answers];

type Asked<O extends Operation> = {
  request: FastifyRequest;
  reply: FastifyReply;
  entered: EnteredBy<O['access']>;
  params: Record<NamesIn<O['path']>, string>;
  query: Parsed<O['query']>;
  body: Parsed<O['body']>;
};

/** `handle` answers a view, which is sent under the first status of the answers, or has answered by itself. */
export function serve<const O extends Operation>(
  { app, context }: { app: FastifyInstance; context: RouteContext },
  operation: O,
  handle: (asked: Asked<O>) => Promise<AnswerOf<O['answers']> | FastifyReply>,
): void {
  const { method, path, access, query, body, answers, tagged } = operation;
  const status = Number(Object.keys(answers)[0]);
  app.route({
    method: method.toUpperCase() as Uppercase<Operation['method']>,
    url: path,
    config: { operation },
    handler: async (request, reply) => {
      const asked: Record<string, unknown> = { request, reply, params: request.params };
      asked['entered'] = await access.enter(context, request, reply);
      if (asked['entered'] === undefined) return reply;
      for (const [part, schema] of [
        ['query', query],
        ['body', body],
      ] as const) {
        asked[part] = schema && parse(schema, request[part], reply);
        if (schema !== undefined && asked[part] === undefined) return reply;
      }
      // What was just held against the declaration has the types of the declaration.
      const told = await handle(asked as Asked<O>);
      // A reply that was returned was waited for until it was sent, and is undefined here: a reply is a promise of that.
      if (told === undefined) return reply;
      return tagged ? sendTagged(reply, told) : reply.code(status).send(told);
    },
  });
}
