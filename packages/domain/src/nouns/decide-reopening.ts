/** Decides reopenings: named cells and rows of a locked submission, with a reason and an end. */
import { cellSpec } from '../cells/cell-spec.ts';
import type { Command } from '../commands.ts';
import type { Event } from '../events.ts';
import type { CellId, RowId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { no, type Outcome, refuse, yes } from '../refusals.ts';
import { isStanding } from './reopening.ts';
import { type Actor, isSheetCell, may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
const DAY_MS = 24 * 60 * 60_000;

/** Refusals: not-your-role, not-locked, nothing-named, unknown-cell, computed-cell, unknown-row, end-out-of-range. */
export function decideReopening(
  state: WorkbookState,
  command: Of<'reopen-cells'>,
  context: { actor: Actor; catalogue: Catalogue; now: number },
): Outcome<Event> {
  const { actor, catalogue, now } = context;
  const right = may(actor, 'reopen', { state });
  if (right) return { ok: false, refusal: right };
  const submission = state.submissions.at(-1)?.submission;
  if (!state.locked || submission === undefined) return no('not-locked');
  const named = namesOf(command, catalogue);
  if (!named.ok) return named;
  const { until } = command;
  const isInRange = until > now && until <= now + TEXT_LIMITS.reopenDays * DAY_MS;
  if (!Number.isSafeInteger(until) || !isInRange) return no('end-out-of-range');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  if (!reason.ok) return reason;
  return yes({ type: 'cells-reopened', submission, ...named.value, reason: reason.value, until });
}

/** The cells and rows that a command names, each once; a cell of a named row goes without saying. */
function namesOf(
  command: Of<'reopen-cells'>,
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

/** Ends one reopening before its time; what was changed meanwhile waits for the next lock. */
export function decideEndOfReopening(
  state: WorkbookState,
  command: Of<'end-reopening'>,
  { actor, now }: { actor: Actor; now: number },
): Outcome<Event> {
  const right = may(actor, 'reopen', { state });
  if (right) return { ok: false, refusal: right };
  const found = state.reopened.find((each) => each.number === command.reopening);
  if (!found || !isStanding(found, now)) return no('unknown-reopening');
  return yes({ type: 'reopening-ended', reopening: found.number });
}
