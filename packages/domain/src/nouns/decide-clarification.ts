/**
 * Decides what is asked of ITU on KPIs and ITU's rulings on them. A ruling may speak to every city, and who may say
 * that much must be read in one place.
 */
import type { Command } from '../commands.ts';
import type { Event } from '../events.ts';
import { isId, proseOf } from '../cells/prose.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { type Actor, may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** A clarification asked on the KPI of a row. Refusals: not-your-role, unknown-row, empty-text, too-long. */
export function decideClarification(
  state: WorkbookState,
  command: Of<'ask-clarification'>,
  { actor, catalogue }: { actor: Actor; catalogue: Catalogue },
): Outcome<Event> {
  const right = may(actor, 'ask-clarification', { state });
  if (right) return { ok: false, refusal: right };
  const { clarification } = command;
  const row = catalogue.rows.get(command.row);
  if (!row) return no('unknown-row', command.row.slice(0, TEXT_LIMITS.name));
  // A clarification is asked once; whoever repeats its id under another command has lost track.
  if (!isId(clarification) || state.clarifications.has(clarification))
    return no('bad-request', 'clarification');
  const text = proseOf(command.text, TEXT_LIMITS.clarification);
  if (!text.ok) return text;
  const kpi = row.kind === 'data-point' ? row.kpi.key : row.row;
  const { edition } = state;
  return yes({
    type: 'clarification-asked',
    clarification,
    row: command.row,
    kpi,
    edition,
    text: text.value,
  });
}

/** ITU's ruling, for the city or for all; a later one replaces it, also after the clarification was closed. */
export function decideRuling(
  state: WorkbookState,
  command: Of<'rule'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'rule', { state });
  if (right) return { ok: false, refusal: right };
  const { clarification, scope } = command;
  if (!state.clarifications.has(clarification)) return no('unknown-clarification');
  if (scope !== 'city' && scope !== 'all') return no('bad-request', 'scope');
  const text = proseOf(command.text, TEXT_LIMITS.clarification);
  return text.ok ? yes({ type: 'ruled', clarification, text: text.value, scope }) : text;
}

/** Closes a clarification, answered or not; its ruling, if it has one, stands. */
export function decideClosing(
  state: WorkbookState,
  command: Of<'close-clarification'>,
  actor: Actor,
): Outcome<Event> {
  if (actor.role === null) return no('not-a-member');
  const clarification = may(actor, 'read-clarifications', { state })
    ? undefined
    : state.clarifications.get(command.clarification);
  if (!clarification) return no('unknown-clarification');
  const right = may(actor, 'close-clarification', { state, clarification });
  if (right) return { ok: false, refusal: right };
  if (clarification.status === 'closed') return no('already-closed');
  return yes({ type: 'clarification-closed', clarification: clarification.id });
}
