/** How somebody opens what is locked: alone, by proposing it to somebody else, or by changing what was proposed to them. */
import type { Command } from '@tallystick/domain/commands';
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import { standingAttestation } from '@tallystick/domain/nouns/sign-off/attestation';
import type { ReopeningProposal } from '@tallystick/domain/nouns/sign-off/proposed';
import { type Actor, may } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';

export type ReopenWay = 'reopen' | 'propose' | 'change';

/** Undefined for whoever may do none of it. What was signed nobody opens alone. */
export function reopenWay(
  state: WorkbookState,
  actor: Actor,
  proposal?: ReopeningProposal,
): ReopenWay | undefined {
  if (proposal) return 'change';
  if (!may(actor, 'reopen', { state }) && !standingAttestation(state)) return 'reopen';
  return may(actor, 'propose-reopening', { state }) ? undefined : 'propose';
}

export type Opened = { cells: CellId[]; rows: RowId[]; until: number };

export function reopenCommand(
  way: ReopenWay,
  asked: Opened & { reason: string },
  proposal?: ReopeningProposal,
): Command {
  const { reason, ...opened } = asked;
  if (way === 'change')
    return { type: 'accept-reopening', proposal: proposal?.number ?? 0, ...opened };
  return way === 'reopen'
    ? { type: 'reopen-cells', ...asked }
    : { type: 'propose-reopening', whole: false, ...opened, reason };
}
