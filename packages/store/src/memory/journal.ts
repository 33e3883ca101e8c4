/** The journal and its projections in memory. */
import { type Entry, isClientsOwn, type NewEntry } from '@tallystick/domain/entry';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { KEPT_EVENTS } from '../erasure.ts';
import type { ClarificationStore } from '../port-clarifications.ts';
import type {
  AppendRequest,
  AppendResult,
  ClaimRow,
  JournalReads,
  JournalStore,
} from '../port-journal.ts';
import type { ListingStore } from '../port-listing.ts';
import type { WorkbookStore } from '../port-workbooks.ts';
import { followListing } from '../projections/listing.ts';
import { project } from '../projections/project.ts';
import { RowsInMaps } from '../projections/rows-in-maps.ts';
import { EMPTY_WORKBOOK } from '../projections/tables.ts';
import { ENTRIES_PER_READ, ENTRY_CHARS_PER_READ } from '../rules.ts';
import { editsWhileLocked, type OpenSubject } from '../journal/lock-line.ts';
import { assertWellFormed, type Sealed, seal } from '../journal/seal.ts';
import { memoryClarifications } from './clarifications.ts';
import type { Erased } from './erased.ts';
import { emptyListing, listedBook, type ListingMaps } from './listing.ts';
import type { StoredEntry } from '../rows.ts';
import { memoryWorkbooks } from './workbooks.ts';

type Book = {
  workbook: WorkbookId;
  head: number;
  entries: StoredEntry[];
  rows: RowsInMaps<undefined>;
  /** What the rows of generations and snapshots name by its SHA-256. */
  bases: Map<string, Uint8Array>;
  texts: Map<string, string>;
  listing: ListingMaps;
};

/** The journal's methods; `integrate` gives entries their places in the installation's tree and answers its size. */
export function memoryJournal(
  integrate: (entries: readonly Sealed[]) => number,
  erased: Erased,
): JournalStore & WorkbookStore & ClarificationStore & ListingStore {
  const books = new Map<WorkbookId, Book>();
  erased.onErase((workbook) => {
    const book = bookOf(books, workbook);
    book.entries = book.entries.filter(({ entry }) => isKeptWhole(entry));
    book.bases.clear();
    book.texts.clear();
    book.listing = emptyListing();
  });
  return {
    async append(requests) {
      for (const request of requests) {
        assertWellFormed(request);
        bookOf(books, request.workbook);
        // Throws for what canonical JSON cannot say, before anything of the call is written.
        canonicalJson(request.entries);
      }
      const sequenced: Sealed[] = [];
      const results = requests.map((request) => {
        const result = appendOne(bookOf(books, request.workbook), request, sequenced);
        if (result.ok && request.entries.some(isDeletion)) erased.erase(request.workbook);
        return result;
      });
      const treeSize = integrate(sequenced);
      for (const result of results) if (result.ok) result.treeSize = treeSize;
      return results;
    },
    async createWorkbook(workbook, at) {
      if (!books.has(workbook)) books.set(workbook, emptyBook(workbook, at));
    },
    ...reads(books),
    ...memoryWorkbooks(books),
    ...memoryClarifications(() => [...books.values()]),
  };
}

const isDeletion = (entry: NewEntry): boolean =>
  entry.kind === 'event' && entry.event.type === 'deleted';
const isKeptWhole = (entry: Entry): boolean =>
  entry.kind === 'event' && KEPT_EVENTS.includes(entry.event.type);

function emptyBook(workbook: WorkbookId, at: number): Book {
  const rows = new RowsInMaps<undefined>();
  rows.apply({ table: 'workbook', put: { ...EMPTY_WORKBOOK, created_at: at } }, undefined);
  const beside = { bases: new Map(), texts: new Map() };
  return { workbook, head: 0, entries: [], rows, ...beside, listing: emptyListing() };
}

function bookOf(books: Map<WorkbookId, Book>, workbook: WorkbookId): Book {
  const book = books.get(workbook);
  if (book === undefined) throw new Error(`there is no workbook ${workbook}`);
  return book;
}

/** Writes what is not refused, and adds it to what is sequenced and has no place yet. */
function appendOne(book: Book, request: AppendRequest, sequenced: Sealed[]): AppendResult {
  const refused = refusalOf(book, request);
  if (refused !== undefined) return refused;
  const first = book.head + 1;
  const fresh = (request.claims ?? []).filter(
    ({ client }, position, all) =>
      book.rows.get('client_claim', client) === undefined &&
      all.findIndex((one) => one.client === client) === position,
  );
  const sealed = seal(request, book.head, fresh);
  keepBeside(book, request, sealed);
  for (const one of sealed) {
    const { entry } = one;
    book.entries.push(one);
    book.head = entry.number;
    for (const change of project(entry)) book.rows.apply(change, undefined);
  }
  followListing(
    listedBook(book.listing, book.rows),
    sealed.map(({ entry }) => entry),
  );
  sequenced.push(...sealed);
  return { ok: true, first, head: book.head, treeSize: 0 };
}

