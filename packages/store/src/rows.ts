/** Rows that several concerns of the port speak of. */
import type { Entry } from '@tallystick/domain/entry';
import type { EntityId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';

/** An entry with its exact bytes and their hash. */
export type StoredEntry = { entry: Entry; text: string; leaf: Uint8Array };

export type MembershipRow = {
  workbook: WorkbookId;
  person: PersonId;
  role: Role;
  entity: EntityId | null;
};

export type PersonRow = {
  person: PersonId;
  /** Lower case, unique; null once the person was erased. */
  email: string | null;
  name: string;
  passwordHash: string | null;
  admin: boolean;
  /** Shown as "enter as" on a demo's sign-in page. */
  demo: boolean;
  createdAt: number;
};
