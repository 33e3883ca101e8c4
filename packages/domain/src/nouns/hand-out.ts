/**
 * For whom somebody may hand out the link to a first password. Whoever sets the password can act as the account's
 * owner, so only those may hand it out who could give every right that the account has.
 */
import { grantable } from './member.ts';
import type { WorkbookId } from '../cells/ids.ts';
import type { Actor } from '../rights.ts';
import type { Role } from '../roles.ts';

/** Everything that whoever holds its password can do. */
export type Account = {
  admin: boolean;
  hasPassword: boolean;
  memberships: readonly { workbook: WorkbookId; role: Role }[];
};

/**
 * Whether `actor`, who manages the members of `workbook`, may hand out the first password of an account: it is no
 * administrator's, belongs to no other workbook, and has here a role that the actor may give. An administrator could
 * make all of that.
 */
export function mayHandOut(actor: Actor, workbook: WorkbookId, account: Account): boolean {
  if (account.hasPassword) return false;
  if (actor.admin) return true;
  const { admin, memberships } = account;
  return (
    !admin &&
    memberships.length > 0 &&
    memberships.every((one) => one.workbook === workbook && grantable(actor).includes(one.role))
  );
}
