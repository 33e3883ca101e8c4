/**
 * What the list of workbooks must hold. In a file its sums follow change by change; here they are made once, from the
 * events and the last cells.
 */
import { COUNTING } from '@tallystick/domain/counting';
import type { Entry } from '@tallystick/domain/entry';
import { LISTING_KEYS, ListingMaker, type ListingTable } from '../projections/listing.ts';
import { emptyListing, LISTING_TABLES, listedBook, type ListingMaps } from '../memory/listing.ts';
import type { Expected } from './expected.ts';
import type { Comparison } from './projections.ts';
import type { Faults } from './faults.ts';
import type { ExpectedRow, JournalRows, Row } from './rows.ts';

type Book = {
  maps: ListingMaps;
  maker: ListingMaker;
  /** Of its last entry. */
  at: { index: number; number: number };
};

export class ListingCheck {
  readonly #books = new Map<string, Book>();
  readonly #expected: Expected;

  /** `expected`: which cells there are, once all entries are read. */
  constructor(expected: Expected) {
    this.#expected = expected;
  }

  /** Takes one more entry into account, after `expected` did; in the order of the log. */
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
  comparisons(rows: JournalRows, faults: Faults): Comparison[] {
    if (rows.counting() !== COUNTING) return [];
    for (const [workbook, { maker, at }] of this.#books)
      try {
        maker.finish();
      } catch {
        faults.projection({ ...at, workbook, what: `The cells of ${workbook} cannot be counted.` });
        this.#books.delete(workbook);
      }
    return LISTING_TABLES.map((table) => ({
      noun: `row in "${table}" of`,
      rows: rows.table(table),
      expected: { take: (row) => this.#take(table, row), rest: () => this.#rest(table) },
      keyColumns: ['workbook', LISTING_KEYS[table] ?? []].flat(),
    }));
  }

  #take(table: ListingTable, row: Row): ExpectedRow | undefined {
    const { workbook } = row;
    const book = this.#books.get(String(workbook));
    const name = LISTING_KEYS[table];
    const key = name === null ? '' : (row[name] as string | number);
    const columns = book?.maps[table].get(key);
    if (book === undefined || columns === undefined) return undefined;
    book.maps[table].delete(key);
    return { ...book.at, row: rowOf(table, { workbook, key }, columns) };
  }

  *#rest(table: ListingTable): Generator<ExpectedRow> {
    for (const [workbook, { maps, at }] of this.#books)
      for (const [key, columns] of maps[table])
        yield { ...at, row: rowOf(table, { workbook, key }, columns) };
  }

  #bookOf(workbook: string): Book {
    const known = this.#books.get(workbook);
    if (known !== undefined) return known;
    const maps = emptyListing();
    const rows = this.#expected.rowsOf(workbook);
    if (rows === undefined) throw new Error(`nothing is expected of ${workbook}`);
    const maker = new ListingMaker(listedBook(maps, rows));
    const book = { maps, maker, at: { index: 0, number: 0 } };
    this.#books.set(workbook, book);
    return book;
  }
}

function rowOf(
  table: ListingTable,
  { workbook, key }: { workbook: unknown; key: string | number },
  columns: object,
): Row {
  const name = LISTING_KEYS[table];
  return { workbook, ...(name === null ? {} : { [name]: key }), ...columns };
}
