/**
 * What a stranger needs to check a bundle: the offline check itself and the public key. No sign-in: both are public.
 */
import type { FastifyInstance } from 'fastify';
import { refuse } from '@tallystick/domain/refusals';
import { readFile } from 'node:fs/promises';
import { sendRefusal } from '../../edge/problem.ts';

/** `verifyFile` is the built apps/verify; where it was not built the route answers not-found. */
export function proofRoutes(
  app: FastifyInstance,
  made: { vkey: string; verifyFile: string },
): void {
  app.get('/verify.mjs', async (_request, reply) => {
    const program = await readFile(made.verifyFile).catch(() => undefined);
    if (program === undefined) return sendRefusal(reply, refuse('not-found'));
    return reply
      .type('text/javascript; charset=utf-8')
      .header('content-disposition', 'attachment; filename="verify.mjs"')
      .send(program);
  });

  app.get('/signing.pub', async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', 'attachment; filename="signing.pub"')
      .send(`${made.vkey}\n`),
  );
}
