/**
 * What the log says of refused requests: of people who are not signed in, may not, or ask too often. It names people by
 * their ids, and never writes more lines than a disk can take.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { FastifyInstance } from 'fastify';
import { REFUSALS_LOGGED_PER_MINUTE } from '../service/limits.ts';
import { Pots } from '../people/pots.ts';
import { isOfApi } from './address.ts';
import type { RouteContext } from './context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** With what it was refused. */
    refusedWith: string | null;
    /** Whose account it asked for, where somebody has it: at a sign-in nobody is signed in yet. */
    account: PersonId | null;
  }
}

const STATUSES: ReadonlySet<number> = new Set([401, 403, 429]);
const ALL = 'all';

export function logRefusals(
  app: FastifyInstance,
  { guard, now, deps }: Pick<RouteContext, 'guard' | 'now' | 'deps'>,
): void {
  const lines = new Pots(now, {
    most: REFUSALS_LOGGED_PER_MINUTE,
    refill_ms: 60_000 / REFUSALS_LOGGED_PER_MINUTE,
  });
  let leftOut = 0;
  app.decorateRequest('refusedWith', null);
  app.decorateRequest('account', null);
  app.addHook('onResponse', async (request, reply) => {
    if (!STATUSES.has(reply.statusCode) || !isOfApi(request)) return;
    if (!lines.take(ALL)) {
      leftOut += 1;
      return;
    }
    const caller = await guard.caller(request);
    const about = {
      code: request.refusedWith,
      route: `${request.method} ${request.routeOptions.url ?? ''}`.trim(),
      person: request.account ?? caller?.person.person ?? null,
      ...(leftOut > 0 ? { notTold: leftOut } : {}),
    };
    leftOut = 0;
    deps.log.info(about, 'refused');
  });
}
