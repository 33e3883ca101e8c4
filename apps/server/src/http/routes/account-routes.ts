/** One's own account: where one is signed in, ending that, and another password. */
import { refuse } from '@tallystick/domain/refusals';
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from '@tallystick/protocol/limits';
import type { SessionLine } from '@tallystick/protocol/views-people';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SIGN_IN_REFILL_MS, SIGN_IN_TRIES_MAX } from '../../service/limits.ts';
import { hashPassword, passwordFits } from '../../people/password.ts';
import type { Session } from '../../people/sessions.ts';
import { Pots } from '../../people/pots.ts';
import { parse, type RouteContext } from '../../edge/context.ts';
import { sendRefusal } from '../../edge/problem.ts';

export const changing = z.strictObject({
  present: z.string().min(1).max(PASSWORD_CHARS_MAX),
  next: z.string().min(1).max(PASSWORD_CHARS_MAX),
});

/** The session of a person before a screen; a program's token opens nothing here. Undefined after a refusal. */
async function mySession(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | undefined> {
  const session = await context.guard.session(request);
  if (session === undefined) sendRefusal(reply, refuse('not-signed-in'));
  return session;
}

export function accountRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, sessions } = context;
  const tries = new Pots(context.now, { most: SIGN_IN_TRIES_MAX, refill_ms: SIGN_IN_REFILL_MS });

  app.get('/api/me/sessions', async (request, reply) => {
    const me = await mySession(context, request, reply);
    if (me === undefined) return reply;
    const rows = await sessions.of(me.person.person);
    const lines = rows.map(
      ({ id, agent, createdAt, lastSeenAt }): SessionLine => ({
        id,
        agent,
        createdAt,
        lastSeenAt,
        current: id === me.id,
      }),
    );
    return { sessions: lines };
  });

  app.delete('/api/me/sessions/:session', async (request, reply) => {
    const me = await mySession(context, request, reply);
    if (me === undefined) return reply;
    const { session } = request.params as { session: string };
    const mine = await sessions.of(me.person.person);
    // Somebody else's is as if it were not there.
    if (!mine.some(({ id }) => id === session)) return sendRefusal(reply, refuse('not-found'));
    await sessions.end(session);
    if (session === me.id) context.guard.cookie.clear(reply);
    return reply.code(204).send();
  });

  app.delete('/api/me/sessions', async (request, reply) => {
    const me = await mySession(context, request, reply);
    if (me === undefined) return reply;
    return { ended: await sessions.endAll(me.person.person, me.id) };
  });

  app.post('/api/me/password', async (request, reply) => {
    const me = await mySession(context, request, reply);
    if (me === undefined) return reply;
    const body = parse(changing, request.body, reply);
    if (body === undefined) return reply;
    const { person } = me.person;
    if (!tries.take(person)) return sendRefusal(reply, refuse('too-many'));
    if (!(await passwordFits(body.present, me.person.passwordHash))) {
      return sendRefusal(reply, refuse('wrong-password'));
    }
    tries.fill(person);
    if (body.next.length < PASSWORD_CHARS_MIN)
      return sendRefusal(reply, refuse('weak-password', String(PASSWORD_CHARS_MIN)));
    const change = { from: me.person.passwordHash, to: await hashPassword(body.next) };
    if (!(await store.setPassword(person, { ...change, at: context.now() }))) {
      return sendRefusal(reply, refuse('wrong-password'));
    }
    return { ended: await sessions.endAll(person, me.id) };
  });
}
