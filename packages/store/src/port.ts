/**
 * The store's port: what the rest of the product may ask of a database.
 *
 * Invariants every adapter keeps:
 * 1. `append` answers only when the entries are durable; a refused request leaves no trace.
 * 2. Numbers of a workbook are 1, 2, 3 ... without a gap; log indices likewise, from 0, over the installation.
 * 3. An append whose `expected` is not the workbook's head is refused as `moved`, an edit of a locked workbook as
 *    `locked`, a command id seen before as `repeated`, a client id of another person as `foreign-client`. An edit of an
 *    archived workbook is `locked` as well.
 * 4. Entry, leaf hash, tree nodes and projections are written in one transaction or not at all.
 * 5. With a `deleted` event everything of its workbook is erased in that transaction but what `erasure.ts` names: leaf
 *    hashes stay, so every proof holds. Nothing is kept of it afterwards, and an append is refused as `deleted`.
 */
import type { Entry, NewEntry } from '@tallystick/domain/entry';
import type { RulingScope } from '@tallystick/domain/events';
import type {
  CellId,
  ClarificationId,
  CommandId,
  PersonId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { HistoryStore } from './port-history.ts';
import type { MembershipRow, PersonRow, StoredEntry } from './rows.ts';
import type { InvitationStore } from './port-invitations.ts';
import type { LinkStore } from './port-links.ts';
import type { ListingStore } from './port-listing.ts';
import type { ProgramStore } from './port-programs.ts';
import type { RefusedDraftStore } from './port-refused-drafts.ts';

/** All or nothing for one workbook. Several requests of one call share one commit. */
export type AppendRequest = {
  workbook: WorkbookId;
  /** The head that the entries were decided against. */
  expected: number;
  entries: NewEntry[];
  /** Client ids seen for the first time, with their owner. */
  claims?: { client: number; person: PersonId }[];
  /** A room generation that begins with these entries: its base as a Yjs update. */
  generation?: { generation: number; upTo: number; base: Uint8Array };
  /** A snapshot taken with these entries: canonical JSON. */
  snapshot?: { submission: number; text: string };
};

export type AppendResult =
  | {
      ok: true;
      /** Number of the first entry written, and of the last. */
      first: number;
      head: number;
      /** Log index of the first entry. */
      index: number;
      /** Size of the installation's tree after the commit that holds these entries. */
      treeSize: number;
    }
  | { ok: false; why: 'moved' | 'locked' | 'foreign-client' | 'deleted'; head: number }
  /** The command was carried out before: its entry. */
  | { ok: false; why: 'repeated'; head: number; entry: Entry }
  /** Disk full, database away: nothing was written; try again. */
  | { ok: false; why: 'unavailable'; head: number; message: string };

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
export type GenerationRow = { generation: number; upTo: number; base: Uint8Array };

/** The journal and what is projected from it. */
export interface JournalStore {
  append(requests: AppendRequest[]): Promise<AppendResult[]>;
  createWorkbook(workbook: WorkbookId, at: number): Promise<void>;
  workbook(workbook: WorkbookId): Promise<WorkbookRow | undefined>;
  workbooks(): Promise<WorkbookRow[]>;
  /**
   * Entries with number > after, ascending, at most `limit` (bounded to 10,000). Erased ones are left out. Where they are
   * large it answers fewer, at least one: what is answered at once has to fit into memory.
   */
  entries(
    workbook: WorkbookId,
    options: { after: number; limit: number; kind?: 'edit' | 'event'; upTo?: number },
  ): Promise<StoredEntry[]>;
  entryOfCommand(workbook: WorkbookId, command: CommandId): Promise<StoredEntry | undefined>;
  /** Current cells (projection). */
  cells(workbook: WorkbookId): Promise<CellRow[]>;
  cell(workbook: WorkbookId, cell: CellId): Promise<CellRow | undefined>;
  generation(workbook: WorkbookId): Promise<GenerationRow | undefined>;
  /** Client ids by number, with their owners: all of them, or a page of those above `after`. */
  claims(
    workbook: WorkbookId,
    page?: { after: number; limit: number },
  ): Promise<{ client: number; person: PersonId }[]>;
  snapshot(workbook: WorkbookId, submission: number): Promise<string | undefined>;
  memberships(person: PersonId): Promise<MembershipRow[]>;
  /** One person in one workbook: takes as long whether there is such a workbook or not. */
  membership(workbook: WorkbookId, person: PersonId): Promise<MembershipRow | undefined>;
}

/** A clarification as the list of all shows it; its texts are in the journal. */
export type ClarificationRow = {
  workbook: WorkbookId;
  clarification: ClarificationId;
  edition: string;
  kpi: string;
  status: 'open' | 'answered' | 'closed';
  scope: RulingScope | null;
  /** Numbers of the entries that asked, and that ruled last. */
  asked: number;
  ruled: number | null;
  askedAt: number;
  ruledAt: number | null;
};

/** Clarifications and rulings of all workbooks, projected from their journals. */
export interface ClarificationStore {
  /** Those of some workbooks, the oldest first. */
  clarifications(of: {
    workbooks: WorkbookId[];
    status?: ClarificationRow['status'];
    limit: number;
  }): Promise<ClarificationRow[]>;
  /** Those whose ruling is for every city of an edition, the latest ruling first. */
  rulingsForAll(edition: string, limit: number): Promise<ClarificationRow[]>;
}

/** The installation's Merkle tree: leaf hashes and the complete subtrees of heights 8, 16, 24. */
export interface TreeStore {
  treeSize(): Promise<number>;
  /** 32-byte hashes of leaves from (inclusive) to (exclusive), concatenated in order. */
  leafHashes(from: number, to: number): Promise<Uint8Array[]>;
  node(level: number, index: number): Promise<Uint8Array | undefined>;
  /** Signed checkpoints, append-only. */
  addCheckpoint(checkpoint: {
    size: number;
    root: Uint8Array;
    note: string;
    at: number;
  }): Promise<void>;
  lastCheckpoint(): Promise<
    { size: number; root: Uint8Array; note: string; at: number } | undefined
  >;
  /** The oldest checkpoint of at least this size that this origin signed, whose name is a note's first line. */
  checkpointCovering(
    size: number,
    origin: string,
  ): Promise<{ size: number; root: Uint8Array; note: string } | undefined>;
}

export type SessionRow = {
  /** SHA-256 of the token, hexadecimal; the token itself is never stored. */
  id: string;
  person: PersonId;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  /** Browser and system, as the client names itself. */
  agent: string;
};

/** People and sessions: apart from the journal, so that a person can be erased and no proof breaks. */
export interface PeopleStore {
  addPerson(person: PersonRow): Promise<'added' | 'email-taken'>;
  person(person: PersonId): Promise<PersonRow | undefined>;
  personByEmail(email: string): Promise<PersonRow | undefined>;
  people(ids: PersonId[]): Promise<PersonRow[]>;
  demoPeople(): Promise<PersonRow[]>;
  /** People whose name or e-mail holds the words, whatever their case; by name, at most `limit`. */
  searchPeople(words: string, limit: number): Promise<PersonRow[]>;
  /** The last administrator stays one. */
  setAdmin(person: PersonId, admin: boolean): Promise<'done' | 'last-admin' | 'unknown'>;
  /**
   * Sets another password, if `from` is the hash still: whose access was taken away meanwhile does not get it back by a
   * change that was under way. The person's links end with it. False where it is not.
   */
  setPassword(
    person: PersonId,
    change: { from: string | null; to: string; at: number },
  ): Promise<boolean>;
  /** Takes away password, links and the administrator's rights together; the last administrator keeps all of it. */
  shutOut(person: PersonId, at: number): Promise<'done' | 'last-admin' | 'unknown'>;
  addSession(session: SessionRow): Promise<void>;
  session(id: string): Promise<SessionRow | undefined>;
  touchSession(id: string, at: number): Promise<void>;
  endSession(id: string): Promise<void>;
  /** Ends all sessions of a person but one; answers which. */
  endSessions(person: PersonId, except: string | null): Promise<string[]>;
  sessionsOf(person: PersonId): Promise<SessionRow[]>;
}

/** What is read of a journal, with the names of its people: all that an export needs. */
export type JournalReads = Omit<JournalStore, 'append' | 'createWorkbook'> &
  ClarificationStore &
  Omit<TreeStore, 'addCheckpoint'> &
  Pick<PeopleStore, 'people'>;

export interface Store
  extends JournalStore,
    ClarificationStore,
    ListingStore,
    TreeStore,
    PeopleStore,
    LinkStore,
    ProgramStore,
    RefusedDraftStore,
    InvitationStore,
    HistoryStore {
  /** Small settings of the installation: `demo`, `origin`, schema version. */
  setting(key: string): Promise<string | undefined>;
  setSetting(key: string, value: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The database is away, full or read-only: nothing was written, try again. `append` answers it as a result; every other
 * writing method rejects with it (after the death of the writing thread, the one case in which it may yet have been
 * carried out). Not a defect: the server tells the person `unavailable`.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
