/** Decides whether observers read a version: the city's own lead consents to it, version by version, and may take it back. */
import type { Command } from '../commands.ts';
import type { Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { type Actor, may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** Refusals: not-your-role, unknown-version, already-so. */
export function decideConsent(
  state: WorkbookState,
  command: Of<'consent' | 'withdraw-consent'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'consent', { state });
  if (right) return { ok: false, refusal: right };
  const { submission } = command;
  const found = state.submissions.find((each) => each.submission === submission);
  if (!found) return no('unknown-version');
  const to = command.type === 'consent' ? command.to : undefined;
  if (found.consent === to) return no('already-so');
  return yes(
    to ? { type: 'consented', submission, to } : { type: 'consent-withdrawn', submission },
  );
}
