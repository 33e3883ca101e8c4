/** The port of workbooks as they stand now: projected from their journals, and written with the entries that change them. */
import type { CellId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { MembershipRow } from './rows.ts';

export type WorkbookRow = {
  workbook: WorkbookId;
  city: string;
  title: string;
  head: number;
  locked: boolean;
  generation: number;
  createdAt: number;
  archived: boolean;
  /** Of a deleted workbook this and its head are all that is left; null for all others. */
  deletedAt: number | null;
};
export type CellRow = { cell: CellId; text: string; number: number; by: PersonId; at: number };

export interface WorkbookStore {
  workbook(workbook: WorkbookId): Promise<WorkbookRow | undefined>;
  workbooks(): Promise<WorkbookRow[]>;
  /** Cells that hold something, by their name. */
  cells(workbook: WorkbookId): Promise<CellRow[]>;
  cell(workbook: WorkbookId, cell: CellId): Promise<CellRow | undefined>;
  memberships(person: PersonId): Promise<MembershipRow[]>;
  /** One person in one workbook: takes as long whether there is such a workbook or not. */
  membership(workbook: WorkbookId, person: PersonId): Promise<MembershipRow | undefined>;
}
