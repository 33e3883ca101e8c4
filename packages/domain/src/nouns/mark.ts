/**
 * What people say of rows: ready, not available, back in progress. It is the one decision that looks at a row as a whole,
 * its cells and what is missing in them.
 */
import { rowSpecs } from '../cells/cell-spec.ts';
import type { CellId, RowId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Event, RowSaying, WhyAbsent } from '../events.ts';
import { no, type Outcome, type Refusal, refuse, yes } from '../refusals.ts';
import { type Actor, may } from '../rights.ts';
import { type RowError, rowErrors } from '../screening/readiness.ts';
import type { RowMark, WorkbookState } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from './noun.ts';
import { isDay } from './pilot/days.ts';
import { isReopened } from './reopening.ts';
import { hasFigure, rowPrint } from './row-life.ts';
import { byRoomReaders } from './seen.ts';
import { tellsNobody } from './telling.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

declare module '../commands.ts' {
  interface CommandFields {
    /** `seen`: prints of the rows as the person saw them, in order; without them the rows are taken as they stand. */
    'mark-rows': { rows: RowId[]; as: RowSaying; reason?: string; seen?: string[] } & WhyAbsent;
  }
}

declare module '../state.ts' {
  interface Parts {
    marks: { key: RowId; item: RowMark };
  }
}

declare module '../events.ts' {
  interface EventFields {
    /** What a person said of rows; the last word on a row stands. */
    'rows-marked': {
      rows: RowId[];
      as: RowSaying;
      /** For `ready`, row by row: SHA-256 of the row's cells as they were (`rowPrint`), hexadecimal. Else empty. */
      prints: string[];
      /** Why the figure is not available, in the person's words; may be empty where `why` says it. Else empty. */
      reason: string;
    } & WhyAbsent;
  }
}

type Marking = CommandOf<'mark-rows'>;
type Context = Pick<Deciding, 'actor' | 'catalogue' | 'cells' | 'now'>;

/** Whether a person may say something of a row now; of a locked one while a cell of it is reopened. */
export function mayMarkRow(
  state: WorkbookState,
  actor: Actor,
  at: { row: RowId; catalogue: Catalogue; now: number },
): Refusal | undefined {
  const { row, catalogue, now } = at;
  const open = rowSpecs(catalogue, row).find(({ cell }) => isReopened(state, cell, now));
  return may(actor, 'mark-rows', { state, row, now, ...(open ? { cell: open.cell } : {}) });
}

/**
 * What stands against calling a row ready, as far as it can be mended: of a locked workbook that is what lies in reopened
 * cells. Whoever was asked to correct one cell does not answer for its neighbours, which nobody can change.
 */
export function errorsToMend(
  state: WorkbookState,
  at: { row: RowId; catalogue: Catalogue; read: (cell: CellId) => string | undefined; now: number },
): RowError[] {
  const { row, catalogue, read, now } = at;
  const errors = rowErrors(catalogue, row, read);
  if (!state.locked) return errors;
  const isOpen = (cell: CellId): boolean => isReopened(state, cell, now);
  // No result is named at the override, and lies with every figure of the row.
  const hasOpenFigure = rowSpecs(catalogue, row).some(
    ({ cell, group }) => group !== 'about' && isOpen(cell),
  );
  return errors.filter(({ code, cell }) => (code === 'no-result' ? hasOpenFigure : isOpen(cell)));
}

/**
 * All rows of a command or none. Refusals: unknown-row, the rights' own, bad-request, row-moved, row-not-ready,
 * row-has-figure, empty-text, too-long, not-text, already-so. The detail names the row that stands in the way.
 */
export function decideMark(
  state: WorkbookState,
  command: Marking,
  context: Context,
): Outcome<Event> {
  const { actor, catalogue, now } = context;
  const right = may(actor, 'mark-rows', { state, now });
  if (right?.code === 'not-your-role' || right?.code === 'not-a-member')
    return { ok: false, refusal: right };
  const rows = [...new Set(command.rows)];
  const { seen } = command;
  if (rows.length === 0 || command.rows.length > TEXT_LIMITS.rows) return no('bad-request');
  if (seen && (seen.length !== rows.length || command.rows.length !== rows.length))
    return no('bad-request');
  for (const [i, row] of rows.entries()) {
    if (!catalogue.rows.has(row)) return no('unknown-row', row.slice(0, TEXT_LIMITS.name));
    const refusal =
      mayMarkRow(state, actor, { row, catalogue, now }) ??
      standsAgainst(command.as, { row, seen: seen?.[i], state, context });
    if (refusal) return { ok: false, refusal };
  }
  return eventOf(state, { ...command, rows }, context);
}

