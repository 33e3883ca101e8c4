/** What the projections must hold, replayed from the entries alone by their one declaration. */
import type { AuditEntry } from '@tallystick/domain/audit/entry';
import { auditJournalOf } from '@tallystick/domain/audit/journal-id';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { Entry } from '@tallystick/domain/entry';
import { project } from '../projections/project.ts';
import { RowsInMaps } from '../projections/rows-in-maps.ts';
import {
  emptyRow,
  erasedAudit,
  PROJECTED,
  type ProjectedTable,
  type Row,
} from '../projections/tables.ts';
import { ManyRows } from './many-rows.ts';
import type { ExpectedRow } from './rows.ts';

/** An entry by its places: in the log, and in its journal. */
type At = { index: number; number: number };
/** `at`: of its last entry. */
type Book = { rows: RowsInMaps<At>; at: At };

/** Tables that grow with the journal, in a form of their own. */
const MANY = { command: 'number', client_claim: 'person' } as const;
type ManyTable = keyof typeof MANY;
const isMany = (table: ProjectedTable): table is ManyTable => table in MANY;

export class Expected {
  readonly #books = new Map<unknown, Book>();
  readonly #many = Object.fromEntries(
    Object.entries(MANY).map(([table, column]) => [
      table,
      new ManyRows(PROJECTED[table as ManyTable].key[0] as string, column),
    ]),
  ) as Record<ManyTable, ManyRows>;

  /** Places of the last entry of a workbook so far. */
  lastOf(workbook: unknown): At | undefined {
    return this.#books.get(workbook)?.at;
  }

  rowsOf(workbook: unknown): RowsInMaps<At> | undefined {
    return this.#books.get(workbook)?.rows;
  }

  hasCommand(workbook: string, command: string): boolean {
    return this.#many.command.has(workbook, command);
  }

  /** Of an erased entry nothing is expected but that it was the head once. */
  addErased({ workbook, ...at }: At & { workbook: string }): void {
    this.#bookAt(workbook, at);
  }

  /** Takes one more entry into account. Throws where it is not of an entry's shape. */
  add(entry: Entry | AuditEntry, index: number): void {
    const { workbook, number } = entry;
    const at = { index, number };
    const { rows } = this.#bookAt(workbook, at);
    for (const change of project(entry)) {
      if (change === 'erase') this.#erase(workbook, entry.at);
      if (change !== 'erase' && isMany(change.table) && 'add' in change)
        this.#addMany(change.table, { workbook, row: change.add }, at);
      else rows.apply(change, at);
    }
  }

  /** What a row of a table has to be; each answers once, and undefined where there is to be none. */
  take(table: ProjectedTable, row: Record<string, unknown>): ExpectedRow | undefined {
    if (isMany(table)) return this.#many[table].take(row);
    const { workbook } = row;
    const book = this.#books.get(workbook);
    const kept = book?.rows.take(
      table,
      PROJECTED[table].key.map((column) => row[column]),
    );
    return book && kept && expectedRow(table, { workbook, book, ...kept });
  }

  /** Those that no row was found for. */
  *rest(table: ProjectedTable): Generator<ExpectedRow> {
    if (isMany(table)) yield* this.#many[table].rest();
    else
      for (const [workbook, book] of this.#books)
        for (const kept of book.rows.rowsOf(table).values())
          yield expectedRow(table, { workbook, book, ...kept });
  }

  #erase(workbook: string, at: number): void {
    const audit = auditJournalOf(workbook as WorkbookId);
    for (const many of Object.values(this.#many))
      for (const journal of [workbook, audit]) many.dropWorkbook(journal);
    const book = this.#books.get(audit);
    book?.rows.apply('erase', book.at);
    book?.rows.apply({ table: 'workbook', put: erasedAudit(at) }, book.at);
  }

  #addMany(table: ManyTable, { workbook, row }: { workbook: string; row: Row }, at: At): void {
    const key = row[PROJECTED[table].key[0] as string];
    // A command says the number of its entry, which is known as such.
    const value = table === 'command' ? {} : { value: row[MANY[table]] };
    this.#many[table].set({ workbook, key, ...value }, at);
  }

  #bookAt(workbook: string, at: At): Book {
    let book = this.#books.get(workbook);
    if (book === undefined) {
      book = { rows: new RowsInMaps<At>(), at };
      book.rows.apply({ table: 'workbook', put: emptyRow(workbook) }, at);
      this.#books.set(workbook, book);
    }
    book.at = at;
    return book;
  }
}

type Found = { workbook: unknown; book: Book; row: Row; from: At };

/** A workbook's own row changes with every entry: its head. */
function expectedRow(table: ProjectedTable, { workbook, book, row, from }: Found): ExpectedRow {
  if (table !== 'workbook') return { ...from, row: { workbook, ...row } };
  return { ...book.at, row: { workbook, head: book.at.number, ...row } };
}
