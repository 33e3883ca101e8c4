/** Reads of workbooks as they stand now: their rows, cells and members. */
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { CellRow, WorkbookRow, WorkbookStore } from '../../port-workbooks.ts';
import type { MembershipRow } from '../../rows.ts';
import * as tables from '../schema.ts';
import { prepared } from './prepared.ts';

/** The reading methods; ids come back as the branded strings they were stored from. */
export function workbookReads(db: BetterSQLite3Database): WorkbookStore {
  const { cell, membership, workbook: books } = tables;
  const { kind, ...columns } = getTableColumns(books);
  // Of the audit side's journals nothing is told here, whoever asks by whatever id.
  const isWorkbook = eq(kind, 'workbook');
  const cellColumns = {
    cell: cell.cell,
    text: cell.text,
    number: cell.number,
    by: cell.by,
    at: cell.at,
  };
  const isOfBoth = and(
    eq(membership.workbook, sql.placeholder('workbook')),
    eq(membership.person, sql.placeholder('person')),
  );
  const membershipOf = prepared(() => db.select().from(membership).where(isOfBoth).prepare());
  return {
    async workbook(workbook) {
      return db
        .select(columns)
        .from(books)
        .where(and(eq(books.workbook, workbook), isWorkbook))
        .get() as WorkbookRow | undefined;
    },
    async workbooks() {
      return db
        .select(columns)
        .from(books)
        .where(isWorkbook)
        .orderBy(asc(books.workbook))
        .all() as WorkbookRow[];
    },
    async cells(workbook) {
      return db
        .select(cellColumns)
        .from(cell)
        .where(eq(cell.workbook, workbook))
        .orderBy(asc(cell.cell))
        .all() as CellRow[];
    },
    async cell(workbook, id) {
      return db
        .select(cellColumns)
        .from(cell)
        .where(and(eq(cell.workbook, workbook), eq(cell.cell, id)))
        .get() as CellRow | undefined;
    },
    async membership(workbook, person) {
      return membershipOf().get({ workbook, person }) as MembershipRow | undefined;
    },
    async memberships(person) {
      return db
        .select()
        .from(membership)
        .where(eq(membership.person, person))
        .orderBy(asc(membership.workbook))
        .all() as MembershipRow[];
    },
  };
}
