/** The writes of refused drafts, by name. */
import type Database from 'better-sqlite3';
import { REFUSED_DRAFTS_MAX, REFUSED_DRAFTS_OPEN_MAX } from '../../limits.ts';
import type { KeptDraftRow, Settling } from '../../port-refused-drafts.ts';

export type RefusedDraftOperations = {
  keepRefusedDrafts: { argument: KeptDraftRow[]; answer: number };
  handInRefusedDraft: { argument: { id: string; note: string; at: number }; answer: boolean };
  settleRefusedDraft: { argument: { id: string } & Settling; answer: boolean };
};

type Performer = {
  [Name in keyof RefusedDraftOperations]: (
    argument: RefusedDraftOperations[Name]['argument'],
  ) => RefusedDraftOperations[Name]['answer'];
};

export function refusedDraftOperations(database: Database.Database): Performer {
  const isOpen = database.prepare(
    'SELECT 1 FROM refused_draft WHERE id = ? AND settled_at IS NULL',
  );
  const openOf = database
    .prepare<[string, string], number>(
      'SELECT count(*) FROM refused_draft WHERE workbook = ? AND by = ? AND settled_at IS NULL',
    )
    .pluck();
  const keep = database.prepare(
    `INSERT INTO refused_draft
       (id, workbook, cell, text, by, at, door, code, detail, head, settled_at, settled_by)
     VALUES (@id, @workbook, @cell, @text, @by, @at, @door, @code, @detail, @head, NULL, NULL)
     ON CONFLICT (id) DO UPDATE SET
       at = excluded.at, door = excluded.door, detail = excluded.detail, head = excluded.head,
       handed_in_at = CASE WHEN settled_at IS NULL THEN handed_in_at END,
       note = CASE WHEN settled_at IS NULL THEN note ELSE '' END,
       settled_at = NULL, settled_by = NULL, settled_how = NULL, word = ''`,
  );
  const forget = database.prepare(
    `DELETE FROM refused_draft WHERE id IN (
       SELECT id FROM refused_draft
       WHERE workbook = @workbook AND by = @by AND settled_at IS NOT NULL
       ORDER BY settled_at, id
       LIMIT max(0, (SELECT count(*) FROM refused_draft WHERE workbook = @workbook AND by = @by) - @most))`,
  );
  const settle = database.prepare(
    `UPDATE refused_draft SET settled_at = @at, settled_by = @by, settled_how = @how, word = @word
     WHERE id = @id AND settled_at IS NULL`,
  );
  const handIn = database.prepare(
    'UPDATE refused_draft SET handed_in_at = @at, note = @note WHERE id = @id AND settled_at IS NULL',
  );
  return {
    keepRefusedDrafts(drafts) {
      const open = new Map<string, number>();
      let kept = 0;
      for (const draft of drafts) {
        const whose = JSON.stringify([draft.workbook, draft.by]);
        const before = open.get(whose) ?? openOf.get(draft.workbook, draft.by) ?? 0;
        const renewed = isOpen.get(draft.id) !== undefined;
        open.set(whose, before);
        if (!renewed && before >= REFUSED_DRAFTS_OPEN_MAX) continue;
        keep.run(draft);
        if (!renewed) open.set(whose, before + 1);
        kept++;
      }
      for (const whose of open.keys()) {
        const [workbook, by] = JSON.parse(whose) as [string, string];
        forget.run({ workbook, by, most: REFUSED_DRAFTS_MAX });
      }
      return kept;
    },
    handInRefusedDraft(argument) {
      return handIn.run(argument).changes > 0;
    },
    settleRefusedDraft(argument) {
      return settle.run(argument).changes > 0;
    },
  };
}
