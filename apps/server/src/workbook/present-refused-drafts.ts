/** Refused drafts as they leave the server: an author sees their own, the city's leads see all. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { type Actor, may, mayEditCell, mayTakeOver } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import type { RefusedDraftView, SettledProposal } from '@tallystick/protocol/views-refused-drafts';
import type { RefusedDraftRow } from '@tallystick/store/port-refused-drafts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Whether an actor may see and settle a draft. */
export function maySeeDraft(
  state: WorkbookState,
  actor: Actor,
  draft: Pick<RefusedDraftRow, 'by'>,
): boolean {
  if (actor.role === null) return false;
  return draft.by === actor.person || may(actor, 'read-refused-drafts', { state }) === undefined;
}

/** Whether a draft is somebody else's proposal: one's own opens no cell that one may not fill. */
export function isOthersProposal(
  actor: Actor,
  { by, handedInAt }: Pick<RefusedDraftRow, 'by' | 'handedInAt'>,
): boolean {
  return handedInAt !== null && by !== actor.person;
}

/** A draft for an actor who may see it. `now`: milliseconds since 1970, UTC. */
export function presentDraft(
  draft: RefusedDraftRow,
  seen: { actor: Actor; state: WorkbookState; catalogue: Catalogue; now: number },
  names: ReadonlyMap<PersonId, string>,
): RefusedDraftView {
  const { id, cell, text, by, at, door, code, detail, handedInAt, note } = draft;
  const { actor, state, catalogue, now } = seen;
  const mayWrite = isOthersProposal(actor, draft) ? mayTakeOver : mayEditCell;
  const mayTake = mayWrite(state, actor, { cell, catalogue, now }) === undefined;
  const named = { person: by, name: names.get(by) ?? '' };
  const refused = { door, code, detail };
  return { id, cell, text, by: named, at, ...refused, mayTake, handedInAt, note };
}

/** What became of a proposal, for its author; undefined where nothing has yet, or its author took it back. */
export function presentSettled(
  draft: RefusedDraftRow,
  names: ReadonlyMap<PersonId, string>,
): SettledProposal | undefined {
  const { id, cell, text, settledAt, settledBy, settledHow, word } = draft;
  if (settledAt === null || settledBy === null || settledHow === null) return undefined;
  if (settledBy === draft.by) return undefined;
  const by = { person: settledBy, name: names.get(settledBy) ?? '' };
  return { id, cell, text, how: settledHow, word, by, at: settledAt };
}
