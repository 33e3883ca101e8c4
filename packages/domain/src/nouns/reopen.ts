/** Reopenings: named cells and rows of a locked submission, with a reason and an end. */
import { cellSpec, isSheetCell } from '../cells/cell-spec.ts';
import { type CellId, type RowId, splitCellId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { no, type Outcome, refuse, yes } from '../refusals.ts';
import { type Actor, may } from '../rights.ts';
import type { Reopening, WorkbookState } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { CommandNouns, Deciding, EventNouns } from './noun.ts';
import { isStanding } from './reopening.ts';
import { rowLife } from './row-life.ts';
import { standingAttestation } from './sign-off/attestation.ts';
import { noteDecided } from './sign-off/proposed.ts';
import { byRoomReaders } from './seen.ts';
import { reportersOf, tellsNobody, withRole } from './telling.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

declare module '../commands.ts' {
  interface CommandFields {
    'reopen-cells': { cells: CellId[]; rows: RowId[]; reason: string; until: number };
    'end-reopening': { reopening: number };
  }
}

declare module '../events.ts' {
  interface EventFields {
    'cells-reopened': {
      /** The locked submission whose cells these are. */
      submission: number;
      cells: CellId[];
      /** All typed cells of these rows. */
      rows: RowId[];
      reason: string;
      /** From this moment on they are locked again; milliseconds since 1970, UTC. */
      until: number;
      /** Number of the entry that proposed it, where somebody else did. */
      proposal?: number;
    };
    /** Ends a reopening before its time. `reopening`: number of its `cells-reopened` entry. */
    'reopening-ended': { reopening: number };
  }
}

const DAY_MS = 24 * 60 * 60_000;

/** Refusals: not-your-role, not-locked, second-eyes-needed, nothing-named, unknown-cell, computed-cell, unknown-row, end-out-of-range. */
export function decideReopening(
  state: WorkbookState,
  command: CommandOf<'reopen-cells'>,
  context: { actor: Actor; catalogue: Catalogue; now: number },
): Outcome<Event> {
  const { actor, catalogue, now } = context;
  const right = may(actor, 'reopen', { state });
  if (right) return { ok: false, refusal: right };
  const submission = state.submissions.at(-1)?.submission;
  if (!state.locked || submission === undefined) return no('not-locked');
  // What was signed is opened by two.
  if (standingAttestation(state)) return no('second-eyes-needed');
  const named = namedIn(command, catalogue);
  if (!named.ok) return named;
  const { until } = command;
  if (!isEndInRange(until, now)) return no('end-out-of-range');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  if (!reason.ok) return reason;
  return yes({ type: 'cells-reopened', submission, ...named.value, reason: reason.value, until });
}

/** Whether a reopening may end at `until`; both in milliseconds since 1970, UTC. */
export function isEndInRange(until: number, now: number): boolean {
  const last = now + TEXT_LIMITS.reopenDays * DAY_MS;
  return Number.isSafeInteger(until) && until > now && until <= last;
}

/** The cells and rows that a command names, each once; a cell of a named row goes without saying. */
export function namedIn(
  command: Pick<CommandOf<'reopen-cells'>, 'cells' | 'rows'>,
  catalogue: Catalogue,
): Outcome<{ cells: CellId[]; rows: RowId[] }> {
  const rows = [...new Set(command.rows)];
  const count = command.cells.length + command.rows.length;
  if (count === 0) return no('nothing-named');
  if (count > TEXT_LIMITS.reopened) return no('bad-request', 'cells');
  const unknownRow = rows.find((row) => !catalogue.rows.has(row));
  if (unknownRow !== undefined) return no('unknown-row', unknownRow.slice(0, TEXT_LIMITS.name));
  const cells: CellId[] = [];
  for (const cell of new Set(command.cells)) {
    const spec = cellSpec(catalogue, cell);
    if (!spec) {
      const code = isSheetCell(catalogue, cell) ? 'computed-cell' : 'unknown-cell';
      return { ok: false, refusal: refuse(code, cell.slice(0, TEXT_LIMITS.name)) };
    }
    if (!rows.includes(spec.row)) cells.push(spec.cell);
  }
  return yes({ cells, rows });
}

/** Whether all rows of a reopening were said to be ready, or not available, since it began, one of them by this person. */
function isEndedBy(
  { marks }: WorkbookState,
  { number, cells, rows }: Reopening,
  { actor, catalogue, cells: texts }: Pick<Deciding, 'actor' | 'catalogue' | 'cells'>,
): boolean {
  const named = [...rows, ...[...cells].flatMap((cell) => splitCellId(cell)?.row ?? [])];
  const read = (cell: CellId | string) => texts.get(cell as CellId);
  const isDone = (row: RowId): boolean => {
    const mark = marks.get(row);
    if (mark === undefined || mark.number < number) return false;
    const life = rowLife({ catalogue, read, mark }, row);
    return life === 'ready' || life === 'not-available';
  };
  return named.every(isDone) && named.some((row) => marks.get(row)?.by === actor.person);
}

/** Ends one reopening before its time; what was changed meanwhile waits for the next lock. */
export function decideEndOfReopening(
  state: WorkbookState,
  command: CommandOf<'end-reopening'>,
  context: Pick<Deciding, 'actor' | 'now' | 'catalogue' | 'cells'>,
): Outcome<Event> {
  const { actor, now } = context;
  const right = may(actor, 'reopen', { state });
  const open = state.reopened.find((each) => each.number === command.reopening);
  const found = open && isStanding(open, now) ? open : undefined;
  // Whoever says of the last of its rows that it is ready ends it with that.
  if (right && !(found && isEndedBy(state, found, context))) return { ok: false, refusal: right };
  if (!found) return no('unknown-reopening');
  return yes({ type: 'reopening-ended', reopening: found.number });
}

export const REOPEN_COMMANDS = {
  'reopen-cells': {
    decide: decideReopening,
    becomes: 'cells-reopened',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: true,
  },
  'end-reopening': {
    decide: decideEndOfReopening,
    becomes: 'reopening-ended',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'reopen-cells' | 'end-reopening'>;

type Listed = Omit<Reopening, 'cells' | 'rows'> & { cells: string[]; rows: string[] };

/** As it is told: with its names as lists. */
export const REOPENING_FIELDS: FieldsOf<Listed> = {
  number: 'all',
  submission: 'all',
  cells: 'all',
  rows: 'all',
  reason: 'all',
  until: 'all',
  by: 'all',
  at: 'all',
  ended: { by: 'all', at: 'all' },
};

export const REOPEN_EVENTS = {
  'cells-reopened': {
    fold: (state, { submission, cells, rows, reason, until, proposal }, { by, at, number }) => {
      noteDecided(state, proposal, { how: 'accepted', reason: '', by, at, number });
      const named = { cells: new Set(cells), rows: new Set(rows) };
      state.reopened.push({ number, submission, ...named, reason, until, by, at, ended: null });
    },
    isSeen: byRoomReaders,
    fields: {
      submission: 'all',
      cells: 'all',
      rows: 'all',
      reason: 'all',
      until: 'all',
      proposal: 'all',
    },
    kind: 'lock',
    place: ({ cells, rows }) => ({ cells, rows }),
    placeName: (_, number) => String(number),
    follows: ['tables'],
    tells: ({ state, event }) => {
      const rows = event.cells.flatMap((cell) => splitCellId(cell)?.row ?? []);
      const reporters = reportersOf(state, [...event.rows, ...rows]);
      const to = [...reporters, ...withRole(state, 'coordinator')];
      return [{ kind: 'reopened', to }];
    },
    changesView: false,
  },
  'reopening-ended': {
    fold: (state, { reopening }, { by, at }) => {
      const found = state.reopened.find((each) => each.number === reopening);
      if (found) found.ended ??= { by, at };
    },
    isSeen: byRoomReaders,
    fields: { reopening: 'all' },
    kind: 'lock',
    place: ({ reopening }, placeOf) => placeOf(String(reopening)),
    follows: ['tables'],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<'cells-reopened' | 'reopening-ended'>;
