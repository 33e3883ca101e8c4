/**
 * What the store keeps of invitations: links by which a person joins one workbook, once. An invitation is neither a
 * fact of the journal (nobody has joined yet) nor a person.
 */
import type { EntityId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';

export type InvitationRow = {
  /** SHA-256 of the link's secret, hexadecimal; the secret itself is never stored. */
  id: string;
  workbook: WorkbookId;
  role: Role;
  entity: EntityId | null;
  /** For whom, as the inviter wrote it. */
  note: string;
  by: PersonId;
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
  usedBy: PersonId | null;
  revokedAt: number | null;
};

export interface InvitationStore {
  addInvitation(invitation: InvitationRow): Promise<void>;
  invitation(id: string): Promise<InvitationRow | undefined>;
  /** All of a workbook, newest first. */
  invitations(workbook: WorkbookId): Promise<InvitationRow[]>;
  /** Takes the invitation for one person, once; undefined when taken, revoked, expired or unknown. */
  takeInvitation(id: string, person: PersonId, at: number): Promise<InvitationRow | undefined>;
  /** Gives back what this person has taken, where joining was refused after all. */
  giveBackInvitation(id: string, person: PersonId): Promise<void>;
  /**
   * Puts `to` in the place of the invitation `id` of its workbook, also under another id (then the link of the old one
   * opens nothing). True where that one was neither used nor revoked.
   */
  changeInvitation(id: string, to: InvitationRow): Promise<boolean>;
  /** True where it was open in this workbook until now. */
  revokeInvitation(id: string, workbook: WorkbookId, at: number): Promise<boolean>;
}
