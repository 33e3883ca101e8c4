/**
 * Decides who becomes and who stops being a member. Own file because here rights are made: nobody may give a role
 * that the table does not let them give.
 */
import type { Command } from './commands.ts';
import type { Event } from './events.ts';
import { no, type Outcome, yes } from './refusals.ts';
import { type Actor, GRANTABLE, may } from './rights.ts';
import type { Role } from './roles.ts';
import type { WorkbookState } from './state.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

function grantable(actor: Actor): readonly Role[] {
  if (actor.admin) return GRANTABLE.admin;
  if (actor.role === 'coordinator' || actor.role === 'head') return GRANTABLE[actor.role];
  return [];
}

export function decideMember(
  state: WorkbookState,
  command: Of<'add-member'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'manage-members', { state });
  if (right) return { ok: false, refusal: right };
  const { person, role, entity } = command;
  if (!grantable(actor).includes(role)) return no('not-your-role', role);
  if (state.members.has(person)) return no('member-exists');
  if (role === 'contributor' && entity === null) return no('entity-needed');
  if (entity !== null && !state.entities.has(entity)) return no('unknown-entity');
  return yes({ type: 'member-added', person, role, entity });
}

export function decideRemoval(
  state: WorkbookState,
  command: Of<'remove-member'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'manage-members', { state });
  if (right) return { ok: false, refusal: right };
  const member = state.members.get(command.person);
  if (!member) return no('unknown-member');
  if (!grantable(actor).includes(member.role)) return no('not-your-role', member.role);
  return yes({ type: 'member-removed', person: command.person });
}
