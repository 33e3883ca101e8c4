/** Decides commands of the audit side and folds their events: the same shape as a workbook's, on a state of its own. */
import type { CommandId, PersonId } from '../cells/ids.ts';
import { no, type Outcome } from '../refusals.ts';
import { actorOf, may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { AuditCommand, AuditCommandOf, AuditCommandType } from './commands.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditEvent } from './events.ts';
import type { AuditDeciding } from './noun.ts';
import { AUDIT_PARTS, nounOfAuditCommand, nounOfAuditEvent } from './nouns.ts';
import type { AuditState } from './state.ts';

export type AuditDecideContext = {
  /** As it stands at this moment. */
  workbook: WorkbookState;
  person: PersonId;
  now: number;
  command: CommandId;
  catalogue: Catalogue;
};

/** The one event of a command, or why not. To whoever is not of the audit side it is as if there were no such journal. */
export function decideAudit(
  state: AuditState,
  command: AuditCommand,
  { person, ...given }: AuditDecideContext,
): Outcome<AuditEvent> {
  const { workbook } = given;
  const actor = actorOf(workbook, person);
  const isThere = !workbook.deleted && may(actor, 'read-audit', { state: workbook }) === undefined;
  return isThere ? decideOne(state, command, { ...given, actor }) : no('not-found');
}

function decideOne<T extends AuditCommandType>(
  state: AuditState,
  command: AuditCommandOf<T>,
  deciding: AuditDeciding,
): Outcome<AuditEvent> {
  return nounOfAuditCommand(command.type as T).decide(state, command, deciding);
}

/** Applies one event: changes the maps of `state`, as a workbook's `fold` does. */
export function foldAudit(state: AuditState, entry: AuditEntry): void {
  nounOfAuditEvent(entry.event)?.fold(state, entry.event, entry);
}

/** The state before the first event. */
export function emptyAuditState(): AuditState {
  const names = Object.keys(AUDIT_PARTS);
  return Object.fromEntries(names.map((name) => [name, new Map()])) as unknown as AuditState;
}
