/** What the workbooks of a server need from outside. */
import type { Hocuspocus } from '@hocuspocus/server';
import type { CellId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { EventEntry } from '@tallystick/domain/entry';
import type { WorkbookState } from '@tallystick/domain/state';
import type { ExportReads } from '@tallystick/store/port';
import type { EvidenceStore } from '@tallystick/store/blobs/port-evidence';
import type { FileStore } from '@tallystick/store/port-files';
import type { HistoryStore } from '@tallystick/store/port-history';
import type { JournalStore } from '@tallystick/store/port-journal';
import type { RefusedDraftStore } from '@tallystick/store/port-refused-drafts';
import type { FastifyBaseLogger } from 'fastify';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Deps = {
  store: ExportReads & JournalStore & HistoryStore & RefusedDraftStore & FileStore & EvidenceStore;
  hocuspocus: Hocuspocus;
  catalogueOf: (edition: string) => Catalogue;
  /** Milliseconds since 1970, UTC. */
  now: () => number;
  log: FastifyBaseLogger;
  /** Of the database, in the names of its rooms (`ledger/epoch.ts`); left out: its first. */
  epoch?: string;
  /** Names by person, for what is shown; the journal knows ids alone. */
  names: (people: PersonId[]) => Promise<Map<PersonId, string>>;
  /** Told of every event after it is durable and shown; what it does is its own affair. */
  happened?: (workbook: WorkbookNow, entry: EventEntry) => void;
};

/** What is needed to read a workbook and show it. */
export type ReadDeps = Pick<Deps, 'catalogueOf' | 'now' | 'names'> & { store: ExportReads };

/** A workbook as it stands, at work in this process or only read. */
export type WorkbookNow = {
  readonly id: WorkbookId;
  /** Number of its newest entry. */
  readonly head: number;
  readonly state: WorkbookState;
  readonly room: { name: string; index: { texts: ReadonlyMap<CellId, string> } };
};

/** The author of entries that no person asked for. */
export const SYSTEM = 'system' as PersonId;
