/** Signing in and out, and who is signed in. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { idSchema } from '@tallystick/protocol/commands';
import { EMAIL_CHARS_MAX, PASSWORD_CHARS_MAX } from '@tallystick/protocol/limits';
import { type SessionView, sessionViewSchema } from '@tallystick/protocol/views';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { agentOf } from '../../people/agent.ts';
import { browserOf, markOf } from '../../people/known-browser.ts';
import { passwordFits } from '../../people/password.ts';
import { SignInTries } from '../../people/sign-in-tries.ts';
import { everybody, inPerson } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { json, nothing, signedIn } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import { senderOf } from '../../service/sender.ts';
import type { MembershipRow } from '@tallystick/store/rows';

const credentials = z.strictObject({
  email: z.string().trim().toLowerCase().min(3).max(EMAIL_CHARS_MAX),
  password: z.string().min(1).max(PASSWORD_CHARS_MAX),
});
const passwordAgain = credentials.pick({ password: true });
const choice = z.strictObject({ person: idSchema });

type At = { app: FastifyInstance; context: RouteContext };

export function sessionRoutes(app: FastifyInstance, context: RouteContext): void {
  const { sessions, guard } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/session',
      tag: 'account',
      summary: 'Who is signed in',
      about: '`me` is null for who is not. `demo` lists whom a demo lets one be.',
      access: everybody,
      answers: { 200: json('The session.', sessionViewSchema) },
    },
    async ({ request }) => {
      const session = await guard.session(request);
      const me = session?.person;
      return {
        me: me ? { person: me.person, name: me.name, email: me.email, admin: me.admin } : null,
        demo: context.demo ? await demoChoices(context) : null,
      };
    },
  );

  const tries = new SignInTries(context.now);
  signInRoute(at, tries);
  passwordAgainRoute(at, tries);
  demoRoute(at);

  serve(
    at,
    {
      method: 'delete',
      path: '/api/session',
      tag: 'account',
      summary: 'Sign out',
      access: everybody,
      answers: { 204: nothing('Signed out.') },
      refuses: [401],
    },
    async ({ request, reply }) => {
      const session = await guard.session(request);
      if (session !== undefined) {
        await sessions.end(session.id);
        context.deps.log.info({ person: session.person.person }, 'signed out');
      }
      guard.cookie.clear(reply);
      return reply.code(204).send();
    },
  );
}

/** A new token at every sign-in; what this browser had before ends, so that nobody can fix a session beforehand. */
async function enter(
  { sessions, guard }: RouteContext,
  person: PersonId,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  const before = await guard.session(request);
  if (before !== undefined) await sessions.end(before.id);
  const agent = agentOf(request.headers['user-agent']);
  guard.cookie.set(reply, await sessions.begin(person, agent));
}

function signInRoute(at: At, tries: SignInTries): void {
  const { store, guard, deps, now } = at.context;

  serve(
    at,
    {
      method: 'post',
      path: '/api/session',
      tag: 'account',
      summary: 'Sign in',
      access: everybody,
      body: credentials,
      example: { email: 'wen@city.example', password: 'a long and quiet password' },
      answers: { 204: signedIn },
      refuses: [401],
    },
    async ({ body, request, reply }) => {
      const person = await store.personByEmail(body.email);
      const mark = guard.cookie.readBrowser(request.headers.cookie);
      const browser = person === undefined ? null : browserOf(mark, person, now());
      request.account = person?.person ?? null;
      const one = { account: body.email, sender: senderOf(request), browser };
      const wait_ms = tries.begin(one);
      if (wait_ms > 0) {
        reply.header('retry-after', Math.ceil(wait_ms / 1_000));
        return sendRefusal(reply, refuse('too-many'));
      }
      const fits = await passwordFits(body.password, person?.passwordHash ?? null);
      // A password that was changed while this one was checked does not fit any more.
      const checked = fits ? await store.personByEmail(body.email) : undefined;
      if (person === undefined || checked?.passwordHash !== person.passwordHash) {
        return sendRefusal(reply, refuse('wrong-credentials'));
      }
      tries.succeeded(one);
      await enter(at.context, person.person, { request, reply });
      guard.cookie.setBrowser(reply, markOf(person, now()));
      deps.log.info({ person: person.person }, 'signed in');
      return reply.code(204).send();
    },
  );
}

/** What is typed here is counted with the sign-ins: a stolen session is no second way to guess. */
function passwordAgainRoute(at: At, tries: SignInTries): void {
  const { store, sessions, guard, deps, now } = at.context;

  serve(
    at,
    {
      method: 'post',
      path: '/api/session/password',
      tag: 'account',
      summary: 'Type one’s password again',
      about:
        'Acts of high stakes (locking, opening what was locked, releasing, signing) are refused as `password-needed` ' +
        'where the password was typed longer than ten minutes ago.',
      access: inPerson,
      body: passwordAgain,
      example: { password: 'a long and quiet password' },
      answers: { 204: nothing('It is right, and counts for ten minutes.') },
    },
    async ({ entered: { id, person: me }, body, request, reply }) => {
      const mark = guard.cookie.readBrowser(request.headers.cookie);
      const account = me.email ?? me.person;
      const one = { account, sender: senderOf(request), browser: browserOf(mark, me, now()) };
      const wait_ms = tries.begin(one);
      if (wait_ms > 0) {
        reply.header('retry-after', Math.ceil(wait_ms / 1_000));
        return sendRefusal(reply, refuse('too-many'));
      }
      const fits = await passwordFits(body.password, me.passwordHash);
      // A password that was changed while this one was checked does not fit any more.
      const checked = fits ? await store.person(me.person) : undefined;
      if (checked === undefined || checked.passwordHash !== me.passwordHash) {
        return sendRefusal(reply, refuse('wrong-password'));
      }
      tries.succeeded(one);
      sessions.passwordTyped(id);
      deps.log.info({ person: me.person }, 'typed the password again');
      return reply.code(204).send();
    },
  );
}

function demoRoute(at: At): void {
  const { context } = at;

  serve(
    at,
    {
      method: 'post',
      path: '/api/session/demo',
      tag: 'account',
      summary: 'Enter a demo as one of its people',
      access: everybody,
      body: choice,
      example: { person: 'p_wen' },
      answers: { 204: signedIn },
      refuses: [401],
    },
    async ({ body, request, reply }) => {
      const person = context.demo ? await context.store.person(body.person as PersonId) : undefined;
      if (person === undefined || !person.demo) return sendRefusal(reply, refuse('not-found'));
      await enter(context, person.person, { request, reply });
      return reply.code(204).send();
    },
  );
}

async function demoChoices(context: RouteContext): Promise<NonNullable<SessionView['demo']>> {
  const { store } = context;
  const choices: NonNullable<SessionView['demo']> = [];
  for (const person of await store.demoPeople()) {
    const [membership] = await store.memberships(person.person);
    const role = membership?.role ?? 'admin';
    const about = membership === undefined ? '' : await aboutOf(context, membership);
    choices.push({ person: person.person, name: person.name, about, role });
  }
  return choices;
}

/** The entity, or the city, for which a person of the demo works. */
async function aboutOf(context: RouteContext, membership: MembershipRow): Promise<string> {
  const workbook = await context.registry.get(membership.workbook);
  const { entity } = membership;
  const name = entity === null ? undefined : workbook?.state.entities.get(entity)?.name;
  return name ?? workbook?.state.city ?? '';
}
