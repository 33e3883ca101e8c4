/**
 * The tables that follow from the journals entry by entry, declared once: SQLite and the memory write them, and `fsck`
 * expects them, by what stands here and by the changes that `project.ts` makes of an entry.
 *
 * Every table has a column `workbook` besides. Columns have their names in SQL; a yes is 1.
 */
import { type JournalKind, journalKindOf } from '@tallystick/domain/audit/journal-id';
import type { RulingScope } from '@tallystick/domain/events';
import type { Role } from '@tallystick/domain/roles';

/** The rows of each table, key first. */
export type ProjectedRows = {
  /** One a journal. Its `head` is no projection: appending itself keeps it. */
  workbook: {
    city: string;
    title: string;
    locked: 0 | 1;
    generation: number;
    created_at: number;
    archived: 0 | 1;
    deleted_at: number | null;
    kind: JournalKind;
  };
  /** What cells show; an empty one has no row. */
  cell: { cell: string; text: string; number: number; by: string; at: number };
  membership: { person: string; role: Role; entity: string | null };
  /** Which command made which entry: a command is carried out once. */
  command: { command: string; number: number };
  /** Whose a Yjs client id is. */
  client_claim: { client: number; person: string };
  /** Where a generation of the room begins. */
  generation: { generation: number; up_to: number; base: string };
  /** What was locked. */
  snapshot: { submission: number; text: string };
  /** Cells, or rows for all their cells, that are open in a lock. `number`: of the entry that reopened them. */
  reopened: { number: number; subject: string; until: number };
  clarification: {
    clarification: string;
    edition: string;
    kpi: string;
    status: 'open' | 'answered' | 'closed';
    scope: RulingScope | null;
    asked: number;
    ruled: number | null;
    asked_at: number;
    ruled_at: number | null;
  };
};
export type ProjectedTable = keyof ProjectedRows;

type Declared<Columns> = {
  key: readonly (keyof Columns & string)[];
  columns: readonly (keyof Columns & string)[];
  /**
   * A column whose value is too large for an entry, which names it by its SHA-256 instead. In a change it stands by that
   * hash; an adapter keeps the value itself, which came beside the entries.
   */
  byHash?: keyof Columns & string;
};

/** `columns`: those that are no part of the key. */
export const PROJECTED: { readonly [Name in ProjectedTable]: Declared<ProjectedRows[Name]> } = {
  workbook: {
    key: [],
    columns: [
      'city',
      'title',
      'locked',
      'generation',
      'created_at',
      'archived',
      'deleted_at',
      'kind',
    ],
  },
  cell: { key: ['cell'], columns: ['text', 'number', 'by', 'at'] },
  membership: { key: ['person'], columns: ['role', 'entity'] },
  command: { key: ['command'], columns: ['number'] },
  client_claim: { key: ['client'], columns: ['person'] },
  generation: { key: ['generation'], columns: ['up_to', 'base'], byHash: 'base' },
  snapshot: { key: ['submission'], columns: ['text'], byHash: 'text' },
  reopened: { key: ['number', 'subject'], columns: ['until'] },
  clarification: {
    key: ['clarification'],
    columns: ['edition', 'kpi', 'status', 'scope', 'asked', 'ruled', 'asked_at', 'ruled_at'],
  },
};

export const PROJECTED_TABLES = Object.keys(PROJECTED) as ProjectedTable[];

/** A workbook before its first entry, and what is left of one that was deleted. */
export const EMPTY_WORKBOOK: ProjectedRows['workbook'] = {
  city: '',
  title: '',
  locked: 0,
  generation: 0,
  created_at: 0,
  archived: 0,
  deleted_at: null,
  kind: 'workbook',
};

/** A journal before its first entry, by its id. */
export const emptyRow = (journal: string): ProjectedRows['workbook'] => ({
  ...EMPTY_WORKBOOK,
  kind: journalKindOf(journal),
});

/** What is left of the audit journal of a workbook that was deleted `at`. */
export const erasedAudit = (at: number): ProjectedRows['workbook'] => ({
  ...EMPTY_WORKBOOK,
  kind: 'audit',
  deleted_at: at,
});

type ChangeOf<Name extends ProjectedTable> =
  /** A row of a key that is new. */
  | { table: Name; add: ProjectedRows[Name] }
  /** A row in the place of the one of its key, if there is one. */
  | { table: Name; put: ProjectedRows[Name] }
  /** Other values in the rows that have these; nothing where there is none. */
  | { table: Name; set: Partial<ProjectedRows[Name]>; where: Partial<ProjectedRows[Name]> }
  /** The rows that have these values go. */
  | { table: Name; drop: Partial<ProjectedRows[Name]> };

/** One change of rows of the entry's workbook; to be made in order. */
export type RowChange =
  | { [Name in ProjectedTable]: ChangeOf<Name> }[ProjectedTable]
  /** All that there is of the workbook goes, texts of entries included (`erasure.ts`), and of the audit journal beside it; their rows in `workbook` alone stay. */
  | 'erase';

export type Value = string | number | null | Uint8Array;
/** A row of any table, by its columns' names in SQL. */
export type Row = Record<string, Value>;
