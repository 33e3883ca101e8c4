/**
 * Findings that were released to the city, each with the city's answer. Their texts are copies: what the audit side drafts
 * stands in a journal of its own (`audit/finding.ts`), and nothing here leads to it.
 */
import type { Releasable } from '../audit/finding.ts';
import type { FindingId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from './noun.ts';
import { type Numbered, NUMBERED_FIELDS } from './numbered.ts';
import { byRoomReaders } from './seen.ts';
import { reportersOf, withRole } from './telling.ts';

type Released = { finding: FindingId } & Releasable;
export type ReleasedFinding = { id: FindingId } & Releasable &
  Numbered & {
    answer: ({ text: string } & Numbered) | null;
    withdrawn: ({ reason: string } & Numbered) | null;
  };

declare module '../commands.ts' {
  interface CommandFields {
    'release-findings': { findings: FindingId[] };
    'withdraw-finding': { finding: FindingId; reason: string };
    /** `seen`: number of the answer before the writer; null for the first. */
    'answer-finding': { finding: FindingId; text: string; seen: number | null };
  }
}

declare module '../events.ts' {
  interface EventFields {
    'findings-released': { findings: Released[] };
    'finding-withdrawn': { finding: FindingId; reason: string };
    'finding-answered': { finding: FindingId; text: string };
  }
}

declare module '../state.ts' {
  interface Parts {
    findings: { key: FindingId; item: ReleasedFinding };
  }
}

/** All that are named or none. `findings` of the context: those that the audit side has chosen. */
function decideRelease(
  state: WorkbookState,
  command: CommandOf<'release-findings'>,
  { actor, findings: chosen }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'release-findings', { state });
  if (right) return { ok: false, refusal: right };
  const named = new Set(command.findings);
  if (named.size === 0) return no('nothing-named');
  if (named.size > TEXT_LIMITS.releasedAtOnce)
    return no('too-many', String(TEXT_LIMITS.releasedAtOnce));
  const findings: Released[] = [];
  for (const finding of named) {
    if (state.findings.has(finding)) return no('already-released');
    const found = chosen?.get(finding);
    if (found === undefined) return no('not-chosen');
    findings.push({ finding, ...found });
  }
  return yes({ type: 'findings-released', findings });
}

function decideWithdrawal(
  state: WorkbookState,
  { finding, reason }: CommandOf<'withdraw-finding'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'release-findings', { state });
  if (right) return { ok: false, refusal: right };
  if (standing(state, finding) === undefined) return no('unknown-finding');
  const said = proseOf(reason, TEXT_LIMITS.reason);
  return said.ok ? yes({ type: 'finding-withdrawn', finding, reason: said.value }) : said;
}

function decideAnswer(
  state: WorkbookState,
  { finding, text, seen }: CommandOf<'answer-finding'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'answer-finding', { state });
  if (right) return { ok: false, refusal: right };
  const found = standing(state, finding);
  if (found === undefined) return no('unknown-finding');
  if ((found.answer?.number ?? null) !== seen) return no('written-meanwhile');
  const said = proseOf(text, TEXT_LIMITS.finding);
  return said.ok ? yes({ type: 'finding-answered', finding, text: said.value }) : said;
}

function standing({ findings }: WorkbookState, finding: FindingId): ReleasedFinding | undefined {
  const found = findings.get(finding);
  return found?.withdrawn === null ? found : undefined;
}

const IN_PERSON = { mayWait: false, byToken: false, isSigned: false, isHighStakes: false } as const;

export const RELEASED_FINDING_COMMANDS = {
  'release-findings': {
    decide: decideRelease,
    becomes: 'findings-released',
    ...IN_PERSON,
    isHighStakes: true,
  },
  'withdraw-finding': { decide: decideWithdrawal, becomes: 'finding-withdrawn', ...IN_PERSON },
  'answer-finding': { decide: decideAnswer, becomes: 'finding-answered', ...IN_PERSON },
} satisfies CommandNouns<'release-findings' | 'withdraw-finding' | 'answer-finding'>;

const RELEASABLE_FIELDS: FieldsOf<Releasable> = {
  kind: 'all',
  text: 'all',
  recommendation: 'all',
  rows: 'all',
};

export const RELEASED_FINDING_PART: PartNouns<'findings'> = {
  findings: {
    keyOf: ({ id }) => id,
    isSeen: byRoomReaders,
    fields: {
      id: 'all',
      ...RELEASABLE_FIELDS,
      ...NUMBERED_FIELDS,
      answer: { text: 'all', ...NUMBERED_FIELDS },
      withdrawn: { reason: 'all', ...NUMBERED_FIELDS },
    },
  },
};

export const RELEASED_FINDING_EVENTS = {
  'findings-released': {
    fold: (state, event, { by, at, number }) => {
      for (const { finding, kind, text, recommendation, rows } of event.findings) {
        const content = { kind, text, recommendation, rows };
        const unsaid = { answer: null, withdrawn: null };
        state.findings.set(finding, { id: finding, ...content, by, at, number, ...unsaid });
      }
    },
    isSeen: byRoomReaders,
    fields: { findings: [{ finding: 'all', ...RELEASABLE_FIELDS }] },
    kind: 'verification',
    place: ({ findings }) => ({
      cells: [],
      rows: [...new Set(findings.flatMap(({ rows }) => rows))],
    }),
    follows: [],
    changesView: false,
    tells: ({ state, event }) => {
      const rows = event.findings.flatMap((each) => each.rows);
      const to = [...withRole(state, 'coordinator', 'head'), ...reportersOf(state, rows)];
      return [{ kind: 'findings', to }];
    },
  },
  'finding-withdrawn': {
    fold: (state, { finding, reason }, { by, at, number }) => {
      const found = state.findings.get(finding);
      if (found) state.findings.set(finding, { ...found, withdrawn: { reason, by, at, number } });
    },
    isSeen: byRoomReaders,
    fields: { finding: 'all', reason: 'all' },
    kind: 'verification',
    follows: [],
    changesView: false,
    tells: ({ state }) => [{ kind: 'findings', to: withRole(state, 'coordinator', 'head') }],
  },
  'finding-answered': {
    fold: (state, { finding, text }, { by, at, number }) => {
      const found = state.findings.get(finding);
      if (found) state.findings.set(finding, { ...found, answer: { text, by, at, number } });
    },
    isSeen: byRoomReaders,
    fields: { finding: 'all', text: 'all' },
    kind: 'verification',
    follows: [],
    changesView: false,
    tells: ({ state }) => [{ kind: 'finding-answered', to: withRole(state, 'auditor', 'itu') }],
  },
} satisfies EventNouns<'findings-released' | 'finding-withdrawn' | 'finding-answered'>;
