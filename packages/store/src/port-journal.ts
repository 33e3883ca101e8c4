/**
 * The port of the journal, the one truth: entries appended and read, and what stands beside them.
 *
 * Invariants every adapter keeps:
 * 1. `append` answers only when the entries are durable; a refused request leaves no trace.
 * 2. Numbers of a workbook are 1, 2, 3 ... without a gap.
 * 3. An append whose `expected` is not the workbook's head is refused as `moved`, an edit of a locked workbook as
 *    `locked`, a command id seen before as `repeated`, a client id of another person as `foreign-client`. An edit of an
 *    archived workbook is `locked` as well.
 * 4. Entry, leaf hash and projections are written in one transaction or not at all.
 * 5. With a `deleted` event everything of its workbook is erased in that transaction but what `erasure.ts` names: leaf
 *    hashes stay, so every proof holds. Nothing is kept of it afterwards, and an append is refused as `deleted`.
 */
import type { Entry, NewEntry } from '@tallystick/domain/entry';
import type { CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { StoredEntry } from './rows.ts';

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
      /** Size of the installation's tree as far as it is known with these entries: they may not have their places yet. */
      treeSize: number;
    }
  | { ok: false; why: 'moved' | 'locked' | 'foreign-client' | 'deleted'; head: number }
  /** The command was carried out before: its entry. */
  | { ok: false; why: 'repeated'; head: number; entry: Entry }
  /** Disk full, database away: nothing was written; try again. */
  | { ok: false; why: 'unavailable'; head: number; message: string };

export type GenerationRow = { generation: number; upTo: number; base: Uint8Array };

/** A client id of a workbook with its owner. */
export type ClaimRow = { client: number; person: PersonId };

export interface JournalReads {
  /**
   * Entries with number > after, ascending, at most `limit` (bounded to 10,000). Erased ones are left out. Where they are
   * large it answers fewer, at least one: what is answered at once has to fit into memory.
   */
  entries(
    workbook: WorkbookId,
    options: { after: number; limit: number; kind?: 'edit' | 'event'; upTo?: number },
  ): Promise<StoredEntry[]>;
  entryOfCommand(workbook: WorkbookId, command: CommandId): Promise<StoredEntry | undefined>;
  /** Where the newest generation of the room begins. */
  generation(workbook: WorkbookId): Promise<GenerationRow | undefined>;
  /** Client ids by number, with their owners: all of them, or a page of those above `after`. */
  claims(workbook: WorkbookId, page?: { after: number; limit: number }): Promise<ClaimRow[]>;
  snapshot(workbook: WorkbookId, submission: number): Promise<string | undefined>;
}

export interface JournalStore extends JournalReads {
  append(requests: AppendRequest[]): Promise<AppendResult[]>;
  /** A workbook without an entry; nothing where it is there already. */
  createWorkbook(workbook: WorkbookId, at: number): Promise<void>;
}
