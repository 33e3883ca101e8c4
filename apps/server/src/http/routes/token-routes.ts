/**
 * Access tokens of the person who is signed in: list, make, revoke. A session alone opens these routes, so that a token
 * never makes another.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import {
  tokenMadeSchema,
  tokenRequestSchema,
  tokensViewSchema,
  type TokenView,
} from '@tallystick/protocol/tokens';
import type { TokenRow } from '@tallystick/store/port-programs';
import type { FastifyInstance } from 'fastify';
import { TOKEN_MS_MAX } from '../../service/limits.ts';
import type { Scope } from '../../people/tokens.ts';
import { inPerson } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { json, nothing } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

export function tokenRoutes(app: FastifyInstance, context: RouteContext): void {
  const { tokens } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/tokens',
      tag: 'account',
      summary: "One's access tokens",
      access: inPerson,
      answers: { 200: json('The tokens that stand, oldest first.', tokensViewSchema) },
    },
    async ({ entered }) => ({ tokens: (await tokens.of(entered.person.person)).map(viewOf) }),
  );

  makeRoute(app, context);

  serve(
    at,
    {
      method: 'delete',
      path: '/api/tokens/:token',
      tag: 'account',
      summary: 'Revoke an access token',
      access: inPerson,
      answers: { 204: nothing('Revoked; its streams and sockets end.') },
    },
    async ({ entered, params, reply }) => {
      const was = await tokens.revoke(params.token, entered.person.person);
      return was ? reply.code(204).send() : sendRefusal(reply, refuse('not-found'));
    },
  );
}

function makeRoute(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/tokens',
      tag: 'account',
      summary: 'Make an access token',
      about: 'The secret is in this answer and nowhere else. A token cannot make tokens.',
      access: inPerson,
      body: tokenRequestSchema,
      example: { name: 'Nightly', scope: ['read'], workbook: null, expiresAt: 1_798_761_600_000 },
      answers: { 201: json('The token and its secret.', tokenMadeSchema) },
    },
    async ({ entered, body, reply }) => {
      const { person } = entered.person;
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
      const made = await context.tokens.make({ person, name, scope, workbook, expiresAt });
      if (!made.ok) return sendRefusal(reply, made.refusal);
      return { token: viewOf(made.value.row), secret: made.value.secret };
    },
  );
}

function viewOf(row: TokenRow): TokenView {
  const { id, name, workbook, createdAt, expiresAt, lastUsedAt } = row;
  const scope = row.scope.split(' ') as Scope[];
  return { id, name, scope, workbook, createdAt, expiresAt, lastUsedAt };
}
