/** Whom to tell of a weakness: `/.well-known/security.txt` (RFC 9116), where a contact is set. */
import { refuse } from '@tallystick/domain/refusals';
import type { FastifyInstance } from 'fastify';
import { SECURITY_TXT_MS } from '../../service/limits.ts';
import { sendRefusal } from '../../edge/problem.ts';

export function securityRoutes(
  app: FastifyInstance,
  made: { contact: string | null; now: () => number },
): void {
  app.get('/.well-known/security.txt', async (_request, reply) => {
    // A file without a way to reach anybody is none (2.5.3).
    if (made.contact === null) return sendRefusal(reply, refuse('not-found'));
    const expires = new Date(made.now() + SECURITY_TXT_MS).toISOString();
    return reply
      .type('text/plain; charset=utf-8')
      .send(`Contact: ${made.contact}\nExpires: ${expires}\nPreferred-Languages: en\n`);
  });
}
