/**
 * Compares the tables that are derived from the journal with what its entries say they hold. A table that disagrees
 * with the journal would show people something that nobody wrote.
 */
import { sha256Hex } from '@tallystick/ledger/hash';
import { type Expected, keyOf } from './expected.ts';
import type { Faults } from './faults.ts';
import { ManyRows } from './many-rows.ts';
import type { JournalRows, Row } from './rows.ts';
import type { ExpectedRow } from './rows.ts';

export type Comparison = {
  /** The table's word in a sentence. */
  noun: string;
  rows: Iterable<Row>;
  expected: Map<string, ExpectedRow> | ManyRows;
  keyColumns: string[];
};

/** `more`: what other checks have to compare in the same way. */
export function checkProjections(
  rows: JournalRows,
  expected: Expected,
  { faults, more }: { faults: Faults; more: Comparison[] },
): void {
  const compared: Comparison[] = [
    {
      noun: 'cell',
      rows: rows.table('cell'),
      expected: expected.cells,
      keyColumns: ['workbook', 'cell'],
    },
    {
      noun: 'membership',
      rows: rows.table('membership'),
      expected: expected.members,
      keyColumns: ['workbook', 'person'],
    },
    {
      noun: 'command',
      rows: rows.table('command'),
      expected: expected.commands,
      keyColumns: ['workbook', 'command'],
    },
    {
      noun: 'claim of a client id',
      rows: rows.table('client_claim'),
      expected: expected.claims,
      keyColumns: ['workbook', 'client'],
    },
    {
      noun: 'generation',
      rows: hashed(rows.table('generation'), 'base'),
      expected: expected.generations,
      keyColumns: ['workbook', 'generation'],
    },
    {
      noun: 'snapshot',
      rows: hashed(rows.table('snapshot'), 'text'),
      expected: expected.snapshots,
      keyColumns: ['workbook', 'submission'],
    },
    {
      noun: 'reopening',
      rows: rows.table('reopened'),
      expected: expected.reopened,
      keyColumns: ['workbook', 'number', 'subject'],
    },
    {
      noun: 'clarification',
      rows: rows.table('clarification'),
      expected: expected.clarifications,
      keyColumns: ['workbook', 'clarification'],
    },
    {
      noun: 'workbook',
      rows: withoutEmpty(rows.table('workbook')),
      expected: expected.workbooks,
      keyColumns: ['workbook'],
    },
    ...more,
  ];
  for (const comparison of compared) compare(comparison, faults);
}

function compare({ noun, rows, expected, keyColumns }: Comparison, faults: Faults): void {
  const missing = expected instanceof ManyRows ? expected : missingOf(expected, keyColumns);
  for (const row of rows) {
    const name = keyColumns.map((column) => String(row[column])).join(' ');
    const wanted = missing.take(row);
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
  for (const { index, number, row } of missing.rest()) {
    const name = keyColumns.map((column) => String(row[column])).join(' ');
    const what = `The ${noun} ${name} is missing.`;
    faults.projection({ index, workbook: String(row.workbook), number, what });
  }
}

/** Each of the expected rows is taken once. */
function missingOf(
  expected: Map<string, ExpectedRow>,
  keyColumns: string[],
): Pick<ManyRows, 'take' | 'rest'> {
  const missing = new Map(expected);
  return {
    take(row) {
      const key = keyOf(...keyColumns.map((column) => row[column]));
      const wanted = missing.get(key);
      missing.delete(key);
      return wanted;
    },
    *rest() {
      yield* missing.values();
    },
  };
}

/** Entries vouch for large values by their hash. A value that is neither text nor bytes cannot have one. */
function* hashed(rows: Iterable<Row>, column: 'base' | 'text'): Iterable<Row> {
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
