/** The versions of what the audit side has written: its journal folded once more, item by item. */
import { foldAudit } from './decide.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditItemOf, AuditState } from './state.ts';

/** What is written anew and keeps its former texts. */
export const VERSIONED_PARTS = ['papers', 'interviews', 'findings'] as const;
export type VersionedPart = (typeof VERSIONED_PARTS)[number];
export type VersionedItem = AuditItemOf<VersionedPart>;

/** `id` as the item has it. */
export type VersionsOf = { part: VersionedPart; id: string };

/** Folds `entry` into `state`; the item as the entry has written it, or undefined where it wrote another or none. */
export function versionOf(
  state: AuditState,
  entry: AuditEntry,
  { part, id }: VersionsOf,
): VersionedItem | undefined {
  const items: ReadonlyMap<string, VersionedItem> = state[part];
  foldAudit(state, entry);
  const item = items.get(id);
  // A finding that was only chosen or put aside has the same text as before.
  return item?.number === entry.number ? item : undefined;
}
