/** Reads of invitations. */
import { desc, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { InvitationRow, InvitationStore } from '../../port-invitations.ts';
import * as tables from '../schema.ts';

type InvitationReads = Pick<InvitationStore, 'invitation' | 'invitations'>;

export function invitationReads(db: BetterSQLite3Database): InvitationReads {
  const { invitation } = tables;
  return {
    async invitation(id) {
      return db.select().from(invitation).where(eq(invitation.id, id)).get() as
        | InvitationRow
        | undefined;
    },
    async invitations(workbook) {
      return db
        .select()
        .from(invitation)
        .where(eq(invitation.workbook, workbook))
        .orderBy(desc(invitation.createdAt), desc(invitation.id))
        .all() as InvitationRow[];
    },
  };
}
