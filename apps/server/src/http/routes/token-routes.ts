/**
 * Access tokens of the person who is signed in: list, make, revoke. A session alone opens these routes, so that a token
 * never makes another.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { type TokenMade, tokenRequestSchema, type TokenView } from '@tallystick/protocol/tokens';
import type { TokenRow } from '@tallystick/store/port-programs';
import type { FastifyInstance } from 'fastify';
import { TOKEN_MS_MAX } from '../../service/limits.ts';
import type { Scope } from '../../people/tokens.ts';
import { parse, type RouteContext, signedIn } from '../../edge/context.ts';
import { sendRefusal } from '../../edge/problem.ts';

export function tokenRoutes(app: FastifyInstance, context: RouteContext): void {
  const { tokens } = context;

  app.get('/api/tokens', async (request, reply) => {
    const session = await signedIn(context, request, reply);
    if (session === undefined) return reply;
    return { tokens: (await tokens.of(session.person.person)).map(viewOf) };
  });

  app.post('/api/tokens', async (request, reply) => {
    const session = await signedIn(context, request, reply);
    if (session === undefined) return reply;
    const body = parse(tokenRequestSchema, request.body, reply);
    if (body === undefined) return reply;
    const { person } = session.person;
    const now = context.now();
    if (body.expiresAt <= now || body.expiresAt > now + TOKEN_MS_MAX) {
      return sendRefusal(reply, refuse('bad-request', 'expiresAt: within a year from now'));
    }
    const workbook = body.workbook as WorkbookId | null;
    if (workbook !== null) {
      const memberships = await context.store.memberships(person);
      const isTheirs = memberships.some((membership) => membership.workbook === workbook);
      if (!isTheirs) return sendRefusal(reply, refuse('not-found'));
    }
    const { name, scope, expiresAt } = body;
    const made = await tokens.make({ person, name, scope, workbook, expiresAt });
    if (!made.ok) return sendRefusal(reply, made.refusal);
    const answer: TokenMade = { token: viewOf(made.value.row), secret: made.value.secret };
    return reply.code(201).send(answer);
  });

  app.delete('/api/tokens/:token', async (request, reply) => {
    const session = await signedIn(context, request, reply);
    if (session === undefined) return reply;
    const { token } = request.params as { token: string };
    const was = await tokens.revoke(token, session.person.person);
    return was ? reply.code(204).send() : sendRefusal(reply, refuse('not-found'));
  });
}

function viewOf(row: TokenRow): TokenView {
  const { id, name, workbook, createdAt, expiresAt, lastUsedAt } = row;
  const scope = row.scope.split(' ') as Scope[];
  return { id, name, scope, workbook, createdAt, expiresAt, lastUsedAt };
}
