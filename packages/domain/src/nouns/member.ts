/**
 * Who becomes and who stops being a member. Here rights are made: nobody may give a role that the table does not let them
 * give, and a workbook is never left without those who lead it.
 */
import type { EntityId, PersonId } from '../cells/ids.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { type Actor, may } from '../rights.ts';
import { GRANTABLE, type Role } from '../roles.ts';
import type { Member, WorkbookState } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { CommandNouns, EventNouns } from './noun.ts';
import { byRoomReaders } from './seen.ts';
import { tellsNobody } from './telling.ts';

declare module '../commands.ts' {
  interface CommandFields {
    'add-member': { person: PersonId; role: Role; entity: EntityId | null };
    'remove-member': { person: PersonId };
    'change-member': { person: PersonId; role: Role; entity: EntityId | null };
  }
}

declare module '../events.ts' {
  interface EventFields {
    'member-added': { person: PersonId; role: Role; entity: EntityId | null };
    'member-removed': { person: PersonId };
    'member-changed': { person: PersonId; role: Role; entity: EntityId | null };
  }
}

/** The roles that a person may give and take away in a workbook. */
export function grantable(actor: Actor): readonly Role[] {
  if (actor.admin) return GRANTABLE.admin;
  if (actor.role === 'coordinator' || actor.role === 'head') return GRANTABLE[actor.role];
  return [];
}

export function decideMember(
  state: WorkbookState,
  command: CommandOf<'add-member'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'manage-members', { state });
  if (right) return { ok: false, refusal: right };
  const { person, role, entity } = command;
  if (!grantable(actor).includes(role)) return no('not-your-role', role);
  if (state.members.has(person)) return no('member-exists');
  if (role === 'contributor' && entity === null) return no('entity-needed');
  if (entity !== null && !state.entities.has(entity)) return no('unknown-entity');
  if (!isIndependent(state, { person, role, entity })) return no('not-independent');
  return yes({ type: 'member-added', person, role, entity });
}

export function decideRemoval(
  state: WorkbookState,
  command: CommandOf<'remove-member'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'manage-members', { state });
  if (right) return { ok: false, refusal: right };
  const member = state.members.get(command.person);
  if (!member) return no('unknown-member');
  if (!grantable(actor).includes(member.role)) return no('not-your-role', member.role);
  if (isLastLead(state, member)) return no('last-lead');
  return yes({ type: 'member-removed', person: command.person });
}

export function decideChange(
  state: WorkbookState,
  command: CommandOf<'change-member'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'manage-members', { state });
  if (right) return { ok: false, refusal: right };
  const { person, role, entity } = command;
  const member = state.members.get(person);
  if (!member) return no('unknown-member');
  const mine = grantable(actor);
  if (!mine.includes(member.role)) return no('not-your-role', member.role);
  if (!mine.includes(role)) return no('not-your-role', role);
  if (role === 'contributor' && entity === null) return no('entity-needed');
  if (entity !== null && !state.entities.has(entity)) return no('unknown-entity');
  if (member.role === role && member.entity === entity) return no('already-so');
  if (member.role !== role && isLastLead(state, member)) return no('last-lead');
  if (!isIndependent(state, { person, role, entity })) return no('not-independent');
  return yes({ type: 'member-changed', person, role, entity });
}

/** What the role makes of a person: one of those who are judged, or one of those who judge. ITU supervises both. */
const sideOf = (role: Role): 'judged' | 'judge' | undefined => {
  if (role === 'auditor') return 'judge';
  return role === 'itu' || role === 'observer' ? undefined : 'judged';
};

/**
 * Whether a role leaves the audit independent: nobody judges a city for which they worked here, nor works for one that
 * they judged, and an auditor belongs to no entity of it. Who left is remembered as well.
 */
function isIndependent({ served }: WorkbookState, { person, role, entity }: Member): boolean {
  const side = sideOf(role);
  if (side === undefined) return true;
  if (side === 'judge' && entity !== null) return false;
  const other = side === 'judge' ? 'judged' : 'judge';
  return !(served.get(person)?.has(other) ?? false);
}

/** Without a coordinator nobody leads the city's side, without a head nobody locks: the last of either stays. */
function isLastLead(state: WorkbookState, { role }: Member): boolean {
  if (role !== 'coordinator' && role !== 'head') return false;
  return [...state.members.values()].filter((member) => member.role === role).length === 1;
}

export const MEMBER_COMMANDS = {
  'add-member': {
    decide: (state, command, { actor }) => decideMember(state, command, actor),
    becomes: 'member-added',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: false,
  },
  'remove-member': {
    decide: (state, command, { actor }) => decideRemoval(state, command, actor),
    becomes: 'member-removed',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: false,
  },
  'change-member': {
    decide: (state, command, { actor }) => decideChange(state, command, actor),
    becomes: 'member-changed',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'add-member' | 'remove-member' | 'change-member'>;

export const MEMBER_FIELDS: FieldsOf<Member> = { person: 'all', role: 'all', entity: 'all' };

function setMember(state: WorkbookState, { person, role, entity }: Member): void {
  state.members.set(person, { person, role, entity });
  state.formerMembers.delete(person);
  const side = sideOf(role);
  if (side !== undefined) state.served.set(person, new Set(state.served.get(person)).add(side));
}

export const MEMBER_EVENTS = {
  'member-added': {
    fold: setMember,
    isSeen: byRoomReaders,
    fields: MEMBER_FIELDS,
    kind: 'member',
    follows: ['tables'],
    tells: ({ event }) => [{ kind: 'joined', to: [event.person] }],
    changesView: true,
  },
  'member-removed': {
    fold: (state, { person }) => {
      if (state.members.delete(person)) state.formerMembers.add(person);
    },
    isSeen: byRoomReaders,
    fields: { person: 'all' },
    kind: 'member',
    follows: ['tables'],
    tells: tellsNobody,
    changesView: true,
  },
  'member-changed': {
    fold: setMember,
    isSeen: byRoomReaders,
    fields: MEMBER_FIELDS,
    kind: 'member',
    follows: ['tables'],
    tells: tellsNobody,
    changesView: true,
  },
} satisfies EventNouns<'member-added' | 'member-removed' | 'member-changed'>;
