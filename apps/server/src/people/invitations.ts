/**
 * Invitations by link: made by somebody who may give a role, taken once by somebody else. The right to invite is asked
 * again when the link is used: what an inviter may no longer give, nobody gets.
 */
import { createHash, randomBytes } from 'node:crypto';
import { decideMember } from '@tallystick/domain/nouns/member';
import type { CommandId, EntityId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { Role } from '@tallystick/domain/roles';
import { entityNow } from '@tallystick/domain/nouns/set-up/entity';
import type { InvitationMade, InvitationStatus } from '@tallystick/protocol/views-people';
import type { InvitationRow, InvitationStore } from '@tallystick/store/port-invitations';
import type { PeopleStore } from '@tallystick/store/port-people';
import { NO_ACCESS } from '@tallystick/store/rules';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { PersonRow } from '@tallystick/store/rows';

export const DAY_MS = 24 * 60 * 60_000;

/** The id under which the store and the log know the invitation of a link's secret. */
export const invitationId = (token: string) => createHash('sha256').update(token).digest('hex');

export type Inviting = {
  workbook: WorkbookId;
  role: Role;
  entity: EntityId | null;
  note: string;
  by: PersonId;
  days: number;
  now: number;
};

/** Makes an invitation and answers its path, `/invite/TOKEN`: the one time that the secret is told. */
export async function makeInvitation(
  store: InvitationStore,
  inviting: Inviting,
): Promise<InvitationMade> {
  const { workbook, role, entity, note, by, days, now } = inviting;
  const token = randomBytes(24).toString('base64url');
  const id = invitationId(token);
  const expiresAt = now + days * DAY_MS;
  const open = { createdAt: now, expiresAt, usedAt: null, usedBy: null, revokedAt: null };
  await store.addInvitation({ id, workbook, role, entity, note, by, ...open });
  return { id, link: `/invite/${token}`, expiresAt };
}

/** The same invitation under a new secret: the link that was told before opens nothing from now on. */
export async function linkAnew(
  store: InvitationStore,
  { row, until }: { row: InvitationRow; until: number },
): Promise<InvitationMade | undefined> {
  const token = randomBytes(24).toString('base64url');
  const id = invitationId(token);
  const isDone = await store.changeInvitation(row.id, { ...row, id, expiresAt: until });
  return isDone ? { id, link: `/invite/${token}`, expiresAt: until } : undefined;
}

/** The invitation of a link, whatever has become of it. */
export async function invitationOf(
  store: InvitationStore,
  token: string,
): Promise<InvitationRow | undefined> {
  return await store.invitation(invitationId(token));
}

/** How an invitation stands in its workbook now. */
export function statusOf(
  row: InvitationRow,
  workbook: LiveWorkbook,
  now: { at: number; inviter: PersonRow | undefined },
): InvitationStatus {
  if (row.usedAt !== null) return 'used';
  if (row.revokedAt !== null) return 'revoked';
  if (row.expiresAt <= now.at) return 'expired';
  // Who was shut out is still a member, yet nobody comes in by their word.
  if (now.inviter === undefined || now.inviter.passwordHash === NO_ACCESS) return 'lapsed';
  const inviter = workbook.actor(row.by, now.inviter.admin);
  const { role } = row;
  const entity = entityOf(row, workbook);
  // Nobody yet: a person that is no member.
  const command = { type: 'add-member', person: '' as PersonId, role, entity } as const;
  return decideMember(workbook.state, command, inviter).ok ? 'open' : 'lapsed';
}

/** The entity that somebody is invited for: where it was merged meanwhile, the one that took over. */
export function entityOf(
  { entity }: Pick<InvitationRow, 'entity'>,
  { state }: Pick<LiveWorkbook, 'state'>,
): EntityId | null {
  return entity === null ? null : entityNow(state, entity);
}

/**
 * Makes a person a member by an invitation, in the inviter's name: the journal says who gave the role. The invitation
 * is taken first, so that two people with one link are told apart; the command's id makes a second entry impossible
 * even where the server dies in between.
 */
export async function joinBy(
  made: { store: InvitationStore & PeopleStore; workbook: LiveWorkbook; now: number },
  row: InvitationRow,
  person: PersonId,
): Promise<Outcome<null>> {
  const { store, workbook, now } = made;
  if (workbook.state.members.has(person)) return no('member-exists');
  const taken = await store.takeInvitation(row.id, person, now);
  // Taken by the same person before, who then did not hear of it: the rest is done now.
  const isMine = taken !== undefined || (await store.invitation(row.id))?.usedBy === person;
  if (!isMine) return no('invitation-used');
  const inviter = await store.person(row.by);
  const outcome = await workbook.command({
    person: row.by,
    admin: inviter?.admin ?? false,
    id: `invite-${row.id.slice(0, 40)}` as CommandId,
    command: { type: 'add-member', person, role: row.role, entity: entityOf(row, workbook) },
    door: 'api',
  });
  if (outcome.ok) {
    return workbook.state.members.has(person) ? yes(null) : no('invitation-ended');
  }
  // Whether it was written is not known then; the same person may ask again.
  if (outcome.refusal.code === 'unavailable') return outcome;
  await store.giveBackInvitation(row.id, person);
  return outcome.refusal.code === 'member-exists' ? outcome : no('invitation-ended');
}
