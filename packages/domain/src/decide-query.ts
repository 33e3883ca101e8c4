/**
 * Decides questions on KPIs and ITU's rulings on them. Own file because a ruling may speak to every city, and who may
 * say that much must be read in one place.
 */
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import type { Command } from './commands.ts';
import type { Event } from './events.ts';
import { proseOf } from './prose.ts';
import { no, type Outcome, yes } from './refusals.ts';
import { type Actor, may } from './rights.ts';
import type { WorkbookState } from './state.ts';
import { TEXT_LIMITS } from './text-limits.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** A question on the KPI of a row. Refusals: not-your-role, unknown-row, empty-text, too-long. */
export function decideQuery(
  state: WorkbookState,
  command: Of<'ask'>,
  { actor, catalogue }: { actor: Actor; catalogue: Catalogue },
): Outcome<Event> {
  const right = may(actor, 'ask', { state });
  if (right) return { ok: false, refusal: right };
  const { query } = command;
  const row = catalogue.rows.get(command.row);
  if (!row) return no('unknown-row', command.row.slice(0, TEXT_LIMITS.name));
  // A question is made once; whoever repeats its id under another command has lost track.
  if (!/^[\w.:-]{1,64}$/.test(query) || state.queries.has(query)) return no('bad-request', 'query');
  const text = proseOf(command.text, TEXT_LIMITS.query);
  if (!text.ok) return text;
  const kpi = row.kind === 'data-point' ? row.kpi.key : row.row;
  const { edition } = state;
  return yes({ type: 'asked', query, row: command.row, kpi, edition, text: text.value });
}

/** ITU's ruling, for the city or for all; a later one replaces it, also after the question was closed. */
export function decideRuling(
  state: WorkbookState,
  command: Of<'rule'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'rule', { state });
  if (right) return { ok: false, refusal: right };
  const { query, scope } = command;
  if (!state.queries.has(query)) return no('unknown-query');
  if (scope !== 'city' && scope !== 'all') return no('bad-request', 'scope');
  const text = proseOf(command.text, TEXT_LIMITS.query);
  return text.ok ? yes({ type: 'ruled', query, text: text.value, scope }) : text;
}

/** Closes a question, answered or not; its ruling, if it has one, stands. */
export function decideClosing(
  state: WorkbookState,
  command: Of<'close-query'>,
  actor: Actor,
): Outcome<Event> {
  if (actor.role === null) return no('not-a-member');
  const query = may(actor, 'read-queries', { state })
    ? undefined
    : state.queries.get(command.query);
  if (!query) return no('unknown-query');
  const right = may(actor, 'close-query', { state, query });
  if (right) return { ok: false, refusal: right };
  if (query.status === 'closed') return no('already-closed');
  return yes({ type: 'query-closed', query: query.id });
}
