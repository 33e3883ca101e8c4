/**
 * Questions and rulings in memory. Own file because the journal's memory is long enough without them.
 */
import type { QueryId, WorkbookId } from '@tallystick/domain/ids';
import type { ClarificationRow, ClarificationStore } from '../port.ts';
import type { Projected } from '../project.ts';

export type QueryRows = Map<QueryId, ClarificationRow>;

/** Applies one write to the questions of a workbook. */
export function writeQuery(
  book: { workbook: WorkbookId; queries: QueryRows },
  written: Extract<Projected, { query: unknown }>,
): void {
  const { workbook, queries } = book;
  const { query } = written;
  const before = queries.get(query);
  switch (written.set) {
    case 'query': {
      const { edition, kpi, number: asked, at: askedAt } = written;
      const row = { workbook, query, edition, kpi, asked, askedAt, ruled: null, ruledAt: null };
      queries.set(query, { ...row, status: 'open', scope: null });
      return;
    }
    case 'ruling': {
      if (before === undefined) return;
      const { scope, number: ruled, at: ruledAt } = written;
      queries.set(query, { ...before, status: 'answered', scope, ruled, ruledAt });
      return;
    }
    case 'query-closed':
      if (before !== undefined) queries.set(query, { ...before, status: 'closed' });
      return;
    default:
      written satisfies never;
  }
}

/** The reading methods over the questions of all workbooks. */
export function memoryClarifications(books: () => QueryRows[]): ClarificationStore {
  const all = () => books().flatMap((queries) => [...queries.values()]);
  const byName = (a: ClarificationRow, b: ClarificationRow) =>
    a.workbook < b.workbook ? -1 : a.workbook > b.workbook ? 1 : a.asked - b.asked;
  return {
    async clarifications({ workbooks, status, limit }) {
      return all()
        .filter((row) => workbooks.includes(row.workbook))
        .filter((row) => status === undefined || row.status === status)
        .sort((a, b) => a.askedAt - b.askedAt || byName(a, b))
        .slice(0, limit)
        .map((row) => ({ ...row }));
    },
    async rulingsForAll(edition, limit) {
      return all()
        .filter((row) => row.scope === 'all' && row.edition === edition)
        .sort((a, b) => (b.ruledAt ?? 0) - (a.ruledAt ?? 0) || byName(a, b))
        .slice(0, limit)
        .map((row) => ({ ...row }));
    },
  };
}