function keepBeside(
  book: Book,
  { generation, snapshot }: AppendRequest,
  [first]: Sealed<Entry>[],
): void {
  const beside = first?.entry.beside;
  if (generation !== undefined && beside?.generation !== undefined)
    book.bases.set(beside.generation.base, generation.base.slice());
  if (snapshot !== undefined && beside?.snapshot !== undefined)
    book.texts.set(beside.snapshot.text, snapshot.text);
}

function refusalOf(book: Book, request: AppendRequest): AppendResult | undefined {
  const { head, rows } = book;
  if (rows.get('workbook')?.deleted_at !== null) return { ok: false, why: 'deleted', head };
  for (const entry of request.entries) {
    const found = entry.kind === 'event' ? storedOf(book, entry.command) : undefined;
    if (found !== undefined)
      return { ok: false, why: 'repeated', head, entry: JSON.parse(found.text) as Entry };
  }
  if (request.expected !== head) return { ok: false, why: 'moved', head };
  if (editsWhileLocked(lockOf(book), request.entries)) return { ok: false, why: 'locked', head };
  const owners = new Map(claimsOf(book).map(({ client, person }) => [client, person]));
  for (const { client, person } of request.claims ?? []) {
    if ((owners.get(client) ?? person) !== person)
      return { ok: false, why: 'foreign-client', head };
    owners.set(client, person);
  }
  for (const entry of request.entries)
    if (entry.kind === 'edit' && isClientsOwn(entry.door))
      if ((owners.get(entry.client) ?? entry.by) !== entry.by)
        return { ok: false, why: 'foreign-client', head };
  return undefined;
}

function lockOf({ rows }: Book) {
  const { locked, archived } = rows.get('workbook') ?? {};
  const reopened = () => [...rows.rowsOf('reopened').values()].map(({ row }) => row as OpenSubject);
  return { locked: locked === 1, archived: archived === 1, reopened };
}

/** The entry that a command made. Numbers are places, and a deleted workbook has no commands. */
function storedOf({ rows, entries }: Book, command: string): StoredEntry | undefined {
  const number = rows.get('command', command)?.number;
  return number === undefined ? undefined : entries[(number as number) - 1];
}

/** Client ids by number. */
function claimsOf({ rows }: Book): ClaimRow[] {
  return [...rows.rowsOf('client_claim').values()]
    .map(({ row }) => row as ClaimRow)
    .sort((a, b) => a.client - b.client);
}

function reads(books: Map<WorkbookId, Book>): JournalReads {
  return {
    async entries(workbook, { after, limit, kind, upTo }) {
      const found: StoredEntry[] = [];
      const most = Math.min(limit, ENTRIES_PER_READ);
      const book = books.get(workbook);
      const all = book?.entries ?? [];
      // Numbers are places, until a deletion has taken most entries away.
      const isWhole = book?.rows.get('workbook')?.deleted_at === null;
      const first = isWhole ? Math.max(0, after) : 0;
      let chars = 0;
      for (let at = first; at < all.length && found.length < most; at++) {
        const stored = all[at] as StoredEntry;
        if (stored.entry.number <= after) continue;
        if (chars >= ENTRY_CHARS_PER_READ) break;
        if (upTo !== undefined && stored.entry.number > upTo) break;
        if (kind !== undefined && stored.entry.kind !== kind) continue;
        found.push(fresh(stored));
        chars += stored.text.length;
      }
      return found;
    },
    async entryOfCommand(workbook, command) {
      const book = books.get(workbook);
      const stored = book && storedOf(book, command);
      return stored && fresh(stored);
    },
    async generation(workbook) {
      const book = books.get(workbook);
      const all = [...(book?.rows.rowsOf('generation').values() ?? [])].map(({ row }) => row);
      const newest = all.sort((a, b) => Number(b.generation) - Number(a.generation))[0];
      if (newest === undefined) return undefined;
      const base = book?.bases.get(newest.base as string) as Uint8Array;
      return { generation: Number(newest.generation), upTo: Number(newest.up_to), base };
    },
    async claims(workbook, page) {
      const book = books.get(workbook);
      const claims = book === undefined ? [] : claimsOf(book).map((row) => ({ ...row }));
      if (page === undefined) return claims;
      return claims.filter(({ client }) => client > page.after).slice(0, page.limit);
    },
    async snapshot(workbook, submission) {
      const book = books.get(workbook);
      const hash = book?.rows.get('snapshot', submission)?.text;
      return book?.texts.get(hash as string);
    },
  };
}

/** Readers may change what they get; the journal stays as it is. */
function fresh(stored: StoredEntry): StoredEntry {
  return { ...stored, entry: JSON.parse(stored.text) as Entry };
}
