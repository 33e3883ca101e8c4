/**
 * Decides the end of a workbook: archiving, which can be taken back, and deletion, which cannot and takes two people.
 */
import type { Command } from '../commands.ts';
import type { Event } from '../events.ts';
import type { PersonId } from '../cells/ids.ts';
import { nameOf, proseOf } from '../cells/prose.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { type Actor, actorOf, may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
const DAY_MS = 24 * 60 * 60_000;

/** The deletion that can be confirmed at `now` (milliseconds since 1970, UTC); undefined where there is none. */
export function standingDeletion<Asked extends { until: number }>(
  { archived, deletion }: { archived: object | null; deletion: Asked | null },
  now: number,
): Asked | undefined {
  return archived !== null && deletion !== null && now < deletion.until ? deletion : undefined;
}

/** Refusals: not-your-role, already-archived, empty-text, too-long, not-text. */
export function decideArchive(
  state: WorkbookState,
  command: Of<'archive'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'archive', { state });
  if (right) return { ok: false, refusal: right };
  if (state.archived !== null) return no('already-archived');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  return reason.ok ? yes({ type: 'archived', reason: reason.value }) : reason;
}

/** Refusals: not-your-role, not-archived. */
export function decideUnarchive(state: WorkbookState, actor: Actor): Outcome<Event> {
  const right = may(actor, 'archive', { state });
  if (right) return { ok: false, refusal: right };
  return state.archived === null ? no('not-archived') : yes({ type: 'unarchived' });
}

/** Refusals: not-your-role, not-archived, deletion-asked, empty-text, too-long, not-text. */
export function decideAskDeletion(
  state: WorkbookState,
  command: Of<'ask-deletion'>,
  { actor, now }: { actor: Actor; now: number },
): Outcome<Event> {
  const right = may(actor, 'delete', { state });
  if (right) return { ok: false, refusal: right };
  if (state.archived === null) return no('not-archived');
  if (standingDeletion(state, now)) return no('deletion-asked');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  if (!reason.ok) return reason;
  const until = now + TEXT_LIMITS.deletionDays * DAY_MS;
  return yes({ type: 'deletion-asked', reason: reason.value, until });
}

/** Refusals: not-your-role, deletion-not-asked. Whoever may ask for a deletion may take any back. */
export function decideTakeBackDeletion(
  state: WorkbookState,
  command: Of<'take-back-deletion'>,
  { actor, now }: { actor: Actor; now: number },
): Outcome<Event> {
  const right = may(actor, 'delete', { state });
  if (right) return { ok: false, refusal: right };
  const asked = standingDeletion(state, now);
  if (asked?.number !== command.asked) return no('deletion-not-asked');
  return yes({ type: 'deletion-taken-back', asked: asked.number });
}

/**
 * The second word. `admins`: administrators of the installation now, as far as they are asked for; who asked must have
 * the right still. Refusals: not-your-role, deletion-not-asked, second-person-needed, asker-without-right, other-city.
 */
export function decideDeletion(
  state: WorkbookState,
  command: Of<'delete'>,
  { actor, now, admins }: { actor: Actor; now: number; admins: ReadonlySet<PersonId> },
): Outcome<Event> {
  const right = may(actor, 'delete', { state });
  if (right) return { ok: false, refusal: right };
  const { archived } = state;
  const asked = standingDeletion(state, now);
  if (archived === null || asked?.number !== command.asked) return no('deletion-not-asked');
  if (asked.by === actor.person) return no('second-person-needed');
  const asker = actorOf(state, asked.by, admins.has(asked.by));
  if (may(asker, 'delete', { state })) return no('asker-without-right');
  const city = nameOf(command.city);
  if (!city.ok || city.value !== state.city) return no('other-city');
  return yes({ type: 'deleted', archived: archived.number, asked: asked.number });
}
