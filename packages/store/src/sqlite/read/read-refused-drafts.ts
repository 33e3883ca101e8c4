/** Reads of refused drafts. */
import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { REFUSED_DRAFTS_READ_MAX } from '../../limits.ts';
import type { RefusedDraftRow, RefusedDraftStore } from '../../port-refused-drafts.ts';
import { refusedDraft as drafts } from '../schema.ts';

type Reads = Pick<RefusedDraftStore, 'refusedDraft' | 'refusedDrafts'>;

export function refusedDraftReads(db: BetterSQLite3Database): Reads {
  return {
    async refusedDraft(workbook, id) {
      const found = and(eq(drafts.id, id), eq(drafts.workbook, workbook));
      return db.select().from(drafts).where(found).get() as RefusedDraftRow | undefined;
    },
    async refusedDrafts(workbook, { cell, by, open, handedIn, before, limit }) {
      const asked = and(
        eq(drafts.workbook, workbook),
        cell === undefined ? undefined : eq(drafts.cell, cell),
        by === undefined ? undefined : eq(drafts.by, by),
        open === undefined ? undefined : (open ? isNull : isNotNull)(drafts.settledAt),
        handedIn === true ? isNotNull(drafts.handedInAt) : undefined,
        before === undefined ? undefined : lt(drafts.head, before),
      );
      return db
        .select()
        .from(drafts)
        .where(asked)
        .orderBy(desc(drafts.head), desc(drafts.at), desc(drafts.id))
        .limit(Math.min(limit, REFUSED_DRAFTS_READ_MAX))
        .all() as RefusedDraftRow[];
    },
  };
}
