/** The rows of the list of workbooks in plain maps: of the store in memory, and what `fsck` expects of a file. */
import type { WorkbookRow } from '../port-workbooks.ts';
import type { ListingRow } from '../port-listing.ts';
import {
  LISTING_KEYS,
  type ListedBook,
  type ListingTable,
  type Table,
} from '../projections/listing.ts';
import type { RowsInMaps } from '../projections/rows-in-maps.ts';
import type { MembershipRow } from '../rows.ts';

type RowsOf<Of> = Of extends Table<infer Columns> ? Map<string | number, Columns> : never;
/** Of one workbook, by key. */
export type ListingMaps = { [Name in ListingTable]: RowsOf<ListedBook[Name]> };

export function emptyListing(): ListingMaps {
  return {
    listing: new Map(),
    listing_row: new Map(),
    listing_entity: new Map(),
    listing_version: new Map(),
    listing_thread: new Map(),
  };
}

export const LISTING_TABLES = Object.keys(LISTING_KEYS) as ListingTable[];

/** A workbook's rows over its cells. */
export function listedBook(
  maps: ListingMaps,
  rows: Pick<RowsInMaps<unknown>, 'get' | 'rowsOf'>,
): ListedBook {
  return {
    ...maps,
    text: (cell) => rows.get('cell', cell)?.text as string | undefined,
    formulas: () =>
      new Map(
        [...rows.rowsOf('cell')]
          .map(([cell, { row }]) => [cell, row.text as string] as const)
          .filter(([, text]) => text.startsWith('=')),
      ),
  };
}

/** A workbook as one of its members finds it in the list; undefined before its first entry. */
export function listingRowOf(
  { row, maps }: { row: WorkbookRow; maps: ListingMaps },
  member: MembershipRow,
): ListingRow | undefined {
  const head = maps.listing.get('');
  if (head === undefined) return undefined;
  const entity = member.entity === null ? undefined : maps.listing_entity.get(member.entity);
  const { city, title, locked, archived } = row;
  const versions = [...maps.listing_version].sort(([a], [b]) => Number(a) - Number(b));
  const { audit_threads: auditThreads, ...counts } = head;
  return {
    ...member,
    ...counts,
    auditThreads,
    city,
    title,
    locked,
    archived,
    entityName: entity?.name ?? null,
    entityRows: { rows: entity?.row_count ?? 0, left: entity?.rows_left ?? 0 },
    versions: versions.map(([submission, { reported, released, consent }]) => ({
      submission: Number(submission),
      reported,
      released: released === 1,
      consent,
    })),
  };
}
