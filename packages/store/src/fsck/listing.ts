/**
 * What the list of workbooks must hold. In a file its sums follow change by change; here they are made once, from the
 * events and the last cells.
 */
import { COUNTING } from '@tallystick/domain/counting';
import type { Entry } from '@tallystick/domain/entry';
import { LISTING_KEYS, ListingMaker, type ListingTable } from '../projections/listing.ts';
import { emptyListing, LISTING_TABLES, listedBook, type ListingMaps } from '../memory/listing.ts';
import { type Expected, keyOf } from './expected.ts';
import type { Comparison } from './projections.ts';
import type { Faults } from './faults.ts';
import type { JournalRows } from './rows.ts';
import type { ExpectedRow } from './rows.ts';

type Book = {
  maps: ListingMaps;
  cells: Map<string, { text: string }>;
  maker: ListingMaker;
  /** Of its last entry. */
  at: { index: number; number: number };
};

export class ListingCheck {
  readonly #books = new Map<string, Book>();

  /** Takes one more entry into account; in the order of the log. */
  expect(entry: Entry, index: number): void {
    const { workbook, number } = entry;
    const isDeletion = entry.kind === 'event' && entry.event.type === 'deleted';
    if (isDeletion) this.#books.delete(workbook);
    if (isDeletion) return;
    const book = this.#bookOf(workbook);
    book.at = { index, number };
    if (entry.kind === 'event') book.maker.happened(entry.event);
  }

  /** What to compare once all entries are read. Nothing in a file that is counted anew as soon as it is opened. */
  comparisons(rows: JournalRows, { cells }: Expected, faults: Faults): Comparison[] {
    if (rows.counting() !== COUNTING) return [];
    for (const { row } of cells.values())
      this.#books.get(String(row.workbook))?.cells.set(String(row.cell), row as { text: string });
    const wanted = Object.fromEntries(LISTING_TABLES.map((table) => [table, new Map()])) as Record<
      ListingTable,
      Map<string, ExpectedRow>
    >;
    for (const [workbook, { maker, maps, at }] of this.#books) {
      try {
        maker.finish();
      } catch {
        faults.projection({ ...at, workbook, what: `The cells of ${workbook} cannot be counted.` });
        continue;
      }
      for (const table of LISTING_TABLES)
        for (const [key, columns] of maps[table]) {
          const name = LISTING_KEYS[table];
          const keyed = name === null ? { workbook } : { workbook, [name]: key };
          const id = name === null ? keyOf(workbook) : keyOf(workbook, key);
          wanted[table].set(id, { ...at, row: { ...keyed, ...columns } });
        }
    }
    return LISTING_TABLES.map((table) => ({
      noun: `row in "${table}" of`,
      rows: rows.table(table),
      expected: wanted[table],
      keyColumns: ['workbook', LISTING_KEYS[table] ?? []].flat(),
    }));
  }

  #bookOf(workbook: string): Book {
    const known = this.#books.get(workbook);
    if (known !== undefined) return known;
    const maps = emptyListing();
    const cells = new Map<string, { text: string }>();
    const maker = new ListingMaker(listedBook(maps, cells));
    const book = { maps, cells, maker, at: { index: 0, number: 0 } };
    this.#books.set(workbook, book);
    return book;
  }
}
