/** Invitations in memory. */
import { dropRows, type Erased } from './erased.ts';
import type { InvitationRow, InvitationStore } from '../port-invitations.ts';

export function memoryInvitations(erased: Erased): InvitationStore {
  const rows = new Map<string, InvitationRow>();
  erased.onErase((workbook) => dropRows(rows, workbook));
  return {
    async addInvitation(invitation) {
      if (erased.has(invitation.workbook)) return;
      if (rows.has(invitation.id)) throw new Error(`there is a row ${invitation.id} already`);
      rows.set(invitation.id, { ...invitation });
    },
    async invitation(id) {
      const row = rows.get(id);
      return row === undefined ? undefined : { ...row };
    },
    async invitations(workbook) {
      return [...rows.values()]
        .filter((row) => row.workbook === workbook)
        .map((row) => ({ ...row }))
        .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
    },
    async takeInvitation(id, person, at) {
      const row = rows.get(id);
      if (row === undefined || row.usedAt !== null || row.revokedAt !== null) return undefined;
      if (row.expiresAt <= at) return undefined;
      row.usedAt = at;
      row.usedBy = person;
      return { ...row };
    },
    async giveBackInvitation(id, person) {
      const row = rows.get(id);
      if (row === undefined || row.usedBy !== person) return;
      row.usedAt = null;
      row.usedBy = null;
    },
    async changeInvitation(id, to) {
      const row = rows.get(id);
      if (row === undefined || row.workbook !== to.workbook) return false;
      if (row.usedAt !== null || row.revokedAt !== null) return false;
      rows.delete(id);
      const { createdAt, usedAt, usedBy, revokedAt } = row;
      rows.set(to.id, { ...to, createdAt, usedAt, usedBy, revokedAt });
      return true;
    },
    async revokeInvitation(id, workbook, at) {
      const row = rows.get(id);
      if (row === undefined || row.workbook !== workbook) return false;
      if (row.usedAt !== null || row.revokedAt !== null) return false;
      row.revokedAt = at;
      return true;
    },
  };
}
