/** Refused drafts in memory. */
import { dropRows, type Erased } from './erased.ts';
import { REFUSED_DRAFTS_MAX, REFUSED_DRAFTS_OPEN_MAX, REFUSED_DRAFTS_READ_MAX } from '../limits.ts';
import type { RefusedDraftRow, RefusedDraftStore } from '../port-refused-drafts.ts';

const newestFirst = (a: RefusedDraftRow, b: RefusedDraftRow): number =>
  b.head - a.head || b.at - a.at || (a.id < b.id ? 1 : -1);

const UNSETTLED = { settledAt: null, settledBy: null, settledHow: null, word: '' } as const;

export function memoryRefusedDrafts(erased: Erased): RefusedDraftStore {
  const drafts = new Map<string, RefusedDraftRow>();
  erased.onErase((workbook) => dropRows(drafts, workbook));
  const of = ({ workbook, by }: Pick<RefusedDraftRow, 'workbook' | 'by'>) =>
    [...drafts.values()].filter((row) => row.workbook === workbook && row.by === by);
  const isFull = (draft: Pick<RefusedDraftRow, 'workbook' | 'by'>) =>
    of(draft).filter((row) => row.settledAt === null).length >= REFUSED_DRAFTS_OPEN_MAX;
  return {
    async keepRefusedDrafts(rows) {
      let kept = 0;
      for (const draft of rows.filter(({ workbook }) => !erased.has(workbook))) {
        const isOpen = drafts.get(draft.id)?.settledAt === null;
        if (!isOpen && isFull(draft)) continue;
        const { handedInAt = null, note = '' } = isOpen ? (drafts.get(draft.id) ?? {}) : {};
        drafts.set(draft.id, { ...draft, ...UNSETTLED, handedInAt, note });
        kept++;
        const mine = of(draft);
        const settled = mine
          .filter((row) => row.settledAt !== null)
          .sort(
            (a, b) => (a.settledAt as number) - (b.settledAt as number) || (a.id < b.id ? -1 : 1),
          );
        for (const row of settled.slice(0, Math.max(0, mine.length - REFUSED_DRAFTS_MAX))) {
          drafts.delete(row.id);
        }
      }
      return kept;
    },
    async refusedDraft(workbook, id) {
      const row = drafts.get(id);
      return row?.workbook === workbook ? { ...row } : undefined;
    },
    async refusedDrafts(workbook, { cell, by, open, handedIn, before, limit }) {
      return [...drafts.values()]
        .filter((row) => row.workbook === workbook)
        .filter((row) => cell === undefined || row.cell === cell)
        .filter((row) => by === undefined || row.by === by)
        .filter((row) => open === undefined || (row.settledAt === null) === open)
        .filter((row) => handedIn !== true || row.handedInAt !== null)
        .filter((row) => before === undefined || row.head < before)
        .sort(newestFirst)
        .slice(0, Math.min(limit, REFUSED_DRAFTS_READ_MAX))
        .map((row) => ({ ...row }));
    },
    async handInRefusedDraft(id, note, at) {
      const row = drafts.get(id);
      if (row === undefined || row.settledAt !== null) return false;
      drafts.set(id, { ...row, handedInAt: at, note });
      return true;
    },
    async settleRefusedDraft(id, { by, at, how, word }) {
      const row = drafts.get(id);
      if (row === undefined || row.settledAt !== null) return false;
      drafts.set(id, { ...row, settledAt: at, settledBy: by, settledHow: how, word });
      return true;
    },
  };
}
