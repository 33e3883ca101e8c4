/** What the projections must hold, replayed from the entries alone. */
import type { Entry } from '@tallystick/domain/entry';
import { type Projected, project } from '../projections/project.ts';
import { ManyRows } from './many-rows.ts';
import type { ExpectedRow } from './rows.ts';

export type Expected = {
  /** Keyed by `keyOf` of the row's key columns. Columns by their name in SQL. */
  workbooks: Map<string, ExpectedRow>;
  cells: Map<string, ExpectedRow>;
  members: Map<string, ExpectedRow>;
  commands: ManyRows;
  claims: ManyRows;
  /** `base` is expected as its SHA-256. */
  generations: Map<string, ExpectedRow>;
  /** `text` is expected as its SHA-256. */
  snapshots: Map<string, ExpectedRow>;
  reopened: Map<string, ExpectedRow>;
  clarifications: Map<string, ExpectedRow>;
};

export function nothingExpected(): Expected {
  return {
    workbooks: new Map(),
    cells: new Map(),
    members: new Map(),
    commands: new ManyRows('command', 'number'),
    claims: new ManyRows('client', 'person'),
    generations: new Map(),
    snapshots: new Map(),
    reopened: new Map(),
    clarifications: new Map(),
  };
}

/** One text for a key of several columns. */
export function keyOf(...parts: unknown[]): string {
  return JSON.stringify(parts);
}

/** Of an erased entry nothing is expected but that it was the head once. */
export function expectErased(
  expected: Expected,
  place: { index: number; workbook: string; number: number },
): void {
  bookAt(expected, place);
}

/** The row of an entry's workbook as it is with that entry as its head. */
function bookAt(
  expected: Expected,
  { index, workbook, number }: { index: number; workbook: string; number: number },
): Record<string, unknown> {
  const before = expected.workbooks.get(keyOf(workbook))?.row ?? emptyBook(workbook);
  const row = { ...before, head: number };
  expected.workbooks.set(keyOf(workbook), { index, number, row });
  return row;
}

function emptyBook(workbook: string): Record<string, unknown> {
  const states = { locked: 0, generation: 0, archived: 0, deleted_at: null };
  return { workbook, city: '', title: '', ...states };
}

/** Takes one more entry into account. Throws where it is not of an entry's shape. */
export function expectEntry(expected: Expected, entry: Entry, index: number): void {
  const { workbook, number } = entry;
  const at = { index, number };
  const book = bookAt(expected, { index, workbook, number });
  if (entry.kind === 'event') expected.commands.set({ workbook, key: entry.command }, at);
  for (const written of project(entry)) {
    switch (written.set) {
      case 'cell': {
        const { set: _, ...shown } = written;
        const key = keyOf(workbook, written.cell);
        if (written.text === null) expected.cells.delete(key);
        else expected.cells.set(key, { ...at, row: { workbook, ...shown } });
        break;
      }
      case 'created':
        book.created_at = written.at;
        break;
      case 'title':
        Object.assign(book, { city: written.city, title: written.title });
        break;
      case 'locked':
        book.locked = written.locked ? 1 : 0;
        dropReopened(expected, (row) => row.workbook === workbook);
        break;
      case 'archived':
        book.archived = written.archived ? 1 : 0;
        break;
      case 'deleted':
        dropWorkbook(expected, workbook);
        Object.assign(book, emptyBook(workbook), { created_at: 0, deleted_at: written.at });
        break;
      case 'generation':
        book.generation = written.generation;
        break;
      case 'member': {
        const { person, role, entity } = written;
        const row = { workbook, person, role, entity };
        expected.members.set(keyOf(workbook, person), { ...at, row });
        break;
      }
      case 'no-member':
        expected.members.delete(keyOf(workbook, written.person));
        break;
      case 'reopened': {
        const { subject, until } = written;
        const row = { workbook, number, subject, until };
        expected.reopened.set(keyOf(workbook, number, subject), { ...at, row });
        break;
      }
      case 'reopening-ended': {
        const { reopening } = written;
        dropReopened(expected, (row) => row.workbook === workbook && row.number === reopening);
        break;
      }
      default:
        expectClarification(expected, written, { workbook, ...at });
    }
  }
  expectBeside(expected, entry, index);
}

/** All that a workbook's entries led to but its own row. */
function dropWorkbook(expected: Expected, workbook: string): void {
  const { workbooks: _, commands, claims, ...tables } = expected;
  commands.dropWorkbook(workbook);
  claims.dropWorkbook(workbook);
  for (const table of Object.values(tables))
    for (const [key, { row }] of table) if (row.workbook === workbook) table.delete(key);
}

function dropReopened(expected: Expected, isDropped: (row: ExpectedRow['row']) => boolean): void {
  for (const [key, { row }] of expected.reopened) if (isDropped(row)) expected.reopened.delete(key);
}

type ClarificationWrite = Extract<Projected, { clarification: unknown }>;
type Where = { workbook: string; index: number; number: number };

function expectClarification(expected: Expected, written: ClarificationWrite, where: Where): void {
  const { workbook, ...at } = where;
  const { clarification } = written;
  const key = keyOf(workbook, clarification);
  const before = expected.clarifications.get(key)?.row;
  switch (written.set) {
    case 'clarification': {
      const { edition, kpi, number } = written;
      const asked = { asked: number, asked_at: written.at, ruled: null, ruled_at: null };
      const row = { workbook, clarification, edition, kpi, status: 'open', scope: null, ...asked };
      expected.clarifications.set(key, { ...at, row });
      return;
    }
    case 'ruling': {
      if (before === undefined) return;
      const ruling = { scope: written.scope, ruled: written.number, ruled_at: written.at };
      expected.clarifications.set(key, {
        ...at,
        row: { ...before, status: 'answered', ...ruling },
      });
      return;
    }
    case 'clarification-closed':
      if (before === undefined) return;
      expected.clarifications.set(key, { ...at, row: { ...before, status: 'closed' } });
      return;
    default:
      written satisfies never;
  }
}

function expectBeside(expected: Expected, entry: Entry, index: number): void {
  const { workbook, number, beside } = entry;
  const at = { index, number };
  for (const { client, person } of beside?.claims ?? [])
    expected.claims.set({ workbook, key: client, value: person }, at);
  if (beside?.generation !== undefined) {
    const { generation, upTo, base } = beside.generation;
    const row = { workbook, generation, up_to: upTo, base };
    expected.generations.set(keyOf(workbook, generation), { ...at, row });
  }
  if (beside?.snapshot !== undefined) {
    const { submission, text } = beside.snapshot;
    const row = { workbook, submission, text };
    expected.snapshots.set(keyOf(workbook, submission), { ...at, row });
  }
}
