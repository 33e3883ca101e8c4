/** Which entity reports several rows, where it is the same one. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { WorkbookState } from '@tallystick/domain/state';

/** The entity that all rows share; undefined where none is set, `partly` where some have none, `mixed` where they differ. */
export function sharedEntity(state: WorkbookState, rows: readonly string[]) {
  const found = new Set(rows.map((row) => state.assignments.get(row as RowId)));
  if (found.size > 1) return found.has(undefined) ? ('partly' as const) : ('mixed' as const);
  const [only] = found;
  return only === undefined ? undefined : state.entities.get(only);
}
