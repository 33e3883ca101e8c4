/** The writes of invitations, by name. */
import type Database from 'better-sqlite3';
import type { InvitationRow } from '../../port-invitations.ts';

/** Each operation with its argument and its answer. */
export type InvitationOperations = {
  addInvitation: { argument: InvitationRow; answer: void };
  takeInvitation: {
    argument: { id: string; person: string; at: number };
    answer: InvitationRow | undefined;
  };
  giveBackInvitation: { argument: { id: string; person: string }; answer: void };
  changeInvitation: { argument: InvitationRow & { was: string }; answer: boolean };
  revokeInvitation: { argument: { id: string; workbook: string; at: number }; answer: boolean };
};

type InvitationPerformer = {
  [Name in keyof InvitationOperations]: (
    argument: InvitationOperations[Name]['argument'],
  ) => InvitationOperations[Name]['answer'];
};

export function invitationOperations(database: Database.Database): InvitationPerformer {
  const add = database.prepare(
    `INSERT INTO invitation (id, workbook, role, entity, note, by, created_at, expires_at, used_at, used_by, revoked_at)
     VALUES (@id, @workbook, @role, @entity, @note, @by, @createdAt, @expiresAt, @usedAt, @usedBy, @revokedAt)`,
  );
  const take = database.prepare<[{ id: string; person: string; at: number }], InvitationRow>(
    `UPDATE invitation SET used_at = @at, used_by = @person
     WHERE id = @id AND used_at IS NULL AND revoked_at IS NULL AND expires_at > @at
     RETURNING id, workbook, role, entity, note, by, created_at AS createdAt,
       expires_at AS expiresAt, used_at AS usedAt, used_by AS usedBy, revoked_at AS revokedAt`,
  );
  const giveBack = database.prepare(
    'UPDATE invitation SET used_at = NULL, used_by = NULL WHERE id = @id AND used_by = @person',
  );
  const change = database.prepare(
    `UPDATE invitation
     SET id = @id, role = @role, entity = @entity, note = @note, by = @by, expires_at = @expiresAt
     WHERE id = @was AND workbook = @workbook AND used_at IS NULL AND revoked_at IS NULL`,
  );
  const revoke = database.prepare(
    `UPDATE invitation SET revoked_at = @at
     WHERE id = @id AND workbook = @workbook AND used_at IS NULL AND revoked_at IS NULL`,
  );
  return {
    addInvitation(invitation) {
      add.run(invitation);
    },
    takeInvitation(argument) {
      return take.get(argument);
    },
    giveBackInvitation(argument) {
      giveBack.run(argument);
    },
    changeInvitation(argument) {
      return change.run(argument).changes > 0;
    },
    revokeInvitation(argument) {
      return revoke.run(argument).changes > 0;
    },
  };
}
