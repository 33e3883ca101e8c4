/** Clarifications and rulings in memory. */
import type { ClarificationId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { ClarificationRow, ClarificationStore } from '../port-clarifications.ts';
import type { Projected } from '../projections/project.ts';

export type ClarificationRows = Map<ClarificationId, ClarificationRow>;

/** Applies one write to the clarifications of a workbook. */
export function writeClarification(
  book: { workbook: WorkbookId; clarifications: ClarificationRows },
  written: Extract<Projected, { clarification: unknown }>,
): void {
  const { workbook, clarifications } = book;
  const { clarification } = written;
  const before = clarifications.get(clarification);
  switch (written.set) {
    case 'clarification': {
      const { edition, kpi, number: asked, at: askedAt } = written;
      const row = {
        workbook,
        clarification,
        edition,
        kpi,
        asked,
        askedAt,
        ruled: null,
        ruledAt: null,
      };
      clarifications.set(clarification, { ...row, status: 'open', scope: null });
      return;
    }
    case 'ruling': {
      if (before === undefined) return;
      const { scope, number: ruled, at: ruledAt } = written;
      clarifications.set(clarification, { ...before, status: 'answered', scope, ruled, ruledAt });
      return;
    }
    case 'clarification-closed':
      if (before !== undefined) clarifications.set(clarification, { ...before, status: 'closed' });
      return;
    default:
      written satisfies never;
  }
}

/** The reading methods over the clarifications of all workbooks. */
export function memoryClarifications(books: () => ClarificationRows[]): ClarificationStore {
  const all = () => books().flatMap((clarifications) => [...clarifications.values()]);
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
