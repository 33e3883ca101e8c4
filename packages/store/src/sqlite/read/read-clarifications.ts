/** Reads of clarifications and rulings over all workbooks. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ClarificationRow, ClarificationStore } from '../../port-clarifications.ts';
import { clarification } from '../schema.ts';

/** The reading methods; ids come back as the branded strings they were stored from. */
export function clarificationReads(db: BetterSQLite3Database): ClarificationStore {
  const { workbook, status, scope, edition, asked, askedAt, ruledAt } = clarification;
  return {
    async clarifications(of) {
      const wanted = [inArray(workbook, of.workbooks)];
      if (of.status !== undefined) wanted.push(eq(status, of.status));
      return db
        .select()
        .from(clarification)
        .where(and(...wanted))
        .orderBy(asc(askedAt), asc(workbook), asc(asked))
        .limit(of.limit)
        .all() as ClarificationRow[];
    },
    async rulingsForAll(of, limit) {
      return db
        .select()
        .from(clarification)
        .where(and(eq(scope, 'all'), eq(edition, of)))
        .orderBy(desc(ruledAt), asc(workbook), asc(asked))
        .limit(limit)
        .all() as ClarificationRow[];
    },
  };
}