/** What in a row itself stands against saying this of it. */
function standsAgainst(
  as: Marking['as'],
  of: { row: RowId; seen: string | undefined; state: WorkbookState; context: Context },
): Refusal | undefined {
  const { catalogue, cells, now } = of.context;
  const read = (cell: CellId) => cells.get(cell);
  const name = rowLabel(catalogue, of.row);
  // The person judged what was on the screen; a word of theirs must never stand on other figures.
  if (of.seen !== undefined && of.seen !== rowPrint(catalogue, of.row, read))
    return refuse('row-moved', name);
  if (as === 'not-available' && hasFigure(catalogue, of.row, read))
    return refuse('row-has-figure', name);
  if (as !== 'ready') return undefined;
  const errors = errorsToMend(of.state, { row: of.row, catalogue, read, now });
  const toMend = new Set(errors.map(({ cell }) => cell));
  return toMend.size === 0 ? undefined : refuse('row-not-ready', [...toMend].join(', '));
}

function eventOf(state: WorkbookState, command: Marking, context: Context): Outcome<Event> {
  const { rows, as } = command;
  const { catalogue, cells } = context;
  const read = (cell: CellId) => cells.get(cell);
  const { why, expected } = command;
  if (!isWhySound(command)) return no('bad-request');
  const isSaid = as !== 'not-available' || why !== undefined;
  const reason = proseOf(command.reason ?? '', TEXT_LIMITS.reason, isSaid);
  if (!reason.ok) return reason;
  const absent = { ...(why && { why }), ...(expected && { expected }) };
  const prints = as === 'ready' ? rows.map((row) => rowPrint(catalogue, row, read)) : [];
  const event = { type: 'rows-marked' as const, rows, as, prints, reason: reason.value, ...absent };
  return rows.every((row, i) => isSo(state, row, { ...event, print: prints[i] ?? '' }))
    ? no('already-so')
    : yes(event);
}

/** A choice belongs to "not available", and a day to "expected" alone, which needs one. */
function isWhySound({ as, why, expected }: Marking): boolean {
  if (why !== undefined && as !== 'not-available') return false;
  return why === 'expected' ? isDay(expected ?? '') : expected === undefined;
}

function isSo(
  state: WorkbookState,
  row: RowId,
  said: { as: Marking['as']; print: string; reason: string } & WhyAbsent,
): boolean {
  const mark = state.marks.get(row);
  if (mark === undefined) return said.as === 'in-progress';
  const isSameWhy = mark.why === said.why && mark.expected === said.expected;
  return (
    isSameWhy && mark.as === said.as && mark.print === said.print && mark.reason === said.reason
  );
}

/** The name of a row for a sentence: its KPI, and the data point where the KPI has several. */
export function rowLabel(catalogue: Catalogue, id: RowId): string {
  const row = catalogue.rows.get(id);
  if (row?.kind !== 'data-point') return row?.label ?? id;
  return row.kpi.dataPoints.length > 1 ? `${row.kpi.name}: ${row.label}` : row.kpi.name;
}

export const MARK_COMMANDS = {
  'mark-rows': {
    decide: decideMark,
    becomes: 'rows-marked',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'mark-rows'>;

const MARK_FIELDS: FieldsOf<RowMark> = {
  row: 'all',
  as: 'all',
  print: 'all',
  reason: 'all',
  by: 'all',
  at: 'all',
  number: 'all',
  why: 'all',
  expected: 'all',
};

export const MARK_PART: PartNouns<'marks'> = {
  marks: { keyOf: ({ row }) => row, isSeen: byRoomReaders, fields: MARK_FIELDS },
};

export const MARK_EVENTS = {
  'rows-marked': {
    // The last word on a row stands; "in progress" takes back the one before.
    fold: (state, { rows, prints, as, reason, why, expected }, { by, at, number }) => {
      const absent = { ...(why && { why }), ...(expected && { expected }) };
      for (const [i, row] of rows.entries()) {
        if (as === 'in-progress') state.marks.delete(row);
        else {
          const print = prints[i] ?? '';
          state.marks.set(row, { row, as, print, reason, by, at, number, ...absent });
        }
      }
    },
    isSeen: byRoomReaders,
    fields: {
      rows: 'all',
      as: 'all',
      prints: 'all',
      reason: 'all',
      why: 'all',
      expected: 'all',
    },
    kind: 'progress',
    place: ({ rows }) => ({ cells: [], rows }),
    follows: ['listing'],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<'rows-marked'>;
