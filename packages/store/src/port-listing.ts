/** The list of a person's workbooks, with what is counted of them: no workbook is read for it. */
import type { Consent } from '@tallystick/domain/events';
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { MembershipRow } from './rows.ts';

/** One workbook as one of its members finds it, whatever of it they may see. */
export type ListingRow = MembershipRow & {
  city: string;
  title: string;
  edition: string;
  locked: boolean;
  archived: boolean;
  due: number | null;
  zone: string | null;
  /** Data points with a result, in the room. */
  reported: number;
  /** Rows of both sheets that somebody called ready and nobody changed since. */
  ready: number;
  /** Open threads that all members may read, and those of the audit side alone. */
  threads: number;
  auditThreads: number;
  /** Of the person's entity; null where they have none or it is gone. */
  entityName: string | null;
  /** Rows of both sheets that are assigned to the person's entity; `left`: those neither ready nor not available. */
  entityRows: { rows: number; left: number };
  /** Its locked versions, the oldest first. */
  versions: ListingVersion[];
};
/** `consent` is null where the city lets no observer read the version. */
export type ListingVersion = {
  submission: number;
  reported: number;
  released: boolean;
  consent: Consent | null;
};

/** Projected from the journals, and written with the entries that change it: it says what an opened workbook says. */
export interface ListingStore {
  /** Of all workbooks in which somebody is a member, by the workbook's id. */
  listing(person: PersonId): Promise<ListingRow[]>;
}
