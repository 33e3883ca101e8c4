/** One's own account: where one is signed in, ending that, and another password. */
import { refuse } from '@tallystick/domain/refusals';
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from '@tallystick/protocol/limits';
import {
  endedSchema,
  type SessionLine,
  sessionsViewSchema,
} from '@tallystick/protocol/views-people';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { SIGN_IN_REFILL_MS, SIGN_IN_TRIES_MAX } from '../../service/limits.ts';
import { hashPassword, passwordFits } from '../../people/password.ts';
import { Pots } from '../../people/pots.ts';
import { inPerson } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { json, nothing } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

const changing = z.strictObject({
  present: z.string().min(1).max(PASSWORD_CHARS_MAX),
  next: z.string().min(1).max(PASSWORD_CHARS_MAX),
});

export function accountRoutes(app: FastifyInstance, context: RouteContext): void {
  mySessions(app, context);
  passwordRoute(app, context);
}

function mySessions(app: FastifyInstance, context: RouteContext): void {
  const { sessions } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/me/sessions',
      tag: 'account',
      summary: 'Where one is signed in',
      access: inPerson,
      answers: { 200: json('The sessions, newest first.', sessionsViewSchema) },
    },
    async ({ entered: me }) => {
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
    },
  );

  serve(
    at,
    {
      method: 'delete',
      path: '/api/me/sessions/:session',
      tag: 'account',
      summary: 'End a session',
      access: inPerson,
      answers: { 204: nothing('Ended.') },
    },
    async ({ entered: me, params: { session }, reply }) => {
      const mine = await sessions.of(me.person.person);
      // Somebody else's is as if it were not there.
      if (!mine.some(({ id }) => id === session)) return sendRefusal(reply, refuse('not-found'));
      await sessions.end(session);
      if (session === me.id) context.guard.cookie.clear(reply);
      return reply.code(204).send();
    },
  );

  serve(
    at,
    {
      method: 'delete',
      path: '/api/me/sessions',
      tag: 'account',
      summary: 'End all other sessions',
      access: inPerson,
      answers: { 200: json('How many were ended.', endedSchema) },
    },
    async ({ entered: me }) => ({ ended: await sessions.endAll(me.person.person, me.id) }),
  );
}

function passwordRoute(app: FastifyInstance, context: RouteContext): void {
  const { store, sessions } = context;
  const tries = new Pots(context.now, { most: SIGN_IN_TRIES_MAX, refill_ms: SIGN_IN_REFILL_MS });

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/me/password',
      tag: 'account',
      summary: 'Set another password',
      access: inPerson,
      body: changing,
      example: { present: 'the password until now', next: 'a long and quiet password' },
      answers: { 200: json('How many other sessions were ended.', endedSchema) },
    },
    async ({ entered: me, body, reply }) => {
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
    },
  );
}
