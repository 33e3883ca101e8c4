/**
 * The browser's database of what is kept: its tables, opened once a page. It may be missing or blocked, and everybody
 * who keeps something has to live with that.
 */
import type { DBSchema, IDBPDatabase } from 'idb';
import { deleteDB, openDB } from 'idb';
import type { RefusedDraft } from '../../lines/cell-store.ts';
import type { KeptFile, KeptView, QueuedCommand } from './keeping.ts';
import type { OwnValue } from './own-values.ts';
import type { Unsaved } from './pending-writes.ts';

type InWorkbook = [person: string, workbook: string, what: string];

interface Tables extends DBSchema {
  unsaved: { key: InWorkbook; value: Unsaved };
  drafts: { key: InWorkbook; value: RefusedDraft };
  commands: { key: InWorkbook; value: QueuedCommand };
  own: { key: InWorkbook; value: OwnValue };
  views: { key: [person: string, workbook: string]; value: KeptView };
  files: { key: [person: string, workbook: string]; value: KeptFile };
  /** Answers of the server that are shown again without it: the list of workbooks. */
  answers: { key: [person: string, path: string]; value: { answer: unknown; at: number } };
}

export type KeptDatabase = IDBPDatabase<Tables>;

const NAME = 'tallystick';
const VERSION = 3;
const TABLES = ['unsaved', 'drafts', 'commands', 'views', 'answers', 'own', 'files'] as const;

let opening: { factory: IDBFactory; database: Promise<KeptDatabase | undefined> } | undefined;

/** The database, or undefined where this browser has none for us. Asked again it is the same. */
export function keptDatabase(): Promise<KeptDatabase | undefined> {
  const factory = globalThis.indexedDB;
  if (factory === undefined) return Promise.resolve(undefined);
  if (opening?.factory !== factory) opening = { factory, database: open() };
  return opening.database;
}

/**
 * A browser that has not opened its database by then, in milliseconds, has none for us. Long, for what lies in it is
 * not before its author until the next opening; it ends, for a page that waits for ever is of no use either.
 */
const PATIENCE_MS = 20_000;

async function open(): Promise<KeptDatabase | undefined> {
  const patience = new Promise<undefined>((done) => {
    setTimeout(() => done(undefined), PATIENCE_MS);
  });
  try {
    const opened = openDB<Tables>(NAME, VERSION, {
      upgrade: (database) => {
        for (const table of TABLES)
          if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
      },
      // A newer version of the app wants to change the tables: this page gives way and opens anew when it is asked.
      blocking: () => {
        void opened.then((database) => database.close());
        opening = undefined;
      },
      terminated: () => {
        opening = undefined;
      },
    });
    const database = await Promise.race([opened, patience]);
    // Nobody would close it where another page needs it closed.
    if (database === undefined) opened.then((late) => late.close()).catch(() => undefined);
    return database;
  } catch {
    return undefined;
  }
}

/** The database of a person's room, which y-indexeddb keeps: its name says the generation too. */
export const roomDatabase = (person: string, room: string): string =>
  `tallystick-room:${person}:${room}`;

/** Removes a room that is not open here; one that is open in another tab goes when that tab closes it. */
export function forgetRoom(person: string, room: string): void {
  deleteDB(roomDatabase(person, room)).catch(() => undefined);
}

/** The keys of one person, or of one person in one workbook. */
export const keysOf = (...start: string[]): IDBKeyRange => IDBKeyRange.bound(start, [...start, []]);

/** Asks what may be missing without harm: undefined where there is no database, or where it fails. */
export async function quietly<T>(
  ask: (database: KeptDatabase) => Promise<T>,
): Promise<T | undefined> {
  try {
    const database = await keptDatabase();
    return database && (await ask(database));
  } catch {
    return undefined;
  }
}
