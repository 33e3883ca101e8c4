/**
 * Which roles a person may give and take away. Own file because the form that adds and the list that removes ask it.
 */
import { type Actor, GRANTABLE } from '@tallystick/domain/rights';
import type { Role } from '@tallystick/domain/roles';

/** The roles that a person may give in this workbook; none for those who manage nobody. */
export function grantable(actor: Actor): readonly Role[] {
  if (actor.admin) return GRANTABLE.admin;
  if (actor.role === 'coordinator' || actor.role === 'head') return GRANTABLE[actor.role];
  return [];
}
