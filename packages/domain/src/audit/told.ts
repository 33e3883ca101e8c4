/** What leaves the server of an audit's state: its parts, field by field as their nouns name them, for the audit side alone. */
import type { Actor } from '../rights.ts';
import { may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import { type FieldsOf, told } from '../nouns/fields.ts';
import { AUDIT_PARTS } from './nouns.ts';
import type { AuditItemOf, AuditPartName, AuditState } from './state.ts';

export type AuditPartViews = { [N in AuditPartName]: AuditItemOf<N>[] };

/** Undefined for whoever is not of the audit side of the workbook as it stands. */
export function toldAudit(
  state: AuditState,
  { workbook, actor }: { workbook: WorkbookState; actor: Actor },
): AuditPartViews | undefined {
  if (may(actor, 'read-audit', { state: workbook }) !== undefined) return undefined;
  const names = Object.keys(AUDIT_PARTS) as AuditPartName[];
  return Object.fromEntries(names.map((name) => [name, listOf(name, state)])) as AuditPartViews;
}

function listOf<N extends AuditPartName>(name: N, state: AuditState): AuditItemOf<N>[] {
  return toldItems<N>(name, state[name].values());
}

/** Items of a part as the audit side is told them; who asks was looked at before. */
export function toldItems<N extends AuditPartName>(
  name: N,
  items: Iterable<AuditItemOf<N>>,
): AuditItemOf<N>[] {
  const fields = AUDIT_PARTS[name].fields as FieldsOf<AuditItemOf<N>>;
  return [...items].map((item) => told<AuditItemOf<N>>(item, fields, { readsRoom: true }));
}
