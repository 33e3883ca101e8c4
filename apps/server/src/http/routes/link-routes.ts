/** One-time links at their use: what one is for, and the password that is set by it. */
import { refuse } from '@tallystick/domain/refusals';
import {
  EMAIL_CHARS_MAX,
  NAME_CHARS_MAX,
  PASSWORD_CHARS_MAX,
  PASSWORD_CHARS_MIN,
} from '@tallystick/protocol/limits';
import { linkViewSchema } from '@tallystick/protocol/views-people';
import type { LinkEnd, LinkRow } from '@tallystick/store/links/port-links';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { agentOf } from '../../people/agent.ts';
import { noteLinkUse } from '../../people/link-log.ts';
import { linkId } from '../../people/links.ts';
import { hashPassword } from '../../people/password.ts';
import { everybody } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { json, signedIn } from '../../edge/operation.ts';
import { newPersonId } from './people-routes.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import type { PersonRow } from '@tallystick/store/rows';

const setting = z.strictObject({
  password: z.string().min(1).max(PASSWORD_CHARS_MAX),
  name: z.string().trim().min(1).max(NAME_CHARS_MAX).optional(),
  email: z.email().max(EMAIL_CHARS_MAX).toLowerCase().optional(),
});

export function linkRoutes(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/links/:token',
      tag: 'account',
      summary: 'What a one-time link is for',
      access: everybody,
      answers: { 200: json('Its purpose.', linkViewSchema) },
      refuses: [410],
    },
    async ({ params: { token }, reply }) => {
      const link = await opened({ context, reply }, token);
      if (link === undefined) return reply;
      const person = link.person === null ? undefined : await context.store.person(link.person);
      return { purpose: link.purpose, name: person?.name ?? null, email: person?.email ?? null };
    },
  );

  useRoute(app, context);
}

function useRoute(app: FastifyInstance, context: RouteContext): void {
  const { store, now } = context;

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/links/:token',
      tag: 'account',
      summary: 'Set a password by a one-time link',
      access: everybody,
      body: setting,
      example: { password: 'a long and quiet password' },
      answers: { 204: signedIn },
      refuses: [410],
    },
    async ({ params: { token }, body, request, reply }) => {
      if (body.password.length < PASSWORD_CHARS_MIN)
        return sendRefusal(reply, refuse('weak-password', String(PASSWORD_CHARS_MIN)));
      const row = await opened({ context, reply }, token);
      if (row === undefined) return reply;
      const first = row.purpose === 'first-admin' ? firstAdmin(body, now()) : null;
      if (first === undefined) return sendRefusal(reply, refuse('bad-request', 'name, email'));
      const passwordHash = await hashPassword(body.password);
      // Only now is the link used up: a slip in the form above does not cost it.
      const taken = await store.takeLink({ id: row.id, at: now(), passwordHash, first });
      if (!taken.ok) return refused({ context, reply }, token, { row, end: taken.end });
      noteLinkUse(context.deps.log, { kind: row.purpose, link: row.id, person: taken.person });
      // Whoever was signed in with the old password is out.
      await context.sessions.endAll(taken.person, null);
      const agent = agentOf(request.headers['user-agent']);
      context.guard.cookie.set(reply, await context.sessions.begin(taken.person, agent));
      return reply.code(204).send();
    },
  );
}

type At = { context: RouteContext; reply: FastifyReply };

/** The link of the token where it opens something; undefined after a refusal, which is noted. */
async function opened(at: At, token: string): Promise<LinkRow | undefined> {
  const { store, now } = at.context;
  const found = await store.link(linkId(token), now());
  if (found?.end === null) return found.row;
  refused(at, token, { row: found?.row, end: found?.end ?? 'unknown' });
  return undefined;
}

/** Every reason is answered alike; the log says which. */
function refused(
  { context, reply }: At,
  token: string,
  { row, end }: { row: LinkRow | undefined; end: LinkEnd },
): FastifyReply {
  const kind = row?.purpose ?? 'unknown';
  const { log } = context.deps;
  noteLinkUse(log, { kind, link: linkId(token), person: row?.person ?? null, refused: end });
  return sendRefusal(reply, refuse('link-used'));
}

/** The person whom the first administrator's link makes; undefined where the form does not say who. */
function firstAdmin(
  { name, email }: z.infer<typeof setting>,
  createdAt: number,
): PersonRow | undefined {
  if (name === undefined || email === undefined) return undefined;
  const nobodyYet = { person: newPersonId(), passwordHash: null, demo: false, createdAt };
  return { ...nobodyYet, name, email, admin: true };
}
