/** Whether a one-time link opens anything: one rule for every adapter, over what it finds. */
import { mayHandOut } from '@tallystick/domain/nouns/hand-out';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import type { LinkEnd, LinkRow } from './port-links.ts';
import { NO_ACCESS } from '../rules.ts';
import type { PersonRow } from '../rows.ts';

/** What a link's answer depends on, besides itself. */
export type LinkFacts = {
  /** Whether anybody has an account here. */
  hasPeople: () => boolean;
  person: (id: PersonId) => Pick<PersonRow, 'admin' | 'passwordHash'> | undefined;
  memberships: (id: PersonId) => { workbook: WorkbookId; role: Role }[];
};

/** Why it opens nothing; null where it opens what it is for. */
export function endOfLink(link: LinkRow, facts: LinkFacts, at: number): LinkEnd | null {
  if (link.usedAt !== null) return 'used';
  if (link.endedAt !== null) return 'superseded';
  if (link.expiresAt <= at) return 'expired';
  if (link.purpose === 'first-admin') return facts.hasPeople() ? 'person-exists' : null;
  return isTheirs(link, facts) ? null : 'not-theirs';
}

/** Whether who made the link may hand its account out still. */
function isTheirs({ person, by, workbook }: LinkRow, facts: LinkFacts): boolean {
  const account = person === null ? undefined : facts.person(person);
  if (person === null || account === undefined) return false;
  if (by === null) return true;
  const maker = facts.person(by);
  if (maker === undefined || maker.passwordHash === NO_ACCESS) return false;
  // An administrator's own link also replaces a password.
  if (workbook === null) return maker.admin;
  const role = facts.memberships(by).find((one) => one.workbook === workbook)?.role ?? null;
  const actor = { person: by, role, entity: null, admin: maker.admin };
  const { admin, passwordHash } = account;
  const memberships = facts.memberships(person);
  return mayHandOut(actor, workbook, { admin, hasPassword: passwordHash !== null, memberships });
}
