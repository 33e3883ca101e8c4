/** The journal and its projections in memory. */
import { type Entry, isClientsOwn, type NewEntry } from '@tallystick/domain/entry';
import type { CellId, CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { KEPT_EVENTS } from '../erasure.ts';
import type { ClarificationStore } from '../port-clarifications.ts';
import type {
  AppendRequest,
  AppendResult,
  GenerationRow,
  JournalReads,
  JournalStore,
} from '../port-journal.ts';
import type { CellRow, WorkbookRow, WorkbookStore } from '../port-workbooks.ts';
import { type Projected, project } from '../projections/project.ts';
import { emptyListing, listedBook, listingRowOf, type ListingMaps } from './listing.ts';
import { followListing } from '../projections/listing.ts';
import type { ListingStore } from '../port-listing.ts';
import { ENTRIES_PER_READ, ENTRY_CHARS_PER_READ } from '../rules.ts';
import { assertWellFormed, seal } from '../journal/seal.ts';
import {
  type ClarificationRows,
  memoryClarifications,
  writeClarification,
} from './clarifications.ts';
import type { Erased } from './erased.ts';
import type { MembershipRow, StoredEntry } from '../rows.ts';

type Book = {
  row: WorkbookRow;
  entries: StoredEntry[];
  commands: Map<CommandId, StoredEntry>;
  cells: Map<CellId, CellRow>;
  members: Map<PersonId, MembershipRow>;
  claims: Map<number, PersonId>;
  generations: Map<number, GenerationRow>;
  snapshots: Map<number, string>;
  reopened: { number: number; subject: string; until: number }[];
  clarifications: ClarificationRows;
  listing: ListingMaps;
};

/** The order of SQLite's and PostgreSQL's "C" collation on the ASCII ids in use. */
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The journal's methods; `addLeaf` grows the installation's tree and answers its size. */
export function memoryJournal(
  addLeaf: (leaf: Uint8Array) => number,
  erased: Erased,
): JournalStore & WorkbookStore & ClarificationStore & ListingStore {
  const books = new Map<WorkbookId, Book>();
  erased.onErase((workbook) => {
    const { row, entries } = bookOf(books, workbook);
    const left = emptyBook(workbook, 0);
    const deletedAt = entries.at(-1)?.entry.at ?? null;
    Object.assign(left.row, { head: row.head, deletedAt });
    left.entries = entries.filter(({ entry }) => isKeptWhole(entry));
    books.set(workbook, left);
  });
  return {
    async append(requests) {
      for (const request of requests) {
        assertWellFormed(request);
        bookOf(books, request.workbook);
        // Throws for what canonical JSON cannot say, before anything of the call is written.
        canonicalJson(request.entries);
      }
      const results = requests.map((request) => {
        const result = appendOne(bookOf(books, request.workbook), request, addLeaf);
        if (result.ok && request.entries.some(isDeletion)) erased.erase(request.workbook);
        return result;
      });
      let treeSize = 0;
      for (const result of results) if (result.ok) treeSize = Math.max(treeSize, result.treeSize);
      for (const result of results) if (result.ok) result.treeSize = treeSize;
      return results;
    },
    async createWorkbook(workbook, at) {
      if (!books.has(workbook)) books.set(workbook, emptyBook(workbook, at));
    },
    ...reads(books),
    ...memoryClarifications(() => [...books.values()].map(({ clarifications }) => clarifications)),
  };
}

const isDeletion = (entry: NewEntry): boolean =>
  entry.kind === 'event' && entry.event.type === 'deleted';
const isKeptWhole = (entry: Entry): boolean =>
  entry.kind === 'event' && KEPT_EVENTS.includes(entry.event.type);

function emptyBook(workbook: WorkbookId, at: number): Book {
  const names = { workbook, city: '', title: '' };
  const states = { locked: false, generation: 0, archived: false };
  return {
    row: { ...names, head: 0, ...states, createdAt: at, deletedAt: null },
    entries: [],
    commands: new Map(),
    cells: new Map(),
    members: new Map(),
    claims: new Map(),
    generations: new Map(),
    snapshots: new Map(),
    reopened: [],
    clarifications: new Map(),
    listing: emptyListing(),
  };
}

function bookOf(books: Map<WorkbookId, Book>, workbook: WorkbookId): Book {
  const book = books.get(workbook);
  if (book === undefined) throw new Error(`there is no workbook ${workbook}`);
  return book;
}

function appendOne(
  book: Book,
  request: AppendRequest,
  addLeaf: (leaf: Uint8Array) => number,
): AppendResult {
  const refused = refusalOf(book, request);
  if (refused !== undefined) return refused;
  const first = book.row.head + 1;
  const fresh = (request.claims ?? []).filter(
    ({ client }, position, all) =>
      !book.claims.has(client) && all.findIndex((one) => one.client === client) === position,
  );
  let treeSize = 0;
  const sealed = seal(request, book.row.head, fresh);
  for (const { entry, text, leaf } of sealed) {
    treeSize = addLeaf(leaf);
    const stored = { index: treeSize - 1, entry, text, leaf };
    book.entries.push(stored);
    book.row.head = entry.number;
    if (entry.kind === 'event') book.commands.set(entry.command, stored);
    for (const written of project(entry)) applyProjected(book, written);
  }
  followListing(
    listedBook(book.listing, book.cells),
    sealed.map(({ entry }) => entry),
  );
  for (const { client, person } of fresh) book.claims.set(client, person);
  const { generation, snapshot } = request;
  if (generation !== undefined)
    book.generations.set(generation.generation, { ...generation, base: generation.base.slice() });
  if (snapshot !== undefined) book.snapshots.set(snapshot.submission, snapshot.text);
  const head = book.row.head;
  return { ok: true, first, head, index: treeSize - (head - first + 1), treeSize };
}

function refusalOf(book: Book, request: AppendRequest): AppendResult | undefined {
  const head = book.row.head;
  if (book.row.deletedAt !== null) return { ok: false, why: 'deleted', head };
  for (const entry of request.entries) {
    const found = entry.kind === 'event' ? book.commands.get(entry.command) : undefined;
    if (found !== undefined)
      return { ok: false, why: 'repeated', head, entry: JSON.parse(found.text) as Entry };
  }
  if (request.expected !== head) return { ok: false, why: 'moved', head };
  if (crossesLock(book, request)) return { ok: false, why: 'locked', head };
  const owners = new Map(book.claims);
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

/** An edit of an archived workbook; of a locked one, unless it is of reopened cells alone and before their end. */
function crossesLock(book: Book, { entries }: AppendRequest): boolean {
  let { locked, archived } = book.row;
  let open = book.reopened;
  for (const entry of entries) {
    if (entry.kind === 'edit') {
      if (archived) return true;
      if (!locked) continue;
      const { at, cells } = entry;
      const names = (cell: string, subject: string) =>
        subject === cell || cell.slice(0, cell.lastIndexOf(':')) === subject;
      const isOpen = (cell: string) =>
        open.some(({ subject, until }) => at < until && names(cell, subject));
      if (cells.length === 0 || !cells.every(({ cell }) => isOpen(cell))) return true;
      continue;
    }
    const { event } = entry;
    if (event.type === 'archived' || event.type === 'unarchived') {
      archived = event.type === 'archived';
    } else if (event.type === 'locked' || event.type === 'unlocked') {
      locked = event.type === 'locked';
      open = [];
    } else if (event.type === 'reopening-ended') {
      open = open.filter(({ number }) => number !== event.reopening);
    } else if (event.type === 'cells-reopened') {
      const { until } = event;
      const more = [...event.cells, ...event.rows].map((subject) => ({
        number: 0,
        subject,
        until,
      }));
      open = [...open, ...more];
    }
  }
  return false;
}

function applyProjected(book: Book, written: Projected): void {
  const { row, cells, members } = book;
  switch (written.set) {
    case 'cell': {
      const { cell, text, number, by, at } = written;
      if (text === null) cells.delete(cell);
      else cells.set(cell, { cell, text, number, by, at });
      return;
    }
    case 'created':
      row.createdAt = written.at;
      return;
    case 'title':
      row.city = written.city;
      row.title = written.title;
      return;
    case 'locked':
      row.locked = written.locked;
      book.reopened = [];
      return;
    case 'archived':
      row.archived = written.archived;
      return;
    case 'deleted':
      // All of it goes at once, when the request is written.
      return;
    case 'generation':
      row.generation = written.generation;
      return;
    case 'member': {
      const { person, role, entity } = written;
      members.set(person, { workbook: row.workbook, person, role, entity });
      return;
    }
    case 'no-member':
      members.delete(written.person);
      return;
    case 'reopened': {
      const { number, subject, until } = written;
      book.reopened.push({ number, subject, until });
      return;
    }
    case 'reopening-ended':
      book.reopened = book.reopened.filter(({ number }) => number !== written.reopening);
      return;
    default:
      writeClarification({ workbook: row.workbook, clarifications: book.clarifications }, written);
  }
}

function reads(books: Map<WorkbookId, Book>): JournalReads & WorkbookStore & ListingStore {
  const inOrder = () => [...books.values()].sort((a, b) => byText(a.row.workbook, b.row.workbook));
  return {
    async workbook(workbook) {
      const book = books.get(workbook);
      return book === undefined ? undefined : { ...book.row };
    },
    async workbooks() {
      return inOrder().map(({ row }) => ({ ...row }));
    },
    async entries(workbook, { after, limit, kind, upTo }) {
      const found: StoredEntry[] = [];
      const most = Math.min(limit, ENTRIES_PER_READ);
      const all = books.get(workbook)?.entries ?? [];
      // Numbers are places, until a deletion has taken most entries away.
      const isWhole = books.get(workbook)?.row.deletedAt === null;
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
      const stored = books.get(workbook)?.commands.get(command);
      return stored === undefined ? undefined : fresh(stored);
    },
    async cells(workbook) {
      const cells = [...(books.get(workbook)?.cells.values() ?? [])];
      return cells.map((row) => ({ ...row })).sort((a, b) => byText(a.cell, b.cell));
    },
    async cell(workbook, cell) {
      return books.get(workbook)?.cells.get(cell);
    },
    async generation(workbook) {
      const all = [...(books.get(workbook)?.generations.values() ?? [])];
      return all.sort((a, b) => b.generation - a.generation)[0];
    },
    async claims(workbook, page) {
      const claims = [...(books.get(workbook)?.claims ?? [])]
        .map(([client, person]) => ({ client, person }))
        .sort((a, b) => a.client - b.client);
      if (page === undefined) return claims;
      return claims.filter(({ client }) => client > page.after).slice(0, page.limit);
    },
    async snapshot(workbook, submission) {
      return books.get(workbook)?.snapshots.get(submission);
    },
    async membership(workbook, person) {
      return books.get(workbook)?.members.get(person);
    },
    async memberships(person) {
      return inOrder().flatMap(({ members }) => members.get(person) ?? []);
    },
    async listing(person) {
      return inOrder().flatMap(({ members, row, listing: maps }) => {
        const member = members.get(person);
        return (member && listingRowOf({ row, maps }, member)) ?? [];
      });
    },
  };
}

/** Readers may change what they get; the journal stays as it is. */
function fresh(stored: StoredEntry): StoredEntry {
  return { ...stored, entry: JSON.parse(stored.text) as Entry };
}
