/** What the events of an audit journal add up to. Nothing of it is in the state of the workbook. */
import type { CellId, PersonId, RowId } from '../cells/ids.ts';

/** Name to key and item, as of a workbook (`../state.ts`); every noun adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by the nouns.
export interface AuditParts {}
export type AuditPartName = keyof AuditParts;
export type AuditKeyOf<N extends AuditPartName> = AuditParts[N]['key'];
export type AuditItemOf<N extends AuditPartName> = AuditParts[N]['item'];

export type AuditState = { [N in AuditPartName]: Map<AuditKeyOf<N>, AuditItemOf<N>> };

/** Where in the sheets something of the audit side belongs. */
export type Links = { rows: RowId[]; cells: CellId[] };

/** Who wrote something first, and who last. `number`: of its last entry, by which a version is named. */
export type Written = {
  firstBy: PersonId;
  firstAt: number;
  by: PersonId;
  at: number;
  number: number;
  /** How many versions there are. */
  versions: number;
};
