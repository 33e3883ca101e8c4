/**
 * What a stranger needs to check a bundle: the offline check itself and the public key. No sign-in: both are public.
 */
import type { FastifyInstance } from 'fastify';
import { refuse } from '@tallystick/domain/refusals';
import { readFile } from 'node:fs/promises';
import { everybody } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { file } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

/** `verifyFile` is the built apps/verify; where it was not built the route answers not-found. */
export function proofRoutes(app: FastifyInstance, context: RouteContext, verifyFile: string): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/verify.mjs',
      tag: 'service',
      summary: 'The offline check',
      access: everybody,
      answers: { 200: file('A program for Node.', 'text/javascript') },
      refuses: [404],
    },
    async ({ reply }) => {
      const program = await readFile(verifyFile).catch(() => undefined);
      if (program === undefined) return sendRefusal(reply, refuse('not-found'));
      return reply
        .type('text/javascript; charset=utf-8')
        .header('content-disposition', 'attachment; filename="verify.mjs"')
        .send(program);
    },
  );

  serve(
    { app, context },
    {
      method: 'get',
      path: '/signing.pub',
      tag: 'service',
      summary: 'The public key of the log',
      access: everybody,
      answers: { 200: file('A C2SP vkey.', 'text/plain') },
    },
    async ({ reply }) =>
      reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', 'attachment; filename="signing.pub"')
        .send(`${context.vkey}\n`),
  );
}
