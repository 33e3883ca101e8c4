/** Whether observers read a version: the city's own lead consents to it, version by version, and may take it back. */
import type { CommandOf } from '../commands.ts';
import type { Consent, Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { Submission, WorkbookState } from '../state.ts';
import type { CommandNouns, Deciding, EventNouns } from './noun.ts';
import { byMembers } from './seen.ts';
import { tellsNobody } from './telling.ts';

declare module '../commands.ts' {
  interface CommandFields {
    /** Lets observers read a version that was, or will be, released. */
    consent: { submission: number; to: Consent };
    'withdraw-consent': { submission: number };
  }
}

declare module '../events.ts' {
  interface EventFields {
    /** From here on observers read this much of a version, once its verification is released. */
    consented: { submission: number; to: Consent };
    'consent-withdrawn': { submission: number };
  }
}

/** Refusals: not-your-role, unknown-version, already-so. */
function decideConsent(
  state: WorkbookState,
  command: CommandOf<'consent' | 'withdraw-consent'>,
  { actor }: Deciding,
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

export const CONSENT_COMMANDS = {
  consent: {
    decide: decideConsent,
    becomes: 'consented',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: true,
  },
  'withdraw-consent': {
    decide: decideConsent,
    becomes: 'consent-withdrawn',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'consent' | 'withdraw-consent'>;

const versionOf = (state: WorkbookState, submission: number): Submission | undefined =>
  state.submissions.find((each) => each.submission === submission);

export const CONSENT_EVENTS = {
  consented: {
    fold: (state, { submission, to }) => {
      const found = versionOf(state, submission);
      if (found) found.consent = to;
    },
    isSeen: byMembers,
    fields: { submission: 'all', to: 'all' },
    kind: 'verification',
    follows: ['listing'],
    tells: tellsNobody,
    changesView: true,
  },
  'consent-withdrawn': {
    fold: (state, { submission }) => {
      delete versionOf(state, submission)?.consent;
    },
    isSeen: byMembers,
    fields: { submission: 'all' },
    kind: 'verification',
    follows: ['listing'],
    tells: tellsNobody,
    changesView: true,
  },
} satisfies EventNouns<'consented' | 'consent-withdrawn'>;
