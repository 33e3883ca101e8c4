/**
 * Erased entries and the deletions that they belong to. An erased entry is in order only where its journal says, in the
 * tree, that the workbook was deleted: by a second person, after somebody had archived it and asked.
 */
import { type AuditEntry, isAuditEntry } from '@tallystick/domain/audit/entry';
import { isAuditJournal, workbookOf } from '@tallystick/domain/audit/journal-id';
import type { AuditJournalId } from '@tallystick/domain/cells/ids';
import type { Entry, EventEntry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import { HASH_BYTES } from '@tallystick/ledger/hash';
import { ERASED, KEPT_EVENTS, OTHER_TABLES } from '../erasure.ts';
import type { Faults } from './faults.ts';
import type { EntryRow, JournalRows } from './rows.ts';

type Place = { index: number; workbook: string; number: number };
type Deletion = Place & { by: string; event: Extract<Event, { type: 'deleted' }> };

type Book = {
  /** The first erased entry, and how many there are. */
  erased: Place | undefined;
  count: number;
  /** The first entry that a deletion would have erased. */
  held: Place | undefined;
  kept: Map<number, EventEntry>;
  deletion: Deletion | undefined;
};

/** The place of an erased entry; undefined for a row that is none. */
export function placeOfErased(row: EntryRow): Place | undefined {
  const { workbook, number, logIndex: index } = row;
  if (row.kind !== ERASED || typeof workbook !== 'string' || typeof number !== 'number')
    return undefined;
  return { index, workbook, number };
}

/** Whether nothing is left of an erased entry but its leaf. */
export function isBare({ text, textType, at, by, leaf }: EntryRow): boolean {
  const isEmpty = textType === 'text' && text?.length === 0 && at === 0 && by === '';
  return isEmpty && leaf instanceof Uint8Array && leaf.length === HASH_BYTES;
}

export class ErasedCheck {
  readonly #books = new Map<string, Book>();

  addErased(place: Place): void {
    const book = this.#bookOf(place.workbook);
    book.erased ??= place;
    book.count += 1;
  }

  addWhole(entry: Entry | AuditEntry, index: number, faults: Faults): void {
    const { workbook, number } = entry;
    const book = this.#bookOf(workbook);
    if (book.deletion !== undefined) {
      const what = `Entry ${index} comes after its workbook was deleted.`;
      faults.entry({ index, workbook, number, what });
    }
    if (!isAuditEntry(entry) && isKept(entry)) {
      book.kept.set(number, entry);
      if (entry.event.type !== 'deleted') return;
      book.deletion = { index, workbook, number, by: entry.by, event: entry.event };
    } else book.held ??= { index, workbook, number };
  }

  /** After the last entry. */
  finish(rows: JournalRows, faults: Faults): void {
    for (const book of this.#books.values()) {
      const { deletion, erased, held } = book;
      if (deletion === undefined) {
        if (erased !== undefined) faults.entry({ ...erased, what: whatWasErased(book) });
        continue;
      }
      if (held !== undefined) {
        const what = `Entry ${held.index} is still there, though its workbook was deleted.`;
        faults.entry({ ...held, what });
      }
      const why = whyNotInOrder(book, deletion);
      if (why !== undefined)
        faults.entry({ ...placeOf(deletion), what: `Entry ${deletion.index} ${why}` });
    }
    this.#checkTables(rows, faults);
  }

  /** Rows of a deleted workbook that are no part of its journal. */
  #checkTables(rows: JournalRows, faults: Faults): void {
    for (const table of OTHER_TABLES)
      for (const { workbook } of rows.table(table)) {
        const deletion = this.#books.get(String(workbook))?.deletion;
        if (deletion === undefined) continue;
        const what = `The table "${table}" still holds a row of the deleted workbook ${String(workbook)}.`;
        faults.projection({ ...placeOf(deletion), what });
      }
  }

  /** The texts of an audit journal go with its workbook, whose journal alone says so. */
  #bookOf(journal: string): Book {
    const workbook = isAuditJournal(journal) ? workbookOf(journal as AuditJournalId) : journal;
    const known = this.#books.get(workbook);
    if (known !== undefined) return known;
    const book: Book = {
      erased: undefined,
      count: 0,
      held: undefined,
      kept: new Map(),
      deletion: undefined,
    };
    this.#books.set(workbook, book);
    return book;
  }
}

const isKept = (entry: Entry): entry is EventEntry =>
  entry.kind === 'event' && KEPT_EVENTS.includes(entry.event.type);

const placeOf = ({ index, workbook, number }: Place): Place => ({ index, workbook, number });

function whatWasErased({ erased, count }: Book): string {
  const others = count > 1 ? ` (and ${count - 1} more of its workbook)` : '';
  return `Entry ${erased?.index}${others} was erased, but no entry says that the workbook was deleted.`;
}

/** What speaks against a deletion; undefined where nothing does. */
function whyNotInOrder({ kept }: Book, { event, by }: Deletion): string | undefined {
  const archived = kept.get(event.archived);
  const asked = kept.get(event.asked);
  if (archived?.event.type !== 'archived' || asked?.event.type !== 'deletion-asked')
    return 'deletes a workbook without the entries that archived it and asked for that.';
  return asked.by === by ? 'confirms a deletion that the same person asked for.' : undefined;
}
