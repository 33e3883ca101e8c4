/** The names of things: branded strings and numbers, so that one cannot be passed for another. */

declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** One city, one assessment; one journal, one room. Example `wb_7hq2m4`. */
export type WorkbookId = Brand<string, 'workbook'>;
/** The journal of the audit side beside a workbook; made by `audit/journal-id.ts` alone. Example `wb_7hq2m4/audit`. */
export type AuditJournalId = Brand<string, 'audit-journal'>;
export type JournalId = WorkbookId | AuditJournalId;
/** A working paper of the audit side; made by the client, as those of interviews and findings are. */
export type PaperId = Brand<string, 'paper'>;
export type InterviewId = Brand<string, 'interview'>;
export type FindingId = Brand<string, 'finding'>;
/** What the audit side asks the city on a row; made by the client. */
export type QueryId = Brand<string, 'query'>;
/** A file or a link that stands behind a value; made by the client. */
export type EvidenceId = Brand<string, 'evidence'>;
/** A person. The journal knows people by this id alone. Example `p_4k9x2c`. */
export type PersonId = Brand<string, 'person'>;
/** A department, utility or agency of one workbook. Example `e_water`. */
export type EntityId = Brand<string, 'entity'>;
/** Made by the client, once for each intention, so that a retry is harmless. */
export type CommandId = Brand<string, 'command'>;
/** A comment; the id of the command that made it. */
export type CommentId = Brand<string, 'comment'>;
/** A question to ITU on a KPI, with its ruling; made by the client. */
export type ClarificationId = Brand<string, 'clarification'>;
/** A call on a clarification; made by the client. */
export type CallId = Brand<string, 'call'>;
/** Days on which the auditor looks into the city; made by the client. */
export type MissionId = Brand<string, 'mission'>;
/** A row of a sheet: `city.population` or `air_pollution.pm2_5` (`kpi.data_point`). */
export type RowId = Brand<string, 'row'>;
/** A column that entities fill; see `ColumnId` values in `columns.ts`. */
export type ColumnId = Brand<string, 'column'>;
/** `row:column`, the key of a cell in the room. Example `air_pollution.pm2_5:numerator`. */
export type CellId = Brand<string, 'cell'>;

/** The cell where a row and a column meet. */
export function cellId(row: RowId | string, column: ColumnId | string): CellId {
  return `${row}:${column}` as CellId;
}

/** The two halves of a cell id; undefined where the text is not one. */
export function splitCellId(cell: string): { row: RowId; column: ColumnId } | undefined {
  const at = cell.lastIndexOf(':');
  if (at <= 0 || at === cell.length - 1) return undefined;
  return { row: cell.slice(0, at) as RowId, column: cell.slice(at + 1) as ColumnId };
}
