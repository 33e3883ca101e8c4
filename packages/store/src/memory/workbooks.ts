/** Workbooks as they stand now, in memory: their rows, cells, members, and the list of a person's workbooks. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { ListingStore } from '../port-listing.ts';
import type { CellRow, WorkbookRow, WorkbookStore } from '../port-workbooks.ts';
import type { RowsInMaps } from '../projections/rows-in-maps.ts';
import type { MembershipRow } from '../rows.ts';
import { type ListingMaps, listingRowOf } from './listing.ts';

type Book = {
  workbook: WorkbookId;
  head: number;
  rows: RowsInMaps<undefined>;
  listing: ListingMaps;
};

/** The order of SQLite's and PostgreSQL's "C" collation on the ASCII ids in use. */
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function memoryWorkbooks(
  books: ReadonlyMap<WorkbookId, Book>,
): WorkbookStore & ListingStore {
  const inOrder = () => [...books.values()].sort((a, b) => byText(a.workbook, b.workbook));
  return {
    async workbook(workbook) {
      const book = books.get(workbook);
      return book && workbookOf(book);
    },
    async workbooks() {
      return inOrder().map(workbookOf);
    },
    async cells(workbook) {
      const cells = [...(books.get(workbook)?.rows.rowsOf('cell').values() ?? [])];
      return cells.map(({ row }) => ({ ...row }) as CellRow).sort((a, b) => byText(a.cell, b.cell));
    },
    async cell(workbook, cell) {
      return books.get(workbook)?.rows.get('cell', cell) as CellRow | undefined;
    },
    async membership(workbook, person) {
      const book = books.get(workbook);
      return book && memberOf(book, person);
    },
    async memberships(person) {
      return inOrder().flatMap((book) => memberOf(book, person) ?? []);
    },
    async listing(person) {
      return inOrder().flatMap((book) => {
        const member = memberOf(book, person);
        return (
          (member && listingRowOf({ row: workbookOf(book), maps: book.listing }, member)) ?? []
        );
      });
    },
  };
}

function workbookOf({ workbook, head, rows }: Book): WorkbookRow {
  const {
    created_at,
    deleted_at,
    locked,
    archived,
    kind: _,
    ...names
  } = rows.get('workbook') ?? {};
  return {
    workbook,
    head,
    ...names,
    locked: locked === 1,
    archived: archived === 1,
    createdAt: created_at,
    deletedAt: deleted_at,
  } as WorkbookRow;
}

function memberOf({ workbook, rows }: Book, person: string): MembershipRow | undefined {
  const row = rows.get('membership', person);
  return row && ({ workbook, ...row } as MembershipRow);
}
