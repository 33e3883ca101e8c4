/**
 * What the store keeps of one-time links: by which the first administrator makes an account, and by which a person sets
 * a password. What a link opens is decided in the transaction that uses it up.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { PersonRow } from '../rows.ts';

export type LinkRow = {
  /** SHA-256 of the link's secret, hexadecimal; the secret itself is never stored. */
  id: string;
  purpose: 'first-admin' | 'set-password';
  /** Whose password it sets; null for the first administrator, who is nobody yet. */
  person: PersonId | null;
  /** Who made it. It opens what they may hand out at the moment of its use. null: the installation itself. */
  by: PersonId | null;
  /** The workbook as whose manager it was made; null: as an administrator, or by the installation. */
  workbook: WorkbookId | null;
  expiresAt: number;
  usedAt: number | null;
  /** When it ended without being used: a newer one was made, a password was set, the person was shut out. */
  endedAt: number | null;
};

/**
 * Why a link opens nothing. `superseded`: ended without being used. `person-exists`: the first administrator's, and
 * somebody has an account by now. `not-theirs`: who made it may not hand that account out by now.
 */
export type LinkEnd =
  | 'unknown'
  | 'used'
  | 'superseded'
  | 'expired'
  | 'person-exists'
  | 'not-theirs';

/** `end`: why it opens nothing now; null where it does. */
export type FoundLink = { row: LinkRow; end: LinkEnd | null };

export type LinkTaken = { ok: true; row: LinkRow; person: PersonId } | { ok: false; end: LinkEnd };

export interface LinkStore {
  /**
   * Adds a link and ends those before it: all of its person, or all of the first administrator's. The first
   * administrator's is not made where somebody has an account.
   */
  addLink(link: LinkRow, at: number): Promise<'made' | 'person-exists'>;
  link(id: string, at: number): Promise<FoundLink | undefined>;
  /**
   * Uses a link up and sets the password, both or neither; all other links of the person end. `first` is the person
   * whom the first administrator's link makes, and counts for no other link.
   */
  takeLink(taking: {
    id: string;
    at: number;
    passwordHash: string;
    first: PersonRow | null;
  }): Promise<LinkTaken>;
}
