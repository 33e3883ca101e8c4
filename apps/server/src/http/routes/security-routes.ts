/** Whom to tell of a weakness: `/.well-known/security.txt` (RFC 9116), where a contact is set. */
import { refuse } from '@tallystick/domain/refusals';
import type { FastifyInstance } from 'fastify';
import { SECURITY_TXT_MS } from '../../service/limits.ts';
import { everybody } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { file } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

export function securityRoutes(
  app: FastifyInstance,
  context: RouteContext,
  contact: string | null,
): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/.well-known/security.txt',
      tag: 'service',
      summary: 'Whom to tell of a weakness',
      access: everybody,
      answers: { 200: file('RFC 9116; where a contact is set.', 'text/plain') },
      refuses: [404],
    },
    async ({ reply }) => {
      // A file without a way to reach anybody is none (2.5.3).
      if (contact === null) return sendRefusal(reply, refuse('not-found'));
      const expires = new Date(context.now() + SECURITY_TXT_MS).toISOString();
      return reply
        .type('text/plain; charset=utf-8')
        .send(`Contact: ${contact}\nExpires: ${expires}\nPreferred-Languages: en\n`);
    },
  );
}
