/** Clarifications and rulings in memory. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { ClarificationRow, ClarificationStore } from '../port-clarifications.ts';
import type { RowsInMaps } from '../projections/rows-in-maps.ts';
import type { Row } from '../projections/tables.ts';

/** The reading methods over the clarifications of all workbooks. */
export function memoryClarifications(
  books: () => { workbook: WorkbookId; rows: RowsInMaps<undefined> }[],
): ClarificationStore {
  const all = () =>
    books().flatMap(({ workbook, rows }) =>
      [...rows.rowsOf('clarification').values()].map(({ row }) => rowOf(workbook, row)),
    );
  const byName = (a: ClarificationRow, b: ClarificationRow) =>
    a.workbook < b.workbook ? -1 : a.workbook > b.workbook ? 1 : a.asked - b.asked;
  return {
    async clarifications({ workbooks, status, limit }) {
      return all()
        .filter((row) => workbooks.includes(row.workbook))
        .filter((row) => status === undefined || row.status === status)
        .sort((a, b) => a.askedAt - b.askedAt || byName(a, b))
        .slice(0, limit);
    },
    async rulingsForAll(edition, limit) {
      return all()
        .filter((row) => row.scope === 'all' && row.edition === edition)
        .sort((a, b) => (b.ruledAt ?? 0) - (a.ruledAt ?? 0) || byName(a, b))
        .slice(0, limit);
    },
  };
}

function rowOf(workbook: WorkbookId, row: Row): ClarificationRow {
  const { asked_at, ruled_at, ...same } = row;
  return { workbook, ...same, askedAt: asked_at, ruledAt: ruled_at } as ClarificationRow;
}
