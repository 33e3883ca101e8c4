/** Reads the list of a person's workbooks: two statements, however many workbooks there are. */
import type Database from 'better-sqlite3';
import type { ListingRow, ListingStore, ListingVersion } from '../../port-listing.ts';

type Line = Omit<ListingRow, 'locked' | 'archived' | 'entityRows' | 'versions'> & {
  locked: number;
  archived: number;
  rows: number;
  left: number;
};
type Version = Omit<ListingVersion, 'released'> & { workbook: string; released: number };

export function listingReads(reader: Database.Database): ListingStore {
  const lines = reader.prepare<[string], Line>(
    `SELECT membership.workbook, person, role, membership.entity, city, title, edition, locked, archived,
            due, zone, reported, ready, threads, audit_threads AS auditThreads, name AS entityName,
            coalesce(row_count, 0) AS rows, coalesce(rows_left, 0) AS "left"
     FROM membership JOIN workbook USING (workbook) JOIN listing USING (workbook)
       LEFT JOIN listing_entity ON listing_entity.workbook = membership.workbook
         AND listing_entity.entity = membership.entity
     WHERE person = ? ORDER BY membership.workbook`,
  );
  const versions = reader.prepare<[string], Version>(
    `SELECT workbook, submission, reported, released, consent
     FROM membership JOIN listing_version USING (workbook)
     WHERE person = ? ORDER BY workbook, submission`,
  );
  // One state of the file for both statements.
  const read = reader.transaction((person: string) => ({
    lines: lines.all(person),
    versions: Map.groupBy(versions.all(person), ({ workbook }) => workbook),
  }));
  return {
    async listing(person) {
      const found = read(person);
      return found.lines.map(({ rows, left, ...line }) => ({
        ...line,
        locked: line.locked === 1,
        archived: line.archived === 1,
        entityRows: { rows, left },
        versions: (found.versions.get(line.workbook) ?? []).map(
          ({ submission, reported, released, consent }) => ({
            submission,
            reported,
            released: released === 1,
            consent,
          }),
        ),
      }));
    },
  };
}
