/** What is alike in all that the audit side writes: links into the sheets, versions, and that nobody writes over unseen work. */
import type { CellId, RowId } from '../cells/ids.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { FieldsOf } from '../nouns/fields.ts';
import { no, type Outcome, type RefusalCode, type Refusal, refuse, yes } from '../refusals.ts';
import { isSheetCell } from '../cells/cell-spec.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { AuditEntry } from './entry.ts';
import type { Links, Written } from './state.ts';

/** Links as they are kept: each once. Refusals: too-many, unknown-row, unknown-cell. */
export function linksOf(
  { rows, cells }: { rows: readonly RowId[]; cells: readonly CellId[] },
  catalogue: Catalogue,
): Outcome<Links> {
  if (rows.length > TEXT_LIMITS.links || cells.length > TEXT_LIMITS.links)
    return no('too-many', String(TEXT_LIMITS.links));
  const strange = rows.find((row) => !catalogue.rows.has(row));
  if (strange !== undefined) return no('unknown-row', strange.slice(0, TEXT_LIMITS.row));
  const nowhere = cells.find((cell) => !isSheetCell(catalogue, cell));
  if (nowhere !== undefined) return no('unknown-cell', nowhere.slice(0, TEXT_LIMITS.cell));
  return yes({ rows: [...new Set(rows)], cells: [...new Set(cells)] });
}

/**
 * Why a version may not be written; undefined where it may. `seen` is the number of the version that its writer had before
 * them, null for something new: of two people who write at once the second is told, and nothing is lost.
 */
export function unseenRefusal(
  items: ReadonlyMap<string, Written>,
  { key, seen, unknown }: { key: string; seen: number | null; unknown: RefusalCode },
): Refusal | undefined {
  const there = items.get(key);
  if (there === undefined && seen !== null) return refuse(unknown);
  if (there !== undefined && there.number !== seen) return refuse('written-meanwhile');
  if (there === undefined && items.size >= TEXT_LIMITS.auditItems)
    return refuse('too-many', String(TEXT_LIMITS.auditItems));
  return undefined;
}

/** Who wrote a version that has just been appended. */
export function writtenAfter(before: Written | undefined, entry: AuditEntry): Written {
  const { by, at, number } = entry;
  return {
    firstBy: before?.firstBy ?? by,
    firstAt: before?.firstAt ?? at,
    by,
    at,
    number,
    versions: (before?.versions ?? 0) + 1,
  };
}

export const WRITTEN_FIELDS: FieldsOf<Written> = {
  firstBy: 'all',
  firstAt: 'all',
  by: 'all',
  at: 'all',
  number: 'all',
  versions: 'all',
};
