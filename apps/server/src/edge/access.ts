/** Who may ask an operation: everybody, a person before a screen, a program too, a member with a right. */
import { refuse } from '@tallystick/domain/refusals';
import { type Act, may } from '@tallystick/domain/rights';
import { emptyState } from '@tallystick/domain/fold';
import type { Session } from '../people/sessions.ts';
import type { Caller } from './guard.ts';
import { type InWorkbook, inWorkbook, signedIn } from './context.ts';
import type { Access } from './operation.ts';
import { sendRefusal } from './problem.ts';

export const everybody: Access<null> = {
  auth: 'none',
  right: null,
  enter: async () => null,
};

/** Somebody who is signed in; a program's token opens nothing here. */
export const inPerson: Access<Session> = {
  auth: 'session',
  right: null,
  enter: async (context, request, reply) => {
    const session = await context.guard.session(request);
    if (session === undefined) sendRefusal(reply, refuse('not-signed-in'));
    return session;
  },
};

/** Somebody who is signed in, or a program of theirs. */
export const caller: Access<Caller> = { auth: 'token', right: null, enter: signedIn };

/** Somebody who is signed in; their program is told that its token does not open this. */
export const callerInPerson: Access<Caller> = { ...caller, auth: 'session' };

/** To everybody but administrators it is as if the address were not there. */
export const administrator: Access<Session> = {
  auth: 'session',
  right: 'administer',
  enter: async (context, request, reply) => {
    const session = await inPerson.enter(context, request, reply);
    if (session === undefined) return undefined;
    const { person, admin } = session.person;
    const actor = { person, role: null, entity: null, admin };
    const refusal = may(actor, 'administer', { state: emptyState() });
    if (refusal !== undefined) sendRefusal(reply, refusal);
    return refusal === undefined ? session : undefined;
  },
};

/** The workbook of `:id` for whoever has the right in it. `session`: not by a token. */
export function member(right: Act | null, auth: 'token' | 'session' = 'token'): Access<InWorkbook> {
  return {
    auth,
    right,
    enter: async (context, request, reply) => {
      const here = await inWorkbook(context, request, reply);
      if (here === undefined || right === null) return here;
      const refusal = may(here.actor, right, { state: here.workbook.state });
      if (refusal !== undefined) sendRefusal(reply, refusal);
      return refusal === undefined ? here : undefined;
    },
  };
}
