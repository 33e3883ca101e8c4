/**
 * Compares the tables that are derived from the journal with what its entries say they hold. A table that disagrees
 * with the journal would show people something that nobody wrote.
 */
import { sha256Hex } from '@tallystick/ledger/hash';
import { PROJECTED, type ProjectedTable } from '../projections/tables.ts';
import type { Expected } from './expected.ts';
import type { Faults } from './faults.ts';
import type { ExpectedRow, JournalRows, Row } from './rows.ts';

export type Comparison = {
  /** The table's word in a sentence. */
  noun: string;
  rows: Iterable<Row>;
  expected: {
    /** What a row has to be; each answers once, and undefined where there is to be none. */
    take(row: Row): ExpectedRow | undefined;
    /** Those that were not taken. */
    rest(): Iterable<ExpectedRow>;
  };
  keyColumns: string[];
};

/** Words of the tables, in the order in which they are compared. */
const NOUNS: Record<ProjectedTable, string> = {
  cell: 'cell',
  membership: 'membership',
  command: 'command',
  client_claim: 'claim of a client id',
  generation: 'generation',
  snapshot: 'snapshot',
  reopened: 'reopening',
  clarification: 'clarification',
  workbook: 'workbook',
};

/** `more`: what other checks have to compare in the same way. */
export function checkProjections(
  rows: JournalRows,
  expected: Expected,
  { faults, more }: { faults: Faults; more: Comparison[] },
): void {
  for (const [name, noun] of Object.entries(NOUNS)) {
    const table = name as ProjectedTable;
    const { key, byHash } = PROJECTED[table];
    let stored = rows.table(table);
    if (byHash !== undefined) stored = hashed(stored, byHash);
    if (table === 'workbook') stored = withoutEmpty(stored);
    const wanted: Comparison['expected'] = {
      take: (row) => expected.take(table, row),
      rest: () => expected.rest(table),
    };
    compare({ noun, rows: stored, expected: wanted, keyColumns: ['workbook', ...key] }, faults);
  }
  for (const comparison of more) compare(comparison, faults);
}

function compare({ noun, rows, expected, keyColumns }: Comparison, faults: Faults): void {
  for (const row of rows) {
    const name = keyColumns.map((column) => String(row[column])).join(' ');
    const wanted = expected.take(row);
    if (wanted === undefined) {
      faults.projection({ index: null, what: `No entry made the ${noun} ${name}.` });
      continue;
    }
    const { index, number } = wanted;
    for (const column of Object.keys(row)) {
      if (row[column] === wanted.row[column]) continue;
      const what = `The ${noun} ${name} differs from its entry in "${column}".`;
      faults.projection({ index, workbook: String(row.workbook), number, what });
    }
  }
  for (const { index, number, row } of expected.rest()) {
    const name = keyColumns.map((column) => String(row[column])).join(' ');
    const what = `The ${noun} ${name} is missing.`;
    faults.projection({ index, workbook: String(row.workbook), number, what });
  }
}

/** Entries vouch for large values by their hash. A value that is neither text nor bytes cannot have one. */
function* hashed(rows: Iterable<Row>, column: string): Iterable<Row> {
  for (const row of rows) {
    const value = row[column];
    const fits = column === 'text' ? typeof value === 'string' : value instanceof Uint8Array;
    yield { ...row, [column]: fits ? sha256Hex(value as string | Uint8Array) : undefined };
  }
}

/** A workbook may be made and never written to; then it must hold nothing. */
function* withoutEmpty(rows: Iterable<Row>): Iterable<Row> {
  for (const row of rows) {
    const { city, title, head, locked, generation } = row;
    const empty = city === '' && title === '' && head === 0 && locked === 0 && generation === 0;
    if (!empty) yield row;
  }
}
