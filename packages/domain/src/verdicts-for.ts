/** Which verdicts a person sees. */
import type { RowId } from './cells/ids.ts';
import { type Actor, may, RIGHTS } from './rights.ts';
import type { Verification, WorkbookState } from './state.ts';

/**
 * The verdicts that a person sees. The audit side those that stand; all others what the last release has shown, which a
 * verdict set or taken back later does not change before the next one.
 */
export function verdictsFor(actor: Actor, state: WorkbookState): ReadonlyMap<RowId, Verification> {
  if (seesAllVerdicts(actor)) return state.verifications;
  // Whoever reads no room finds verdicts in the versions they may read.
  return may(actor, 'read-room', { state }) ? new Map() : state.shown;
}

/** The audit side sees verdicts as they are given. */
export function seesAllVerdicts({ role }: Actor): boolean {
  return role !== null && RIGHTS['read-verifications'][role] === 'always';
}
